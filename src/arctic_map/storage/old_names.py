"""Renames members of files that version 0.1 wrote or read."""

from collections.abc import Mapping
from typing import Any

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
