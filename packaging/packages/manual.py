"""The man page, made from the help texts of the command line."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from datetime import datetime

WIDTH = "78"
NAME = "arctic-map \\- atlas of China-Russia cooperation in the Arctic"


def page(program: Sequence[str], version: str, made: datetime) -> str:
    """Return the page as roff; `program` is run with --help, for itself and for each of its commands."""
    general = _help(program)
    commands = re.findall(r"^    (\w+)  +\S", general.partition("\ncommands:\n")[2], re.MULTILINE)
    parts = [
        f'.TH ARCTIC-MAP 1 "{made:%Y-%m-%d}" "arctic-map {version}" "User Commands"',
        ".SH NAME",
        NAME,
        ".SH SYNOPSIS",
        ".B arctic-map\n.RI [ options ]\n.RI [ command ]",
        ".SH DESCRIPTION",
        "With no command, the window opens. The program works offline and sends nothing anywhere.",
        _verbatim(general.partition("\n\n")[2].partition("\n\n")[2]),
        ".SH COMMANDS",
    ]
    for command in commands:
        parts += [f".SS arctic\\-map {command}", _verbatim(_help([*program, command]))]
    parts += [
        ".SH ENVIRONMENT",
        ".TP\n.B QT_QPA_PLATFORM\nHow Qt reaches the display; usually it finds out itself.",
        ".TP\n.B ARCTIC_MAP_LANGUAGE\nThe language, in place of that of the system: en, ru or zh.",
        ".TP\n.B ARCTIC_MAP_DEBUG\nWith 1, unexpected failures are told in full.",
        ".SH SEE ALSO",
        "In the window, F1 lists every shortcut.",
    ]
    return "\n".join(parts) + "\n"


def _help(command: Sequence[str]) -> str:
    made = subprocess.run(
        [*command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": WIDTH, "LANG": "C.UTF-8"},
    )
    return made.stdout.strip("\n")


def _verbatim(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    # roff takes a line that begins with a dot or an apostrophe for a request.
    return ".nf\n" + re.sub(r"^(?=[.'])", r"\\&", escaped, flags=re.MULTILINE) + "\n.fi"
