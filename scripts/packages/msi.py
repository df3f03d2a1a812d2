"""Maker of the MSI: writes its .wxs and calls wixl (Debian: wixl, msitools).

`python -m scripts.packages.msi FOLDER OUT.msi`. For all users. Properties: AUTOSTART=1, POLICYFILE=path of
a policy. The GUID of a component comes from its path, so that a file keeps its GUID in every version.
"""

import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

from scripts.packages.identity import PUBLISHER
from softphone import PRODUCT_NAME, __version__
from softphone.adapters.storage.policy_file import POLICY_KEY, POLICY_VALUE
from softphone.adapters.system.link_handlers import RegistryValue, registry_values

_SPACE = uuid.UUID("6f0a3f1c-3f3a-4a8e-9a53-6d1d7a1f5c11")
_PROGRAM = f"[INSTALLDIR]{PRODUCT_NAME}.exe"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
CONDITIONS = {"autostart": "AUTOSTART", "policy": "POLICYFILE"}
"""Components that are installed only where the property is set."""
_SECURE = ("WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED", *CONDITIONS.values())


def guid(text: str) -> str:
    return str(uuid.uuid5(_SPACE, text)).upper()


@dataclass(slots=True)
class FileTree:
    """The files of the folder as nested directories, one component each."""

    folder: Path
    components: list[str] = field(default_factory=list)

    def xml(self, path: Path | None = None) -> str:
        return "".join(self._row(part) for part in sorted((path or self.folder).iterdir()))

    def _row(self, part: Path) -> str:
        name = part.relative_to(self.folder).as_posix()
        key = f"n{uuid.uuid5(_SPACE, name).hex}"
        if part.is_dir():
            return f'<Directory Id="d{key}" Name={quoteattr(part.name)}>\n{self.xml(part)}</Directory>\n'
        self.components.append(f"c{key}")
        file = f'<File Id="{key}" Source={quoteattr(name)} Name={quoteattr(part.name)} KeyPath="yes"/>'
        return f'<Component Id="c{key}" Guid="{guid(name)}" Win64="yes">{file}</Component>\n'


def _registry(value: RegistryValue) -> str:
    name = f"Name={quoteattr(value.name)} " if value.name else ""
    row = f'<RegistryValue Type="string" {name}Value={quoteattr(value.text)}/>'
    return f'<RegistryKey Root="HKLM" Key={quoteattr(value.key)}>{row}</RegistryKey>'


def _component(name: str, *values: RegistryValue) -> str:
    rows = "\n".join(_registry(value) for value in values)
    return f'<Component Id="{name}" Guid="{guid(f":{name}")}" Win64="yes">\n{rows}\n</Component>\n'


def wxs(folder: Path, version: str) -> str:
    tree = FileTree(folder)
    files = tree.xml()
    own = (
        _component("links", *registry_values(_PROGRAM))
        + _component("autostart", RegistryValue(RUN_KEY, PRODUCT_NAME, f'"{_PROGRAM}"'))
        + _component("policy", RegistryValue(POLICY_KEY, POLICY_VALUE, "[POLICYFILE]"))
    )
    names = (*tree.components, "links", *CONDITIONS, "menu")
    references = "\n".join(f'<ComponentRef Id="{name}"/>' for name in names)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="*" Name="{PRODUCT_NAME}" Language="1033" Version="{version}" Manufacturer="{PUBLISHER}"
  UpgradeCode="{guid("upgrade")}">
<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Description="{PRODUCT_NAME} {version}"/>
<MajorUpgrade DowngradeErrorMessage="A newer {PRODUCT_NAME} is installed."/>
<Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramFiles64Folder">
<Directory Id="INSTALLDIR" Name="{PRODUCT_NAME}">
{files}{own}</Directory>
</Directory>
<Directory Id="ProgramMenuFolder">
<Component Id="menu" Guid="{guid(":menu")}" Win64="yes">
<Shortcut Id="menuentry" Name="{PRODUCT_NAME}" Target="{_PROGRAM}" WorkingDirectory="INSTALLDIR"/>
<RegistryValue Root="HKLM" Key="Software\\{PRODUCT_NAME}" Name="Menu" Type="integer" Value="1" KeyPath="yes"/>
</Component>
</Directory>
</Directory>
<Feature Id="Program" Level="1">
{references}
</Feature>
</Product>
</Wix>
"""


def changes() -> list[str]:
    """What wixl 0.101 cannot write: conditions of components and secure properties."""
    conditions = [
        f"UPDATE `Component` SET `Condition` = '{name} OR REMOVE' WHERE `Component` = '{component}'"
        for component, name in CONDITIONS.items()
    ]
    secure = ";".join(_SECURE)
    return [*conditions, f"UPDATE `Property` SET `Value` = '{secure}' WHERE `Property` = 'SecureCustomProperties'"]


def build(folder: Path, out: Path) -> None:
    """wixl takes relative sources only, so it runs in the folder."""
    source = out.resolve().with_suffix(".wxs")
    source.write_text(wxs(folder, __version__), encoding="utf-8")
    subprocess.run(["wixl", "-a", "x64", "-o", str(out.resolve()), str(source)], check=True, cwd=folder)
    for change in changes():
        subprocess.run(["msibuild", str(out), "-q", change], check=True)
    source.unlink()


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
