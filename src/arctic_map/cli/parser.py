"""The commands there are, and reading the command line."""

import argparse
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from arctic_map import __version__

NAME = "arctic-map"
COMMANDS = {
    "open": "open the window",
    "atlas": "create, unpack and pack an atlas of your own",
    "layers": "list the layers and how many features they have",
    "facts": "list the facts of the article, in the atlas's own words",
    "ledger": "test the article's figures against the map",
    "charts": "print the charts, or draw one to a file",
    "ice": "print the share of ice in the seas of the route, by month",
    "search": "find facts, features, people and places",
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
"""The modules of `commands` in the order of --help, with their lines there; one without a line is hidden."""
DEFAULT = "open"
"""What is done with no command."""


class UsageError(Exception):
    """The command line is wrong; the text says how, in one line."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line; the whole usage is for --help."""

    def __init__(self, **how: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **how)

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")

    def describe(self, text: str = "", *, examples: tuple[str, ...] = ()) -> None:
        """What --help says above and below the options; without a text, the line of COMMANDS stands above."""
        self.description = text or self.description
        self.epilog = _epilog(*examples) if examples else None


def parser() -> tuple[Parser, dict[str, Parser]]:
    """The parser with what holds for all commands, and one for each of them that lacks its options."""
    main = Parser(
        prog=NAME,
        description="Shows the claims of an article on a polar map and tests its figures. Without a "
        "command, the window opens.",
        epilog=_epilog(
            "arctic-map                                  open the atlas",
            "arctic-map facts                            read the facts",
            "arctic-map export map.png --projection world     draw the map into a file",
            "arctic-map COMMAND --help                   examples for a command",
        ),
    )
    main.add_argument("--version", action="version", version=f"arctic-map {__version__}")
    _add_data(main, None)
    # With a name for them, argparse does not lay out a usage for it at each start.
    commands = main.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog=NAME)
    for name, help in COMMANDS.items():
        listed: dict[str, Any] = (
            {"help": help, "description": f"{help[0].upper()}{help[1:]}."} if help else {}
        )
        # Without a default of its own, --data may stand before the command or behind it.
        _add_data(commands.add_parser(name, **listed), argparse.SUPPRESS)
    return main, dict(commands.choices)


def suggestion(name: str, known: Iterable[str]) -> str:
    """`; did you mean ports?` or nothing."""
    close = get_close_matches(name[:40].lower(), list(known), 1, 0.5)
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
