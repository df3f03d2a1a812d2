"""Maker of shell completions from the command line itself: `python -m scripts.packages.completion SHARE`."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from softphone.__main__ import build_parser
from softphone.control.commands import COMMANDS

FILES = {
    "bash": "bash-completion/completions/softphone",
    "zsh": "zsh/vendor-completions/_softphone",
    "fish": "fish/vendor_completions.d/softphone.fish",
}


def options() -> Iterator[argparse.Action]:
    for action in build_parser()._actions:
        if action.option_strings and action.help != argparse.SUPPRESS:
            yield action


def ctl_commands() -> dict[str, str]:
    return {command.name: command.summary.rstrip(".") for command in COMMANDS.values()}


def bash() -> str:
    words = " ".join(["ctl", *(action.option_strings[-1] for action in options())])
    return f"""# bash completion for softphone
_softphone() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
    case "$before" in
{_bash_choices()}    --profile|--tour-dir) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    --provision|--policy) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    esac
    if [ "${{COMP_WORDS[1]}}" = ctl ] && [ "$COMP_CWORD" -gt 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "--profile {" ".join(ctl_commands())}" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -W "{words}" -- "$word")
    fi
}}
complete -F _softphone softphone
"""


def _bash_choices() -> str:
    fill = 'mapfile -t COMPREPLY < <(compgen -W "{words}" -- "$word")'
    rows = [
        f"    {action.option_strings[-1]}) {fill.format(words=' '.join(action.choices))}; return ;;\n"
        for action in options()
        if action.choices
    ]
    return "".join(rows)


def zsh() -> str:
    def quoted(text: str) -> str:
        return text.replace("'", "'\\''").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")

    rows = [f"    '{a.option_strings[-1]}[{quoted(a.help or '')}]{_zsh_value(a)}'" for a in options()]
    commands = [f"    '{name}:{quoted(text)}'" for name, text in ctl_commands().items()]
    return (
        "#compdef softphone\nlocal -a commands=(\n" + "\n".join(commands) + "\n)\n"
        "if [[ $words[2] == ctl ]]; then\n    _describe 'ctl command' commands\nelse\n    _arguments \\\n"
        + " \\\n".join(rows)
        + " \\\n    '1:: :(ctl)'\nfi\n"
    )


def _zsh_value(action: argparse.Action) -> str:
    if action.choices:
        return f":value:({' '.join(action.choices)})"
    if action.type is Path:
        return ":file:_files"
    return ""


def fish() -> str:
    rows = ["complete -c softphone -n __fish_use_subcommand -a ctl -d 'Talk to the running program'"]
    for action in options():
        value = f" -x -a '{' '.join(action.choices)}'" if action.choices else " -r" if action.type is Path else ""
        text = (action.help or "").replace("'", "\\'")
        name = action.option_strings[-1].removeprefix("--")
        rows.append(f"complete -c softphone -n 'not __fish_seen_subcommand_from ctl' -l {name}{value} -d '{text}'")
    for name, text in ctl_commands().items():
        quoted = text.replace("'", "\\'")
        rows.append(f"complete -c softphone -n '__fish_seen_subcommand_from ctl' -f -a {name} -d '{quoted}'")
    return "\n".join(rows) + "\n"


def write(share: Path) -> None:
    for (_, place), text in zip(FILES.items(), (bash(), zsh(), fish()), strict=True):
        file = share / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
