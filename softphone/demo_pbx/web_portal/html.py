"""HTML building blocks for the portal pages; the only place where text is escaped."""

from collections.abc import Iterable
from html import escape

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

STYLE = """
:root { color-scheme: light dark; --line: #8886; --accent: #e20074; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 54rem; padding: 1.5rem; }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
h1 { font-size: 1.35rem; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
nav { margin-bottom: 1rem; }
fieldset, section { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 1rem; padding: .8rem 1.1rem; }
table { border-collapse: collapse; margin-bottom: .8rem; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .5rem; text-align: left; vertical-align: top; }
nav a { margin-right: 1.2rem; } nav a[aria-current] { font-weight: 600; text-decoration: none; }
label { display: block; margin: .25rem 0; } td label { margin: 0; }
input[type=text], input[type=password], select { font: inherit; padding: .2rem .4rem; }
button { font: inherit; padding: .3rem 1rem; } .note { opacity: .75; }
.problem { border-left: 4px solid #c03a32; padding-left: .8rem; }
.notice { border-left: 4px solid #237c49; padding-left: .8rem; }
"""


def text(value: str) -> str:
    return escape(value, quote=True)


def link(path: str, label: str, *, current: bool = False) -> str:
    mark = ' aria-current="page"' if current else ""
    return f'<a href="{text(path)}"{mark}>{text(label)}</a>'


def note(value: str) -> str:
    return f'<p class="note">{text(value)}</p>'


def checkbox(name: str, value: str, label: str, on: bool, *, enabled: bool = True) -> str:
    marks = (" checked" if on else "") + ("" if enabled else " disabled")
    box = f'<input type="checkbox" name="{text(name)}" value="{text(value)}"{marks}>'
    return f"<label>{box} {text(label)}</label>"


def radios(name: str, choices: Iterable[tuple[str, str]], chosen: str) -> str:
    return "".join(_radio(name, value, label, value == chosen) for value, label in choices)


def _radio(name: str, value: str, label: str, on: bool) -> str:
    mark = " checked" if on else ""
    return f'<label><input type="radio" name="{text(name)}" value="{text(value)}"{mark}> {text(label)}</label>'


def select(name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str) -> str:
    options = "".join(
        f'<option value="{text(value)}"{" selected" if value == chosen else ""}>{text(shown)}</option>'
        for value, shown in choices
    )
    return f'<label>{text(label)} <select name="{text(name)}">{options}</select></label>'


def field(name: str, label: str, value: str, *, kind: str = "text", longest: int = 161) -> str:
    hints = f' maxlength="{longest}" autocomplete="{"current-password" if kind == "password" else "off"}"'
    box = f'<input type="{kind}" name="{text(name)}" value="{text(value)}"{hints}>'
    return f"<label>{text(label)} {box}</label>"


def fieldset(legend: str, *parts: str) -> str:
    return f"<fieldset><legend>{text(legend)}</legend>{''.join(parts)}</fieldset>"


def form(action: str, token: str, *parts: str, button: str = "Speichern") -> str:
    hidden = f'<input type="hidden" name="csrf" value="{text(token)}">'
    inner = "".join(parts)
    return (
        f'<form method="post" action="{text(action)}">{hidden}{inner}<button type="submit">{text(button)}</button>'
        "</form>"
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Cells are HTML already, heads are texts."""
    head = "".join(f"<th>{text(each)}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def page(title: str, body: str, *, head: str = "", notice: str = "", problem: str = "") -> bytes:
    told = f'<p class="problem" role="alert">{text(problem)}</p>' if problem else ""
    told += f'<p class="notice" role="status">{text(notice)}</p>' if notice else ""
    return (
        '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{text(title)}</title>'
        f'<link rel="stylesheet" href="/portal/style.css"></head><body>'
        f"<header><h1>{text(title)}</h1>{head}</header>{told}<main>{body}</main></body></html>"
    ).encode()
