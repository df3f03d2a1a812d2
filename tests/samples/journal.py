"""Journal entries for tests: a plain one, and hypothesis strategies for any."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from softphone.domain.journal.entry import JournalEntry, JournalKind, JournalQuery
from softphone.domain.telephone.call import CallEnd, Direction

PLAIN = JournalEntry(
    id=0,
    direction=Direction.INCOMING,
    name="Erika Mustermann",
    number="0152 28817386",
    number_key="+4915228817386",
    leader_id="lea",
    leader_name="Dr. Lea Muster",
    end=CallEnd.HUNG_UP_THERE,
    started_at_s=1_700_000_000.0,
    duration_s=12.0,
    missed=False,
)
LEADERS = ("", "lea", "max")


def entry(**changes: Any) -> JournalEntry:
    return replace(PLAIN, **changes)


_WORDS = st.sampled_from(("", "Erika", "ERIKA Ä", "Straße", '"', "%_", "a\nb", "0152", "Müller & Söhne"))
ENTRIES = st.builds(
    JournalEntry,
    id=st.just(0),
    direction=st.sampled_from(Direction),
    name=_WORDS,
    number=st.sampled_from(("", "0152 28817386", "030 23125 410", "410")),
    number_key=st.sampled_from(("", "+4915228817386", "+493023125410", "410")),
    leader_id=st.sampled_from(LEADERS),
    leader_name=st.sampled_from(("", "Lea", "Max")),
    end=st.sampled_from(CallEnd),
    started_at_s=st.sampled_from((1.0, 2.0, 2.0, 3.5, 4.0)),
    duration_s=st.none() | st.floats(0, 100),
    missed=st.booleans(),
    answered_by=_WORDS,
    note=_WORDS,
    promised_until_s=st.none() | st.sampled_from((10.0, 20.0)),
    promised_at_s=st.none(),
    done=st.booleans(),
)
QUERIES = st.builds(
    JournalQuery,
    text=_WORDS | st.sampled_from(("eri", "881", "0152 2", "+49", "ße", "söhne", "4")),
    leader_id=st.none() | st.sampled_from(LEADERS),
    kind=st.sampled_from(JournalKind),
    end=st.none() | st.sampled_from(CallEnd),
)
