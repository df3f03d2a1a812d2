"""The walls between the packages, read from the sources themselves.

Imports inside functions, under TYPE_CHECKING, relative ones and `import_module("…")` count like all others.
`bootstrap`, `__main__` and the other modules at the top are free.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "softphone"

# Of the standard library: what is pure enough for the services beside asyncio and logging.
_PURE = """
__future__ abc base64 bisect collections contextlib copy dataclasses datetime decimal enum fractions functools hashlib
heapq inspect ipaddress itertools json math operator random re string textwrap types typing unicodedata urllib.parse
uuid weakref zoneinfo
"""
# Never in the domain: whatever waits, watches the clock, talks to the system or to the network.
_IMPURE = """
_thread asyncio concurrent ctypes http io logging multiprocessing os queue random secrets select selectors shutil
signal socket sqlite3 ssl subprocess sys tempfile threading time urllib.request uuid
"""
PURE_STDLIB, IMPURE_STDLIB = frozenset(_PURE.split()), frozenset(_IMPURE.split())


@dataclass(frozen=True)
class Rule:
    """What one package may import: of ours, from outside, and of the standard library (None: all of it)."""

    package: str
    ours: tuple[str, ...]
    outside: frozenset[str] = frozenset()
    stdlib: frozenset[str] | None = None
    stdlib_denied: frozenset[str] = frozenset()


DOMAIN, SERVICES, PORTAL = "softphone.domain", "softphone.services", "softphone.portal"
SOUND_LIBRARIES = frozenset({"miniaudio", "pywebrtc_audio", "pulsectl"})
PEER_CERTIFICATE = "softphone.peer_certificate"
OWN_PROGRAM = "softphone.own_program"
PROCESS = (OWN_PROGRAM, "softphone.crash", "softphone.standard_streams")
ENGINE, ADAPTERS, SAFE_XML = "softphone.telephony.engine", "softphone.adapters", "softphone.safe_xml"
SUBSCRIPTIONS, ENGINE_OPTIONS = f"{ENGINE}.subscriptions", "softphone.telephony.engine_options"
# Address book servers are asked over the portal's bounded HTTP and hardened XML.
DAV_SHARES = (f"{PORTAL}.http.exchange", f"{PORTAL}.http.address", SAFE_XML)

# The first rule whose package fits holds, so the narrower ones stand first.
RULES = (
    Rule(DOMAIN, (DOMAIN,), frozenset({"phonenumbers"}), stdlib_denied=IMPURE_STDLIB),
    Rule(SERVICES, (DOMAIN, SERVICES), stdlib=PURE_STDLIB | {"asyncio", "logging"}),
    Rule(
        PORTAL,
        (DOMAIN, PORTAL, SAFE_XML, PEER_CERTIFICATE),
        frozenset({"httpx", "certifi", "xsdata", "lxml", "cryptography", "dns"}),
    ),
    Rule(SUBSCRIPTIONS, (DOMAIN, ENGINE, SAFE_XML), frozenset({"aiosipua", "lxml"})),
    Rule(
        ENGINE,
        (
            DOMAIN,
            ENGINE,
            ENGINE_OPTIONS,
            PEER_CERTIFICATE,
            OWN_PROGRAM,
            "softphone.crash",
            "softphone.standard_streams",
        ),
        SOUND_LIBRARIES | {"pjsua2", "numpy", "dns"},
    ),
    Rule("softphone.telephony", (DOMAIN, "softphone.telephony", OWN_PROGRAM)),
    Rule(
        f"{ADAPTERS}.address_books",
        (DOMAIN, f"{ADAPTERS}.address_books", *DAV_SHARES),
        frozenset({"httpx", "lxml", "vobject"}),
    ),
    Rule(f"{ADAPTERS}.headset", (DOMAIN, f"{ADAPTERS}.headset"), frozenset({"hid", "hidraw"})),
    Rule(f"{ADAPTERS}.global_keys", (DOMAIN, f"{ADAPTERS}.global_keys"), frozenset({"Xlib"})),
    Rule(
        f"{ADAPTERS}.storage",
        (DOMAIN, SERVICES, f"{ADAPTERS}.storage", "softphone.crash", "softphone.paths"),
        frozenset({"keyring", "platformdirs"}),
    ),
    Rule(f"{ADAPTERS}.system", (DOMAIN, f"{ADAPTERS}.system"), frozenset({"psutil", "certifi"})),
    Rule(ADAPTERS, ()),
    Rule("softphone.ui", (DOMAIN, SERVICES, "softphone.ui", "softphone.assets"), frozenset({"PySide6"})),
    Rule("softphone.demo_pbx", ("softphone.demo_pbx",), frozenset({"cryptography"})),
    Rule(
        "softphone.control",
        (DOMAIN, SERVICES, "softphone.control", f"{ADAPTERS}.storage.provision_file", "softphone.paths"),
        frozenset({"PySide6"}),
    ),
    Rule("softphone.demo", ("softphone",), frozenset({"PySide6", "qasync"})),
)
OUR_NAME = "softphone"


@dataclass(frozen=True)
class Import:
    """One imported module; `name` is what was taken from it, None for a plain import."""

    module: str
    line: int
    name: str | None = None
    at_module_level: bool = True

    @property
    def full(self) -> str:
        return f"{self.module}.{self.name}" if self.name else self.module


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(source: str, module: str, is_package: bool) -> Iterator[Import]:
    tree = ast.parse(source)
    eager = set(_eager_nodes(tree))
    for node in ast.walk(tree):
        level = node in eager
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, at_module_level=level) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, module, is_package)
            yield from (Import(base, node.lineno, alias.name, level) for alias in node.names)
        elif isinstance(node, ast.Call) and (named := _imported_by_call(node)):
            yield Import(named, node.lineno, at_module_level=level)


def _eager_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when the module is imported: not the bodies of functions, not what only the type checker sees."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _eager_nodes(child)


def _absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    kept = len(parts) - node.level + (1 if is_package else 0)
    return ".".join([*parts[:kept], *([node.module] if node.module else [])])


def _imported_by_call(node: ast.Call) -> str | None:
    called = ast.unparse(node.func)
    if called.rpartition(".")[2] not in {"import_module", "__import__"} or not node.args:
        return None
    first = node.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else "(computed)"


def rule_for(module: str) -> Rule | None:
    return next((rule for rule in RULES if _within(module, (rule.package,))), None)


def is_allowed(rule: Rule, wanted: Import) -> bool:
    top = wanted.module.partition(".")[0]
    if top == OUR_NAME:
        return _is_allowed_of_ours(rule, wanted)
    if top in sys.stdlib_module_names:
        allowed = rule.stdlib is None or _within_or_from(wanted, rule.stdlib)
        return allowed and not _within_or_from(wanted, rule.stdlib_denied)
    return top in rule.outside


def _is_allowed_of_ours(rule: Rule, wanted: Import) -> bool:
    """The package's own constants (its version, the product's name) are free, but not for the demo PBX."""
    if wanted.module == OUR_NAME and not (PACKAGE / str(wanted.name)).is_dir() and wanted.name is not None:
        is_module = (PACKAGE / f"{wanted.name}.py").exists()
        return _within(wanted.full, rule.ours) if is_module else rule.package != "softphone.demo_pbx"
    return _within(wanted.full, rule.ours)


def _within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _within_or_from(wanted: Import, packages: frozenset[str]) -> bool:
    return _within(wanted.full, tuple(packages))


def violations(source: str, module: str, is_package: bool = False) -> list[str]:
    rule = rule_for(module)
    if rule is None:
        return []
    found = imports_of(source, module, is_package)
    return [f"{module}:{i.line} imports {i.full}" for i in found if not is_allowed(rule, i)]


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_no_module_imports_across_a_wall() -> None:
    found = [
        violation
        for file in sources()
        for violation in violations(file.read_text(encoding="utf-8"), module_name(file), file.name == "__init__.py")
    ]
    assert not found, "\n".join(found)


def test_every_package_stands_behind_a_wall() -> None:
    packages = {module_name(file) for file in PACKAGE.rglob("__init__.py")} - {OUR_NAME}
    assert {p for p in packages if rule_for(p) is None} == set()
    assert {rule.package for rule in RULES} <= packages


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("softphone.domain.x", "import asyncio"),
        ("softphone.domain.x", "def f():\n    import time"),
        ("softphone.domain.x", "from os import path"),
        ("softphone.domain.x", "from urllib import request"),
        ("softphone.domain.x", "from softphone.services.state import app_state"),
        ("softphone.domain.x", "from softphone import services"),
        ("softphone.domain.x", "from ..services import state"),
        ("softphone.domain.x", "import importlib\nimportlib.import_module('PySide6.QtCore')"),
        ("softphone.domain.x", "__import__('thre' + 'ading')"),
        ("softphone.domain.x", "import httpx"),
        ("softphone.services.x", "import threading"),
        ("softphone.services.x", "import urllib.request"),
        ("softphone.services.x", "from PySide6.QtCore import QObject"),
        ("softphone.services.x", "if TYPE_CHECKING:\n    from softphone.portal.xsi import client"),
        ("softphone.portal.x", "from softphone.services.core.ports import Portal"),
        ("softphone.portal.x", "import PySide6"),
        ("softphone.telephony.engine_client", "import pjsua2"),
        ("softphone.telephony.engine.x", "from PySide6 import QtCore"),
        ("softphone.telephony.engine.x", "from softphone.telephony.engine_client import EngineClient"),
        ("softphone.telephony.engine.x", "from softphone.services import ports"),
        ("softphone.telephony.engine.x", "import aiosipua"),
        ("softphone.telephony.engine.subscriptions.x", "import pjsua2"),
        ("softphone.telephony.engine.subscriptions.x", "from softphone.portal.http import exchange"),
        ("softphone.adapters.address_books.x", "from softphone.portal.xsi.client import XsiPortal"),
        ("softphone.adapters.address_books.x", "from softphone.services.core.ports import Portal"),
        ("softphone.adapters.global_keys.x", "from softphone.services.core.ports import GlobalKeys"),
        ("softphone.services.x", "import Xlib"),
        ("softphone.ui.x", "import httpx"),
        ("softphone.ui.x", "import pjsua2"),
        ("softphone.ui.x", "from softphone.telephony import engine_client"),
        ("softphone.ui.x", "from softphone import bootstrap"),
        ("softphone.demo_pbx.x", "from softphone.domain import calls"),
        ("softphone.demo_pbx.x", "from softphone import __version__"),
        ("softphone.demo_pbx.x", "import softphone"),
        ("softphone.demo_pbx.sip.x", "from ...domain import calls"),
        ("softphone.demo_pbx.x", "import PySide6.QtCore"),
        ("softphone.demo_pbx.x", "def f():\n    import pjsua2"),
    ],
)
def test_the_wall_is_seen_from_every_side(module: str, line: str) -> None:
    assert violations(line, module)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("softphone.domain.x", "import re\nfrom softphone.domain import calls\nimport phonenumbers"),
        ("softphone.domain.x", "from urllib.parse import quote"),
        ("softphone.services.x", "import asyncio, logging\nfrom collections.abc import Callable"),
        ("softphone.portal.x", "import httpx, ssl\nfrom softphone.domain.problems import Problem"),
        ("softphone.telephony.engine.subscriptions.x", "from softphone.safe_xml import parse\nimport aiosipua"),
        ("softphone.telephony.engine.x", "import pjsua2\nfrom softphone.domain.telephone.commands import Dial"),
        ("softphone.ui.x", "from softphone import PRODUCT_NAME\nfrom PySide6.QtCore import Qt"),
        ("softphone.demo_pbx.x", "from . import model\nimport asyncio"),
        ("softphone.demo_pbx.sip.x", "from ..model import User\nfrom .transport import Transport"),
        ("softphone.bootstrap", "import pjsua2, PySide6"),
    ],
)
def test_what_is_allowed_passes(module: str, line: str) -> None:
    assert violations(line, module) == []


# A room with more modules than this wants a wall drawn through it.
LARGEST_ROOM = 18


@cache
def arrows_between_files() -> dict[str, set[str]]:
    """Which module of ours imports which, imports inside functions and for the type checker included."""
    files = {module_name(file): file for file in sources() if file.name != "__init__.py"}
    arrows: dict[str, set[str]] = {}
    for module, file in files.items():
        found = imports_of(file.read_text(encoding="utf-8"), module, is_package=False)
        named = (i.full if i.full in files else i.module for i in found)
        arrows[module] = {name for name in named if name in files} - {module}
    return arrows


def arrows_between_children(arrows: dict[str, set[str]], package: str) -> dict[str, set[str]]:
    """The arrows between what lies directly in one package: its modules and its inner packages, each as one."""

    def child(module: str) -> str | None:
        return module[len(package) + 1 :].partition(".")[0] if module.startswith(f"{package}.") else None

    found: dict[str, set[str]] = {}
    for module, wanted in arrows.items():
        if (start := child(module)) is not None:
            ends = {end for name in wanted if (end := child(name)) is not None}
            found.setdefault(start, set()).update(ends - {start})
    return found


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Groups that reach each other along the arrows (strongly connected components of two or more)."""
    reach = {start: _reachable(arrows, start) for start in arrows}
    groups = {tuple(sorted(b for b in reach[a] if a in reach.get(b, ()))) for a in arrows if a in reach[a]}
    return sorted(list(group) for group in groups)


def _reachable(arrows: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(arrows[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += arrows.get(name, ())
    return seen


def test_no_circle_of_files() -> None:
    assert circles(arrows_between_files()) == []


def test_no_circle_of_folders() -> None:
    """In every package what lies in it, file or folder, can be put in an order without an arrow back."""
    arrows = arrows_between_files()
    packages = sorted(module_name(file) for file in PACKAGE.rglob("__init__.py"))
    found = {package: circles(arrows_between_children(arrows, package)) for package in packages}
    assert {package: circle for package, circle in found.items() if circle} == {}


def test_a_circle_is_seen() -> None:
    arrows = {"p.a.x": {"p.b.y"}, "p.b.y": {"p.a.z"}, "p.a.z": set(), "q.w": {"q.v"}, "q.v": {"q.w"}}
    assert circles(arrows) == [["q.v", "q.w"]]
    assert circles(arrows_between_children(arrows, "p")) == [["a", "b"]]
    assert circles(arrows_between_children(arrows, "p.a")) == []


def test_no_room_is_crowded() -> None:
    modules = [file.parent for file in sources() if file.name != "__init__.py"]
    crowded = {str(room.relative_to(ROOT)): modules.count(room) for room in set(modules)}
    assert {room: count for room, count in crowded.items() if count > LARGEST_ROOM} == {}


# The portal's schema names these; the domain has values of the same names.
NAMED_BY_THE_SCHEMA = "softphone.portal.xsi.bindings"


def public_classes() -> dict[str, list[str]]:
    """Where each public class of the client is defined."""
    found: dict[str, list[str]] = {}
    for file in sources():
        module = module_name(file)
        if module.startswith("softphone.demo_pbx.") or module == NAMED_BY_THE_SCHEMA:
            continue
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(module)
    return found


def test_no_public_class_name_is_used_twice_in_the_client() -> None:
    assert {name: modules for name, modules in public_classes().items() if len(modules) > 1} == {}


def loaded_by(start: str) -> frozenset[str]:
    """Every module that importing `start` loads at once, ours followed into their own imports."""
    files = {module_name(file): file for file in sources()}
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting += _eager_imports(files[module], module, files) if module in files else []
    return frozenset(seen)


def _eager_imports(file: Path, module: str, files: dict[str, Path]) -> list[str]:
    found = imports_of(file.read_text(encoding="utf-8"), module, file.name == "__init__.py")
    eager = [i for i in found if i.at_module_level]
    names = [i.full if i.full in files else i.module for i in eager]
    return [parent for name in names for parent in _with_parents(name)]


def _with_parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


def existing(*modules: str) -> list[str]:
    known = {module_name(file) for file in sources()}
    return [module for module in modules if module in known]


@pytest.mark.parametrize("module", existing("softphone.__main__", "softphone.telephony.engine.main"))
def test_qt_is_never_loaded_where_the_engine_process_begins(module: str) -> None:
    """The spawned child imports `__main__` again: nothing there may load Qt at module level."""
    assert "PySide6" not in loaded_by(module)


@pytest.mark.parametrize(
    "module",
    existing("softphone.__main__", "softphone.bootstrap", "softphone.ui.main_window.main_window"),
)
def test_pjsua2_is_never_loaded_in_the_window_process(module: str) -> None:
    assert not {"pjsua2", "miniaudio", "pywebrtc_audio"} & loaded_by(module)


@pytest.mark.parametrize(
    "module", [module_name(f) for f in sources() if module_name(f).startswith("softphone.demo_pbx")]
)
def test_the_demo_pbx_loads_nothing_of_the_client(module: str) -> None:
    loaded = loaded_by(module) | {module}
    ours = {m for m in loaded if m.startswith("softphone.") and not m.startswith("softphone.demo_pbx")}
    assert not ours
    assert not {"PySide6", "pjsua2"} & loaded
