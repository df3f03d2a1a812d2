"""The import of every module, with which the smoke test notices what a built program has lost."""

import pytest

from softphone import every_module
from softphone.demo import smoke_test
from softphone.demo.smoke_test import SmokeError


def test_all_of_ours_are_among_them_and_none_fails() -> None:
    names = set(every_module.names())
    assert {"softphone.bootstrap", "softphone.telephony.engine.main", "softphone.ui.windows"} < names
    assert every_module.faults() == []


def test_a_module_that_is_missing_fails_the_smoke_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every_module, "BY_NAME", ("dns.lost",))
    with pytest.raises(SmokeError, match=r"dns\.lost: ModuleNotFoundError"):
        smoke_test._import_every_module()
