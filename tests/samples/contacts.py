"""Contacts for tests: invented people, numbers from the ranges kept free for films and books."""

from hypothesis import strategies as st

from softphone.domain.contacts.contact import Contact, ContactNumber, ContactSource, NumberKind, SourceKind, tidy_all

SOURCE = ContactSource("csv:Kartei", SourceKind.CSV, "Kartei", region="DE")
ERIKA = Contact(
    "csv:Kartei/erika",
    "csv:Kartei",
    SourceKind.CSV,
    first_name="Erika",
    last_name="Mustermann",
    company="Phantasie & Söhne GmbH",
    numbers=(
        ContactNumber("0152 28817386", NumberKind.MOBILE),
        ContactNumber("+49 (0)69 90009-117", NumberKind.WORK),
    ),
    mail="erika@phantasie.example",
)
JUERGEN = Contact(
    "csv:Kartei/juergen",
    "csv:Kartei",
    SourceKind.CSV,
    first_name="Jürgen",
    last_name="Weiß",
    numbers=(ContactNumber("089 99998 204"),),
)
SINA = Contact(
    "enterprise/sina.fiktiv@pbx.example",
    "enterprise",
    SourceKind.ENTERPRISE,
    first_name="Sina",
    last_name="Fiktiv",
    numbers=(ContactNumber("+493023125433", NumberKind.WORK), ContactNumber("433", NumberKind.EXTENSION)),
)
EVERYBODY = tidy_all((ERIKA, JUERGEN, SINA), "DE")

NAMES = st.sampled_from(
    ("Anna", "Jürgen", "Juergen", "Jurgen", "Müller", "Mueller", "Straße", "Çelik", "Émile", "Bauer", "", "O'Hara",
     "Søren", "von der Heide", "Łukasz", "Weiß", "12er Haus")
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(100, 999).map(str), st.integers(10**6, 10**8).map(lambda n: f"030{n}"), st.just("+41446681800")
)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    numbers = draw(st.lists(NUMBERS, max_size=3))
    kind = draw(st.sampled_from((SourceKind.CSV, SourceKind.ENTERPRISE)))
    return Contact(
        key=f"{kind.value}/{draw(st.uuids())}",
        source=kind.value,
        source_kind=kind,
        first_name=draw(NAMES),
        last_name=draw(NAMES),
        company=draw(NAMES),
        numbers=tuple(ContactNumber(text, draw(st.sampled_from(NumberKind))) for text in numbers),
    )


BOOKS = st.lists(contacts(), max_size=12).map(lambda some: tidy_all(some, "DE"))
TYPED = st.one_of(
    NAMES,
    st.text(alphabet="amuüjößeç 0123456789+-()/'", max_size=8),
    st.text(max_size=6),
    st.tuples(NAMES, st.integers(1, 4)).map(lambda pair: pair[0][: pair[1]]),
)
