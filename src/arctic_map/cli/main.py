"""From the command line to an exit code: every failure is one clear line."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module

from arctic_map.cli.parser import UsageError, parser, suggestion
from arctic_map.cli.text import complain, drop_output, flush
from arctic_map.errors import ArcticMapError, ContentError, UnknownName

FAILED, WRONG_INPUT, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
ROOMS = {
    "open": "opening",
    "atlas": "atlas",
    "layers": "listing",
    "facts": "listing",
    "ledger": "ledger",
    "charts": "charts",
    "ice": "ice",
    "search": "searching",
    "route": "routing",
    "propose": "proposing",
    "check": "checking",
    "review": "reviewing",
    "info": "describing",
    "export": "export_command",
    "doctor": "examining",
    "prepare": "preparing",
    "layer-of": "layering",
}
"""Commands in the order of --help, and the module of each."""
WITH_WINDOW = (ROOMS["open"], ROOMS["doctor"])
DEBUG = "ARCTIC_MAP_DEBUG"
"""Set to 1, an unexpected error shows its traceback."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command; the exit code. Raises SystemExit(0) for --help and --version."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets an escape for it, not the end of the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        # Here, so that a closed pipe is noticed where it can be handled.
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
        complain(f"unexpected {type(error).__name__}: {error} (with {DEBUG}=1 there is more)")
        return FAILED


def _run(arguments: Sequence[str]) -> int:
    if rooms(arguments)[0] in WITH_WINDOW:
        # The other commands load no Qt WebEngine.
        from arctic_map.desktop.startup.libraries import load_beside

        load_beside()
    options = read(arguments)
    code: int = options.run(options)
    return code


def read(arguments: Sequence[str]) -> Namespace:
    """The command with its options; `run` carries it out. Raises UsageError."""
    main, commands = parser()
    for room in rooms(arguments):
        import_module(f"arctic_map.cli.{room}").add(commands)
    if command := _unknown_command(arguments, commands.names):
        raise UsageError(
            f"there is no command {command!r}{suggestion(command, commands.names)} (see arctic-map --help)"
        )
    options = main.parse_args(arguments)
    if options.command is None:
        options.run = import_module("arctic_map.cli.opening").run
    return options


def rooms(arguments: Sequence[str]) -> tuple[str, ...]:
    """The modules to load, in the order of --help: only the command's own where it stands first.

    A window must not wait for what the other commands need.
    """
    if not arguments:
        return (ROOMS["open"],)
    if arguments[0] in ROOMS:
        return (ROOMS[arguments[0]],)
    return tuple(dict.fromkeys(ROOMS.values()))


def _unknown_command(arguments: Sequence[str], known: Sequence[str]) -> str | None:
    """The word that stands where a command should, if it is none. Raises UsageError for a wrong option."""
    words = iter(arguments)
    for word in words:
        if word == "--data":
            next(words, None)
        elif not word.startswith("-"):
            return None if word in known else word
        elif word.partition("=")[0] not in ("--data", "--version", "--help", "-h"):
            raise UsageError(f"there is no option {word!r} here (see arctic-map --help)")
    return None
