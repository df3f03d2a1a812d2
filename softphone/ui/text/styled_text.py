"""Sentences of which some words are strong, without any markup: a translated template cut into runs."""

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Strong:
    """A value that is shown in the heavier weight."""

    text: str


def phrase(template: str, **values: "str | Strong") -> tuple[Run, ...]:
    """Fills `{name}` in a template; what is put in is taken as it is and never read as a template again."""
    runs: list[Run] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        runs.append(Run(literal))
        if name is not None:
            value = values[name]
            runs.append(Run(value.text, strong=True) if isinstance(value, Strong) else Run(value))
    return tuple(run for run in runs if run.text)


def plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
