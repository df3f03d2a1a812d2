"""The banner of a changed portal and its words."""

from dataclasses import replace

from softphone.domain import problems as p
from softphone.domain.executive.divert import Divert
from softphone.domain.executive.settings import SimpleFilter
from softphone.services.state.groups import LeaderRef
from softphone.services.state.portal_change import Differs, PortalChangeView, PortalDifference
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.main_window.portal_change_text import change_details, change_words
from softphone.ui.widgets.tool_tip import tool_tip
from tests.samples import app_state as sample
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import BEISPIEL, MUSTER, NOW_S


def difference(kind: Differs = Differs.SETTINGS, leader: LeaderRef | None = MUSTER) -> PortalDifference:
    before, after = sample_groups.settings(SimpleFilter.EXTERNAL), sample_groups.settings(SimpleFilter.ALL)
    return PortalDifference(kind, leader, before, after)


def test_a_changed_portal_is_a_banner_with_three_ways_to_go_on(window: MainWindow, actions: FakeActions) -> None:
    actions.show(portal_change=PortalChangeView((difference(),), NOW_S))
    assert window.banner.text == (
        "Portal changed · at Dr. Lea Muster (Filter). The settings of 08:02 still apply here."
    )
    assert "All external calls → All calls" in tool_tip(window.banner)
    window.banner.more.click()
    assert window.change_details.text.text() == "Dr. Lea Muster · Filter: All external calls → All calls"
    window.change_details.close()
    window.banner.later.click()
    window.banner.again.click()
    assert actions.asked == [("portal_changes.postpone",), ("session.sign_in_again",)]
    actions.show(portal_change=PortalChangeView((difference(),), NOW_S, postponed=True))
    assert not window.banner.isVisible()


def test_not_reachable_comes_before_a_changed_portal(window: MainWindow, actions: FakeActions) -> None:
    lost = replace(sample.assistant_state().registration, registered=False, problem=p.RegistrationUnreachable("x"))
    actions.show(portal_change=PortalChangeView((difference(),), NOW_S), registration=lost)
    assert window.banner.text.startswith("Not reachable")
    assert not window.banner.later.isVisible()


def test_every_difference_has_its_words() -> None:
    found = PortalChangeView(
        (
            difference(),
            PortalDifference(Differs.LOGGED_IN, MUSTER, True, False),
            PortalDifference(Differs.GROUP_NEW, BEISPIEL, False, True),
            PortalDifference(Differs.DIVERT, None, Divert(), Divert(True, "451")),
            PortalDifference(Differs.ASSISTANTS, None, (True, "a@x"), (True, "b@x", "a@x")),
        ),
        0.0,
    )
    assert change_words(found) == (
        "at Dr. Lea Muster (Filter, Logged in), at Jonas Beispiel (assigned to you) and 2 more"
    )
    assert change_details(found)[1:] == (
        "Dr. Lea Muster · Logged in: On → Off",
        "Jonas Beispiel · assigned to you: Off → On",
        "Assistant divert · Assistant divert: Off → 451",
        "your own group · Assistants: a → b, a",
    )


def test_a_criterion_alone_is_told_as_such() -> None:
    before = sample_groups.settings()
    other = replace(before, criteria=(object(),))  # type: ignore[arg-type]
    found = PortalChangeView((PortalDifference(Differs.SETTINGS, MUSTER, before, other),), 0.0)
    assert change_details(found) == ("Dr. Lea Muster · Filter: All calls → other filter criteria",)
