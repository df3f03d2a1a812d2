"""A NOTIFY as a server sends it, with short header names and several routes."""

NOTIFY = (
    b"NOTIFY sip:nele@127.0.0.1:5070 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1;rport\r\n"
    b"f: <sip:lea@pbx.example>;tag=theirs\r\nt: <sip:nele@pbx.example>;tag=ours\r\ni: call-1\r\nCSeq: 7 NOTIFY\r\n"
    b"o: dialog\r\nSubscription-State: active ; expires=30\r\nContact: <sip:lea@127.0.0.1:5060>\r\n"
    b"Record-Route: <sip:a;lr>, <sip:b;lr>\r\nContent-Length: 3\r\n\r\nabc"
)
