"""The .wxs of the MSI: well-formed, every file once, stable GUIDs, the registry values of the program itself."""

from pathlib import Path
from xml.etree import ElementTree

from scripts.packages import msi
from softphone.adapters.storage.policy_file import POLICY_KEY
from softphone.adapters.system.link_handlers import registry_values

NS = "{http://schemas.microsoft.com/wix/2006/wi}"


def tree(folder: Path, version: str = "0.1.0") -> ElementTree.Element:
    (folder / "_internal" / "a & b").mkdir(parents=True, exist_ok=True)
    for name in ("Vorzimmer.exe", "softphone.exe", "_internal/python311.dll", "_internal/a & b/ü.txt"):
        (folder / name).touch()
    return ElementTree.fromstring(msi.wxs(folder, version))


def test_every_file_is_a_component_of_the_feature(tmp_path: Path) -> None:
    wix = tree(tmp_path)
    files = {file.get("Source") for file in wix.iter(f"{NS}File")}
    assert files == {"Vorzimmer.exe", "softphone.exe", "_internal/python311.dll", "_internal/a & b/ü.txt"}
    components = [component.get("Id") for component in wix.iter(f"{NS}Component")]
    assert components.count("policy") == 1
    assert sorted(map(str, components)) == sorted(str(ref.get("Id")) for ref in wix.iter(f"{NS}ComponentRef"))


def test_a_newer_version_keeps_the_guids(tmp_path: Path) -> None:
    def guids(version: str) -> list[str | None]:
        return [component.get("Guid") for component in tree(tmp_path, version).iter(f"{NS}Component")]

    assert guids("0.1.0") == guids("0.2.0")
    assert len(set(guids("0.1.0"))) == len(guids("0.1.0"))


def test_links_and_policy_are_those_that_the_program_knows(tmp_path: Path) -> None:
    keys = {(key.get("Key"), key[0].get("Value")) for key in tree(tmp_path).iter(f"{NS}RegistryKey")}
    assert {(value.key, value.text) for value in registry_values("[INSTALLDIR]Vorzimmer.exe")} < keys
    assert (POLICY_KEY, "[POLICYFILE]") in keys


def test_autostart_and_policy_are_conditional() -> None:
    said = "\n".join(msi.changes())
    for component, name in (("autostart", "AUTOSTART"), ("policy", "POLICYFILE")):
        assert f"`Condition` = '{name} OR REMOVE' WHERE `Component` = '{component}'" in said
