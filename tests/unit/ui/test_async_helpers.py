"""Asking without a nested loop: the dialog is opened, the answer is awaited."""

import asyncio

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from softphone.ui.async_helpers import ask


def test_the_answer_is_the_dialog_s_result(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)

    async def scene() -> int:
        asking = asyncio.ensure_future(ask(dialog))
        await asyncio.sleep(0)
        assert dialog.isVisible()
        dialog.accept()
        return await asking

    assert asyncio.run(scene()) == QDialog.DialogCode.Accepted


def test_a_cancelled_question_closes_its_dialog(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)

    async def scene() -> None:
        asking = asyncio.ensure_future(ask(dialog))
        await asyncio.sleep(0)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)

    asyncio.run(scene())
    assert not dialog.isVisible()
