"""What a server offers, and what copies it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from arctic_map.model.map_view import FetchView
from arctic_map.model.shared_source import SharedLayer
from arctic_map.model.tr import tr_later

ONLY_FIRST = tr_later("only the first {count} features were fetched")
Progress = Callable[[int, int | None], None]
"""Called with what is fetched so far and the number of all, None if it is unknown."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How a copy differs from what the server has, and whom that names as the author."""

    remarks: tuple[str, ...] = ()
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """The layers of an address, and what copies one by name to a file."""

    layers: tuple[SharedLayer, ...]
    copy: Callable[[str, Path, Progress, FetchView], Copied]
