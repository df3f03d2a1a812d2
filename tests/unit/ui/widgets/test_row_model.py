"""The generic list model: which signals a change of the rows sends, and what a role returns."""

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from softphone.ui.widgets.lists.row_model import ROW_ROLE, RowModel

Row = tuple[int, str]
ROWS: tuple[Row, ...] = ((1, "one"), (2, "two"), (3, "three"))


def keyed() -> RowModel[Row]:
    model = RowModel[Row](lambda row: row[1], key=lambda row: row[0])
    model.show_rows(ROWS)
    return model


def test_with_the_same_keys_only_changed_rows_are_reported(qtbot: QtBot) -> None:
    model = keyed()
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_rows(((1, "one"), (2, "zwei"), (3, "drei")))
    assert changed == [1, 2]
    assert model.index(1).data() == "zwei"


def test_other_keys_reset_the_model(qtbot: QtBot) -> None:
    model = keyed()
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(((2, "two"), (1, "one"), (3, "three")))
    assert [row[0] for row in model.rows] == [2, 1, 3]


def test_without_keys_equal_rows_are_left_alone(qtbot: QtBot) -> None:
    model = RowModel[Row](lambda row: row[1])
    model.show_rows(ROWS)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_rows(ROWS)
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(ROWS[:2])


def test_appended_rows_are_inserted_at_the_end(qtbot: QtBot) -> None:
    model = keyed()
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.append_rows([(4, "four"), (5, "five")])
    assert inserted.args[1:] == [3, 4]
    assert model.rowCount() == 5


def test_a_row_is_found_by_its_key() -> None:
    model = keyed()
    assert model.index_of(3).row() == 2
    assert model.index_of(9) == QModelIndex()


def test_the_name_is_read_aloud_where_there_is_no_other_text() -> None:
    plain, accessible = keyed(), RowModel[Row](lambda row: row[1], accessible=lambda row: f"row {row[0]}")
    accessible.show_rows(ROWS)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert (plain.index(0).data(role), accessible.index(0).data(role)) == ("one", "row 1")
    assert plain.index(0).data(ROW_ROLE) == (1, "one")
    assert plain.index(0).data(Qt.ItemDataRole.ToolTipRole) is None
