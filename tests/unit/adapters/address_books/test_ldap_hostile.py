"""What an LDAP server must not achieve: a crash, endless answers; and what is no filter or address."""

import asyncio
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.adapters.address_books import ldap_ber as ber
from softphone.adapters.address_books.ldap_book import LdapServers, ldap_address
from softphone.adapters.address_books.ldap_filter import filter_ber
from softphone.domain.contacts.contact import ContactSource, SourceKind
from softphone.domain.problems import AddressBookFailed, BookTrouble, ProblemError

BOUND = ber.sequence(
    ber.integer(1), ber.sequence(ber.integer(0, ber.ENUMERATED), ber.octets(""), ber.octets(""), tag=0x61)
)


class FakeSocket:
    """Answers with the given bytes whatever is asked, then closes."""

    def __init__(self, answer: bytes) -> None:
        self.answer, self.closed = answer, False

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0

    def sendall(self, data: bytes) -> None:
        assert data

    def recv(self, size: int) -> bytes:
        data, self.answer = self.answer[:size], self.answer[size:]
        return data

    def close(self) -> None:
        self.closed = True


def trouble(answer: bytes, url: str = "ldap://127.0.0.1/dc=x") -> BookTrouble:
    fake = FakeSocket(answer)
    source = ContactSource("ldap:x", SourceKind.LDAP, "x", url, "nele")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_connection", lambda place, limit: fake)
        with pytest.raises(ProblemError) as caught:
            asyncio.run(LdapServers().changes(source, "geheim"))
    problem = caught.value.problem
    assert isinstance(problem, AddressBookFailed)
    assert fake.closed
    return problem.trouble


@given(st.binary(max_size=200), st.booleans())
def test_whatever_a_server_answers_is_a_trouble_of_the_address_book(junk: bytes, is_bound: bool) -> None:
    assert trouble((BOUND if is_bound else b"") + junk) in (
        BookTrouble.UNUSABLE,
        BookTrouble.UNREACHABLE,
        BookTrouble.REFUSED,
        BookTrouble.CREDENTIALS,
    )


@pytest.mark.parametrize("head", [b"\x30\x84\xff\xff\xff\xff", b"\x30\x80", b"\x30\x88" + bytes(8)])
def test_a_message_without_an_end_is_refused_before_it_is_read(head: bytes) -> None:
    assert trouble(head) is BookTrouble.UNUSABLE


@given(st.binary(max_size=300), st.integers(0, 70_000))
def test_an_element_is_read_as_it_was_written(content: bytes, number: int) -> None:
    assert ber.first(ber.octets(content)) == (ber.OCTETS, content)
    assert ber.number_of(ber.first(ber.integer(number))[1]) == number
    assert ber.missing(ber.octets(content)) == 0
    assert ber.missing(ber.octets(content)[:-1]) == 1


@given(st.text(alphabet="()&|!=*ab\\2 ", max_size=30) | st.text(max_size=20))
def test_a_filter_is_understood_or_refused(text: str) -> None:
    try:
        assert ber.missing(filter_ber(text)) == 0
    except ber.BerError:
        assert text != "(a=b)"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("(cn=*)", b"\x87\x02cn"),
        ("(cn=A\\2aB)", b"\xa3\x09\x04\x02cn\x04\x03A*B"),
        ("(cn=A*)", b"\xa4\x09\x04\x02cn\x30\x03\x80\x01A"),
        ("(!(a=b))", b"\xa2\x08\xa3\x06\x04\x01a\x04\x01b"),
        ("(&(a=b)(c=*))", b"\xa0\x0b\xa3\x06\x04\x01a\x04\x01b\x87\x01c"),
    ],
)
def test_a_filter_in_ber(text: str, made: bytes) -> None:
    assert filter_ber(text) == made


@pytest.mark.parametrize(
    "url", ["http://x/", "ldap://", "ldap://x/dc=x??deep", "ldap://x/???(cn", "ldap://x/???cn=a)", "ldap://x:y/", ""]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        ldap_address(url)


def test_an_address_holds_server_base_scope_and_filter() -> None:
    address = ldap_address("ldaps://ldap.example:1636/ou=M%C3%BCnchen,dc=x?cn?one?(cn=A)")
    assert (address.secure, address.host, address.port, address.base, address.scope) == (
        True, "ldap.example", 1636, "ou=München,dc=x", 1,
    )  # fmt: skip
    assert address.filter_bytes == filter_ber("(cn=A)")
    assert (ldap_address("ldap://x").port, ldap_address("ldaps://x").port) == (389, 636)
