"""Windows without a screen: set before anything imports Qt's platform. Every test starts in English."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from softphone.domain.account.account import Language
from softphone.ui.shell import i18n


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    i18n.install(qapp, Language.ENGLISH)


@pytest.fixture
def german(english: None, qapp: QApplication) -> None:
    i18n.install(qapp, Language.GERMAN)
