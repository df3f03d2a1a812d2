"""Reader for 64-bit ELF libraries: sections, loadable segments, one data symbol."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\x7fELF"
_64_BIT = b"\x7fELF\x02"
_LOAD, _PROGBITS, _DYNSYM = 1, 1, 11


class ElfError(ValueError):
    """The file is not what was expected."""


@dataclass(frozen=True, slots=True)
class Section:
    kind: int
    address: int
    offset: int
    size: int
    link: int


def machine(library: bytes) -> int:
    return int(struct.unpack_from("<H", library, 18)[0])


def sections(library: bytes) -> list[Section]:
    if library[:5] != _64_BIT:
        raise ElfError("no 64-bit ELF file")
    (offset,) = struct.unpack_from("<Q", library, 0x28)
    size, count = struct.unpack_from("<HH", library, 0x3A)
    rows = [struct.unpack_from("<IIQQQQIIQQ", library, offset + number * size) for number in range(count)]
    return [Section(row[1], row[3], row[4], row[5], row[6]) for row in rows]


def data_symbol(library: bytes, prefix: bytes) -> bytes:
    """The octets of the first dynamic symbol whose name begins with `prefix`."""
    found = sections(library)
    for name, address, length in _symbols(library, found):
        home = next((s for s in found if s.kind == _PROGBITS and s.address <= address < s.address + s.size), None)
        if name.startswith(prefix) and home is not None:
            start = home.offset + address - home.address
            return library[start : start + length]
    raise ElfError(f"no symbol {prefix.decode()}")


def _symbols(library: bytes, found: list[Section]) -> Iterator[tuple[bytes, int, int]]:
    """Name, address and length of the dynamic symbols."""
    for table in (one for one in found if one.kind == _DYNSYM):
        names = found[table.link].offset
        for at in range(table.offset, table.offset + table.size, 24):
            name, _, _, _, address, length = struct.unpack_from("<IBBHQQ", library, at)
            yield library[names + name : library.index(b"\0", names + name)], address, length


def loads(library: bytes) -> bool:
    """Whether the loader can map it: each segment aligned and inside the file."""
    if library[:5] != _64_BIT:
        return False
    (offset,) = struct.unpack_from("<Q", library, 32)
    size, count = struct.unpack_from("<HH", library, 54)
    rows = [struct.unpack_from("<IIQQQQQQ", library, offset + number * size) for number in range(count)]
    return all(_fits(row, len(library)) for row in rows if row[0] == _LOAD)


def _fits(row: tuple[int, ...], size: int) -> bool:
    _, _, at, address, _, length, _, align = row
    return at + length <= size and (align <= 1 or (at - address) % align == 0)
