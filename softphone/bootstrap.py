"""Builds the parts and joins them: the only place that knows all of them."""

import argparse
import asyncio
import logging
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from softphone import PRODUCT_NAME, __version__, assets, crash, provision_file, screenshot
from softphone.control_commands import ControlCommands, changes
from softphone.control_server import ControlServer
from softphone.domain.problems import ProblemError
from softphone.domain.settings import Language
from softphone.file_store import FileStore
from softphone.keyring_secrets import KeyringSecrets
from softphone.paths import Profile, profile
from softphone.portal.xsi_client import open_portal
from softphone.services.app import App
from softphone.services.spawn import Spawner
from softphone.services.status import status_json
from softphone.services.views import AppState
from softphone.telephony.engine_client import EngineClient, EngineOptions

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StartOptions:
    profile: Profile
    provision: Path | None = None
    language: Language | None = None
    audio: str = "auto"
    quit_on_close: bool = False
    verbose: bool = False
    title: str = ""
    place: str = ""


class SystemClock:
    """services.ports.Clock on the machine's clock."""

    def now_s(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def options_of(arguments: argparse.Namespace) -> StartOptions:
    return StartOptions(
        profile=profile(arguments.profile),
        provision=arguments.provision,
        language=Language(arguments.language) if arguments.language else None,
        audio=arguments.audio,
        quit_on_close=arguments.quit_on_close,
        verbose=arguments.verbose,
        title=arguments.title,
        place=arguments.place,
    )
