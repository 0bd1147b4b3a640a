"""The command line: the list of commands, its parser, the content that `--data` names, and exit codes."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from arctic_map import __version__, resources
from arctic_map.cli.text import complain, drop_output, flush
from arctic_map.errors import NEAR, SHORTEST, ArcticMapError, ContentError, UnknownName
from arctic_map.model.opened import ATLAS
from arctic_map.storage.bounded_reading import is_folder

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
    "hexagons": "count the points of a file in hexagons",
    "heatmap": "show how dense the points of a file are",
    "contours": "draw the lines of equal value of a raster",
    "sample": "add the values of a raster to the features of a file",
    "export": "export the map to a file; needs no display",
    "film": "film the year of ice, the timeline, the tour or a route",
    "doctor": "check that the map starts here, how fast, and how it is drawn",
    "prepare": "",
    "layer-of": "",
    "fetch": "",
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


FAILED, WRONG_INPUT, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
LINK = "arctic-map:"
DEBUG = "ARCTIC_MAP_DEBUG"
"""If this variable is 1, unexpected errors show their traceback."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code. Raises SystemExit(0) for --help and --version."""
    for stream in (sys.stdout, sys.stderr):
        # Escape characters that the terminal cannot encode, instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _use_utf8()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        # Here, so that a closed pipe is noticed while it can be handled.
        flush()
        return code
    except UsageError as error:
        complain(str(error))
        return WRONG_INPUT
    except ArcticMapError as error:
        complain(str(error))
        return WRONG_INPUT if isinstance(error, ContentError | UnknownName) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return PIPE_CLOSED
    except Exception as error:
        if os.environ.get(DEBUG) == "1":
            raise
        complain(f"unexpected {type(error).__name__}: {error} (set {DEBUG}=1 for details)")
        return FAILED


def _use_utf8() -> None:
    """Switch to UTF-8 if the locale is C or missing, before Qt does so with a warning."""
    # Python's UTF-8 mode applies to itself only. Without LC_ALL, Qt follows LC_CTYPE.
    if sys.platform == "linux" and sys.flags.utf8_mode and (locale_name := os.environ.pop("LC_ALL", "")):
        os.environ.setdefault("LC_MESSAGES", locale_name)
        # On some systems this locale does not exist, and Qt's warning remains.
        with suppress(locale.Error):
            os.environ["LC_CTYPE"] = locale.setlocale(locale.LC_CTYPE, "C.UTF-8")


def _run(arguments: Sequence[str]) -> int:
    args = read(arguments)
    code: int = _module(args.command or DEFAULT).run(args)
    return code


def read(arguments: Sequence[str]) -> Namespace:
    """The parsed command line. Raises UsageError."""
    main, commands = parser()
    arguments = _with_command(arguments)
    if command := _command(arguments):
        _module(command).options(commands[command])
    return main.parse_args(arguments)


def _with_command(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments, after `open` if the first is a file that exists or a link."""
    if not arguments or (first := arguments[0]) in COMMANDS:
        return arguments
    return (DEFAULT, *arguments) if first.startswith(LINK) or _exists(first) else arguments


def _exists(word: str) -> bool:
    # An empty word would be the current folder, a word with a null character no path.
    with suppress(ValueError):
        return bool(word) and Path(word).exists()
    return False


def _module(command: str) -> Any:
    # Imported on use: the window must not wait for what other commands need.
    return import_module(f"arctic_map.cli.commands.{command.replace('-', '_')}")


def _command(arguments: Sequence[str]) -> str | None:
    """The command among the arguments, or None. Raises UsageError for an unknown one."""
    words = iter(arguments)
    for word in words:
        if word == "--data":
            next(words, None)
        elif word in COMMANDS:
            return word
        elif not word.startswith("-"):
            raise UsageError(
                f"there is no command or file {word!r}{suggestion(word, COMMANDS)} (see arctic-map --help)"
            )
        elif word.partition("=")[0] not in ("--data", "--version", "--help", "-h"):
            raise UsageError(f"there is no option {word!r} here (see arctic-map --help)")
    return None


def atlas_file_of(options: Namespace) -> Path | None:
    """The atlas file given by `--data`, or None for a folder."""
    data: Path | None = options.data
    return data.absolute() if data and data.suffix.lower() == ATLAS and not is_folder(data) else None


def data_of(options: Namespace) -> Path:
    """The content folder, unpacked with damage on stderr if an atlas file. Raises ContentError."""
    data: Path = options.data or resources.data()
    if file := atlas_file_of(options):
        return folder_of(file)
    if not is_folder(data):
        raise ContentError("the folder does not exist", where=str(data))
    if not (data / "catalog.toml").is_file():
        raise ContentError("the folder has no content: catalog.toml is missing", where=str(data))
    return data


def folder_of(atlas: Path) -> Path:
    """The unpacked content of an atlas file, with damage reported on stderr. Raises ContentError."""
    # Late import: hashes and archives take 70 ms, which folders do not need.
    from arctic_map.content.package.unpacked import unpacked

    folder, archive = unpacked(atlas)
    for name, why in archive.problems:
        complain(": ".join(part for part in (str(atlas), name, why) if part))
    return folder
