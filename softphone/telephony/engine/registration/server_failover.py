"""The current server of an account: DNS lookup, failover to the next server, return to the first."""

import logging
from collections.abc import Callable
from dataclasses import replace

from softphone.domain.account.account import SipAccount
from softphone.domain.account.server_list import LookupResult, Server, ServerList
from softphone.telephony.engine.gate.flows.account_line import tls_settings
from softphone.telephony.engine.gate.flows.next_hop import first_question, next_hop
from softphone.telephony.engine.registration.server_lookup import Lookup, ProbeTarget

log = logging.getLogger(__name__)

LONGEST_CHECK_S = 600.0
UNPROBED_EVERY = 10
"""Some servers never answer OPTIONS, so every tenth check returns to the first server without an answer."""


class ServerFailover:
    """Runs on the owning thread. `on_known`: the account's servers are known; `on_better`: another one is current."""

    def __init__(
        self, lookup: Lookup, check_every_s: float, on_known: Callable[[], None], on_better: Callable[[], None]
    ) -> None:
        self._lookup = lookup
        self._check_every_s = check_every_s
        self._pause_s = check_every_s
        self._account: SipAccount | None = None
        self._list: ServerList | None = None
        self._check_at_s = 0.0
        self._checks = 0
        self._checking = self._refreshing = False
        self._now_s = 0.0
        self.is_looking_up = False
        self._on_known, self._on_better = on_known, on_better

    @property
    def server(self) -> Server | None:
        """None: the account names the server itself, or the lookup found none."""
        return self._list.current if self._list is not None else None

    @property
    def has_several(self) -> bool:
        return self._list is not None and len(self._list.servers) > 1

    @property
    def has_next(self) -> bool:
        return self._list is not None and self._list.after_failure() is not None

    def set_account(self, account: SipAccount) -> None:
        """`is_looking_up` is False afterwards where no lookup is needed."""
        same = self._account is not None and first_question(self._account) == first_question(account)
        self._account = account
        if same and (self.is_looking_up or self._list is not None):
            return
        self._list, self._checking, self._refreshing = None, False, False
        self.is_looking_up = first_question(account).needs_asking
        if self.is_looking_up:
            self._look_up(self._on_first)

    def advance(self) -> bool:
        """True when there is another server to try at once; else the list starts again from the first, later."""
        following = self._list.after_failure() if self._list is not None else None
        if following is None:
            self.look_up_again()
        if self._list is not None:
            self._list = following or self._list.from_the_start()
            self._postpone_check()
        return following is not None

    def return_to_first(self) -> None:
        """The next attempt uses the first server."""
        if self._list is not None:
            self._list = self._list.from_the_start()

    def look_up_again(self) -> None:
        """Asks the DNS again after a network change or when no server answers."""
        account = self._account
        if (
            account is not None
            and first_question(account).needs_asking
            and not (self.is_looking_up or self._refreshing)
        ):
            self._refreshing = True
            self._look_up(self._on_looked_up_again)

    def on_registered(self) -> None:
        """Resets the check interval once the preferred server has registered us."""
        if self._list is not None and self._list.is_preferred:
            self._pause_s = self._check_every_s

    def tick(self, now_s: float, registered: bool) -> None:
        self._now_s = now_s
        self._lookup.tick()
        if registered and self._wants_check and now_s >= self._check_at_s:
            self._check()

    # ------------------------------------------------------------ inside

    @property
    def _wants_check(self) -> bool:
        known = self._list
        return (
            not self._checking and known is not None and (not known.is_preferred or self._now_s >= known.stale_at_s)
        )

    def _postpone_check(self) -> None:
        """Doubles the pause after each failure, so that an unstable server does not make us switch back and forth."""
        self._pause_s = min(LONGEST_CHECK_S, self._pause_s * 2) if self._checks else self._check_every_s
        self._check_at_s = self._now_s + self._pause_s

    def _look_up(self, done: Callable[[LookupResult | None], None]) -> None:
        """Looks the account's servers up; an answer that comes after another account was set is dropped."""
        account = self._account
        if account is None:
            return
        question = first_question(account)

        def answered(found: LookupResult | None) -> None:
            if self._account is not None and first_question(self._account) == question:
                done(found)

        self._lookup.find(question, (account.domain,), answered)

    def _on_looked_up_again(self, found: LookupResult | None) -> None:
        self._refreshing = False
        fresh, before = self._listed(found), self.server
        if fresh is not None:
            self._list = self._list.renewed(fresh) if self._list is not None else fresh
        if self.server != before:
            self._on_better()

    def _on_first(self, found: LookupResult | None) -> None:
        self.is_looking_up = False
        self._list = self._listed(found)
        log.info("servers: %s", ", ".join(map(str, self._list.servers)) if self._list is not None else "as named")
        self._on_known()

    def _listed(self, found: LookupResult | None) -> ServerList | None:
        return ServerList(found.servers, self._now_s + found.ttl_s) if found is not None and found.servers else None

    def _check(self) -> None:
        """Refreshes an outdated DNS answer, then probes the first server."""
        self._checking = True
        self._check_at_s = self._now_s + self._pause_s
        if self._list is not None and self._now_s >= self._list.stale_at_s:
            self._look_up(self._on_fresh)
        else:
            self._probe()

    def _on_fresh(self, found: LookupResult | None) -> None:
        fresh = self._listed(found)
        if self._list is None or not self._checking:
            return
        if fresh is None:
            self._list = replace(self._list, stale_at_s=self._now_s + self._check_every_s)
        elif self._list.current not in fresh.servers:
            self._list = fresh
            self._checking = False
            self._on_better()
            return
        else:
            self._list = self._list.renewed(fresh)
        self._probe()

    def _probe(self) -> None:
        known, account = self._list, self._account
        if known is None or account is None or known.is_preferred:
            self._checking = False
            return
        self._checks += 1
        server = known.servers[0]
        target = ProbeTarget(server, account.transport, tls_settings(account, next_hop(account, server)))
        self._lookup.probe(target, self._on_probed)

    def _on_probed(self, alive: bool) -> None:
        if not self._checking:
            return
        self._checking = False
        if self._list is not None and (alive or self._checks % UNPROBED_EVERY == 0):
            log.info("back to %s", self._list.servers[0])
            self._list = self._list.from_the_start()
            self._on_better()
