"""What days, kinds and classes of precision leave out: one decision for map, panels, legend and exports."""

from collections.abc import Collection
from dataclasses import replace

from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.scene import timeline
from arctic_map.scene.session import Session
from arctic_map.scene.timeline import Hidden, Range
from arctic_map.scene.words import when_in_words


def left_out(catalog: Catalog, session: Session) -> Hidden:
    """Ids of the facts and features that the session filters away."""
    by_time = timeline.hidden(catalog, session.when)
    facts = {fact.id for fact in catalog.facts if fact.kind in session.kinds_hidden}
    features = {
        id for id, feature in catalog.features.items() if feature.precision in session.precisions_hidden
    }
    return Hidden(by_time.facts | facts, by_time.features | features)


def without(drawing: Drawing, features: Collection[str]) -> Drawing:
    """The drawing with nothing of these features in it."""
    if not features:
        return drawing
    return replace(
        drawing,
        shapes=tuple(shape for shape in drawing.shapes if shape.feature not in features),
        chevrons=tuple(mark for mark in drawing.chevrons if mark.feature not in features),
        labels=tuple(label for label in drawing.labels if label.feature not in features),
    )


def period_in_words(when: Range | None) -> str:
    """The days as a reader says them: whole years and months without their days."""
    return when_in_words(f"{_short(when)}") if when else ""


def _short(when: Range) -> str:
    first, last = when.first, when.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year}/{last.year}"
    return f"{first.isoformat()}/{last.isoformat()}"
