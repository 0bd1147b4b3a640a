"""Writes simple tables as TOML: texts, numbers, truth and lists of these."""

import json
from collections.abc import Mapping


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
