"""The list of commands, and the argument parser."""

import argparse
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from arctic_map import __version__
from arctic_map.errors import NEAR, SHORTEST

NAME = "arctic-map"
COMMANDS = {
    "open": "open the window",
    "atlas": "create, unpack and pack an atlas of your own",
    "layers": "list the layers and how many features they have",
    "facts": "list the facts of the article, in the atlas's own words",
    "ledger": "test the article's figures against the map",
    "charts": "print the charts, or draw one to a file",
    "ice": "print the share of ice in the seas of the route, by month",
    "search": "find facts, layers, features, people and places",
    "route": "find routes by sea between two ports",
    "propose": "find places, dates, figures and people in a text",
    "check": "check the content or files for problems",
    "review": "review the claims of the atlas",
    "info": "describe a data file or an atlas",
    "export": "export the map to a file; needs no display",
    "doctor": "check that the map starts here, how fast, and how it is drawn",
    "prepare": "",
    "layer-of": "",
}
"""The modules of `commands` with their lines in --help, in that order. Commands without a line are hidden."""
DEFAULT = "open"
"""The command if none is given."""


class UsageError(Exception):
    """The command line is wrong. The message is one line."""


class Parser(argparse.ArgumentParser):
    """An argument parser that reports errors in one line, without the usage."""

    def __init__(self, **how: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **how)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the message."""
        raise UsageError(f"{message} (see {self.prog} --help)")

    def describe(self, text: str = "", *, examples: tuple[str, ...] = ()) -> None:
        """Set the description of --help, by default the line of COMMANDS, and the examples below."""
        self.description = text or self.description
        self.epilog = _epilog(*examples) if examples else None


def parser() -> tuple[Parser, dict[str, Parser]]:
    """The parser with common options, and a parser for each command still without its own."""
    main = Parser(
        prog=NAME,
        description="Shows the claims of an article on a polar map and tests its figures. Without a "
        "command, the window opens.",
        epilog=_epilog(
            "arctic-map                                  open the atlas",
            "arctic-map my.geojson                       open a file",
            "arctic-map facts                            read the facts",
            "arctic-map export map.png --projection world     draw the map into a file",
            "arctic-map COMMAND --help                   examples for a command",
        ),
    )
    main.add_argument("--version", action="version", version=f"arctic-map {__version__}")
    _add_data(main, None)
    # A given name saves argparse from formatting a usage at each start.
    commands = main.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog=NAME)
    for name, help in COMMANDS.items():
        listed: dict[str, Any] = (
            {"help": help, "description": f"{help[0].upper()}{help[1:]}."} if help else {}
        )
        # Without a default, --data may precede or follow the command.
        _add_data(commands.add_parser(name, **listed), argparse.SUPPRESS)
    return main, dict(commands.choices)


def suggestion(name: str, known: Iterable[str]) -> str:
    """Text such as `; did you mean ports?`, or empty."""
    close = get_close_matches(name[:40].lower(), list(known), 1, NEAR) if len(name) >= SHORTEST else ()
    return f"; did you mean {close[0]}?" if close else ""


def _add_data(to: Parser, default: object) -> None:
    to.add_argument(
        "--data",
        metavar="ATLAS",
        type=Path,
        default=default,
        help="an atlas file (.arctic) or a folder of content to use instead of the built-in one",
    )


def _epilog(*examples: str) -> str:
    return "examples:\n" + "\n".join(f"  {line}" for line in examples)
