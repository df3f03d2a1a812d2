"""Provisioning files and password files: every fault is one ProvisioningInvalid that names the place."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.adapters.storage import provision_file
from softphone.adapters.storage.provision_file import read_password
from softphone.domain.problems import ProblemError, ProvisioningInvalid

PLAIN = '[sip]\nuser = "anna"\ndomain = "pbx.example"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    secret(tmp_path / "password", "geheim\n")
    return tmp_path


def secret(file: Path, text: str | bytes, mode: int = 0o600) -> Path:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    file.chmod(mode)
    return file


def account(folder: Path, text: str | bytes) -> Path:
    return secret(folder / "account.toml", text)


def fault(file: Path) -> ProvisioningInvalid:
    with pytest.raises(ProblemError) as caught:
        provision_file.read(file)
    assert isinstance(caught.value.problem, ProvisioningInvalid)
    return caught.value.problem


def test_the_password_file_counts_from_the_files_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    secret(folder / "sip-password", "anderes")
    text = f'password_file = "password"\n{PLAIN}password_file = "sip-password"\n'
    found = provision_file.read(account(folder, text))
    assert (found.password, found.sip_password) == ("geheim", "anderes")
    assert found.account.user_id == "anna@pbx.example"


def test_without_a_password_file_the_keyring_or_the_user_is_asked(folder: Path) -> None:
    found = provision_file.read(account(folder, PLAIN))
    assert (found.password, found.sip_password) == (None, "")


def test_no_password_shows_in_the_repr(folder: Path) -> None:
    found = provision_file.read(account(folder, f'password_file = "password"\n{PLAIN}'))
    assert "geheim" not in repr(found)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (PLAIN + 'colour = "red"\n', "sip.colour"),
        ('passwort = "x"\n' + PLAIN, "passwort"),
        (PLAIN + 'password = "x"\n', "sip.password"),
        ("[sip\n", "file"),
        ("user = \n", "file"),
        (b"\xff\xfe\x00", "file"),
        ("x = " + "[" * 100_000, "file"),
        ("x = " + "9" * 10_000, "file"),
        ('[sip]\nuser = "anna"\ntransport = "sctp"\ndomain = "x"\n', "sip.transport"),
        ("", "portal.user"),
    ],
)
def test_a_faulty_file_names_the_place(folder: Path, text: str | bytes, field: str) -> None:
    assert fault(account(folder, text)).field == field


def test_a_file_written_by_windows_notepad_is_read(folder: Path) -> None:
    text = f'password_file = "password"\n{PLAIN}'.replace("\n", "\r\n").encode("utf-8-sig")
    secret(folder / "password", "geheim\r\n".encode("utf-8-sig"))
    assert provision_file.read(account(folder, text)).password == "geheim"


def test_a_missing_file_and_a_folder_are_told_by_the_system(folder: Path) -> None:
    assert fault(folder / "missing.toml").detail == "No such file or directory"
    assert fault(folder).detail == "Is a directory"


def test_a_missing_password_file_is_told_with_its_name(folder: Path) -> None:
    problem = fault(account(folder, f'password_file = "nowhere"\n{PLAIN}'))
    assert problem.field == "password_file"
    assert "nowhere" in problem.detail
    assert "No such file" in problem.detail


@pytest.mark.skipif(sys.platform == "win32", reason="no permission bits")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_password_file_that_others_can_reach_is_refused(folder: Path, mode: int) -> None:
    (folder / "password").chmod(mode)
    problem = fault(account(folder, f'password_file = "password"\n{PLAIN}'))
    assert (problem.field, problem.detail) == ("password_file", "readable by others; chmod 600")


@pytest.mark.parametrize("content", ["", "\n", "\r\n", "\nsecond line", b"\xff\xfe"])
def test_a_password_file_without_a_password_is_refused(folder: Path, content: str | bytes) -> None:
    file = secret(folder / "password", content)
    with pytest.raises(ProblemError):
        read_password(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(exclude_characters="\r\n\ufeff", exclude_categories=["Cs"]), min_size=1))
def test_the_first_line_is_the_password_whatever_is_in_it(folder: Path, password: str) -> None:
    assert read_password(secret(folder / "any", f"{password}\nrest")) == password


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_file_that_others_may_write_chooses_no_server(folder: Path) -> None:
    file = secret(folder / "account.toml", PLAIN, 0o666)
    assert "writable by others" in fault(file).detail
