"""Bodies of list subscriptions (RFC 4662), written by hand for the tests."""

RELATED = 'multipart/related;type="application/rlmi+xml";boundary=list'


def resource(uri: str, instance: str, cid: str, state: str = "active") -> str:
    where = f' cid="{cid}"' if cid else ""
    return f'<resource uri="{uri}"><name>x</name><instance id="{instance}" state="{state}"{where}/></resource>'


def info_part(cid: str, dialogs: str = "", version: int = 0, state: str = "full") -> tuple[str, str]:
    head = f'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="{state}"'
    return cid, f'{head} entity="sip:x">{dialogs}</dialog-info>'


def line_list(
    version: int,
    resources: tuple[str, ...],
    *infos: tuple[str, str],
    full: bool = True,
    boundary: str = "list",
    contents_id: str = "contents@x",
) -> bytes:
    attributes = f'version="{version}" fullState="{"true" if full else "false"}"'
    contents = f'<list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:all@x" {attributes}>{"".join(resources)}</list>'
    parts = [("application/rlmi+xml", contents_id, contents)]
    parts += [("application/dialog-info+xml", cid, body) for cid, body in infos]
    each = (
        f"--{boundary}\r\nContent-Type: {kind};charset=UTF-8\r\nContent-ID: <{cid}>\r\n\r\n{body}\r\n"
        for kind, cid, body in parts
    )
    return ("".join(each) + f"--{boundary}--\r\n").encode()
