"""Header values of SIP messages as text: lists, name-addr, parameters, URIs, Via (RFC 3261 section 25)."""

import re
from dataclasses import dataclass

LONGEST_URI, LONGEST_HOST, LONGEST_USER = 240, 127, 127
"""What pjsip's fixed buffers bear with room to spare."""

_SIP_URI = re.compile(
    r"(?P<scheme>sips?):(?:(?P<user>[^@\s<>\"]*)@)?(?P<host>\[[0-9A-Fa-f:.%\w]+\]|[\w.\-]+)(?::(?P<port>\d{1,5}))?"
    r"(?P<rest>[;?][^\s<>\"]*)?",
    re.IGNORECASE | re.ASCII,
)
_VIA = re.compile(
    r"SIP\s*/\s*2\.0\s*/\s*(?P<transport>\w+)\s+(?P<host>\[[0-9A-Fa-f:.%\w]+\]|[\w.\-]+)(?:\s*:\s*(?P<port>\d{1,5}))?"
    r"\s*(?P<rest>;.*)?",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class SipUri:
    """`rest`: parameters and headers, from the first ";" or "?" on; `port` 0 where none is named."""

    scheme: str
    user: str
    host: str
    port: int
    rest: str

    @classmethod
    def read(cls, text: str) -> "SipUri | None":
        """None unless it is a sip or sips URI that pjsip can parse."""
        match = _SIP_URI.fullmatch(text)
        if match is None or int(match["port"] or 0) > 65535:
            return None
        return cls(
            match["scheme"].lower(), match["user"] or "", match["host"], int(match["port"] or 0), match["rest"] or ""
        )

    @property
    def is_loose_router(self) -> bool:
        return param(self.rest.partition("?")[0], "lr") is not None


@dataclass(frozen=True, slots=True)
class Via:
    """`host` with the brackets of an IPv6 address; `port` 0 where none is named; `rest` from the first ";" on."""

    transport: str
    host: str
    port: int
    rest: str

    @classmethod
    def read(cls, text: str) -> "Via | None":
        match = _VIA.fullmatch(text.strip())
        if match is None or int(match["port"] or 0) > 65535:
            return None
        return cls(match["transport"], match["host"], int(match["port"] or 0), match["rest"] or "")

    @property
    def branch(self) -> str:
        return param(self.rest, "branch") or ""

    @property
    def sent_by(self) -> str:
        return f"{self.host}:{self.port}".lower()


@dataclass(frozen=True, slots=True)
class NameAddress:
    """`name` as it was written, quotes included; `rest`: the header's parameters."""

    name: str
    uri: str
    rest: str

    @classmethod
    def read(cls, value: str) -> "NameAddress":
        """Never fails: a quote that never closes is none, an open bracket ends with the text."""
        at = _first_bracket(value)
        if at < 0:
            uri, semicolon, rest = value.partition(";")
            return cls("", uri.strip(), semicolon + rest)
        end = value.find(">", at)
        if end < 0:
            return cls(value[:at].strip(), value[at + 1 :].strip(), "")
        return cls(value[:at].strip(), value[at + 1 : end].strip(), value[end + 1 :])

    @property
    def tag(self) -> str:
        return param(self.rest, "tag") or ""


def _first_bracket(value: str) -> int:
    quoted = False
    for i, character in enumerate(value):
        if character == '"' and (i == 0 or value[i - 1] != "\\"):
            quoted = not quoted
        elif character == "<" and not quoted:
            return i
    return value.find("<") if quoted else -1


def tag_of(value: str) -> str:
    return NameAddress.read(value).tag


def uri_of(value: str) -> str:
    return NameAddress.read(value).uri


def split_list(text: str, separator: str = ",") -> list[str]:
    """The entries outside quotes and angle brackets, stripped, without empty ones."""
    entries, start, quoted, depth, skip = [], 0, False, 0, False
    for i, character in enumerate(text):
        if skip:
            skip = False
        elif quoted:
            skip, quoted = character == "\\", character != '"'
        elif character == '"':
            quoted = True
        elif character == "<":
            depth += 1
        elif character == ">":
            depth = max(0, depth - 1)
        elif character == separator and not depth:
            entries.append(text[start:i].strip())
            start = i + 1
    entries.append(text[start:].strip())
    return [entry for entry in entries if entry]


def param(text: str, name: str) -> str | None:
    """The value of a parameter in ";a=b;c", "" for one without a value, None without the parameter."""
    for part in split_list(text, ";"):
        key, _, value = part.partition("=")
        if key.strip().lower() == name:
            return value.strip()
    return None


def host_port(host: str, port: int) -> str:
    """An address as URIs and Via spell it."""
    return f"[{host}]:{port}" if ":" in host and not host.startswith("[") else f"{host}:{port}"
