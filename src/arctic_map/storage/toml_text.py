"""Reading TOML with bounds, and writing simple tables of texts, numbers, truth values and lists."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arctic_map.storage.bounded_reading import Unreadable, read_text
from arctic_map.storage.limits import LARGEST_TOML


def read_toml(path: Path) -> dict[str, Any]:
    """The table a TOML file holds. Raises Unreadable."""
    text = read_text(path, largest=LARGEST_TOML).decode("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, _, place = str(error).partition(" (at ")
        raise Unreadable(f"this is not TOML: {why[:1].lower()}{why[1:]}", place.rstrip(")")) from None
    except RecursionError:
        raise Unreadable("the TOML is nested too deeply") from None
    except ValueError as error:
        # A date that no calendar has, or a number of more digits than Python reads.
        raise Unreadable(f"this is not TOML: {str(error).partition(';')[0].lower()}") from None


def table(row: Mapping[str, object]) -> str:
    """A line for each key."""
    return "\n".join(f"{key} = {value_of(value)}" for key, value in row.items())


def value_of(value: object) -> str:
    """Raises TypeError for what is no such value."""
    if isinstance(value, str):
        # JSON escapes all that TOML does, but for the one control character behind the letters.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_of, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {value_of(each)}' for key, each in value.items())} }}"
    raise TypeError(f"{type(value).__name__} is not written as TOML")
