"""A feature's properties as text, and its name among them."""

from typing import Any

import msgspec

from arctic_map.storage.sanitized import sanitized

MAX_DETAILS, MAX_KEY_LENGTH, MAX_VALUE_LENGTH, MAX_NAME_LENGTH = 40, 60, 300, 80
NAMES = ("name", "title", "label", "name_en", "название", "наименование", "名称", "objnam")
"""Properties with a feature's name in any case, best first. The last one is from S-57."""


def name_and_details(properties: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The feature's name, or an empty string, and its other properties as texts."""
    details: list[tuple[str, str]] = []
    lower = {key.lower(): key for key in reversed(properties)}
    keys = [lower[name] for name in NAMES if name in lower]
    named = next((key for key in keys if isinstance(properties[key], str | int | float)), None)
    name = sanitized(words(properties[named]), MAX_NAME_LENGTH) if named is not None else ""
    for number, (key, value) in enumerate(properties.items()):
        if number >= MAX_DETAILS:
            details.append(("…", f"and {len(properties) - MAX_DETAILS:,} more properties"))
            break
        text = sanitized(words(value), MAX_VALUE_LENGTH)
        if text and key != named:
            details.append((sanitized(key, MAX_KEY_LENGTH) or "(no name)", text))
    return name, tuple(details)


def words(value: Any) -> str:
    """The displayed text of a value."""
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
