"""Looking for a fault: what is logged, what happened so far, and one bundle of it all for whoever helps."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from softphone.domain.options.table import LOG_LEVEL, SIP_TRACE, LogLevel
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError
from softphone.domain.telephone.commands import SetLogging
from softphone.domain.telephone.events import EngineReady, Event
from softphone.services.core.outcomes import Outcome, pending, settle
from softphone.services.core.ports import Clock, Engine, Spawn, Store
from softphone.services.core.session_context import SessionContext
from softphone.services.diagnostics.diagnostics_bundle import Material, bundle
from softphone.services.diagnostics.fault_history import FaultHistory
from softphone.services.diagnostics.status_json import status_json
from softphone.services.options.options_service import OptionsService
from softphone.services.state.diagnostics import DiagnosticsView
from softphone.services.state.state_store import StateStore

TOLD_STORED_AS = "crash-told"


class DiagnosticsFiles(Protocol):
    """The files of this computer."""

    log_folder: str
    home: str

    def facts(self) -> Mapping[str, str]: ...

    def logs(self) -> Mapping[str, str]:
        """All logs and crash reports, by name; slow."""

    def crash_reports(self) -> tuple[str, ...]:
        """Their places, the oldest first."""

    async def secrets(self) -> tuple[str, ...]:
        """Passwords the program knows, so that they can be looked for."""

    def write(self, file: str, parts: Mapping[str, str]) -> None:
        """Whole or not at all; ProblemError where it cannot."""


class DiagnosticsService:
    """Owns `AppState.diagnostics`; fulfils DiagnosticsActions."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        options: OptionsService,
        context: SessionContext,
        held: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """`held`: passwords in use at this moment."""
        self._engine, self._spawn, self._state, self._context = engine, spawn, state, context
        self._options, self._held = options, held
        self._files: DiagnosticsFiles | None = None
        self._history = FaultHistory(state, clock)
        self._logging = SetLogging(SIP_TRACE.default, False)
        options.subscribe(SIP_TRACE, lambda _: self._tell_engine())
        options.subscribe(LOG_LEVEL, lambda _: self._tell_engine())

    def use(self, files: DiagnosticsFiles, store: Store) -> None:
        """Tells in one quiet notice what was left behind since the last start."""
        self._files = files
        reports = files.crash_reports()
        self._state.update(diagnostics=DiagnosticsView(files.log_folder, reports))
        if reports and reports[-1] > str(store.load(TOLD_STORED_AS) or ""):
            store.save(TOLD_STORED_AS, reports[-1])
            self._state.notify("crash-report", reports[-1])

    def save(self, file: str, full_names: bool = False) -> Outcome:
        outcome = pending()
        self._spawn(self._save(file, full_names, outcome), "diagnostics")
        return outcome

    async def _save(self, file: str, full_names: bool, outcome: Outcome) -> None:
        self._show(saving=True)
        try:
            await self._written(file, full_names)
        except ProblemError as error:
            settle(outcome, error.problem)
        else:
            settle(outcome)
        finally:
            settle(
                outcome, NotPossibleNow(Obstacle.FILE_NOT_WRITTEN)
            )  # a fault nobody thought of is no waiting for ever
            self._show(saving=False)

    async def _written(self, file: str, full_names: bool) -> None:
        files = self._files
        if files is None:
            return
        secrets = tuple({*await files.secrets(), *self._held()} - {""})
        now = self._now(secrets, files.home)

        def work() -> None:
            material = replace(now, facts=files.facts(), logs=files.logs())
            files.write(file, bundle(material, full_names))

        await asyncio.to_thread(work)

    def _now(self, secrets: tuple[str, ...], home: str) -> Material:
        """What changes while the files are read is taken before."""
        state = self._state.value
        return Material(
            state,
            status_json(state),
            self._context.known_account(),
            self._history.registrations,
            self._history.calls,
            secrets=secrets,
            home=home,
        )

    def on_event(self, event: Event) -> None:
        """Looks for crash reports when an engine starts: it collects those of its predecessor."""
        if isinstance(event, EngineReady) and self._files is not None:
            self._show(crash_reports=self._files.crash_reports())

    def _tell_engine(self) -> None:
        """An engine starts with the defaults; the client says it again to each one that follows."""
        detailed = self._options.value(LOG_LEVEL) is LogLevel.DETAILED
        wanted = SetLogging(self._options.value(SIP_TRACE), detailed)
        if wanted != self._logging:
            self._logging = wanted
            self._engine.send(wanted)

    def _show(self, **changes: Any) -> None:
        self._state.update(diagnostics=replace(self._state.value.diagnostics, **changes))
