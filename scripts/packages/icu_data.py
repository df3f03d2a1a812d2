"""Maker of a small libicudata.so for Qt: it keeps what a program with German and English texts needs.

`python -m scripts.packages.icu_data LIBRARY` replaces the library in place, without a compiler or ICU's tools. The
library is one symbol, icudtNN_dat: a table of names and offsets, then the items. It loses texts of other languages,
word breaking, transliteration, legacy encodings, and the collation of Chinese, Japanese and Korean.
"""

import struct
import sys
from pathlib import Path

from scripts.packages import elf

Item = tuple[str, bytes]
LANGUAGES = frozenset(
    ["root", "de", "en", "en_US", "en_GB", "de_DE", "de_AT", "de_CH", "en_001", "en_150", "pool", "res_index"]
)
TOP = frozenset(
    [
        "supplementalData",
        "icuver",
        "icustd",
        "numberingSystems",
        "likelySubtags",
        "metaZones",
        "timezoneTypes",
        "windowsZones",
        "zoneinfo64",
        "keyTypeData",
        "pluralRanges",
        "plurals",
        "currencyNumericCodes",
        "dayPeriods",
        "metadata",
        "langInfo",
        "tzdbNames",
    ]
)
LEFT_OUT = frozenset({"unames.icu", "grammaticalFeatures.res", "units.res", "genderList.res"})
COLLATION_LEFT_OUT = frozenset({"zh", "ja", "ko", "yue"})
ALIGN, PAGE = 16, 0x1000
_PAD = b"\xaa"


def kept(name: str) -> bool:
    """`name` as in the table: icudt73l/coll/de.res."""
    folder, _, file = name.split("/", 1)[1].rpartition("/")
    stem, _, ending = file.rpartition(".")
    if file in LEFT_OUT or folder not in ("", "coll"):
        return False
    if folder == "coll":
        return file == "ucadata.icu" or stem.split("_")[0] not in COLLATION_LEFT_OUT
    return ending in ("nrm", "icu") or (ending == "res" and (stem in TOP or stem in LANGUAGES))


def items_of(data: bytes) -> tuple[bytes, list[Item]]:
    """The header, and the items in their order."""
    (head,) = struct.unpack_from("<H", data, 0)
    (count,) = struct.unpack_from("<I", data, head)
    rows = [struct.unpack_from("<II", data, head + 4 + 8 * number) for number in range(count)]
    ends = [*(start for _, start in rows[1:]), len(data) - head]
    return data[:head], [
        (data[head + name : data.index(b"\0", head + name)].decode(), data[head + start : head + end])
        for (name, start), end in zip(rows, ends, strict=True)
    ]


def packed(head: bytes, items: list[Item]) -> bytes:
    names = b"".join(name.encode() + b"\0" for name, _ in items)
    name_at = 4 + 8 * len(items)
    start = _aligned(name_at + len(names), ALIGN)
    rows, body = b"", b""
    for name, item in items:
        rows += struct.pack("<II", name_at, start + len(body))
        name_at += len(name) + 1
        body += item + _PAD * (-len(item) % ALIGN)
    table = struct.pack("<I", len(items)) + rows + names
    return head + table + _PAD * (start - len(table)) + body


def library_of(symbol: str, soname: str, data: bytes, machine: int) -> bytes:
    """A shared library with one data symbol."""
    texts = b"\0" + symbol.encode() + b"\0" + soname.encode() + b"\0"
    at_symbols, at_texts = 0x200, 0x240
    at_hash = _aligned(at_texts + len(texts), 8)
    at_dynamic = _aligned(PAGE + len(data), PAGE)
    symbols = bytes(24) + struct.pack("<IBBHQQ", 1, 0x11, 0, 1, PAGE, len(data))
    hashes = struct.pack("<IIIII", 1, 2, 1, 0, 0)  # one bucket, symbol 1
    name_of_library = texts.index(b"\0" + soname.encode() + b"\0") + 1
    tags = ((14, name_of_library), (4, at_hash), (5, at_texts), (6, at_symbols), (10, len(texts)), (11, 24), (0, 0))
    dynamic = b"".join(struct.pack("<QQ", *tag) for tag in tags)
    rows = (
        (".rodata", 1, 2, PAGE, len(data), 0, 0, 16, 0),
        (".dynsym", 11, 2, at_symbols, 48, 3, 1, 8, 24),
        (".dynstr", 3, 2, at_texts, len(texts), 0, 0, 1, 0),
        (".hash", 5, 2, at_hash, 20, 2, 0, 8, 4),
        (".dynamic", 6, 3, at_dynamic, len(dynamic), 3, 0, 8, 16),
    )
    at_names = at_dynamic + len(dynamic)
    names, heads = _section_heads(rows, at_names)
    at_heads = _aligned(at_names + len(names), 8)
    parts = (
        (0, _file_head(machine, at_heads) + _segments(PAGE + len(data), at_dynamic, len(dynamic))),
        (at_symbols, symbols), (at_texts, texts), (at_hash, hashes), (PAGE, data), (at_dynamic, dynamic),
        (at_names, names), (at_heads, heads),
    )  # fmt: skip
    out = bytearray(at_heads + len(heads))
    for at, part in parts:
        out[at : at + len(part)] = part
    return bytes(out)


def _section_heads(
    rows: tuple[tuple[str, int, int, int, int, int, int, int, int], ...], at: int
) -> tuple[bytes, bytes]:
    """The names, which lie at `at`, and the table of sections."""
    names = b"\0" + b"".join(row[0].encode() + b"\0" for row in rows) + b".shstrtab\0"
    heads = bytes(64)
    for name, kind, flags, start, size, link, info, align, entry in (
        *rows, (".shstrtab", 3, 0, at, len(names), 0, 0, 1, 0),
    ):  # fmt: skip
        address = start if flags else 0
        place = names.index(name.encode() + b"\0")
        heads += struct.pack("<IIQQQQIIQQ", place, kind, flags, address, start, size, link, info, align, entry)
    return names, heads


def _file_head(machine: int, at_heads: int) -> bytes:
    fields = (3, machine, 1, 0, 64, at_heads, 0, 64, 56, 4, 64, 7, 6)
    return b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", *fields)


def _segments(data_end: int, at_dynamic: int, size: int) -> bytes:
    """Data, dynamic section twice (as memory, as itself), and a stack that runs no code."""
    rows = (
        (1, 4, 0, 0, 0, data_end, data_end, PAGE),
        (1, 6, at_dynamic, at_dynamic, at_dynamic, size, size, PAGE),
        (2, 6, at_dynamic, at_dynamic, at_dynamic, size, size, 8),
        (0x6474E551, 6, 0, 0, 0, 0, 0, 16),
    )
    return b"".join(struct.pack("<IIQQQQQQ", *row) for row in rows)


def _aligned(number: int, step: int) -> int:
    return -(-number // step) * step


def smaller(library: bytes) -> bytes:
    head, items = items_of(elf.data_symbol(library, b"icudt"))
    version = items[0][0].split("/")[0].removeprefix("icudt").rstrip("lb")
    data = packed(head, [(name, item) for name, item in items if kept(name)])
    return library_of(f"icudt{version}_dat", f"libicudata.so.{version}", data, elf.machine(library))


if __name__ == "__main__":
    place = Path(sys.argv[1])
    before = place.read_bytes()
    after = smaller(before)
    place.write_bytes(after)
    sys.stdout.write(f"{place.name}: {len(before) / 1e6:.1f} MB → {len(after) / 1e6:.1f} MB\n")
