"""Settings of the account: the account suggests, user and policy decide, a change registers anew."""

from dataclasses import replace
from typing import Any

from softphone.domain.account.account import Account, CallSource, Passwords, SecurityAgreement, SipAccount
from softphone.domain.options.admin_policy import Policy
from softphone.domain.options.table import (
    ACCEPT_ADDRESSES,
    ACCEPT_CALLS_FROM,
    SECURITY_AGREEMENT,
    WILDCARD_CERTIFICATES,
)
from softphone.domain.problems import OptionLocked
from softphone.domain.telephone.commands import Register
from softphone.domain.telephone.events import EngineReady
from softphone.services.options.account_options import ACCOUNT_OPTIONS
from tests.samples.services import ACCOUNT, REGISTERED, World, play, quiet, result


def account(**sip: Any) -> Account:
    return replace(ACCOUNT, sip=replace(ACCOUNT.sip, **sip))


async def sign_in(world: World, account: Account) -> None:
    world.engine.emit(EngineReady(1, "fake"))
    world.app.session.sign_in(account, Passwords("geheim"), False)
    await quiet()
    await world.emit(REGISTERED)


def registered_with(world: World) -> SipAccount:
    return world.engine.of(Register)[-1].account


def test_an_option_has_the_default_of_its_field() -> None:
    unnamed = SipAccount("", "", "")
    assert {getattr(unnamed, name) == option.default for name, option in ACCOUNT_OPTIONS.items()} == {True}


def test_what_the_account_says_is_in_force_and_shown() -> None:
    async def story(world: World) -> None:
        said = account(
            accepts_calls_from=CallSource.LISTED,
            allowed_sources=("192.0.2.0/24",),
            security_agreement=SecurityAgreement.MEDIASEC,
            wildcard_certificates=False,
        )
        await sign_in(world, said)
        assert registered_with(world) == said.sip
        assert [world.app.options.value(option) for option in ACCOUNT_OPTIONS.values()] == [
            CallSource.LISTED,
            ("192.0.2.0/24",),
            SecurityAgreement.MEDIASEC,
            False,
            24,
            46,
        ]

    play(story)


def test_the_next_account_does_not_inherit_them() -> None:
    async def story(world: World) -> None:
        await sign_in(world, account(accepts_calls_from=CallSource.ANYONE))
        await sign_in(world, ACCOUNT)
        assert registered_with(world).accepts_calls_from is CallSource.PLATFORM

    play(story)


def test_the_user_s_choice_stands_over_the_account() -> None:
    async def story(world: World) -> None:
        world.app.options.set(WILDCARD_CERTIFICATES, False)
        await sign_in(world, ACCOUNT)
        assert not registered_with(world).wildcard_certificates

    play(story)


def test_a_lock_stands_over_account_and_user() -> None:
    async def story(world: World) -> None:
        await sign_in(world, account(accepts_calls_from=CallSource.ANYONE))
        assert registered_with(world).accepts_calls_from is CallSource.PLATFORM
        assert result(world.app.options.set(ACCEPT_CALLS_FROM, CallSource.ANYONE)) == OptionLocked(
            ACCEPT_CALLS_FROM.key
        )

    play(story, policy=Policy(locked={ACCEPT_CALLS_FROM.key: CallSource.PLATFORM}))


def test_a_default_of_the_policy_counts_where_the_account_says_nothing() -> None:
    async def story(world: World) -> None:
        await sign_in(world, ACCOUNT)
        assert registered_with(world).security_agreement is SecurityAgreement.MEDIASEC
        await sign_in(world, account(security_agreement=SecurityAgreement.OFF))
        assert registered_with(world).security_agreement is SecurityAgreement.OFF

    play(story, policy=Policy(defaults={SECURITY_AGREEMENT.key: SecurityAgreement.MEDIASEC}))


def test_a_change_while_signed_in_registers_anew_at_once() -> None:
    async def story(world: World) -> None:
        await sign_in(world, ACCOUNT)
        before = len(world.engine.of(Register))
        world.app.options.set_all({ACCEPT_CALLS_FROM.key: CallSource.LISTED, ACCEPT_ADDRESSES.key: ("192.0.2.7",)})
        sent = world.engine.of(Register)[before:]
        assert [command.password for command in sent] == ["geheim"]
        assert (sent[0].account.accepts_calls_from, sent[0].account.allowed_sources) == (
            CallSource.LISTED,
            ("192.0.2.7",),
        )
        world.app.options.set(ACCEPT_CALLS_FROM, CallSource.LISTED)
        assert len(world.engine.of(Register)) == before + 1

    play(story)


def test_a_change_while_signed_out_sends_nothing() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        world.app.options.set(SECURITY_AGREEMENT, SecurityAgreement.OFF)
        assert world.engine.of(Register) == []

    play(story)
