"""Which commands there are, and which of them a command line asks for; nothing else is loaded before that."""

from collections.abc import Sequence

COMMANDS = (
    *("open", "atlas", "layers", "facts", "ledger", "charts", "ice", "search", "route", "propose"),
    *("check", "review", "info", "export", "doctor", "prepare", "layer-of"),
)
"""In the order of --help. Each has a module in `options` and one in `commands`, called as it is."""
WINDOW = "open"


def to_read(arguments: Sequence[str]) -> tuple[str, ...]:
    """The commands whose options are loaded: only the one that stands first, if one does.

    A window must not wait for what the other commands need.
    """
    if not arguments:
        return (WINDOW,)
    return (arguments[0],) if arguments[0] in COMMANDS else COMMANDS
