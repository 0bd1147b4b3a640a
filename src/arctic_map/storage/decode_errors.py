"""Rewords errors of msgspec for users: where in the data, what was expected and what was found."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import msgspec
from msgspec import inspect

UNKNOWN = object()
"""Stands for a value that could not be found."""
_AT = re.compile(r" - at `(?P<path>\$[^`]*)`$")
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<number>\d+)\]|(?P<any>\[\.\.\.\])")
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    (str, "a text"),
    (int, "a whole number"),
    (float, "a number"),
    ((list, tuple), "a list"),
    (dict, "a table of keys"),
    (type(None), "nothing"),
)
"""Words for types of values. `bool` precedes `int` because it is a subclass of it."""
_TYPE_NAMES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (inspect.StrType, "a text"),
    (inspect.IntType, "a whole number"),
    (inspect.FloatType, "a number"),
    (inspect.BoolType, "true or false"),
    ((inspect.CollectionType, inspect.TupleType), "a list"),
    ((inspect.DictType, inspect.StructType), "a table of keys"),
    (inspect.NoneType, "nothing"),
)


def reword(error: msgspec.ValidationError, value: Any, kind: Any, where: str = "") -> tuple[str, str]:
    """Return where, below `where`, and why `value` (or UNKNOWN) is not a `kind`, in words for users."""
    found = _AT.search(str(error))
    path = found["path"].removeprefix("$") if found else ""
    return below(where, path), _why(*_reached(value, inspect.type_info(kind), path))


def below(where: str, path: str) -> str:
    """Join `features[3]` and `.geometry` or `geometry` to one path. Either may be empty."""
    path = path.removeprefix(".")
    dot = "." if where and path and not path.startswith("[") else ""
    return f"{where}{dot}{path}"


def _reached(value: Any, wanted: inspect.Type, path: str) -> tuple[Any, inspect.Type]:
    """Return the value at a path and the type expected there."""
    for step in _STEP.finditer(path):
        inner = next(filter(None, (_within(each, step) for each in _choices(wanted))), None)
        if inner is None:
            return UNKNOWN, inspect.AnyType()
        wanted = inner
        if step["key"] is not None:
            value = value.get(step["key"], UNKNOWN) if isinstance(value, dict) else UNKNOWN
        elif step["number"] is not None:
            number = int(step["number"])
            value = value[number] if isinstance(value, list | tuple) and number < len(value) else UNKNOWN
        else:
            # The path does not name the key, so take the first wrong value.
            values = value.values() if isinstance(value, dict) else ()
            value = next((each for each in values if not _fits(each, inner)), UNKNOWN)
    return value, wanted


def _within(wanted: inspect.Type, step: re.Match[str]) -> inspect.Type | None:
    """Return the type one step further down the path, or None."""
    if step["key"] is not None and isinstance(wanted, inspect.StructType):
        return next((field.type for field in wanted.fields if field.encode_name == step["key"]), None)
    if step["number"] is not None and isinstance(wanted, inspect.CollectionType):
        return wanted.item_type
    if step["number"] is not None and isinstance(wanted, inspect.TupleType):
        number = int(step["number"])
        return wanted.item_types[number] if number < len(wanted.item_types) else None
    if step["any"] is not None and isinstance(wanted, inspect.DictType):
        return wanted.value_type
    return None


def _why(value: Any, wanted: inspect.Type) -> str:
    if isinstance(value, date | datetime | time):
        return 'dates are written in quotes, as in "2024-11"'
    words = " or ".join(_names(_choices(wanted))) or "something else"
    if value is UNKNOWN:
        return f"expected {words}"
    if not _fits(value, wanted):
        return f"expected {words}, not {_name(value)}"
    beyond = (_beyond(value, each) for each in _choices(wanted) if _fits(value, each))
    return next(filter(None, beyond), f"expected {words}")


def _beyond(value: Any, wanted: inspect.Type) -> str:
    """Return what is wrong with a value of the right type, or an empty string."""
    if isinstance(wanted, inspect.StructType):
        names = {field.encode_name: field.required for field in wanted.fields}
        if wanted.forbid_unknown_fields and (extra := next((key for key in value if key not in names), None)):
            return f"unknown key {str(extra)[:40]!r}"
        missing = next((name for name, required in names.items() if required and name not in value), None)
        return f"{missing!r} is missing" if missing else ""
    if isinstance(wanted, inspect.TupleType):
        return f"expected {len(wanted.item_types)} values" if len(value) != len(wanted.item_types) else ""
    if isinstance(wanted, inspect.CollectionType) and wanted.min_length and len(value) < wanted.min_length:
        return "this must not be empty" if wanted.min_length == 1 else f"expected {wanted.min_length} values"
    if isinstance(wanted, inspect.CollectionType) and wanted.max_length and len(value) > wanted.max_length:
        return f"expected at most {wanted.max_length} values"
    if isinstance(wanted, inspect.IntType | inspect.FloatType):
        if wanted.gt is not None and value <= wanted.gt:
            return f"expected a number of more than {wanted.gt:g}"
        if wanted.lt is not None and value >= wanted.lt:
            return f"expected a number of less than {wanted.lt:g}"
        if wanted.ge is not None and value < wanted.ge:
            return f"expected a number of at least {wanted.ge:g}"
        if wanted.le is not None and value > wanted.le:
            return f"expected a number of at most {wanted.le:g}"
    return ""


def _choices(wanted: inspect.Type) -> tuple[inspect.Type, ...]:
    return tuple(wanted.types) if isinstance(wanted, inspect.UnionType) else (wanted,)


def _fits(value: Any, wanted: inspect.Type) -> bool:
    """Whether the value has the right type, whatever it contains."""
    name = _name(value)
    names = _names(_choices(wanted))
    return not names or name in names or (name == "a whole number" and "a number" in names)


def _names(wanted: Iterable[inspect.Type]) -> list[str]:
    return [name for each in wanted for kind, name in _TYPE_NAMES if isinstance(each, kind)]


def _name(value: Any) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), type(value).__name__)
