"""Parser of HID report descriptors (USB HID 1.11, section 6.2.2): the report and bits of each usage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

LONG_ITEM = 0xFE
MOST_BITS = 8 * 4096
"""Far above any telephone's report; bounds the work for a damaged descriptor."""
_CONSTANT, _VARIABLE, _RELATIVE = 0x01, 0x02, 0x04


class ReportKind(Enum):
    INPUT = "input"
    OUTPUT = "output"
    FEATURE = "feature"


class DescriptorError(ValueError):
    """A truncated, contradictory or oversized descriptor."""


@dataclass(frozen=True, slots=True)
class ReportField:
    """A usage (page << 16 | id) and its bits. `choices`: an array, whose value names one of these usages."""

    kind: ReportKind
    report_id: int
    bit: int
    size: int
    usage: int
    relative: bool = False
    choices: tuple[int, ...] = ()
    lowest: int = 0


@dataclass(frozen=True, slots=True)
class _Globals:
    page: int = 0
    lowest: int = 0
    size: int = 0
    count: int = 0
    report_id: int = 0


@dataclass(slots=True)
class _Reader:
    """The parser's state: globals and their stack, locals, and the present length of each report."""

    now: _Globals = field(default_factory=_Globals)
    stack: list[_Globals] = field(default_factory=list)
    usages: list[int] = field(default_factory=list)
    first_usage: int | None = None
    ends: dict[tuple[ReportKind, int], int] = field(default_factory=dict)


def read_descriptor(descriptor: bytes) -> tuple[ReportField, ...]:
    """Raises DescriptorError and nothing else."""
    reader, fields = _Reader(), []
    for tag, data, size in _items(descriptor):
        kind, number = tag & 0x0C, tag & 0xF0
        if kind == 0x00:
            fields += _main(reader, number, _unsigned(data))
            reader.usages, reader.first_usage = [], None
        elif kind == 0x04:
            _global(reader, number, data)
        elif kind == 0x08:
            _local(reader, number, _unsigned(data), size)
    return tuple(fields)


def values(fields: tuple[ReportField, ...], report: bytes, report_id: int) -> Mapping[int, int]:
    """The value of each usage in an input report; `report` without its id. Usages beyond its end are missing."""
    said: dict[int, int] = {}
    for one in fields:
        if one.kind is ReportKind.INPUT and one.report_id == report_id and one.bit + one.size <= 8 * len(report):
            value = int.from_bytes(report, "little") >> one.bit & (1 << one.size) - 1
            if not one.choices:
                said[one.usage] = value
            else:
                _say_choices(said, one, value)
    return said


def output_reports(fields: tuple[ReportField, ...], wanted: Mapping[int, int]) -> dict[int, bytes]:
    """The reports with any of these usages, by report id; all their other bits are 0."""
    outputs = [one for one in fields if one.kind is ReportKind.OUTPUT and not one.choices]
    reports: dict[int, bytes] = {}
    for report_id in {one.report_id for one in outputs if one.usage in wanted}:
        own = [one for one in outputs if one.report_id == report_id]
        bits = sum((wanted.get(one.usage, 0) & (1 << one.size) - 1) << one.bit for one in own)
        reports[report_id] = bits.to_bytes(-(-_end(own) // 8), "little")
    return reports


def _end(fields: list[ReportField]) -> int:
    return max(one.bit + one.size for one in fields)


def _say_choices(said: dict[int, int], one: ReportField, value: int) -> None:
    """Sets the usage an array's value names to 1, its others to 0; several slots add up."""
    for index, usage in enumerate(one.choices):
        said[usage] = said.get(usage, 0) | int(value == one.lowest + index)


def _items(descriptor: bytes) -> Iterator[tuple[int, bytes, int]]:
    at = 0
    while at < len(descriptor):
        head = descriptor[at]
        if head == LONG_ITEM:
            at += 3 + (descriptor[at + 1] if at + 1 < len(descriptor) else 0)
            continue
        size = (0, 1, 2, 4)[head & 0x03]
        data = descriptor[at + 1 : at + 1 + size]
        if len(data) < size:
            raise DescriptorError("cut off")
        yield head & 0xFC, data, size
        at += 1 + size


def _global(reader: _Reader, number: int, data: bytes) -> None:
    value = _unsigned(data)
    match number:
        case 0x00:
            reader.now = replace(reader.now, page=value & 0xFFFF)
        case 0x10:
            reader.now = replace(reader.now, lowest=int.from_bytes(data, "little", signed=True))
        case 0x70:
            reader.now = replace(reader.now, size=value)
        case 0x80:
            reader.now = replace(reader.now, report_id=value & 0xFF)
        case 0x90:
            reader.now = replace(reader.now, count=value)
        case 0xA0:
            reader.stack.append(reader.now)
        case 0xB0 if reader.stack:
            reader.now = reader.stack.pop()
        case 0xB0:
            raise DescriptorError("pop without push")


def _local(reader: _Reader, number: int, value: int, size: int) -> None:
    usage = value if size == 4 else reader.now.page << 16 | value
    match number:
        case 0x00:
            reader.usages.append(usage)
        case 0x10:
            reader.first_usage = usage
        case 0x20 if reader.first_usage is not None:
            if not 0 <= usage - reader.first_usage <= MOST_BITS:
                raise DescriptorError("usage range")
            reader.usages += range(reader.first_usage, usage + 1)
            reader.first_usage = None


def _main(reader: _Reader, number: int, flags: int) -> list[ReportField]:
    kinds = {0x80: ReportKind.INPUT, 0x90: ReportKind.OUTPUT, 0xB0: ReportKind.FEATURE}
    kind = kinds.get(number)
    if kind is None:
        return []
    now, key = reader.now, (kind, reader.now.report_id)
    begin = reader.ends.get(key, 0)
    if now.count > MOST_BITS or now.size > MOST_BITS or begin + now.count * now.size > MOST_BITS:
        raise DescriptorError("too long")
    reader.ends[key] = begin + now.count * now.size
    if flags & _CONSTANT or not reader.usages or not now.size:
        return []
    relative, usages = bool(flags & _RELATIVE), tuple(reader.usages)
    offsets = [begin + index * now.size for index in range(now.count)]
    if flags & _VARIABLE:
        named = [usages[min(index, len(usages) - 1)] for index in range(now.count)]
        return [
            ReportField(kind, now.report_id, b, now.size, u, relative) for b, u in zip(offsets, named, strict=True)
        ]
    return [ReportField(kind, now.report_id, b, now.size, 0, relative, usages, now.lowest) for b in offsets]


def _unsigned(data: bytes) -> int:
    return int.from_bytes(data, "little")
