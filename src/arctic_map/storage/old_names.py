"""Members of files that version 0.1 wrote or read, by the names that they have now."""

from collections.abc import Mapping
from typing import Any

VIEW = {"plane": "projection"}
"""In sessions and in the views that pictures carry."""
CONTENT = {"plane": "projection", "theme": "topic"}
"""In folders of content."""


def with_current_names(members: Any, renamed: Mapping[str, str]) -> Any:
    """A decoded object with today's names; anything else, and an object that has them already, as it is."""
    if not isinstance(members, dict):
        return members
    return {
        renamed[name] if name in renamed and renamed[name] not in members else name: value
        for name, value in members.items()
    }
