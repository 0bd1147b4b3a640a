"""The parser of the command line, whose help and errors are in the language of the program."""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterable
from difflib import get_close_matches
from functools import partial
from typing import Any, NoReturn

from arctic_map.errors import NEAR, SHORTEST
from arctic_map.model.tr import interface, speaks_english, tr, tr_later

NARROW = 3
"""Columns that argparse leaves free at the right, with one for a wide letter that is broken."""
HELP_COLUMN = 24
"""Column at which argparse begins the help of an option."""
HEADINGS = tr_later("positional arguments"), tr_later("options")
"""Headings of argparse."""
ERRORS = (
    tr_later("argument {argument}: {why}"),
    tr_later("the following arguments are required: {names}"),
    tr_later("unrecognized arguments: {names}"),
    tr_later("invalid choice: {value} (choose from {choices})"),
    tr_later("invalid int value: {value}"),
    tr_later("invalid float value: {value}"),
    tr_later("expected one argument"),
    tr_later("expected at least one argument"),
    tr_later("expected {number} arguments"),
    tr_later("ignored explicit argument {value}"),
)
"""Errors of argparse, which has no parameter for them. Those of other versions of Python stay English."""
GAP = re.compile(r"\\\{(\w+)\\\}")
"""A placeholder in an escaped text."""


class UsageError(Exception):
    """The command line is wrong. The message is one line."""

    def __init__(self, message: str, *, see: str = "") -> None:
        """`see` is the command whose --help is named behind the message."""
        self.message = message
        super().__init__(
            tr("{message} (see {command} --help)", message=message, command=see) if see else message
        )


class HelpText(argparse.RawDescriptionHelpFormatter):
    """The layout of --help."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the usage after `usage:`."""
        super().add_usage(usage, actions, groups, tr("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Begin a section with its heading."""
        super().start_section(tr(heading) if heading in HEADINGS else heading)


class Parser(argparse.ArgumentParser):
    """An argument parser that reports errors in one line, without the usage."""

    def __init__(self, *, add_help: bool = True, **how: Any) -> None:
        super().__init__(formatter_class=_help_text(), allow_abbrev=False, add_help=False, **how)
        if add_help:
            self.add_argument(
                "-h",
                "--help",
                action="help",
                default=argparse.SUPPRESS,
                help=tr("show this help message and exit"),
            )

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the message."""
        raise UsageError(translated(message), see=self.prog)

    def describe(self, text: str = "", *, examples: tuple[str, ...] = ()) -> None:
        """Set the description of --help, by default the line of COMMANDS, and the examples below."""
        self.description = text or self.description
        self.epilog = listed(examples) if examples else None


def listed(examples: Iterable[str]) -> str:
    """The examples as lines below their heading."""
    return "\n".join((tr("examples:"), *(f"  {line}" for line in examples)))


def translated(message: str) -> str:
    """An error of argparse in the language of the program."""
    if speaks_english():
        return message
    for text in ERRORS:
        if found := re.fullmatch(GAP.sub(r"(?P<\1>.+?)", re.escape(text)), message, re.DOTALL):
            parts = found.groupdict()
            if "why" in parts:
                parts["why"] = translated(parts["why"])
            return tr(text, **parts)
    return message


def suggestion(name: str, known: Iterable[str]) -> str:
    """Text such as `; did you mean ports?`, or empty."""
    close = get_close_matches(name[:40].lower(), list(known), 1, NEAR) if len(name) >= SHORTEST else ()
    return tr("; did you mean {name}?", name=close[0]) if close else ""


def _help_text() -> Any:
    if interface().language != "zh":
        return HelpText
    # argparse counts letters, and each of these is two columns wide.
    columns = shutil.get_terminal_size().columns - NARROW
    return partial(HelpText, width=HELP_COLUMN + max(columns - HELP_COLUMN, 0) // 2)
