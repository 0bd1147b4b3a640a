"""Styles of the table for points, lines and areas."""

from __future__ import annotations

from collections.abc import Collection

from arctic_map.model.outline import OutlineKind
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.model.tr import tr


def fitting(symbology: Symbology, kind: OutlineKind, usable: Collection[str]) -> tuple[StyleRow, ...]:
    """Styles in `usable` for this geometry that have a legend text, in the order of the legend."""
    return tuple(row for row in symbology.styles.values() if row.id in usable and kind_of(row) is kind)


def kind_of(row: StyleRow) -> OutlineKind | None:
    """The geometry that a style paints; None if it only adds labels, hatching or edges."""
    if not row.legend or row.letters_only:
        return None
    if row.symbol is not None:
        return OutlineKind.POINT
    return OutlineKind.AREA if row.fill or row.hatch or row.fade else OutlineKind.LINE


def style_in_words(row: StyleRow) -> str:
    """Group and text in the legend; areas without an edge are marked."""
    words = f"{row.legend_group}: {row.legend}" if row.legend_group else row.legend or row.id
    return tr("{words} (no edge)", words=words) if row.fade else words
