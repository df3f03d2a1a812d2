"""The box "Eingeloggt": one write at a time, the last click wins, the portal is right."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain import optimistic_value
from softphone.domain.optimistic_value import Membership, ReadBack, Send
from softphone.domain.problems import PortalRefused, PortalTimedOut

NO = PortalRefused(403, "Nicht erlaubt")
BROKEN = PortalRefused(500, "")
LATE = PortalTimedOut("portal.example")
OUT = optimistic_value.confirmed(False)


def sending() -> Membership:
    return optimistic_value.clicked(OUT, True)[0]


def test_a_click_is_a_wish_and_one_write_until_the_portal_confirms() -> None:
    m, todo = optimistic_value.clicked(OUT, True)
    assert (m.confirmed, m.wanted, m.in_flight, todo) == (False, True, True, Send(True))
    m, todo = optimistic_value.accepted(m)
    assert (m, todo) == (optimistic_value.confirmed(True), None)


def test_a_click_on_what_is_so_sends_nothing() -> None:
    assert optimistic_value.clicked(OUT, False) == (OUT, None)


def test_a_second_click_waits_for_the_first_answer() -> None:
    m, todo = optimistic_value.clicked(sending(), False)
    assert (m.wanted, m.in_flight, todo) == (False, True, None)
    m, todo = optimistic_value.accepted(m)
    assert (m.confirmed, m.wanted, m.in_flight, todo) == (True, False, False, Send(False))


def test_there_and_back_and_there_again_needs_no_second_write() -> None:
    m = optimistic_value.clicked(optimistic_value.clicked(sending(), False)[0], True)[0]
    assert optimistic_value.accepted(m) == (optimistic_value.confirmed(True), None)


def test_a_refusal_returns_the_box_and_keeps_the_sentence_until_the_next_change() -> None:
    m, todo = optimistic_value.refused(sending(), BROKEN)
    assert (m.confirmed, m.wanted, m.in_flight, m.problem, m.locked, todo) == (
        False,
        False,
        None,
        BROKEN,
        False,
        None,
    )
    assert optimistic_value.clicked(m, False)[0].problem == BROKEN
    assert optimistic_value.clicked(m, True)[0].problem is None


def test_a_refused_write_is_not_repeated_for_a_wish_that_went_there_and_back() -> None:
    m = optimistic_value.clicked(optimistic_value.clicked(sending(), False)[0], True)[0]
    m, todo = optimistic_value.refused(m, BROKEN)
    assert (m.wanted, m.in_flight, todo) == (False, None, None)


def test_only_a_403_tells_that_the_group_is_locked_and_an_accepted_write_that_it_is_not() -> None:
    m, _ = optimistic_value.refused(sending(), NO)
    assert (m.locked, m.problem) == (True, NO)
    m, todo = optimistic_value.clicked(m, True)
    assert (m.locked, todo) == (True, Send(True))
    assert optimistic_value.accepted(m)[0].locked is False


def test_without_an_answer_the_portal_is_read_before_anything_is_said() -> None:
    m, todo = optimistic_value.no_answer(sending(), LATE)
    assert (m.reading_back, m.problem, todo) == (True, None, ReadBack())


def test_a_write_that_arrived_without_an_answer_is_no_problem() -> None:
    m, todo = optimistic_value.read(optimistic_value.no_answer(sending(), LATE)[0], True)
    assert (m, todo) == (optimistic_value.confirmed(True), None)


def test_a_write_that_did_not_arrive_is_told_and_not_repeated() -> None:
    m, todo = optimistic_value.read(optimistic_value.no_answer(sending(), LATE)[0], False)
    assert (m.confirmed, m.wanted, m.in_flight, m.reading_back, m.problem, todo) == (
        False,
        False,
        None,
        False,
        LATE,
        None,
    )


def test_a_wish_changed_while_reading_back_follows_what_was_read() -> None:
    waiting = optimistic_value.clicked(optimistic_value.no_answer(sending())[0], False)[0]
    m, todo = optimistic_value.read(waiting, True)
    assert (m.confirmed, m.in_flight, todo) == (True, False, Send(False))
    m, todo = optimistic_value.read(waiting, False)
    assert (m, todo) == (OUT, None)


def test_when_the_reading_fails_too_the_box_returns_with_that_problem() -> None:
    m, todo = optimistic_value.read_failed(optimistic_value.no_answer(sending())[0], LATE)
    assert (m.wanted, m.in_flight, m.reading_back, m.problem, todo) == (False, None, False, LATE, None)


def test_when_the_reading_fails_a_changed_wish_is_sent_to_make_it_certain() -> None:
    waiting = optimistic_value.clicked(optimistic_value.no_answer(sending())[0], False)[0]
    m, todo = optimistic_value.read_failed(waiting, LATE)
    assert (m.in_flight, todo) == (False, Send(False))


def test_a_reading_that_crosses_a_write_is_ignored() -> None:
    assert optimistic_value.read(sending(), False) == (sending(), None)


def test_signing_in_again_takes_over_what_the_portal_says() -> None:
    refused = optimistic_value.refused(sending(), NO)[0]
    assert optimistic_value.read(refused, False)[0].problem == NO
    m, todo = optimistic_value.read(refused, True)
    assert (m.confirmed, m.wanted, m.problem, todo) == (True, True, None, None)


@dataclass
class World:
    """A portal that does what the test draws, and a person who clicks: what must hold whatever they do."""

    m: Membership = OUT
    portal: bool = False
    writes: list[bool] = field(default_factory=list)
    reading: bool = False
    last_click: bool | None = None

    def take(self, todo: Send[bool] | ReadBack | None) -> None:
        if isinstance(todo, Send):
            assert not self.writes, "two writes under way"
            self.writes.append(todo.on)
        self.reading = isinstance(todo, ReadBack) or (self.reading and self.m.reading_back)

    def step(self, action: str) -> None:
        match action:
            case "on" | "off":
                self.last_click = action == "on"
                self.m, todo = optimistic_value.clicked(self.m, action == "on")
                self.take(todo)
            case "accept" if self.writes:
                self.portal = self.writes.pop()
                self.m, todo = optimistic_value.accepted(self.m)
                self.take(todo)
            case "refuse" if self.writes:
                self.writes.pop()
                self.m, todo = optimistic_value.refused(self.m, BROKEN)
                self.take(todo)
            case "lost" | "late" if self.writes:
                written = self.writes.pop()
                self.portal = written if action == "late" else self.portal
                self.m, back = optimistic_value.no_answer(self.m, LATE)
                self.take(back)
            case "read" if self.reading:
                self.reading = False
                self.m, todo = optimistic_value.read(self.m, self.portal)
                self.take(todo)

    def settle(self) -> None:
        for _ in range(6):
            self.step("accept")
            self.step("read")


@given(st.lists(st.sampled_from(["on", "off", "accept", "refuse", "lost", "late", "read"]), max_size=25))
def test_whatever_happens_the_box_ends_at_the_portals_value_and_a_wish_that_lost_is_told(actions: list[str]) -> None:
    world = World()
    for action in actions:
        world.step(action)
        assert world.m.busy == bool(world.writes or world.reading)
    world.settle()
    assert not world.m.busy
    assert world.m.confirmed == world.m.wanted == world.portal
    if world.last_click not in (None, world.portal):
        assert world.m.problem is not None
        assert {"refuse", "lost"} & set(actions)


@given(st.lists(st.sampled_from(["clicked", "accepted", "refused", "no_answer", "read", "read_failed"]), max_size=20))
def test_answers_nobody_asked_for_do_no_harm(steps: list[str]) -> None:
    m = OUT
    for step in steps:
        arguments = {"clicked": (True,), "refused": (NO,), "read": (True,), "read_failed": (LATE,)}.get(step, ())
        m, _ = getattr(optimistic_value, step)(m, *arguments)
        assert not m.reading_back or m.busy
        assert m.busy or m.wanted == m.confirmed
