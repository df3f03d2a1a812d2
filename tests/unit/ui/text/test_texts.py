"""Words: German complete, a sentence for every problem, nothing read as markup."""

import ast
import re
import shutil
import subprocess
import sys
import typing
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from softphone.assets import translation
from softphone.domain import problems as p
from softphone.domain.account.account import Language
from softphone.domain.certificates import CertificateFault, CertificateReport
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    GroupSettings,
    NameMode,
    NumberMode,
    RolloverAction,
    Screening,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.ui.leader_details.rule_sentence import rule_sentence
from softphone.ui.problems.problem_sentences import SENTENCES
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.shell import i18n
from softphone.ui.text.portal_terms import parameters, settings_parts
from softphone.ui.text.styled_text import Strong, phrase, plain
from softphone.ui.text.time_format import length, running, time_left, waiting_time

ROOT = Path(__file__).resolve().parents[4]
PLACEHOLDER = re.compile(r"\{\w+\}")

PROBLEMS: tuple[p.Problem, ...] = (
    p.PortalUnreachable("pbx.example"),
    p.PortalUnreachable("pbx.example", "", "all_proxy"),
    p.PortalTimedOut("pbx.example"),
    p.CredentialsRefused("pbx.example"),
    p.PortalRefused(403, "Nicht erlaubt"),
    p.PortalRefused(403),
    p.PortalRefused(404),
    p.PortalRefused(500),
    p.PortalRefused(502, "Bad Gateway"),
    p.PortalShowsOtherwise(True, False),
    p.PortalShowsOtherwise("451", ""),
    p.PortalOverloaded(4.6),
    p.PortalAnswerUnusable("pbx.example"),
    p.CertificateRefused("pbx.example"),
    *(
        p.CertificateRefused(
            "pbx.example", "", CertificateReport(fault, "pbx", "Kleine CA", ("a.test", "b.test"), 0, 9e8)
        )
        for fault in CertificateFault
    ),
    *(
        p.CertificateRefused(
            "pbx.example", "", CertificateReport(CertificateFault.WRONG_HOST, "pbx", names=names, wanted=("c.test",))
        )
        for names in ((), ("a.test",))
    ),
    p.PlainHttpRefused("pbx.example"),
    *(p.AddressBookFailed("dav.example", trouble) for trouble in p.BookTrouble),
    p.RegistrationRefused(403, "Forbidden"),
    p.RegistrationRefused(403, "Forbidden", 1_700_000_000.0),
    p.RegistrationUnreachable("pbx.example"),
    p.RegistrationUnreachable("pbx.example", 200, "Expires: 0"),
    p.RegistrationUnreachable("pbx.example", 494),
    p.RegistrationUnreachable("pbx.example", over_tls=True),
    p.NetworkMissing(),
    p.EngineNotResponding(),
    p.EngineStopped(),
    p.KeyringMissing(),
    p.KeyringMissing(p.KEYRING_SILENT),
    *(p.NoSoundDevice(side) for side in p.DeviceSide),
    p.DeviceMissing(p.DeviceSide.SPEAKER, "Headset 60", "Headset 40"),
    p.DeviceMissing(p.DeviceSide.SPEAKER, "Headset 60", None),
    p.MicrophoneSilent(True),
    p.MicrophoneSilent(False),
    *(p.DeviceFailed(side, "busy") for side in p.DeviceSide),
    *(p.CallRefused(status, "") for status in (486, 480, 404, 603, 487, 488, 494, 500, 0)),
    p.NotANumber("030 23x", 7),
    p.NotANumber("abc"),
    p.NotANumber("  "),
    p.ProvisioningInvalid("sip.domain", "missing"),
    p.NoSuchCall(7),
    p.NoSuchGroup("lea.muster"),
    *(p.NotPossibleNow(why) for why in p.Obstacle),
    p.OptionRefused("general.theme", p.OptionFault.NOT_OFFERED, "system, light, dark"),
    p.OptionRefused("sound.microphone", p.OptionFault.NOT_PRINTABLE, "≤ 500"),
    p.OptionLocked("general.theme"),
    p.NoSuchOption("general.fly"),
    p.PolicyUnusable("/etc/xdg/vorzimmer/policy.toml", "line 1"),
    p.PolicyUnusable("/etc/xdg/vorzimmer/policy.toml"),
)


def test_every_obstacle_has_its_sentence() -> None:
    assert set(SENTENCES) == set(p.Obstacle)


@pytest.fixture(params=[Language.ENGLISH, Language.GERMAN], ids=lambda language: language.value)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    i18n.install(qapp, request.param)
    yield request.param
    i18n.install(qapp, Language.ENGLISH)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    i18n.install(qapp, Language.GERMAN)
    yield
    i18n.install(qapp, Language.ENGLISH)


def messages() -> list[tuple[str, str, str, str | None]]:
    """(context, source, translation, type) of everything in the file."""
    tree = ElementTree.parse(translation("vorzimmer_de.ts"))
    return [
        (
            context.findtext("name") or "",
            message.findtext("source") or "",
            message.findtext("translation") or "",
            next(part.get("type") for part in message.iter("translation")),
        )
        for context in tree.getroot().iter("context")
        for message in context.iter("message")
    ]


def test_every_problem_is_covered_here() -> None:
    assert {type(problem) for problem in PROBLEMS} == set(typing.get_args(p.Problem))


@pytest.mark.parametrize("problem", PROBLEMS, ids=repr)
def test_every_problem_has_its_sentence_with_the_next_step(problem: p.Problem, language: Language) -> None:
    text = problem_text(problem)
    assert text.endswith(".")
    assert "{" not in text
    assert len(text) > 20


def test_the_two_languages_differ_for_every_problem(qapp: QApplication) -> None:
    i18n.install(qapp, Language.ENGLISH)
    english = [problem_text(problem) for problem in PROBLEMS]
    i18n.install(qapp, Language.GERMAN)
    german = [problem_text(problem) for problem in PROBLEMS]
    i18n.install(qapp, Language.ENGLISH)
    assert not set(english) & set(german)


def test_the_portal_s_words_stand_unchanged() -> None:
    assert "<b>{x} & „y“" in problem_text(p.PortalRefused(403, "<b>{x} & „y“"))


def test_the_character_at_fault_is_named(german: None) -> None:
    assert problem_text(p.NotANumber("030 23x", 7)) == "Das ist keine Rufnummer: „x“ an Stelle 7."


def test_nothing_is_unfinished_or_empty_in_german() -> None:
    wrong = [(context, source) for context, source, text, kind in messages() if kind is not None or not text]
    assert wrong == []


def test_translations_keep_every_placeholder() -> None:
    for context, source, text, _kind in messages():
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(text)), (context, source)


def test_every_source_text_of_the_code_is_in_the_file(tmp_path: Path) -> None:
    """The collector runs on a copy: what it would add is missing."""
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("pyside6-lupdate is not installed beside this Python")
    copy = tmp_path / "copy.ts"
    shutil.copy(translation("vorzimmer_de.ts"), copy)
    sources = [str(f) for f in sorted((ROOT / "softphone").rglob("*.py")) if "demo_pbx" not in f.parts]
    subprocess.run([tool, *sources, "-ts", str(copy), "-locations", "none"], check=True, capture_output=True)
    fresh = ElementTree.parse(copy).getroot()
    added = [
        m.findtext("source") for m in fresh.iter("message") if m.find("translation[@type='unfinished']") is not None
    ]
    gone = [
        m.findtext("source") for m in fresh.iter("message") if m.find("translation[@type='vanished']") is not None
    ]
    assert added == []
    assert gone == []


def test_the_compiled_file_is_as_new_as_its_source(german: None) -> None:
    """Every text comes out of the compiled file as the source file has it."""
    for context, source, text, _kind in messages():
        assert QCoreApplication.translate(context, source) == text, (context, source)


@pytest.mark.parametrize(
    ("wish", "system", "expected"),
    [
        (Language.SYSTEM, "de_DE", Language.GERMAN),
        (Language.SYSTEM, "en_GB", Language.ENGLISH),
        (Language.SYSTEM, "fr_FR", Language.GERMAN),
        (Language.GERMAN, "en_GB", Language.GERMAN),
        (Language.ENGLISH, "de_DE", Language.ENGLISH),
    ],
)
def test_german_comes_first_where_the_system_speaks_something_else(
    wish: Language, system: str, expected: Language
) -> None:
    assert i18n.language_in_force(wish, QLocale(system)) is expected


SETTINGS = st.builds(
    GroupSettings,
    st.none()
    | st.builds(
        Filtering,
        st.booleans(),
        st.none() | st.sampled_from(FilteringMode),
        st.none() | st.sampled_from(SimpleFilter),
    ),
    st.none()
    | st.builds(Screening, st.booleans(), st.none() | st.sampled_from(ScreeningAlert), st.booleans(), st.booleans()),
    st.none()
    | st.builds(
        Alerting,
        st.none() | st.sampled_from(AlertingMode),
        st.none() | st.sampled_from(NameMode),
        st.none() | st.sampled_from(NumberMode),
        st.none() | st.text(max_size=5),
        st.none() | st.text(max_size=5),
        st.integers(2, 20),
        st.integers(2, 20),
        st.booleans(),
        st.integers(0, 7200),
        st.none() | st.sampled_from(RolloverAction),
        st.none() | st.text(max_size=5),
    ),
)


@given(settings=SETTINGS)
def test_every_setting_has_words_for_all_eight_parameters(settings: GroupSettings) -> None:
    rows = parameters(settings)
    assert len(rows) == 8
    assert all(term and value for term, value in rows)
    assert all(settings_parts(settings))


@given(settings=SETTINGS)
def test_the_sentence_is_whole_or_not_there(settings: GroupSettings) -> None:
    sentence = plain(rule_sentence(settings))
    assert not sentence or sentence.endswith((".", "…")) or settings.alerting is not None
    assert settings.filtering is not None or not sentence


def test_the_sentence_of_the_first_picture(german: None) -> None:
    alerting = Alerting(
        AlertingMode.SIMULTANEOUS,
        NameMode.ORIGINATOR,
        NumberMode.ORIGINATOR,
        rollover_enabled=True,
        rollover_wait_s=45,
    )
    settings = GroupSettings(Filtering(True, FilteringMode.SIMPLE, SimpleFilter.EXTERNAL), None, alerting)
    runs = rule_sentence(settings)
    assert plain(runs) == (
        "Externe Anrufe klingeln gleichzeitig bei allen eingeloggten Assistenten. "
        "Nimmt 45\u00a0s lang niemand ab, geht der Anruf an die Sprachbox."
    )
    assert [run.text for run in runs if run.strong] == ["gleichzeitig", "45\u00a0s"]


def advanced(*active: str) -> GroupSettings:
    """Two criteria: sales goes to the assistants, the family never does."""
    criteria = (
        Criterion("Vertrieb", True, CallsFrom.SPECIFIED_ONLY, numbers=("+4930*",)),
        Criterion("Familie", False, CallsFrom.SPECIFIED_ONLY, numbers=("+4989*",)),
    )
    boxes = tuple(CriterionActivation(criterion.name, criterion.name in active) for criterion in criteria)
    filtering = Filtering(True, FilteringMode.ADVANCED, None, boxes)
    alerting = Alerting(AlertingMode.SIMULTANEOUS, NameMode.ORIGINATOR, NumberMode.ORIGINATOR)
    return GroupSettings(filtering, None, alerting, criteria)


def test_the_sentence_of_the_advanced_filter_names_what_is_on(german: None) -> None:
    assert plain(rule_sentence(advanced("Vertrieb"))) == (
        "Bei den Assistenten klingeln: „Vertrieb“. Alles andere klingelt beim Leiter. "
        "Anrufe für die Assistenten klingeln gleichzeitig bei allen eingeloggten Assistenten."
    )
    nobody = (
        "Kein Kriterium ist eingeschaltet, das Anrufe zu den Assistenten lässt: Jeder Anruf klingelt beim Leiter."
    )
    assert plain(rule_sentence(advanced("Familie"))) == nobody
    assert plain(rule_sentence(advanced())) == nobody


def test_the_advanced_filter_names_its_criteria_on_or_off(german: None) -> None:
    assert parameters(advanced("Vertrieb"))[0][1] == "Erweiterte Filter: Vertrieb (Ein), Familie (Aus)"


@pytest.mark.parametrize(
    ("seconds", "exact", "left"),
    [(1, "1 s", "1 s"), (89, "89 s", "89 s"), (90, "1 min 30 s", "2 min"), (297, "4 min 57 s", "5 min")],
)
def test_from_ninety_seconds_on_a_time_is_told_in_minutes(seconds: int, exact: str, left: str) -> None:
    assert waiting_time(seconds) == exact
    assert time_left(seconds) == left


@given(value=st.text())
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    assert plain(phrase("a {x} b", x=Strong(value))) == f"a {value} b"


@given(seconds=st.floats(-1e6, 1e6))
def test_running_times_are_never_negative(seconds: float) -> None:
    assert re.fullmatch(r"(\d+:)?\d{1,2}:\d\d", running(seconds))
    assert not length(seconds).startswith("-")


@pytest.mark.parametrize(("seconds", "text"), [(6, "0:06"), (252, "4:12"), (3753, "1:02:33")])
def test_a_running_time_reads_like_a_clock(seconds: float, text: str) -> None:
    assert running(seconds) == text


def test_no_code_of_the_windows_asks_for_markup() -> None:
    """The only rich text escapes its values."""
    for file in (ROOT / "softphone" / "ui").rglob("*.py"):
        code = file.read_text(encoding="utf-8")
        assert not re.search(r"TextFormat\.(RichText|AutoText|MarkdownText)|setHtml|setMarkdown", code), file.name


def test_no_text_hides_from_the_collector_inside_of_another() -> None:
    """The collector skips f-strings: their text would stay English."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for file in (ROOT / "softphone" / "ui").rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("translate")
    ]
    assert hidden == []
