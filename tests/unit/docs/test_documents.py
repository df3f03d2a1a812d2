"""What documents name exists: links, anchors, pictures, files, make targets, options, settings, `ctl` commands."""

import argparse
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from softphone.__main__ import build_parser
from softphone.control.arguments import add_arguments
from softphone.control.commands import COMMANDS
from softphone.demo_pbx.main import build_parser as demo_pbx_parser
from softphone.domain.options.table import OPTIONS, Section

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
GUIDES = {"en": DOCS / "usage.md", "de": DOCS / "benutzung.md"}

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([\w-]+)"></a>')
ITALIC = re.compile(r"(?<![*\w])\*(?!\*)([^*\n]+(?:\n[^*\n]+)?)\*(?![*\w])")
FLAG = re.compile(r"(?<!\S)\[?(--[a-z][a-z-]*)")
PLACE = re.compile(r"(?:softphone|tests|scripts|packaging|docs|translations)/[\w./-]+")
# Papers of the beginning that are not in the repository.
PAPERS = re.compile(r"\b(?:" + "|".join(("design", "protocol", "look", "platform")) + r")\.md\b|starting design")


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def prose_of(page: Path) -> str:
    return FENCE.sub("", text_of(page))


@cache
def code_of(page: Path) -> tuple[str, ...]:
    """Every piece of code: what stands in backticks, and the lines of code blocks."""
    lines = [line.split("#")[0].strip() for _, block in FENCE.findall(text_of(page)) for line in block.splitlines()]
    return (*CODE.findall(prose_of(page)), *(line for line in lines if line))


def slug(heading: str) -> str:
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
    return re.sub(r"[^\w\- ]", "", words).strip().replace(" ", "-")


@cache
def anchors_of(page: Path) -> frozenset[str]:
    slugs = [slug(heading) for _, heading in HEADING.findall(prose_of(page))]
    return frozenset([*slugs, *ANCHOR.findall(prose_of(page))])


def broken_links(page: Path) -> Iterator[str]:
    for link in LINK.findall(CODE.sub("", prose_of(page))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            yield link


def make_targets() -> frozenset[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^([a-z][\w-]*):", makefile, re.MULTILINE))


def flags_of(parser: argparse.ArgumentParser) -> frozenset[str]:
    return frozenset(flag for action in parser._actions for flag in action.option_strings)


def ctl_flags(command: str) -> frozenset[str]:
    return frozenset(parameter.flag for parameter in COMMANDS[command].parameters if parameter.is_option)


def command_of(words: list[str]) -> str | None:
    """The `ctl` command, behind the options of `ctl` itself."""
    rest = words[2:] if words[:1] == ["--profile"] else words
    return rest[0] if rest and re.fullmatch(r"[a-z][a-z-]*", rest[0]) else None


def unknown_in_ctl(words: list[str]) -> Iterator[str]:
    command = command_of(words)
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    if command is not None and command not in COMMANDS:
        yield command
        return
    known = flags_of(parser) | (ctl_flags(command) if command is not None else frozenset())
    yield from (flag for flag in FLAG.findall(" ".join(words)) if flag not in known)


def unknown_in(code: str) -> Iterator[str]:
    """Options and commands of our command lines that do not exist."""
    words = re.sub(r"^(?:\S*python3? -m |\S+ -m )(?=softphone)", "", code).split()
    if words[:2] == ["softphone", "ctl"] or (words[:1] == ["ctl"] and len(words) > 1):
        yield from unknown_in_ctl(words[words.index("ctl") + 1 :])
    elif words[:1] == ["softphone"]:
        known = flags_of(build_parser()) | (flags_of(demo_pbx_parser()) if "--run-demo-pbx" in words else frozenset())
        yield from (flag for flag in FLAG.findall(code) if flag not in known)


def missing_places(page: Path) -> Iterator[str]:
    for code in CODE.findall(prose_of(page)):
        for place in PLACE.findall(code):
            if "…" not in code and not (ROOT / place.rstrip("/.")).exists():
                yield place


def unknown_settings(page: Path) -> Iterator[str]:
    sections = "|".join(section.value for section in Section)
    for code in code_of(page):
        key = re.match(rf"(?:{sections})\.[a-z-]+(?=$| = )", code)
        if (
            key
            and not key[0].endswith((".py", ".md", ".db", ".toml"))
            and key[0] not in {option.key for option in OPTIONS}
        ):
            yield key[0]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_anchors_and_pictures_exist(page: Path) -> None:
    assert list(broken_links(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_files_and_folders_that_are_named_exist(page: Path) -> None:
    assert list(missing_places(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_make_targets_exist(page: Path) -> None:
    named = {match[1] for code in code_of(page) if (match := re.match(r"make ([a-z][\w-]*)", code))}
    assert named <= make_targets()


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_options_and_ctl_commands_exist(page: Path) -> None:
    assert [(code, unknown) for code in code_of(page) for unknown in unknown_in(code)] == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_settings_exist(page: Path) -> None:
    assert list(unknown_settings(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_page_cites_a_paper_that_is_not_here(page: Path) -> None:
    assert PAPERS.findall(text_of(page)) == []


def structure(page: Path) -> list[str]:
    """Levels of headings and anchors, pictures and rows of tables, in their order."""
    parts: list[str] = []
    for line in prose_of(page).splitlines():
        if (match := HEADING.match(line)) or (match := ANCHOR.match(line)):
            parts.append(match[1])
        elif line.startswith("!["):
            parts.append(re.sub(r"-(de|en)\.png", "", LINK.findall(line)[0]))
        elif line.startswith("|"):
            parts.append("row")
    return parts


def test_the_two_guides_have_the_same_headings_anchors_and_pictures() -> None:
    assert structure(GUIDES["de"]) == structure(GUIDES["en"])


@pytest.mark.parametrize("language", GUIDES)
def test_a_guide_lists_all_its_sections(language: str) -> None:
    text = prose_of(GUIDES[language])
    contents = re.findall(r"^\d+\. \[(.+)\]\(#([\w-]+)\)$", text, re.MULTILINE)
    sections = re.findall(r'<a id="([\w-]+)"></a>\n## \d+\. (.+)$', text, re.MULTILINE)
    assert contents == [(title, anchor) for anchor, title in sections]
    assert len(sections) == 14


def window_texts(language: str) -> frozenset[str]:
    messages = ET.parse(ROOT / "translations" / "vorzimmer_de.ts").iter("message")
    tag = "source" if language == "en" else "translation"
    return frozenset(message.findtext(tag) or "" for message in messages)


@pytest.mark.parametrize("language", GUIDES)
def test_words_in_italics_are_words_of_the_window(language: str) -> None:
    known = window_texts(language)
    named = {" ".join(words.split()) for words in ITALIC.findall(CODE.sub("", prose_of(GUIDES[language])))}
    assert len(named) > 50
    assert sorted(named - known) == []
