"""Writes sipp scenarios: two roles, each a list of steps that sipp carries out with nothing but its own SIP."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

Fields = Sequence[str]
VIA = "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]"
CONTACT = "Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>"
PASSING = 'optional="true"'


def sdp(
    direction: str = "sendrecv",
    payloads: str = "8 101",
    host: str = "[media_ip]",
    lines: Fields = (),
    version: int = 1,
) -> str:
    """An audio offer or answer of sipp's; 101 is telephone-event."""
    named = ["a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15"] if "101" in payloads.split() else []
    head = ["v=0", f"o=sipp 7 {version} IN IP4 [local_ip]", "s=-", f"c=IN IP4 {host}", "t=0 0"]
    media = [f"m=audio [media_port] RTP/AVP {payloads}", *named, *lines]
    return "\n".join([*head, *media, *([f"a={direction}"] if direction else [])])


def message(start: str, fields: Fields, body: str = "", content_type: str = "application/sdp") -> str:
    typed = [f"Content-Type: {content_type}"] if body else []
    text = "\n".join([start, *fields, *typed, "Content-Length: [len]", "", body])
    return f"<![CDATA[\n{text}\n]]>"


def send(text: str, **attributes: object) -> str:
    return f"<send{_attributes(attributes)}>{text}</send>"


def receive(actions: Fields = (), **attributes: object) -> str:
    inner = f"<action>{''.join(actions)}</action>" if actions else ""
    return f"<recv{_attributes(attributes)}>{inner}</recv>"


def pause(milliseconds: int) -> str:
    return f'<pause milliseconds="{milliseconds}"/>'


def remember(name: str, pattern: str = ".*", header: str = "", check: bool = False) -> str:
    """`pattern` may have one group, which is kept; the whole message is searched without a `header`."""
    where = f'search_in="hdr" header={quoteattr(header + ":")}' if header else 'search_in="msg"'
    kept = f"whole,{name}" if "(" in pattern else name
    checked = ' check_it="true"' if check else ""
    return f'<ereg regexp={quoteattr(pattern)} {where} assign_to="{kept}"{checked}/>'


def must_hold(pattern: str, header: str = "") -> str:
    """The message received must match, or the call fails."""
    return remember("seen", pattern, header, check=True)


def must_lack(pattern: str) -> str:
    return f'<ereg regexp={quoteattr(pattern)} search_in="msg" check_it_inverse="true" assign_to="seen"/>'


def scenario_xml(steps: Sequence[str]) -> str:
    inner = "\n".join(steps)
    names = sorted({name for group in re.findall(r'assign_to="([^"]*)"', inner) for name in group.split(",")})
    used = f'<Reference variables="{",".join(names)}"/>' if names else ""
    head = '<?xml version="1.0" encoding="ISO-8859-1" ?>'
    return f'{head}\n<scenario name="interop">\n{inner}\n{used}\n</scenario>\n'


def _attributes(attributes: dict[str, object]) -> str:
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items())


@dataclass
class Callee:
    """sipp is called by us: registrar first, then the other end of the call. `tag` is the To-tag of its answers."""

    steps: list[str] = field(default_factory=list)
    cseq: int = 100

    def __post_init__(self) -> None:
        """What our telephone asks of its registrar beside the call runs through branches of its own."""
        self.steps.append(receive(request="REGISTER", optional="true", next="register"))
        self.steps.append(receive(request="SUBSCRIBE", optional="true", next="subscribe"))

    def script(self) -> str:
        fields = ["[last_Via:]", "[last_From:]", "[last_To:];tag=reg[call_number]", "[last_Call-ID:]", "[last_CSeq:]"]
        registered = message("SIP/2.0 200 OK", [*fields, "[last_Contact:]", "Expires: 300"])
        unknown = message("SIP/2.0 489 Bad Event", fields)
        end = ['<nop next="done"/>', '<label id="register"/>', send(registered, next="done")]
        end += ['<label id="subscribe"/>', send(unknown, next="done"), '<label id="done"/>']
        return scenario_xml([*self.steps, *end])

    def add(self, *steps: str) -> "Callee":
        self.steps.extend(steps)
        return self

    def invited(self, *actions: str) -> "Callee":
        """The INVITE comes; what later answers and requests need of it is kept."""
        kept = [
            remember("via", ".*", "Via"),
            remember("from", ".*", "From"),
            remember("to", ".*", "To"),
            remember("cseq", ".*", "CSeq"),
            remember("target", "<(sip:[^>]*)>", "Contact"),
        ]
        return self.add(receive([*kept, *actions], request="INVITE"))

    def answer(self, status: str, *fields: str, body: str = "", tag: str = "a", **attributes: object) -> "Callee":
        """An answer to the INVITE, whatever came in between."""
        own = ["Via:[$via]", "From:[$from]", f"To:[$to];tag={tag}[call_number]", "[last_Call-ID:]", "CSeq:[$cseq]"]
        contact = [] if any(f.startswith("Contact:") for f in fields) else [CONTACT]
        if status[0] in "12" and not status.startswith("100"):
            attributes.setdefault("retrans", 500) if status[0] == "2" else None
        return self.add(send(message(f"SIP/2.0 {status}", [*own, *contact, *fields], body), **attributes))

    def reply(self, status: str, *fields: str, body: str = "", **attributes: object) -> "Callee":
        """An answer to the request that came last, inside the dialog."""
        own = ["[last_Via:]", "[last_From:]", "[last_To:]", "[last_Call-ID:]", "[last_CSeq:]", CONTACT]
        return self.add(send(message(f"SIP/2.0 {status}", [*own, *fields], body), **attributes))

    def gets(self, method: str, *actions: str, **attributes: object) -> "Callee":
        return self.add(receive(actions, request=method, **attributes))

    def gets_status(self, status: int, *actions: str, **attributes: object) -> "Callee":
        return self.add(receive(actions, response=status, **attributes))

    def asks(
        self, method: str, *fields: str, body: str = "", tag: str = "a", content_type: str = "application/sdp"
    ) -> "Callee":
        """A request of sipp's inside the dialog."""
        self.cseq += 0 if method == "ACK" else 1
        own = [
            VIA,
            f"From:[$to];tag={tag}[call_number]",
            "To:[$from]",
            "[last_Call-ID:]",
            f"CSeq: {self.cseq} {method}",
        ]
        text = message(
            f"{method} [$target] SIP/2.0", [*own, CONTACT, "Max-Forwards: 70", *fields], body, content_type
        )
        return self.add(send(text, **({} if method == "ACK" else {"retrans": 500})))

    def invited_again(self) -> "Callee":
        """A re-INVITE of ours; `answer` then answers that one."""
        kept = [remember("via", ".*", "Via"), remember("from", ".*", "From"), remember("cseq", ".*", "CSeq")]
        return self.gets("INVITE", *kept)

    def acks_refusal(self) -> "Callee":
        """Of the request of sipp's that was refused last."""
        own = ["[last_Via:]", "[last_From:]", "[last_To:]", "[last_Call-ID:]", f"CSeq: {self.cseq} ACK"]
        return self.add(send(message("ACK [$target] SIP/2.0", [*own, "Max-Forwards: 70"])))

    def ended_by_us(self) -> "Callee":
        return self.gets("BYE").reply("200 OK")

    def plain(self, status: str, fields: Fields) -> "Callee":
        return self.add(send(message(f"SIP/2.0 {status}", fields)))

    def reply_to_cancel(self) -> "Callee":
        """CANCEL has the Via and the number of its INVITE."""
        own = ["Via:[$via]", "From:[$from]", "To:[$to];tag=a[call_number]", "[last_Call-ID:]", "[last_CSeq:]"]
        return self.plain("200 OK", own)

    def hangs_up(self, tag: str = "a") -> "Callee":
        return self.asks("BYE", tag=tag).gets_status(200)


@dataclass
class Caller:
    """sipp calls us. The dialog's headers come from what we answered."""

    steps: list[str] = field(default_factory=list)
    cseq: int = 0

    def script(self) -> str:
        return scenario_xml(self.steps)

    def add(self, *steps: str) -> "Caller":
        self.steps.extend(steps)
        return self

    def asks(
        self,
        method: str,
        *fields: str,
        body: str = "",
        content_type: str = "application/sdp",
        cseq: int = 0,
        to: str = "alice",
        **attributes: object,
    ) -> "Caller":
        """In the dialog once there is one; ACK and CANCEL carry the number of their INVITE."""
        if method not in ("ACK", "CANCEL"):
            self.cseq += 1
        in_dialog = bool(self.steps) and method != "CANCEL"
        uri = "[next_url]" if in_dialog else f"sip:{to}@[remote_ip]:[remote_port];transport=[transport]"
        own = [
            VIA,
            'From: "Sip Pa" <sip:sipp@[local_ip]:[local_port]>;tag=c[call_number]',
            f"To: <sip:{to}@[remote_ip]>" + ("[peer_tag_param]" if in_dialog else ""),
            "Call-ID: [call_id]",
            f"CSeq: {cseq or self.cseq} {method}",
        ]
        text = message(f"{method} {uri} SIP/2.0", [*own, CONTACT, "Max-Forwards: 70", *fields], body, content_type)
        return self.add(send(text, **({} if method == "ACK" else {"retrans": 500}), **attributes))

    def cancels(self, *fields: str) -> "Caller":
        """CANCEL carries the Via of its INVITE (RFC 3261 section 9.1)."""
        own = [
            "[last_Via:]",
            "[last_From:]",
            "To: <sip:alice@[remote_ip]>",
            "[last_Call-ID:]",
            f"CSeq: {self.cseq} CANCEL",
        ]
        uri = "sip:alice@[remote_ip]:[remote_port];transport=[transport]"
        return self.add(send(message(f"CANCEL {uri} SIP/2.0", [*own, "Max-Forwards: 70", *fields]), retrans=500))

    def stray(self, method: str) -> "Caller":
        """A request of a dialog that never was."""
        uri = "sip:alice@[remote_ip]:[remote_port];transport=[transport]"
        own = [
            VIA,
            "From: <sip:sipp@[local_ip]>;tag=no1",
            "To: <sip:alice@[remote_ip]>;tag=no2",
            "Call-ID: [call_id]",
        ]
        more = [f"CSeq: 1 {method}", CONTACT, "Max-Forwards: 70", "RAck: 1 1 INVITE"]
        return self.add(send(message(f"{method} {uri} SIP/2.0", [*own, *more]), retrans=500))

    def acks_refusal(self, to: str = "alice") -> "Caller":
        own = [
            "[last_Via:]",
            "[last_From:]",
            "[last_To:]",
            "[last_Call-ID:]",
            f"CSeq: {self.cseq} ACK",
            "Max-Forwards: 70",
        ]
        uri = f"sip:{to}@[remote_ip]:[remote_port];transport=[transport]"
        return self.add(send(message(f"ACK {uri} SIP/2.0", own)))

    def gets_status(self, status: int, *actions: str, **attributes: object) -> "Caller":
        return self.add(receive(actions, response=status, **attributes))

    def passing(self, *statuses: int) -> "Caller":
        return self.add(*(receive(response=status, optional="true") for status in statuses))

    def answered(self, *actions: str) -> "Caller":
        return self.passing(100, 180).gets_status(200, *actions, rrs="true")

    def gets(self, method: str, *actions: str, **attributes: object) -> "Caller":
        return self.add(receive(actions, request=method, **attributes))

    def reply(self, status: str, *fields: str, body: str = "", **attributes: object) -> "Caller":
        own = ["[last_Via:]", "[last_From:]", "[last_To:]", "[last_Call-ID:]", "[last_CSeq:]", CONTACT]
        return self.add(send(message(f"SIP/2.0 {status}", [*own, *fields], body), **attributes))

    def hangs_up(self) -> "Caller":
        return self.asks("BYE").gets_status(200)

    def ended_by_us(self) -> "Caller":
        return self.gets("BYE").reply("200 OK")
