"""Decoding JSON and TOML within limits, with errors of msgspec reworded for users."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from arctic_map.model.tr import digits, tr, tr_count, tr_later
from arctic_map.storage.bounded_reading import MAX_TOML_SIZE, Unreadable, place, read_bytes, require_text

UNKNOWN = object()
"""Stands for a value that could not be found."""
_AT = re.compile(r" - at `(?P<path>\$[^`]*)`$")
_PLACE = re.compile(r"line (\d+), column (\d+)")
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<number>\d+)\]|(?P<any>\[\.\.\.\])")
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, tr_later("true or false")),
    (str, tr_later("a text")),
    (int, tr_later("a whole number")),
    (float, tr_later("a number")),
    ((list, tuple), tr_later("a list")),
    (dict, tr_later("a table of keys")),
    (type(None), tr_later("nothing")),
)
"""Words for types of values. `bool` precedes `int` because it is a subclass of it."""
_TYPE_NAMES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (inspect.StrType, tr_later("a text")),
    (inspect.IntType, tr_later("a whole number")),
    (inspect.FloatType, tr_later("a number")),
    (inspect.BoolType, tr_later("true or false")),
    ((inspect.CollectionType, inspect.TupleType), tr_later("a list")),
    ((inspect.DictType, inspect.StructType), tr_later("a table of keys")),
    (inspect.NoneType, tr_later("nothing")),
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
        return tr('dates are written in quotes, as in "2024-11"')
    words = tr(" or ").join(map(tr, _names(_choices(expected)))) or tr("something else")
    if value is UNKNOWN:
        return tr("expected {kind}", kind=words)
    if not _fits(value, expected):
        return tr("expected {kind}, not {found}", kind=words, found=tr(_name(value)))
    beyond = (_beyond(value, each) for each in _choices(expected) if _fits(value, each))
    return next(filter(None, beyond), tr("expected {kind}", kind=words))


def _beyond(value: Any, expected: inspect.Type) -> str:
    """Return what is wrong with a value of the right type, or an empty string."""
    if isinstance(expected, inspect.StructType):
        names = {field.encode_name: field.required for field in expected.fields}
        if expected.forbid_unknown_fields and (
            extra := next((key for key in value if key not in names), None)
        ):
            return tr("unknown key {key!r}", key=str(extra)[:40])
        missing = next((name for name, required in names.items() if required and name not in value), None)
        return tr("{key!r} is missing", key=missing) if missing else ""
    if isinstance(expected, inspect.TupleType):
        number = len(expected.item_types)
        return (
            tr_count(number, "expected {count} value", "expected {count} values")
            if len(value) != number
            else ""
        )
    if (
        isinstance(expected, inspect.CollectionType)
        and expected.min_length
        and len(value) < expected.min_length
    ):
        return (
            tr("this must not be empty")
            if expected.min_length == 1
            else tr_count(expected.min_length, "expected {count} value", "expected {count} values")
        )
    if (
        isinstance(expected, inspect.CollectionType)
        and expected.max_length
        and len(value) > expected.max_length
    ):
        return tr_count(
            expected.max_length, "expected at most {count} value", "expected at most {count} values"
        )
    if isinstance(expected, inspect.IntType | inspect.FloatType):
        if expected.gt is not None and value <= expected.gt:
            return tr("expected a number of more than {limit}", limit=digits(f"{expected.gt:g}"))
        if expected.lt is not None and value >= expected.lt:
            return tr("expected a number of less than {limit}", limit=digits(f"{expected.lt:g}"))
        if expected.ge is not None and value < expected.ge:
            return tr("expected a number of at least {limit}", limit=digits(f"{expected.ge:g}"))
        if expected.le is not None and value > expected.le:
            return tr("expected a number of at most {limit}", limit=digits(f"{expected.le:g}"))
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


_BYTE = re.compile(r"^JSON is malformed: (?P<why>.*) \(byte (?P<offset>\d+)\)$")
JSON_REASONS = (
    tr_later("invalid character"),
    tr_later("invalid number"),
    tr_later("invalid escape character in string"),
    tr_later("expected ',' or ']'"),
    tr_later("expected '\"'"),
    tr_later("expected ':'"),
    tr_later("trailing comma in array"),
    tr_later("trailing comma in object"),
    tr_later("trailing characters"),
)
"""What msgspec finds wrong in JSON."""
_BRACES = {"expected ',' or '}'": tr_later("expected a comma or a closing brace")}
"""Texts with braces cannot be translated."""
_NO_NUMBERS = (b"NaN", b"Infinity", b"-Infinity", b"nan", b"inf", b"-inf")


def decode[T](content: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """Decode JSON. Raises Unreadable if it is not JSON, msgspec.ValidationError if types are wrong."""
    try:
        return decoder.decode(content)
    except msgspec.ValidationError:
        raise
    except RecursionError:
        raise Unreadable(tr("the JSON is nested too deeply")) from None
    except msgspec.DecodeError as error:
        raise _explained(content, str(error)) from None


def whole(content: bytes | msgspec.Raw) -> Any:
    """Return the decoded value, to explain a validation error. UNKNOWN if it is not JSON."""
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return UNKNOWN


def outline(content: bytes) -> Any:
    """Like `whole`, but with empty nested objects and lists, as they may be very large."""
    try:
        members = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        return [] if content.lstrip()[:1] == b"[" else whole(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return UNKNOWN
    empty = {b"{": dict[str, Any](), b"[": list[Any]()}
    return {
        key: empty.get(bytes(raw)[:1], "") if bytes(raw)[:1] in b'{["' else whole(raw)
        for key, raw in members.items()
    }


def _explained(content: bytes, text: str) -> Unreadable:
    if not content.strip():
        return Unreadable(tr("the file is empty"))
    if not (match := _BYTE.match(text)):
        if re.search(rb"\\u[dD][89a-fA-F]", content):
            return Unreadable(
                tr("this is not JSON: half of a \\ud8.. pair stands alone, or the text ends too early")
            )
        return Unreadable(tr("this is not JSON: the text ends too early"))
    offset = int(match["offset"])
    for word in _NO_NUMBERS:
        # The decoder stops at the word or after its minus sign.
        if content.startswith(word, offset) or content.startswith(word, max(0, offset - 1)):
            return Unreadable(
                tr("{word} is not a number in JSON", word=word.decode()), place(content, offset)
            )
    return Unreadable(
        tr("this is not JSON: {why}", why=tr(_BRACES.get(match["why"], match["why"]))), place(content, offset)
    )


def read_toml(path: Path) -> dict[str, Any]:
    """Return the table of a TOML file. Raises Unreadable."""
    return toml_of(read_bytes(path, largest=MAX_TOML_SIZE))


def toml_of(content: bytes) -> dict[str, Any]:
    """Return the table of the content of a TOML file. Raises Unreadable."""
    require_text(content)
    try:
        return tomllib.loads(content.decode())
    except tomllib.TOMLDecodeError as error:
        why, _, place = str(error).partition(" (at ")
        raise Unreadable(
            tr("this is not TOML: {why}", why=f"{why[:1].lower()}{why[1:]}"), _where(place)
        ) from None
    except RecursionError:
        raise Unreadable(tr("the TOML is nested too deeply")) from None
    except ValueError as error:
        # An impossible date, or a number with more digits than Python reads.
        raise Unreadable(tr("this is not TOML: {why}", why=str(error).partition(";")[0].lower())) from None


def _where(place: str) -> str:
    """Return the place in a text that `tomllib` names, `line 3, column 14`, in the reader's language."""
    found = _PLACE.search(place)
    if found is None:
        return tr("end of document") if place else ""
    return tr("line {line}, column {column}", line=found[1], column=found[2])


def toml_table(row: Mapping[str, object]) -> str:
    """Return one line of TOML for each key."""
    return "\n".join(f"{key} = {toml_value(value)}" for key, value in row.items())


def toml_value(value: object) -> str:
    """Return a value as TOML. Raises TypeError for unsupported types."""
    if isinstance(value, str):
        # JSON escapes all characters that TOML requires, except DEL.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {toml_value(each)}' for key, each in value.items())} }}"
    raise TypeError(f"{type(value).__name__} is not written as TOML")


VIEW = {"plane": "projection"}
"""Old and current names in sessions and embedded views."""
CONTENT = {"plane": "projection", "theme": "topic"}
"""Old and current names in content folders."""


def with_current_names(members: Any, renamed: Mapping[str, str]) -> Any:
    """Return a decoded object with current names, unless it already has them. Others stay unchanged."""
    if not isinstance(members, dict):
        return members
    return {
        renamed[name] if name in renamed and renamed[name] not in members else name: value
        for name, value in members.items()
    }
