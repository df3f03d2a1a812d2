"""The interop matrix says what happened: failures as failures, and every borrowed test is still there."""

import ast
import json
from pathlib import Path

import pytest

from scripts.interop import page, renewed
from scripts.interop_page import SOAK, write_matrix, write_soak
from tests.interop.borrowed import ROWS
from tests.interop.recorder import FAILED, LEFT_OUT, LIMIT, PASSED

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("file", list(ROWS))
def test_a_borrowed_test_is_where_the_matrix_looks_for_it(file: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    there = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert set(ROWS[file]) <= there


def row(result: str, **more: str) -> dict[str, str]:
    usual = {"area": "We call sipp", "title": "a call", "peer": "sipp", "transport": "UDP", "remark": "", "test": "t"}
    return {**usual, "result": result, **more}


def test_the_page_counts_and_marks_what_is_not_passed() -> None:
    text = page([row(PASSED), row(FAILED, remark="no ACK | never"), row(LEFT_OUT, area="baresip")], "sipp 3.6.1")
    assert "3 scenarios: 1 passed, 1 failed, 1 left out" in text
    assert "| a call | sipp | UDP | passed |  |\n" in text
    assert "| a call | sipp | UDP | **failed** | no ACK \\| never |\n" in text
    assert "## baresip\n" in text


SCENARIOS = '''
"""An area."""
import pytest
from tests.interop.recorder import scenario

@scenario("passes over {way}", "sipp", "{way}")
@pytest.mark.parametrize("way", ["UDP"])
def test_passes(way, record_property):
    record_property("remark", "three calls")

@scenario("a case ({id})", "{peer}")
@pytest.mark.parametrize("peer", ["sipp"], ids=["of-its-own"])
def test_named(peer):
    pass

@pytest.mark.interop(title="borrowed", peer="raw", transport="UDP", remark="500 examples")
def test_borrowed(record_property):
    record_property("remark", "seed 7")

@scenario("fails", "sipp")
def test_fails():
    assert 1 == 2, "no answer"

@scenario("peer missing", "sipp")
def test_skips():
    pytest.skip("not installed: sipp")

@scenario("limit", "sipp")
@pytest.mark.xfail(strict=True, reason="PJSIP")
def test_limit():
    assert False

@scenario("limit gone", "sipp")
@pytest.mark.xfail(strict=True, reason="PJSIP")
def test_limit_gone():
    pass

@scenario("breaks before it starts", "sipp")
def test_breaks(no_such_fixture):
    pass
'''


def test_every_outcome_becomes_a_row(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SCENARIOS)
    pytester.makeini("[pytest]\nmarkers = interop: a row")
    pytester.makeconftest(
        "from pathlib import Path\nfrom tests.interop.recorder import Recorder\n"
        "def pytest_configure(config):\n    config.pluginmanager.register(Recorder(Path('rows.json')))\n"
    )
    pytester.syspathinsert(ROOT)
    pytester.runpytest_inprocess("-p", "no:randomly")
    rows = {r["title"]: (r["result"], r["remark"]) for r in json.loads(Path("rows.json").read_text())}
    assert rows["passes over UDP"] == (PASSED, "three calls")
    assert rows["a case (of its own)"] == (PASSED, "")
    assert rows["borrowed"] == (PASSED, "500 examples; seed 7")
    assert rows["fails"][0] == FAILED
    assert "no answer" in rows["fails"][1]
    assert rows["peer missing"] == (LEFT_OUT, "not installed: sipp")
    assert rows["limit"] == (LIMIT, "PJSIP")
    assert rows["limit gone"][0] == FAILED
    assert rows["breaks before it starts"][0] == FAILED


def test_the_two_writers_of_the_page_leave_each_others_part(tmp_path: Path) -> None:
    target = tmp_path / "interop.md"
    write_soak("1000 calls: nothing leaked.\n", target)
    write_matrix("# Interop matrix\n\nfirst\n", target)
    write_matrix("# Interop matrix\n\nsecond\n", target)
    write_soak("1000 calls: 2 more files.\n", target)
    text = target.read_text(encoding="utf-8")
    assert text == "# Interop matrix\n\nsecond\n" + SOAK + "\n1000 calls: 2 more files.\n"


def test_a_row_that_was_run_again_takes_its_place_in_the_page_and_in_the_sums() -> None:
    rows = [
        {"area": "A", "title": name, "peer": "sipp", "transport": "UDP", "result": result, "remark": why}
        for name, result, why in (("holds", "passed", ""), ("holds twice", "failed", "a race"), ("x", "passed", ""))
    ]
    before = page(rows, "sipp 3") + SOAK + "\n| process | memory | KiB a call | open files | threads |\n"
    after = renewed(before, [rows[1] | {"result": "passed", "remark": ""}])
    assert "3 scenarios: 2 passed, 1 failed." in before
    assert "3 scenarios: 3 passed." in after
    assert "| holds twice | sipp | UDP | passed | run again by itself |" in after
    assert after.count("| sipp | UDP | passed |") == 3
    assert after.endswith(before.partition(SOAK)[2])
    assert "failed" not in after.partition("## A")[2]
