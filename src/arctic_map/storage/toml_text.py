"""Reading TOML within limits, and writing simple tables of texts, numbers, booleans and lists."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arctic_map.storage.bounded_reading import Unreadable, read_text
from arctic_map.storage.limits import MAX_TOML_SIZE


def read_toml(path: Path) -> dict[str, Any]:
    """Return the table of a TOML file. Raises Unreadable."""
    text = read_text(path, largest=MAX_TOML_SIZE).decode("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, _, place = str(error).partition(" (at ")
        raise Unreadable(f"this is not TOML: {why[:1].lower()}{why[1:]}", place.rstrip(")")) from None
    except RecursionError:
        raise Unreadable("the TOML is nested too deeply") from None
    except ValueError as error:
        # An impossible date, or a number with more digits than Python reads.
        raise Unreadable(f"this is not TOML: {str(error).partition(';')[0].lower()}") from None


def table(row: Mapping[str, object]) -> str:
    """Return one line of TOML for each key."""
    return "\n".join(f"{key} = {value_of(value)}" for key, value in row.items())


def value_of(value: object) -> str:
    """Return a value as TOML. Raises TypeError for unsupported types."""
    if isinstance(value, str):
        # JSON escapes all characters that TOML requires, except DEL.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_of, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {value_of(each)}' for key, each in value.items())} }}"
    raise TypeError(f"{type(value).__name__} is not written as TOML")
