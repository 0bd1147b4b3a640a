"""Reading the command line."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from arctic_map import __version__

NAME = "arctic-map"


class UsageError(Exception):
    """The command line is wrong; the text says how, in one line."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line; the whole usage is for --help."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def parser(name: str = NAME) -> tuple[Parser, "Commands"]:
    """The parser with what holds for all commands, and the place to add commands."""
    main = Parser(
        prog=name,
        description="The claims of an article on a polar map, and tested. With no command, the window opens.",
        epilog=_examples(
            "arctic-map                                  open the atlas",
            "arctic-map facts                            read the facts",
            "arctic-map export map.png --projection world     draw the map into a file",
            "arctic-map COMMAND --help                   examples for a command",
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    main.add_argument("--version", action="version", version=f"arctic-map {__version__}")
    _add_data(main, None)
    # With a name for them, argparse does not lay out a usage for it at each start.
    found = main.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog=name)
    return main, Commands(found)


class Commands:
    """Adds commands to a parser."""

    def __init__(self, commands: "argparse._SubParsersAction[Parser]") -> None:
        self._commands = commands

    def add(self, name: str, *, help: str, text: str = "", examples: tuple[str, ...]) -> Parser:
        """A command, to take its options."""
        command = self._commands.add_parser(
            name,
            help=help,
            description=text or f"{help[0].upper()}{help[1:]}.",
            epilog=_examples(*examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        return _with_data(command)

    def add_hidden(self, name: str, *, text: str) -> Parser:
        """A command that --help does not list."""
        return _with_data(self._commands.add_parser(name, description=text, allow_abbrev=False))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._commands.choices)


def suggestion(name: str, known: Iterable[str]) -> str:
    """`; did you mean ports?` or nothing."""
    from difflib import get_close_matches  # for wrong input only

    close = get_close_matches(name[:40].lower(), list(known), 1, 0.5)
    return f"; did you mean {close[0]}?" if close else ""


def _with_data(command: Parser) -> Parser:
    # Without a default of its own, --data may stand before the command or behind it.
    _add_data(command, argparse.SUPPRESS)
    return command


def _add_data(to: Parser, default: object) -> None:
    to.add_argument(
        "--data",
        metavar="ATLAS",
        type=Path,
        default=default,
        help="an atlas file (.arctic) or a folder of content to use instead of the built-in one",
    )


def _examples(*lines: str) -> str:
    return "examples:\n" + "\n".join(f"  {line}" for line in lines)
