"""Messages written after the facts of RFC 4475, aimed at our telephone, with what may come back."""

import secrets
from dataclasses import dataclass

SILENCE = 0
OFFER = "v=0\r\no=t 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 8\r\n"


@dataclass(frozen=True)
class Torture:
    """`text` with {via}, {port}, {id} to fill in; `right`: the answers that will do.

    SILENCE where nothing comes."""

    name: str
    text: str
    right: tuple[int, ...]

    def message(self, via: str, our_port: int, id_: str = "") -> bytes:
        filled = self.text.replace("\n", "\r\n").replace("{sdp}", OFFER).replace("{length}", str(len(OFFER)))
        for name, value in (
            ("via", via),
            ("old_via", via.split(";")[0]),
            ("port", str(our_port)),
            ("id", id_ or secrets.token_hex(8)),
        ):
            filled = filled.replace("{" + name + "}", value)
        return filled.encode("latin-1")


def request(start: str, fields: str, body: str = "") -> str:
    """A request in which only what `fields` says is out of the ordinary: it replaces the usual field of that name."""
    method = start.split()[0] if start.split() else "OPTIONS"
    usual = {
        "Via": "{via}",
        "Max-Forwards": "70",
        "From": "<sip:caller@127.0.0.1>;tag={id}",
        "To": "<sip:alice@127.0.0.1>",
        "Call-ID": "{id}",
        "CSeq": f"1 {method}",
        "Contact": "<sip:caller@127.0.0.1:9>",
        "Content-Length": "{length}" if body else "0",
    }
    given = [line for line in fields.split("\n") if line]
    named = {line.split(":")[0].strip() for line in given}
    kept = [f"{name}: {value}" for name, value in usual.items() if name not in named]
    left = [line for line in given if not line.endswith(": -")]
    return "\n".join([start, *kept, *left, "", body])


def invite(fields: str, uri: str = "sip:alice@127.0.0.1:{port}") -> str:
    return request(f"INVITE {uri} SIP/2.0", "Content-Type: application/sdp\n" + fields, "{sdp}")


def options(fields: str, uri: str = "sip:alice@127.0.0.1:{port}") -> str:
    return request(f"OPTIONS {uri} SIP/2.0", fields)


def stray(start: str, via: str) -> str:
    """An answer to nothing we asked."""
    fields = "CSeq: 1 INVITE\nCall-ID: {id}\nFrom: <sip:a@x>;tag=1\nTo: <sip:b@x>;tag=2\nContact: <sip:a@x>"
    return f"{start}\nVia: {via}\n{fields}\nContent-Length: 0\n\n"


TORTUOUS = """INVITE sip:alice@127.0.0.1:{port};unknownparam SIP/2.0
TO :
 sip:alice@127.0.0.1 ;   other-param
from   : "J Rosenberg \\\\\\""       <sip:jdrosen@127.0.0.1>
  ;
  tag = 98asjd8
MaX-fOrWaRdS: 0068
Call-ID: {id}
Content-Length   : {length}
cseq: 0009
  INVITE
v:  {via}
s :
NewFangledHeader:   newfangled value
 continued newfangled value
UnknownHeaderWithUnusualValue: ;;,,;;,;
Content-Type: application/sdp
m:"Quoted string \\"\\"" <sip:jdrosen@127.0.0.1:9> ; newparam =
      newvalue ;
  secondparam ; q = 0.33

{sdp}"""

LONG = "averylongstringofcharacters" * 12

VALID = (
    Torture("a short tortuous INVITE (wsinv)", TORTUOUS, (180,)),
    Torture("escapes in the Request-URI (esc01)", options("", "sip:sips%3Aalice%40x@127.0.0.1:{port}"), (200, 404)),
    Torture("no space before < (lwsdisp)", options("From: caller<sip:caller@127.0.0.1>;tag=1"), (200,)),
    Torture("long values (longreq)", invite(f"X-Long: {LONG}\nSubject: {LONG}\nUser-Agent: {LONG}"), (180,)),
    Torture("an octet too many behind (dblreq)", options("") + "REGISTER sip:x SIP/2.0\nVia: SIP/2.0/UDP x", (200,)),
    Torture("semicolons in the user part (semiuri)", options("", "sip:alice;par=u%40x@127.0.0.1:{port}"), (200, 404)),
    Torture(
        "several and unknown transports in Via (transports)",
        options("Via: {via}\nVia: SIP/2.0/SCTP x;branch=z9hG4bK1, SIP/2.0/UNKNOWN y;branch=z9hG4bK2"),
        (200,),
    ),
    Torture(
        "an INVITE after RFC 2543 (inv2543)",
        invite("Via: {old_via}\nFrom: sip:c@127.0.0.1\nMax-Forwards: -"),
        (180,),
    ),
    Torture("Max-Forwards 0 (zeromf)", options("Max-Forwards: 0"), (200, 483)),
    Torture("an impossible time zone (baddate)", options("Date: Fri, 01 Jan 2010 16:00:00 EST"), (200, 400)),
    Torture(
        "compact forms", TORTUOUS.replace("TO :", "t :").replace("from   :", "f   :").replace("Call-ID", "i"), (180,)
    ),
    Torture(
        "an unknown authorization (regaut01)",
        options("Authorization: NoOneKnowsThisScheme opaque-data=here"),
        (200,),
    ),
    Torture("thousand unknown fields", options("\n".join(f"X-{n}: {n}" for n in range(150))), (200,)),
    Torture("a name in UTF-8", invite('From: "J\xc3\xb6rg" <sip:c@127.0.0.1>;tag={id}'), (180,)),
    Torture("a name in Latin-1", invite('From: "J\xf6rg" <sip:c@127.0.0.1>;tag={id}'), (180, 400)),
)

INVALID = (
    Torture(
        "separators without values (badinv01)",
        invite('Via: {via},,\nContact: "" <> ;,"Joe" <sip:joe@x>;;;;'),
        (400, 180),
    ),
    Torture("Content-Length beyond the message (clerr)", invite("Content-Length: 9999"), (400, SILENCE)),
    Torture("negative Content-Length (ncl)", invite("Content-Length: -999"), (400,)),
    Torture(
        "numbers out of range (scalar02)",
        options("CSeq: 36893488147419103232 OPTIONS\nExpires: 99999999999"),
        (400,),
    ),
    Torture("an open quote (quotbal)", options('To: "Mr. J. User <sip:j.user@127.0.0.1>'), (400, 200)),
    Torture("<> around the Request-URI (ltgtruri)", invite("", "<sip:alice@127.0.0.1>"), (400,)),
    Torture("a space in the Request-URI (lwsruri)", invite("", "sip:alice@127.0.0.1; lr"), (400,)),
    Torture(
        "double spaces in the first line (lwsstart)", options("").replace("OPTIONS sip", "OPTIONS  sip"), (400, 200)
    ),
    Torture(
        "a space behind the first line (trws)", options("").replace("SIP/2.0\nVia", "SIP/2.0  \nVia"), (400, 200)
    ),
    Torture("headers in the Request-URI (escruri)", invite("", "sip:alice@127.0.0.1?Route=%3Csip:x%3E"), (400, 180)),
    Torture(
        "spaces in an address (badaspec)", options('To: "Watson, Thomas" < sip:t.watson@127.0.0.1 >'), (400, 200)
    ),
    Torture("a bare comma in a name (baddn)", options("From: Bell, Alexander <sip:a@127.0.0.1>;tag=43"), (400, 200)),
    Torture("SIP/7.0 (badvers)", options("").replace("SIP/2.0\n", "SIP/7.0\n", 1), (505,)),
    Torture("CSeq of another method (mismatch01)", options("CSeq: 8 INVITE"), (400,)),
    Torture(
        "unknown method, CSeq of another (mismatch02)",
        request("NEWMETHOD sip:alice@127.0.0.1 SIP/2.0", "CSeq: 8 INVITE"),
        (400, 501),
    ),
    Torture("no From, To and Call-ID (insuf)", invite("From: -\nTo: -\nCall-ID: -"), (400,)),
    Torture("an unknown scheme (unkscm)", options("", "nobodyKnowsThisScheme:totallyopaquecontent"), (416,)),
    Torture("a scheme like sip (novelsc)", options("", "soap.beep://192.0.2.103:3002"), (416,)),
    Torture("an unknown Require (bext01)", options("Require: nothingSupportsThis\nProxy-Require: norThis"), (420,)),
    Torture("an unknown body (invut)", invite("Content-Type: application/unknownformat"), (415,)),
    Torture(
        "fields twice (multi01)",
        invite("CSeq: 5 INVITE\nCSeq: 59 INVITE\nCall-ID: a\nCall-ID: b\nMax-Forwards: 70\nMax-Forwards: 5"),
        (400,),
    ),
    Torture("Content-Length twice (mcl01)", options("Content-Length: 0\nContent-Length: 8"), (400, 200)),
    Torture(
        "an answer with a huge status (bigcode)",
        stray("SIP/2.0 4294967301 better not break the receiver", "{via}"),
        (SILENCE,),
    ),
    Torture(
        "an answer nobody asked for (bcast)",
        stray("SIP/2.0 200 OK", "SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1"),
        (SILENCE,),
    ),
    Torture(
        "an answer without a reason (noreason)",
        stray("SIP/2.0 100 ", "{via}"),
        (SILENCE,),
    ),
    Torture("a header of 3,900 characters", options(f"Subject: {'x' * 3500}"), (200, 400, 413, SILENCE)),
    Torture("garbage", "\x00\xff\xfe\x80 not SIP at all \x01\n\n", (SILENCE,)),
    Torture("only line ends", "\n\n\n\n", (SILENCE,)),
    Torture("a start line alone", "INVITE sip:alice@127.0.0.1 SIP/2.0\n\n", (400, SILENCE)),
    Torture("NUL in a header", options("Subject: a\x00b"), (200, 400, SILENCE)),
    Torture(
        "an unusable body for its type",
        request(
            "INVITE sip:alice@127.0.0.1:{port} SIP/2.0",
            "Content-Type: application/sdp\nContent-Length: 9",
            "no sdp at",
        ),
        (400, 488),
    ),
    Torture(
        "SDP without media",
        request(
            "INVITE sip:alice@127.0.0.1:{port} SIP/2.0",
            "Content-Type: application/sdp\nContent-Length: 17",
            "v=0\r\ns=-\r\nt=0 0\r\n",
        ),
        (400, 488),
    ),
    Torture("via without a host", options("Via: SIP/2.0/UDP"), (400, SILENCE)),
    Torture(
        "a branch that is only the cookie (badbranch)",
        options("Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK"),
        (200, 400, SILENCE),
    ),
)
