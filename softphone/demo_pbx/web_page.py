"""Status page on the control port: shows the platform's state and places calls; no external asset."""

from html import escape
from typing import Any

from softphone.demo_pbx.model.platform import Executive, Platform, User
from softphone.demo_pbx.model.telephony_port import Telephony
from softphone.demo_pbx.rules.setting_fields import CHOICES

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

STYLE = """
:root { color-scheme: light dark; --line: #8884; --accent: #1f6feb; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1.5rem; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; }
section { border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.2rem; margin: 0 0 1rem; }
h2 { font-size: 1.05rem; margin: 0 0 .6rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dt { opacity: .7; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
label { margin-right: 1rem; white-space: nowrap; }
button { border: 1px solid var(--accent); border-radius: 6px; padding: .25rem .8rem; }
button { background: none; color: inherit; }
button:hover { background: var(--accent); color: #fff; }
#answer { min-height: 1.4em; opacity: .8; }
"""

SCRIPT = """
'use strict';
const base = location.pathname.replace(/\\/$/, '');
async function send(path, body) {
  const answer = await fetch(base + '/' + path, {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  document.getElementById('answer').textContent = await answer.text();
  if (answer.ok) setTimeout(() => location.reload(), 300);
}
document.addEventListener('click', event => {
  const button = event.target.closest('button[data-to]');
  if (button) send('call', {to: button.dataset.to, from: button.dataset.from});
  const end = event.target.closest('button[data-call]');
  if (end) send('hangup', {call_id: end.dataset.call});
});
document.addEventListener('change', event => {
  const {leader, assistant, field} = event.target.dataset;
  if (assistant) send('opt-in', {leader, assistant, on: event.target.checked});
  else if (field === 'filtering') send('edit', {leader, set: {filtering: event.target.checked}});
  else if (field) send('edit', {leader, set: {mode: 'Simple', simple_filter: event.target.value}});
});
"""

_CALLERS = (("outside", "Call from outside"), ("inside", "Call from inside"), ("anonymous", "Anonymous call"))


def page(platform: Platform, telephony: Telephony, base: str) -> str:
    """`base` is the path all others of this server start with."""
    leaders = "".join(_leader(platform, user) for user in platform.users.values() if user.executive is not None)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Demo PBX</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<link rel="stylesheet" href="{escape(base)}/page.css"></head><body><h1>Demo PBX</h1>'
        f'<p id="answer" role="status"></p>{leaders}{_calls(telephony.calls())}'
        f'{_registrations(telephony.registrations())}<script src="{escape(base)}/page.js"></script></body></html>'
    )


def _leader(platform: Platform, leader: User) -> str:
    executive = leader.executive or Executive()
    boxes = "".join(
        _box(platform.users[link.user].display, link.opted_in, leader=leader.name, assistant=link.user)
        for link in executive.assistants
    )
    buttons = " ".join(
        f'<button data-to="{escape(leader.name)}" data-from="{kind}">{label}</button>' for kind, label in _CALLERS
    )
    rows = {"Filter": _filter(leader, executive), "Opted in": boxes, **_facts(executive)}
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows.items())
    heading = f"{escape(leader.display)} · {escape(leader.extension)} · {escape(leader.number)}"
    return f"<section><h2>{heading}</h2><dl>{facts}</dl>{buttons}</section>"


def _facts(executive: Executive) -> dict[str, str]:
    rollover = f"after {executive.rollover_wait_s} s: {escape(executive.rollover_action)}"
    return {
        "Alerting": escape(executive.alerting_mode),
        "Name": escape(executive.name_mode),
        "Number": escape(executive.number_mode),
        "Leader's copy": escape(executive.screening_alert) if executive.screening else "off",
        "Nobody answers": rollover if executive.rollover else "as the leader's own telephone",
        "Permission to opt out": "yes" if executive.allow_opt_in else "withdrawn",
    }


def _filter(leader: User, executive: Executive) -> str:
    options = "".join(
        f"<option{' selected' if value == executive.simple_filter else ''}>{escape(value)}</option>"
        for value in CHOICES["simple_filter"]
    )
    names = ", ".join(escape(each.name) for each in executive.criteria if each.active)
    advanced = f" Advanced: {names or 'no active criterion'}" if executive.mode == "Advanced" else ""
    choice = f'<select data-leader="{escape(leader.name)}" data-field="simple_filter">{options}</select>'
    return _box("on", executive.filtering, leader=leader.name, field="filtering") + choice + advanced


def _box(label: str, on: bool, **data: str) -> str:
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    return f'<label><input type="checkbox" {attributes}{" checked" if on else ""}> {escape(label)}</label>'


def _calls(calls: list[dict[str, Any]]) -> str:
    rows = "".join(_call(call) for call in calls)
    return f"<section><h2>Calls</h2><table>{rows or '<tr><td>none</td></tr>'}</table></section>"


def _call(call: dict[str, Any]) -> str:
    call_id = escape(str(call.get("id", "")))
    cells = "".join(
        f"<td>{escape(str(key))}: {escape(str(value))}</td>" for key, value in call.items() if key != "parties"
    )
    return f'<tr>{cells}<td><button data-call="{call_id}">Hang up</button></td></tr>'


def _registrations(registrations: dict[str, list[str]]) -> str:
    rows = "".join(
        f"<tr><td>{escape(user)}</td><td>{escape(', '.join(contacts))}</td></tr>"
        for user, contacts in registrations.items()
    )
    return f"<section><h2>Registered</h2><table>{rows or '<tr><td>nobody</td></tr>'}</table></section>"
