"""`make check` finds the tests of what changed."""

from pathlib import Path

from scripts.check import ALWAYS, choose_tests

CALL = Path("tests/unit/domain/calls/test_transfer.py")
DIAL = Path("tests/unit/services/calls/test_dial.py")
DOCS = Path("tests/unit/docs/test_documents.py")
SOURCES = {
    CALL: "from softphone.domain.calls import referral, transfer as t\n",
    DIAL: "    from softphone.domain.calls.caller_id import describe\n",
    DOCS: "",
}


def chosen(*changed: str) -> set[Path]:
    return set(choose_tests([Path(name) for name in changed], SOURCES)) - set(ALWAYS)


def test_the_walls_are_always_looked_at() -> None:
    assert choose_tests([], SOURCES) == list(ALWAYS)


def test_a_module_brings_the_tests_of_its_room_and_those_that_import_it() -> None:
    assert chosen("softphone/domain/calls/caller_id.py") == {CALL, DIAL}
    assert chosen("softphone/services/calls/call_service.py") == {DIAL}


def test_a_changed_test_brings_itself_and_a_page_the_tests_of_the_documents() -> None:
    assert chosen(str(DIAL)) == {DIAL}
    assert chosen("README.md") == chosen("docs/usage.md") == {DOCS}


def test_what_no_unit_test_knows_brings_none() -> None:
    assert chosen("softphone/ui/theme/tokens.py", "packaging/build_deb.sh", "tests/samples/calls.py") == set()
