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
    match = _AT.search(str(error))
    path = match["path"].removeprefix("$") if match else ""
    return below(where, path), _why(*_reached(value, inspect.type_info(kind), path))


def below(where: str, path: str) -> str:
    """Join `features[3]` and `.geometry` or `geometry` to one path. Either may be empty."""
    path = path.removeprefix(".")
    dot = "." if where and path and not path.startswith("[") else ""
    return f"{where}{dot}{path}"


def _reached(value: Any, expected: inspect.Type, path: str) -> tuple[Any, inspect.Type]:
    """Return the value at a path and the type expected there."""
    for step in _STEP.finditer(path):
        inner = next(filter(None, (_within(each, step) for each in _choices(expected))), None)
        if inner is None:
            return UNKNOWN, inspect.AnyType()
        expected = inner
        if step["key"] is not None:
            value = value.get(step["key"], UNKNOWN) if isinstance(value, dict) else UNKNOWN
        elif step["number"] is not None:
            number = int(step["number"])
            value = value[number] if isinstance(value, list | tuple) and number < len(value) else UNKNOWN
        else:
            # The path does not name the key, so take the first wrong value.
            values = value.values() if isinstance(value, dict) else ()
            value = next((each for each in values if not _fits(each, inner)), UNKNOWN)
    return value, expected


def _within(expected: inspect.Type, step: re.Match[str]) -> inspect.Type | None:
    """Return the type one step further down the path, or None."""
    if step["key"] is not None and isinstance(expected, inspect.StructType):
        return next((field.type for field in expected.fields if field.encode_name == step["key"]), None)
    if step["number"] is not None and isinstance(expected, inspect.CollectionType):
        return expected.item_type
    if step["number"] is not None and isinstance(expected, inspect.TupleType):
        number = int(step["number"])
        return expected.item_types[number] if number < len(expected.item_types) else None
    if step["any"] is not None and isinstance(expected, inspect.DictType):
        return expected.value_type
    return None


def _why(value: Any, expected: inspect.Type) -> str:
    if isinstance(value, date | datetime | time):
        return 'dates are written in quotes, as in "2024-11"'
    words = " or ".join(_names(_choices(expected))) or "something else"
    if value is UNKNOWN:
        return f"expected {words}"
    if not _fits(value, expected):
        return f"expected {words}, not {_name(value)}"
    beyond = (_beyond(value, each) for each in _choices(expected) if _fits(value, each))
    return next(filter(None, beyond), f"expected {words}")


def _beyond(value: Any, expected: inspect.Type) -> str:
    """Return what is wrong with a value of the right type, or an empty string."""
    if isinstance(expected, inspect.StructType):
        names = {field.encode_name: field.required for field in expected.fields}
        if expected.forbid_unknown_fields and (
            extra := next((key for key in value if key not in names), None)
        ):
            return f"unknown key {str(extra)[:40]!r}"
        missing = next((name for name, required in names.items() if required and name not in value), None)
        return f"{missing!r} is missing" if missing else ""
    if isinstance(expected, inspect.TupleType):
        return f"expected {len(expected.item_types)} values" if len(value) != len(expected.item_types) else ""
    if (
        isinstance(expected, inspect.CollectionType)
        and expected.min_length
        and len(value) < expected.min_length
    ):
        return (
            "this must not be empty" if expected.min_length == 1 else f"expected {expected.min_length} values"
        )
    if (
        isinstance(expected, inspect.CollectionType)
        and expected.max_length
        and len(value) > expected.max_length
    ):
        return f"expected at most {expected.max_length} values"
    if isinstance(expected, inspect.IntType | inspect.FloatType):
        if expected.gt is not None and value <= expected.gt:
            return f"expected a number of more than {expected.gt:g}"
        if expected.lt is not None and value >= expected.lt:
            return f"expected a number of less than {expected.lt:g}"
        if expected.ge is not None and value < expected.ge:
            return f"expected a number of at least {expected.ge:g}"
        if expected.le is not None and value > expected.le:
            return f"expected a number of at most {expected.le:g}"
    return ""


def _choices(expected: inspect.Type) -> tuple[inspect.Type, ...]:
    return tuple(expected.types) if isinstance(expected, inspect.UnionType) else (expected,)


def _fits(value: Any, expected: inspect.Type) -> bool:
    """Whether the value has the right type, whatever it contains."""
    name = _name(value)
    names = _names(_choices(expected))
    return not names or name in names or (name == "a whole number" and "a number" in names)


def _names(expected: Iterable[inspect.Type]) -> list[str]:
    return [name for each in expected for kind, name in _TYPE_NAMES if isinstance(each, kind)]


def _name(value: Any) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), type(value).__name__)
