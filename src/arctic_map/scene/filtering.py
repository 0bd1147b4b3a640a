"""Removes filtered features from drawings, and describes the visible period."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from arctic_map.model.drawing import Drawing
from arctic_map.model.wording import Wording
from arctic_map.scene.timeline import Range
from arctic_map.scene.words.words import when_in_words


def without(drawing: Drawing, features: Collection[str]) -> Drawing:
    """The drawing without these features."""
    if not features:
        return drawing
    return replace(
        drawing,
        shapes=tuple(shape for shape in drawing.shapes if shape.feature not in features),
        chevrons=tuple(mark for mark in drawing.chevrons if mark.feature not in features),
        labels=tuple(label for label in drawing.labels if label.feature not in features),
    )


def period_in_words(when: Range | None, wording: Wording | None = None) -> str:
    """The period as text, with whole years and months shortened; empty for None."""
    return when_in_words(_short(when), wording) if when else ""


def _short(when: Range) -> str:
    """The period in the notation of the content; in one year both ends have the same precision."""
    first, last = when.first.isoformat(), when.last.isoformat()
    after = (when.last + timedelta(days=1)).isoformat() if when.last < date.max else "9999-01-01"
    year, month = first.endswith("-01-01"), first.endswith("-01")
    year_ends, month_ends = after.endswith("-01-01"), after.endswith("-01")
    if when.first.year == when.last.year:
        whole = 4 if year and year_ends else 7 if month and month_ends else 10
        return f"{first[:whole]}/{last[:whole]}"
    return (
        f"{first[: 4 if year else 7 if month else 10]}/{last[: 4 if year_ends else 7 if month_ends else 10]}"
    )
