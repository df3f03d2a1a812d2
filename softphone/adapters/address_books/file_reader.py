"""Files with contacts that a person has chosen: read within bounds."""

import logging
from pathlib import Path

from softphone.adapters.address_books.fritzbox import is_phone_book, read_phone_book
from softphone.adapters.address_books.vcards import read_vcards
from softphone.domain.contacts.contact import ContactSource, Imported
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError

log = logging.getLogger(__name__)
LARGEST_FILE = 64 * 1024 * 1024


class FileReader:
    """services.core.ports.ContactReader."""

    def data(self, file: str) -> bytes:
        try:
            path = Path(file)
            if path.stat().st_size > LARGEST_FILE:
                raise ProblemError(NotPossibleNow(Obstacle.FILE_TOO_LARGE))
            return path.read_bytes()
        except (OSError, ValueError) as error:
            log.info("contacts file not read: %s", type(error).__name__)
            raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_READ)) from error

    def vcards(self, data: bytes, source: ContactSource) -> Imported:
        return read_phone_book(data, source) if is_phone_book(data) else read_vcards(data, source)
