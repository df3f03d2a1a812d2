"""What a start leaves out: PySide6's import hook, and garbage collections while everything is made."""

import builtins
import gc


def begin() -> None:
    """Comes before everything else is imported.

    The hook keeps the source of every module imported later (18 MiB) for a feature that is not used here.
    """
    gc.disable()
    import PySide6.QtCore  # noqa: F401 - puts the hook there

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def end() -> None:
    """What is there now stays; collections look only at what comes later."""
    gc.freeze()
    gc.enable()
