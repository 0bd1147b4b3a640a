"""Which styles of the table suit a point, a line or an area."""

from __future__ import annotations

from collections.abc import Collection

from arctic_map.model.outline import OutlineKind
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.model.tr import tr


def fitting(symbology: Symbology, kind: OutlineKind, usable: Collection[str]) -> tuple[StyleRow, ...]:
    """Those that content may ask for and that have words of their own, in the legend's order."""
    return tuple(row for row in symbology.styles.values() if row.id in usable and kind_of(row) is kind)


def kind_of(row: StyleRow) -> OutlineKind | None:
    """What a style paints; None for one that only letters, hatches or limits what others paint."""
    if not row.legend or row.letters_only:
        return None
    if row.symbol is not None:
        return OutlineKind.POINT
    return OutlineKind.AREA if row.fill or row.hatch or row.fade else OutlineKind.LINE


def style_in_words(row: StyleRow) -> str:
    """Its group and words in the legend; an area without an edge says so."""
    words = f"{row.legend_group}: {row.legend}" if row.legend_group else row.legend or row.id
    return tr("{words} (no edge)", words=words) if row.fade else words
