"""Templates for the page or program of a caller."""

import string
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls.caller_page import CallerFacts, is_page, is_program, page_for, program_for

FACTS = CallerFacts("+493023125410", "Jörg & Söhne", "Lea Muster", incoming=True)


@pytest.mark.parametrize(
    "template",
    [
        "https://crm.example/?tel={number}",
        "http://intranet:8080/{digits}/{direction}",
        "https://crm.example/#/caller?n={name}&l={leader}",
        "https://crm.example",
    ],
)
def test_an_address_with_known_placeholders_is_a_page(template: str) -> None:
    assert is_page(template)


@pytest.mark.parametrize(
    "template",
    [
        "javascript:alert({number})",
        "file:///etc/passwd",
        "https://{name}/",
        "https://crm.{name}.example/",
        "https://user@crm.example/{number}",
        "https://crm.example/?n={email}",
        "https://crm.example/?n={number",
        "https://crm.example/ {number}",
        "crm.example/{number}",
        "https:\\\\crm.example/",
        "https://crm.example\\@evil.example/{number}",
    ],
)
def test_other_schemes_and_hosts_from_the_call_are_refused(template: str) -> None:
    assert not is_page(template)


def test_values_are_encoded_in_an_address() -> None:
    page = page_for("https://crm.example/?n={name}&t={number}&d={digits}&w={direction}&l={leader}", FACTS)
    assert parse_qs(urlsplit(page).query) == {
        "n": ["Jörg & Söhne"],
        "t": ["+493023125410"],
        "d": ["493023125410"],
        "w": ["in"],
        "l": ["Lea Muster"],
    }


@pytest.mark.parametrize(
    "template",
    [
        "/opt/crm",
        '"C:\\Program Files\\CRM\\crm.exe" /tel {number}',
        "\\\\server\\crm.exe {name}",
        "/bin/x {name} {leader}",
    ],
)
def test_a_full_path_with_arguments_is_a_program(template: str) -> None:
    assert is_program(template)


@pytest.mark.parametrize(
    "template",
    [
        "crm {number}",
        "{name}",
        "/opt/{name}",
        'C:\\crm.bat "{name}"',
        "C:\\crm.CMD",
        '/opt/crm "{number}',
        "/opt/crm {x}",
        "",
    ],
)
def test_relative_programs_shell_scripts_and_open_quotes_are_refused(template: str) -> None:
    assert not is_program(template)


def test_each_argument_stays_one_and_no_shell_reads_it() -> None:
    facts = CallerFacts("410", 'x"; rm -rf ~ $(id)', "", incoming=False)
    assert program_for('"/opt/my crm" --who "{name}" {direction}', facts) == (
        "/opt/my crm",
        "--who",
        'x"; rm -rf ~ $(id)',
        "out",
    )


def test_a_name_never_becomes_an_option() -> None:
    facts = CallerFacts("", "--delete-all", "/q", incoming=True)
    assert program_for("/opt/crm {name} {leader} n={name}", facts)[1:] == ("delete-all", "q", "n=--delete-all")


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_a_caller_is_called_host_and_arguments_stay(name: str, number: str) -> None:
    facts = CallerFacts(number, name, name, incoming=True)
    page = page_for("https://crm.example/find?n={name}&t={number}#{leader}", facts)
    assert urlsplit(page)[:3] == ("https", "crm.example", "/find")
    assert set(page) <= set(string.ascii_letters + string.digits + ":/?&=#%-._~")
    arguments = program_for("/opt/crm {name} {number} -x", facts)
    assert (len(arguments), arguments[0], arguments[-1]) == (4, "/opt/crm", "-x")
    assert not any(argument.startswith("-") for argument in arguments[1:3])
