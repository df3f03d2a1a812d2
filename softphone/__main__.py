"""The command line. Nothing of Qt is imported at module level: the engine's process begins here, too."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from softphone import PRODUCT_NAME, __version__, standard_streams


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="softphone", description=f"{PRODUCT_NAME}, the telephone for assistants and their leaders."
    )
    parser.epilog = "softphone ctl --help: talk to the running program."
    parser.add_argument(
        "url", nargs="?", type=_link, metavar="URL", help="a tel:, sip: or callto: link: offered, never dialled"
    )
    parser.add_argument("--version", action="version", version=f"{PRODUCT_NAME} {__version__}")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep settings and logs in this folder")
    parser.add_argument("--provision", type=Path, metavar="FILE", help="start with the account of this TOML file")
    parser.add_argument("--policy", type=Path, metavar="FILE", help="an administrator's policy, beside the machine's")
    parser.add_argument(
        "--language", choices=("system", "de", "en"), default=None, help="language of the windows, for this run"
    )
    parser.add_argument(
        "--theme", choices=("system", "light", "dark"), default=None, help="colours of the windows, for this run"
    )
    parser.add_argument(
        "--audio", choices=("auto", "null"), default="auto", help="null: a silent device, no sound card"
    )
    parser.add_argument("--quit-on-close", action="store_true", help="closing the window ends this run")
    parser.add_argument("--verbose", action="store_true", help="more in the log file")
    parser.add_argument("--title", default="", help=argparse.SUPPRESS)
    parser.add_argument("--place", default="", help=argparse.SUPPRESS)
    parser.add_argument("--end-with-stdin", action="store_true", help=argparse.SUPPRESS)
    _add_modes(parser)
    return parser


def _link(text: str) -> str:
    """What follows the scheme is judged by the program, which has the sentence for it."""
    if text.strip().lower().startswith(("tel:", "sip:", "sips:", "callto:")):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is no tel:, sip: or callto: link")


def _add_modes(parser: argparse.ArgumentParser) -> None:
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument("--demo", action="store_true", help="demo PBX, an assistant's and a leader's window")
    modes.add_argument("--smoke-test", action="store_true", help="the main path in a few seconds, without windows")
    modes.add_argument("--run-demo-pbx", action="store_true", help="the demo PBX alone; ends when its stdin closes")
    parser.add_argument("--tour", action="store_true", help="with --demo: play the whole story by itself")
    parser.add_argument("--tour-dir", type=Path, metavar="DIR", help="where the tour keeps its screenshots")


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit status."""
    standard_streams.open_missing()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--run-engine"]:
        return _engine(*arguments[1:])
    if arguments[:1] == ["ctl"]:
        return _control(arguments[1:])  # writes JSON that fits any encoding
    standard_streams.write_whatever_fits()
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments  # behind it stands a link
    if "--run-demo-pbx" in own:
        return _demo_pbx([one for one in arguments if one != "--run-demo-pbx"])
    return _program(build_parser().parse_args(arguments))


def _engine(commands: str, events: str) -> int:
    from softphone.telephony.engine.main import run_child

    run_child(commands, events)
    return 0


def _control(arguments: list[str]) -> int:
    from softphone.control import client
    from softphone.control.arguments import add_arguments

    parser = argparse.ArgumentParser(prog="softphone ctl", description="Talk to the running program.")
    add_arguments(parser)
    return client.run(parser.parse_args(arguments))


def _demo_pbx(arguments: list[str]) -> int:
    from softphone.demo_pbx import main as demo_pbx

    return demo_pbx.run(arguments)


def _program(arguments: argparse.Namespace) -> int:
    if arguments.tour and not arguments.demo:
        build_parser().error("--tour goes with --demo")
    if arguments.demo:
        from softphone.demo import launcher as demo

        return demo.run(arguments)
    if arguments.smoke_test:
        from softphone.demo import smoke_test

        return smoke_test.run()
    from softphone import start

    return start.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
