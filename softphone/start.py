"""The begin of a run: the profile's lock, then the engine's process, then everything else."""

import argparse
import logging
import os
import sys

from softphone import lean_start
from softphone.adapters.system.single_instance import ProfileLock
from softphone.paths import Profile, profile
from softphone.telephony.engine_child import start_engine

log = logging.getLogger(__name__)


def run(arguments: argparse.Namespace) -> int:
    """Returns the exit status. A second start on a profile raises the first one's window."""
    os.umask(0o077)
    try:
        lock = _locked(profile(arguments.profile))
    except OSError as error:
        sys.stderr.write(f"softphone: profile: {' '.join(str(error).split())}\n")
        return 2
    engine = start_engine() if lock is not None else None  # loads its libraries while this process loads Qt
    lean_start.begin()
    from softphone import bootstrap

    options = bootstrap.options_of(arguments)
    return bootstrap.hand_over(options) if engine is None else bootstrap.run(options, engine)


def _locked(place: Profile) -> ProfileLock | None:
    """The lock; None where another program holds it. A profile that cannot be written is locked beside its socket."""
    try:
        place.prepare()
        lock = ProfileLock(place.lock_file)
        return lock if lock.acquire() else None
    except OSError as error:
        if place.folder.is_file():
            raise  # a slip of the pen, not a profile
        log.warning("the profile cannot be written: %s", error)
        lock = ProfileLock(place.unkept_lock_file)
        return lock if lock.acquire() else None
