"""Members of files that version 0.1 wrote, by the names that they have now."""

from typing import Any

RENAMED = {"plane": "projection"}


def with_current_names(members: Any) -> Any:
    """A decoded object with today's names; anything else, and an object that has them already, as it is."""
    if not isinstance(members, dict):
        return members
    return {
        RENAMED[name] if name in RENAMED and RENAMED[name] not in members else name: value
        for name, value in members.items()
    }
