"""Qt's tool tips guess at markup; this keeps text from the network plain."""

from html import escape


def plain_tool_tip(text: str) -> str:
    """The text escaped and marked as markup, so that it is shown exactly as it is, with its line breaks."""
    return f"<span>{escape(text)}</span>".replace("\n", "<br>") if text else ""
