"""The style sheet, generated from the tokens: frames, fields, menus and tool tips only."""

from string import Template

from softphone.ui.theme.tokens import Tokens

TALL_FIELD_PX = 36
"""The fields of the sign-in."""

_SHEET = Template("""
QLineEdit, QPlainTextEdit, QSpinBox {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: ${control}px;
    padding: 0 10px; selection-background-color: $selected; selection-color: $text;
}
QLineEdit { min-height: ${field_inner}px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $focus; padding: 0 9px; }
QLineEdit[wrong="true"] { border: 2px solid $end; padding: 0 9px; }
QLineEdit[tall="true"] { min-height: ${tall_inner}px; }
QLineEdit[echoMode="2"] { lineedit-password-character: 8226; }
QLineEdit:disabled { color: $text3; background: $sunken; border-color: $hairline; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: none; background: transparent; padding: 0 4px; }
QMenu { background: $raised; color: $text; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${tag}px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $hairline; padding: 4px 8px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $hairline; padding: 4px;
    selection-background-color: $selected; selection-color: $text; outline: none; }
QScrollArea, QScrollArea > QWidget > QWidget[plain="true"] { background: transparent; border: none; }
QFrame[hairline="true"] { background: $hairline; border: none; }
QListView[plain="true"] { background: transparent; border: none; outline: none; }
QListView[hits="true"]::item { padding: 8px; border-radius: ${control}px; color: $text; }
QListView[hits="true"]::item:selected { background: $selected; }
""")


def style_sheet(tokens: Tokens, dark: bool) -> str:
    values: dict[str, str | int] = {**tokens.colors(dark), **tokens.radii}
    return _SHEET.substitute(values, field_inner=tokens.sizes["field"] - 2, tall_inner=TALL_FIELD_PX - 2)
