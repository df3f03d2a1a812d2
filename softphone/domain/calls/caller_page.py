"""What is opened for a caller: a web page or a program, from a template with the call's number, name and leader.

Name and number come from the network: in an address they are percent-encoded behind the host, a program gets each
within one argument, and no shell is involved.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from softphone.domain.plain_text import plain

LONGEST_VALUE = 200
PLACEHOLDERS = ("number", "digits", "name", "leader", "direction")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PAGE = re.compile(r"https?://[^\s/?#@{}\\]+(?:[/?#]\S*)?\Z", re.IGNORECASE | re.ASCII)
_ARGUMENT = re.compile(r'((?:[^\s"]|"[^"]*")+)')
_ABSOLUTE = re.compile(r"/|[A-Za-z]:[\\/]|\\\\", re.ASCII)
_SHELL_SCRIPTS = (".bat", ".cmd")
"""Windows runs these through its shell, which reads signs in the arguments."""


class OpenAt(Enum):
    """When page or program are opened."""

    NEVER = "never"
    CLICK = "click"
    RINGING = "ringing"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class CallerFacts:
    """`number` as +49… where it is a public one; `leader` empty for a call of one's own."""

    number: str
    name: str
    leader: str
    incoming: bool

    @property
    def values(self) -> Mapping[str, str]:
        told = {
            "number": self.number,
            "digits": "".join(c for c in self.number if c in "0123456789"),
            "name": self.name,
            "leader": self.leader,
            "direction": "in" if self.incoming else "out",
        }
        return {key: plain(value, LONGEST_VALUE) for key, value in told.items()}


def is_page(template: str) -> bool:
    """Whether it is an http(s) address with known placeholders, none of them in its host."""
    return _PAGE.match(template) is not None and _are_known(template)


def is_program(template: str) -> bool:
    """Whether it begins with a program's full path, without a placeholder in it, and knows the others."""
    program = _arguments(template)[0] if _arguments(template) else ""
    fixed = _ABSOLUTE.match(program) is not None and "{" not in program
    return (
        fixed
        and not program.lower().endswith(_SHELL_SCRIPTS)
        and template.count('"') % 2 == 0
        and _are_known(template)
    )


def page_for(template: str, facts: CallerFacts) -> str:
    return _filled(template, {key: quote(value, safe="") for key, value in facts.values.items()})


def program_for(template: str, facts: CallerFacts) -> tuple[str, ...]:
    """Program and arguments; what a caller is called never becomes an option of the program."""
    program, *arguments = _arguments(template)
    return (program, *(_argument(argument, facts) for argument in arguments))


def _argument(template: str, facts: CallerFacts) -> str:
    filled = _filled(template, facts.values)
    return filled.lstrip("-/") if template.startswith("{") else filled


def _arguments(template: str) -> tuple[str, ...]:
    """Split at blanks outside double quotes; a backslash is a sign like others, as in paths of Windows."""
    return tuple(part.replace('"', "") for part in _ARGUMENT.findall(template))


def _are_known(template: str) -> bool:
    rest = _PLACEHOLDER.sub("", template)
    return set(_PLACEHOLDER.findall(template)) <= set(PLACEHOLDERS) and not set(rest) & set("{}")


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found[1]], template)
