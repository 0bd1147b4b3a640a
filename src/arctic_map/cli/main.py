"""The command line: the list of commands, its parser, the content that `--data` names, and exit codes."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from arctic_map import __version__, resources
from arctic_map.cli.parser import Parser, UsageError, listed, suggestion
from arctic_map.cli.text import complain, drop_output, flush, table
from arctic_map.errors import ArcticMapError, ContentError, UnknownName
from arctic_map.model.opened import ATLAS
from arctic_map.model.preferences import NAMES
from arctic_map.model.tr import ENGLISH, interface, labelled, speak, tr, tr_later
from arctic_map.storage.bounded_reading import is_folder
from arctic_map.storage.user_language import user_language, wording_of

NAME = "arctic-map"
COMMANDS = {
    "open": tr_later("open the window"),
    "atlas": tr_later("create, unpack and pack an atlas of your own"),
    "layers": tr_later("list the layers and how many features they have"),
    "facts": tr_later("list the facts of the article, in the atlas's own words"),
    "ledger": tr_later("test the article's figures against the map"),
    "charts": tr_later("print the charts, or draw one to a file"),
    "ice": tr_later("print the share of ice in the seas of the route, by month"),
    "search": tr_later("find facts, layers, features, people and places"),
    "route": tr_later("find routes by sea between two ports"),
    "propose": tr_later("find places, dates, figures and people in a text"),
    "check": tr_later("check the content or files for problems"),
    "review": tr_later("review the claims of the atlas"),
    "info": tr_later("describe a data file or an atlas"),
    "hexagons": tr_later("count the points of a file in hexagons"),
    "heatmap": tr_later("show how dense the points of a file are"),
    "contours": tr_later("draw the lines of equal value of a raster"),
    "sample": tr_later("add the values of a raster to the features of a file"),
    "export": tr_later("export the map to a file; needs no display"),
    "film": tr_later("film the year of ice, the timeline, the tour or a route"),
    "doctor": tr_later("check that the map starts here, how fast, and how it is drawn"),
    "prepare": "",
    "layer-of": "",
    "fetch": "",
}
"""The modules of `commands` with their lines in --help, in that order. Commands without a line are hidden."""
DATA, LANGUAGE = "--data", "--language"
"""Options of all commands."""
ATLAS_COMMAND = "atlas"
"""The command whose option --language is that of an article."""
DEFAULT = "open"
"""The command if none is given."""


def parser() -> tuple[Parser, dict[str, Parser]]:
    """The parser with common options, and a parser for each command still without its own."""
    examples = (
        ("arctic-map", tr("open the atlas")),
        ("arctic-map my.geojson", tr("open a file")),
        ("arctic-map facts", tr("read the facts")),
        ("arctic-map export map.png --projection world", tr("draw the map into a file")),
        ("arctic-map COMMAND --help", tr("examples for a command")),
    )
    main = Parser(
        prog=NAME,
        description=tr(
            "Shows the claims of an article on a polar map and tests its figures. Without a command, the "
            "window opens."
        ),
        epilog=listed(table(examples)),
    )
    main.add_argument(
        "--version",
        action="version",
        version=f"arctic-map {__version__}",
        help=tr("show program's version number and exit"),
    )
    add_common(main, None)
    # A given name saves argparse from formatting a usage at each start.
    commands = main.add_subparsers(dest="command", metavar="COMMAND", title=tr("commands"), prog=NAME)
    for name, line in COMMANDS.items():
        words: dict[str, Any] = {"help": tr(line), "description": _sentence(tr(line))} if line else {}
        # Without a default, common options may precede or follow the command.
        add_common(
            commands.add_parser(name, **words),
            argparse.SUPPRESS,
            language=bool(line) and name != ATLAS_COMMAND,
        )
    return main, dict(commands.choices)


def add_common(to: Parser, default: object, *, language: bool = True) -> None:
    """Add the options of all commands, for some without the language."""
    to.add_argument(
        DATA,
        metavar="ATLAS",
        type=Path,
        default=default,
        help=tr("an atlas file (.arctic) or a folder of content to use instead of the built-in one"),
    )
    if language:
        to.add_argument(
            LANGUAGE,
            choices=NAMES,
            default=default,
            help=tr("language of texts; default: that of the system, but English in data and JSON"),
        )


def _sentence(line: str) -> str:
    return tr("{line}.", line=f"{line[0].upper()}{line[1:]}")


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
    arguments = sys.argv[1:] if arguments is None else arguments
    chosen = _language(arguments)
    _use_utf8()
    with _speaking():
        return _outcome(arguments, chosen)


def _outcome(arguments: Sequence[str], language: str) -> int:
    """Run a command in a language and return the exit code, with errors reported."""
    try:
        speak(wording_of(language))
        code = _run(arguments)
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
        kind = type(error).__name__
        complain(
            tr(
                "unexpected {kind}: {why} (set {variable}=1 for details)",
                kind=kind,
                why=error,
                variable=DEBUG,
            )
        )
        return FAILED


def _use_utf8() -> None:
    """Switch to UTF-8 if the locale is C or missing, before Qt does so with a warning."""
    # Python's UTF-8 mode applies to itself only. Without LC_ALL, Qt follows LC_CTYPE.
    if sys.platform == "linux" and sys.flags.utf8_mode and (locale_name := os.environ.pop("LC_ALL", "")):
        os.environ.setdefault("LC_MESSAGES", locale_name)
        # On some systems this locale does not exist, and Qt's warning remains.
        with suppress(locale.Error):
            os.environ["LC_CTYPE"] = locale.setlocale(locale.LC_CTYPE, "C.UTF-8")


@contextmanager
def _speaking() -> Iterator[None]:
    """Restore the language afterwards."""
    before = interface()
    try:
        yield
    finally:
        speak(None if before is ENGLISH else before)


def _language(arguments: Sequence[str]) -> str:
    """The language of help and messages: that of the last option, or else of the user."""
    if arguments and not COMMANDS.get(arguments[0], NAME):
        # A command for the window, which gives it the language.
        return "en"
    words, command, chosen = iter(arguments), "", ""
    for word in words:
        if word == "--" or command == ATLAS_COMMAND:
            break
        name, _, value = word.partition("=")
        if name in (DATA, LANGUAGE):
            value = value or next(words, "")
        if name == LANGUAGE and value in NAMES:
            chosen = value
        command = command or (word if word in COMMANDS else "")
    return chosen or user_language()


def _run(arguments: Sequence[str]) -> int:
    args = read(arguments)
    if getattr(args, "json", False):
        # Programs read it, whatever the language of the system.
        speak(wording_of(args.language or "en"))
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
    """The arguments, with `open` before the first word if that is a file that exists or a link."""
    words = iter(enumerate(arguments))
    for at, word in words:
        if word in (DATA, LANGUAGE):
            next(words, None)
        elif word.partition("=")[0] not in (DATA, LANGUAGE):
            opens = word not in COMMANDS and (word.startswith((LINK, "file:")) or _exists(word))
            return (*arguments[:at], DEFAULT, *arguments[at:]) if opens else arguments
    return arguments


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
        if word in (DATA, LANGUAGE):
            next(words, None)
        elif word in COMMANDS:
            return word
        elif not word.startswith("-"):
            hint = suggestion(word, COMMANDS)
            raise UsageError(tr("there is no command or file {word!r}{hint}", word=word, hint=hint), see=NAME)
        elif word.partition("=")[0] not in (DATA, LANGUAGE, "--version", "--help", "-h"):
            raise UsageError(tr("there is no option {word!r} here", word=word), see=NAME)
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
        raise ContentError(tr("the folder does not exist"), where=str(data))
    if not (data / "catalog.toml").is_file():
        raise ContentError(tr("the folder has no content: catalog.toml is missing"), where=str(data))
    return data


def folder_of(atlas: Path) -> Path:
    """The unpacked content of an atlas file, with damage reported on stderr. Raises ContentError."""
    # Late import: hashes and archives take 70 ms, which folders do not need.
    from arctic_map.content.package.unpacked import unpacked

    folder, archive = unpacked(atlas)
    for name, why in archive.problems:
        complain(labelled(str(atlas), name, why))
    return folder
