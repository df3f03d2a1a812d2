"""Hidden callers as platforms write them: nobody is shown, and nothing to call back."""

import pytest

from softphone.domain.calls.caller_id import CallerIdView, describe
from softphone.domain.telephone.call import InviteFacts

NUMBER, SHOWN = "+4922147101234", "0221 47101234"
TO = "<sip:anna@pbx.example>"


def shown(from_: str, **more: object) -> CallerIdView:
    return describe(InviteFacts(from_=from_, to=TO, **more), (), (), "DE")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "from_",
    [
        '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1',
        '"Anonym" <sip:anonym@pbx.example>;tag=1',
        '"Unavailable" <sip:unavailable@unknown.invalid>;tag=1',
        '"Unknown" <sip:unknown@pbx.example>;tag=1',
        '"Unbekannt" <sip:unbekannt@fritz.box>;tag=1',
        '"Private" <sip:private@pbx.example>;tag=1',
        '"Privat" <sip:PRIVATE@pbx.example>;tag=1',
        '"Withheld" <sip:withheld@pbx.example>;tag=1',
        "<sip:Restricted@pbx.example>;tag=1",
        '"Rufnummer unterdrückt" <sip:anonymous@pbx.example>;tag=1',
        '"Nicht verfügbar" <sip:not-available@pbx.example>;tag=1',
        '"No Caller ID" <sip:no-number@pbx.example>;tag=1',
        '"Out of Area" <sip:out_of_area@pbx.example>;tag=1',
        '"Anonymer Anrufer" <sip:Anonymous@10.0.0.1:5060>;tag=1',
        f"<sip:{NUMBER}@anonymous.invalid>;tag=1",
        "<sip:pbx.example>;tag=1",
        "sip:anonymous@anonymous.invalid;tag=1",
        '"No Caller ID" <sip:nocallerid@pbx.example>;tag=1',
        '"Anonymous" <sip:0@pbx.example>;tag=1',
        "<sip:0000000000@pbx.example>;tag=1",
        '"-" <sip:-@pbx.example>;tag=1',
        "<sip:+@pbx.example>;tag=1",
        "<sip:unknown-caller@pbx.example>;tag=1",
        '"Privater Anrufer" <sip:private.number@pbx.example>;tag=1',
        "<sip:%61nonymous@pbx.example>;tag=1",
        '"Restricted" <sip:restricted@restricted.invalid>;tag=1',
        '"anonymous" <sips:anonymous@10.1.2.3:5061;user=phone>;tag=1',
    ],
)
def test_a_hidden_caller_has_neither_name_nor_number(from_: str) -> None:
    view = shown(from_)
    assert (view.headline, view.name, view.number) == ("", "", "")
    assert view.anonymous


@pytest.mark.parametrize("name", ["Unknown", "Private Number", "Rufnummer nicht verfügbar", "Anonymous"])
def test_a_word_for_nobody_is_no_name_beside_a_number(name: str) -> None:
    view = shown(f'"{name}" <sip:{NUMBER}@pbx.example>;tag=1')
    assert (view.headline, view.number) == (SHOWN, SHOWN)


@pytest.mark.parametrize("user", ["0", "10", "100", "noname-muster", "unbekannter"])
def test_short_numbers_and_other_users_are_shown(user: str) -> None:
    assert shown(f'"Zentrale" <sip:{user}@pbx.example>;tag=1').number == user


@pytest.mark.parametrize(
    "written",
    ['""Otto Ruf""', '"Otto Ruf"', "Otto Ruf", '"Otto Ruf', '  ""Otto Ruf""  '],
)
def test_quotes_around_a_name_are_none_of_it(written: str) -> None:
    asserted = (f"{written} <sip:{NUMBER}@pbx.example>",)
    assert shown("<sip:107@pbx.example>;tag=1", p_asserted_identity=asserted).name == "Otto Ruf"


@pytest.mark.parametrize("name", ["Privatpraxis Dr. Ruf", "Anna Unbekannt", "Restricted Area GmbH"])
def test_a_name_that_holds_such_a_word_stays(name: str) -> None:
    assert shown(f'"{name}" <sip:{NUMBER}@pbx.example>;tag=1').name == name


@pytest.mark.parametrize("privacy", ["user", "header", "header;session", "id;user;critical", "User"])
def test_where_privacy_covers_the_from_nothing_is_shown(privacy: str) -> None:
    view = shown(f'"Otto Ruf" <sip:{NUMBER}@pbx.example>;tag=1', privacy=privacy)
    assert (view.headline, view.number, view.anonymous) == ("", "", True)


def test_an_identity_kept_private_is_not_shown_from_the_from_either() -> None:
    asserted = (f'"Otto Ruf" <sip:{NUMBER}@pbx.example>',)
    view = shown(f'"Otto Ruf" <sip:{NUMBER}@pbx.example>;tag=1', privacy="id", p_asserted_identity=asserted)
    assert (view.headline, view.number) == ("", "")


@pytest.mark.parametrize("privacy", ["", "none", "critical"])
def test_without_privacy_the_caller_is_shown(privacy: str) -> None:
    assert shown(f'"Otto Ruf" <sip:{NUMBER}@pbx.example>;tag=1', privacy=privacy).name == "Otto Ruf"


CENTRE = '"Zentrale" <sip:107@office.test>;tag=1'


@pytest.mark.parametrize(
    ("remote", "headline"),
    [
        (f'"Otto B" <sip:{NUMBER}@office.test>;party=calling;privacy=off;screen=yes', "Otto B"),
        (f'"Otto B" <sip:{NUMBER}@office.test>', "Otto B"),
        (f"<sip:{NUMBER}@office.test>;party=calling;screen=no", "Zentrale"),
        (f'"Otto B" <sip:{NUMBER}@office.test>;privacy=full;party=calling', ""),
        (f'"Otto B" <sip:{NUMBER}@office.test>;privacy="uri"', ""),
        (f'"Otto B" <sip:{NUMBER}@office.test>;party=called;privacy=off', "Otto B"),
        ('"Anonymous" <sip:anonymous@anonymous.invalid>;party=calling;privacy=full', ""),
    ],
)
def test_remote_party_id_names_the_caller(remote: str, headline: str) -> None:
    assert shown(CENTRE, remote_party_id=(remote,)).headline == headline


def test_the_asserted_identity_comes_before_the_remote_party() -> None:
    asserted, remote = ('"Eva Ruf" <sip:+498912345@x>',), (f'"Otto B" <sip:{NUMBER}@x>;party=calling',)
    assert shown(CENTRE, p_asserted_identity=asserted, remote_party_id=remote).headline == "Eva Ruf"


@pytest.mark.parametrize(
    ("from_", "number"),
    [
        ("<sip:4917612345678@pbx.example>;tag=1", "0176 12345678"),
        ("<tel:23125410;phone-context=+4930>;tag=1", "030 23125410"),
        ("<sip:23125410;phone-context=+4930@pbx.example;user=phone>;tag=1", "030 23125410"),
        ("<sip:23125410@pbx.example;user=phone;phone-context=+49-30>;tag=1", "030 23125410"),
        ("<tel:410;phone-context=pbx.example>;tag=1", "410"),
        ("<sip:030/23125410@pbx.example>;tag=1", "030 23125410"),
        ("<sip:4933@pbx.example>;tag=1", "4933"),
    ],
)
def test_numbers_without_plus_and_with_context(from_: str, number: str) -> None:
    assert shown(from_).number == number
