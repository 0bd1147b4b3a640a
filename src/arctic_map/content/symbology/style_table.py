"""The strict reading of the style table, TOML that is edited by hand. Invalid rows are left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from arctic_map import resources
from arctic_map.content import vocabulary
from arctic_map.content.symbology.style_checks import OWN_ROLES, ground_of, sound, styles_of
from arctic_map.content.symbology.style_colours import (
    StyleContext,
    converted,
    hues,
    named_colours,
    palette,
    topics,
)
from arctic_map.content.symbology.style_schema import LanesEntry, SymbolEntry
from arctic_map.geo import unit_path
from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES
from arctic_map.model.opened import HUES, MARKS, style_id
from arctic_map.model.problem import FileProblem
from arctic_map.model.style import Symbol
from arctic_map.model.symbology import Symbology
from arctic_map.storage.toml_text import read_toml

TABLE = "symbology.toml"
"""The built-in table, used by content that names none."""
KEYS = ("hues", "colours", "plain", "palette", "topics", "lanes", "symbol", "style", "ground")


@dataclass(frozen=True, slots=True)
class SymbologyFile:
    """A style table with substitutes for missing rows, and the problems of the file."""

    symbology: Symbology
    problems: tuple[FileProblem, ...]


def built_in() -> Symbology:
    """The built-in table. Raises Unreadable."""
    return read_symbology(resources.data() / TABLE).symbology


def read_symbology(path: Path) -> SymbologyFile:
    """The table of a file. Raises Unreadable."""
    table = read_toml(path)
    known = StyleContext()
    known.problems += [("", vocabulary.unknown("key", key, KEYS)) for key in table if key not in KEYS]
    known.colours = dict(named_colours(table.get("colours", {}), known))
    known.symbols = {
        row.id: Symbol(row.outline, row.fill or row.outline)
        for row in sound(table, "symbol", SymbolEntry, _symbol_problems, known)
    }
    plain = dict(named_colours(table.get("plain", {}), known))
    known.styles = frozenset(_ids(table.get("style")))
    styles, roles = styles_of(table, hues(table.get("hues", []), known), plain, known)
    lanes = _lanes(table.get("lanes", {}), known)
    symbology = Symbology(
        styles=styles,
        ground=ground_of(table, known),
        symbols=known.symbols,
        palette=palette(table.get("palette", {}), known),
        topics=topics(table.get("topics", {}), known),
        plain=plain,
        grounds=tuple(colour for colour in known.colours.values() if colour.strong),
        roles=roles,
        stretch=lanes.stretch,
        grey_dash=lanes.grey_dash,
        digest=f"{crc32(repr(table).encode()):08x}",
    )
    return SymbologyFile(symbology, tuple(known.problems))


def usable(symbology: Symbology) -> frozenset[str]:
    """The styles that content may use: all except those of the program's own marks."""
    own = {symbology.roles.get(role) for role in (*Kind, *CLASSES, *OWN_ROLES)}
    files = {style_id(hue, mark) for hue in range(1, HUES + 1) for mark in MARKS}
    return frozenset(symbology.styles) - own - files


def _ids(entries: Any) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield entry["id"]


def _symbol_problems(row: SymbolEntry) -> Iterator[FileProblem]:
    for key, path in (("outline", row.outline), ("fill", row.fill)):
        if (path or key == "outline") and (why := unit_path.problem_of(path)):
            yield key, why


def _lanes(table: Any, known: StyleContext) -> LanesEntry:
    lanes: LanesEntry | None = converted(table, LanesEntry, "lanes", known)
    return lanes or LanesEntry()
