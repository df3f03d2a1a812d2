"""Jobs in progress with calls, such as a push or a transfer: one for each call, shown while they matter."""

from collections.abc import Callable, Iterable
from typing import Protocol, Self, TypeVar

from softphone.domain.telephone.call import CallKey
from softphone.services.core.ports import Clock
from softphone.services.state.calls import CallView


class CallJob(Protocol):
    """A job with a call. `view`: the call as it was last seen alive."""

    @property
    def key(self) -> CallKey: ...

    @property
    def view(self) -> CallView: ...

    @property
    def is_refused(self) -> bool: ...

    def with_view(self, view: CallView) -> Self: ...


J = TypeVar("J", bound=CallJob)


class JobTable(dict[CallKey, J]):
    """The jobs by the key of their call; `publish` is called after `keep`, `drop` and `refresh`."""

    def __init__(self, publish: Callable[[], None]) -> None:
        super().__init__()
        self._publish = publish

    def keep(self, job: J) -> None:
        self[job.key] = job
        self._publish()

    def drop(self, keys: Iterable[CallKey]) -> None:
        for key in keys:
            self.pop(key, None)
        self._publish()

    def refresh(self, calls: Iterable[CallView]) -> None:
        """Follows the calls while they are alive; a refusal goes with its call."""
        views = {view.key: view for view in calls if view.end is None}
        for key, job in tuple(self.items()):
            view = views.get(key)
            if view is not None and view != job.view:
                self[key] = job.with_view(view)
            elif view is None and job.is_refused:
                del self[key]
        self._publish()

    async def drop_later(self, key: CallKey, clock: Clock, after_s: float, is_over: Callable[[J], bool]) -> None:
        """Drops an ended job after `after_s`; a refusal stays until its call ends or the job is tried again."""
        ended = self.get(key)
        if ended is None or ended.is_refused:
            return
        await clock.sleep(after_s)
        job = self.get(key)
        if job is not None and is_over(job):
            self.drop((key,))
