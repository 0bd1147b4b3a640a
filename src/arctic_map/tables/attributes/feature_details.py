"""A feature's properties as plain words, and the one that is its name."""

from typing import Any

import msgspec

from arctic_map.storage.sanitized import sanitized

MOST_DETAILS, LONGEST_KEY, LONGEST_VALUE, LONGEST_NAME = 40, 60, 300, 80
NAMES = ("name", "title", "label", "name_en", "название", "наименование", "名称", "objnam")
"""Properties that hold a feature's name, in any letters, the first ones rather; the last one is S-57's."""


def name_and_details(properties: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The name, empty where there is none, and the other properties as keys with words."""
    details: list[tuple[str, str]] = []
    lower = {key.lower(): key for key in reversed(properties)}
    keys = [lower[name] for name in NAMES if name in lower]
    named = next((key for key in keys if isinstance(properties[key], str | int | float)), None)
    name = sanitized(words(properties[named]), LONGEST_NAME) if named is not None else ""
    for number, (key, value) in enumerate(properties.items()):
        if number >= MOST_DETAILS:
            details.append(("…", f"and {len(properties) - MOST_DETAILS:,} more properties"))
            break
        text = sanitized(words(value), LONGEST_VALUE)
        if text and key != named:
            details.append((sanitized(key, LONGEST_KEY) or "(no name)", text))
    return name, tuple(details)


def words(value: Any) -> str:
    """A value as a reader would write it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int() | float():
            return f"{value:.15g}" if isinstance(value, float) else str(value)
        case _:
            return msgspec.json.encode(value).decode()
