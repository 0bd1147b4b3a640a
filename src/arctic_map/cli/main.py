"""Runs a command line and returns an exit code. Every failure is reported in one line."""

import locale
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from arctic_map.cli.parser import COMMANDS, DEFAULT, UsageError, parser, suggestion
from arctic_map.cli.text import complain, drop_output, flush
from arctic_map.errors import ArcticMapError, ContentError, UnknownName

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
