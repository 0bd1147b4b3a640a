"""A condition that a reader writes as SQL: one expression and nothing else, and what is wrong in it."""

import re

import duckdb

from arctic_map.model.tr import tr

LONGEST = 2000
"""Characters of a reason."""
_UNKNOWN = re.compile(r'Referenced column "(.*?)"')
_MEANT = re.compile(r'Candidate bindings: "(.*?)"')


class WrongExpression(Exception):
    """What is wrong, in a sentence."""


def checked(text: str) -> str:
    """The expression in brackets of its own. Raises WrongExpression where it does more than that."""
    depth = 0
    try:
        tokens = duckdb.tokenize(text)
    except duckdb.Error as error:
        raise WrongExpression(reason(error)) from None
    for start, kind in tokens:
        if kind is not duckdb.token_type.operator:
            continue
        depth += {"(": 1, ")": -1}.get(text.encode()[start : start + 1].decode("ascii", "replace"), 0)
        if depth < 0:
            raise WrongExpression(tr("a bracket is closed that was not opened"))
        if text.encode()[start : start + 1] == b";":
            raise WrongExpression(tr("only one condition is possible"))
    # Should it end in a comment, the bracket is none of it.
    return f"({text}\n)"


def reason(error: duckdb.Error) -> str:
    """What DuckDB found wrong, without what only its makers need."""
    said = str(error)
    if unknown := _UNKNOWN.search(said):
        meant = _MEANT.search(said)
        if meant:
            return tr("there is no field {name}; is {meant} meant?", name=unknown[1], meant=meant[1])
        return tr("there is no field {name}", name=unknown[1])
    if isinstance(error, duckdb.InterruptException):
        return tr("it takes too long")
    if isinstance(error, duckdb.OutOfMemoryException):
        return tr("it needs too much memory")
    if isinstance(error, duckdb.PermissionException):
        return tr("it may only look at this table")
    first = said.partition("\n")[0]
    return first.partition(": ")[2][:LONGEST] or first[:LONGEST]
