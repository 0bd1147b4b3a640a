"""Which features the filters hide, and drawings without them."""

from collections.abc import Collection
from dataclasses import replace

from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.ice import shown
from arctic_map.scene import timeline
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import HiddenByTime


def filtered_out(catalog: Catalog, session: Session) -> HiddenByTime:
    """Ids of facts and features that are filtered out, including features hidden by hand."""
    by_time = timeline.hidden(catalog, session.when)
    facts = {fact.id for fact in catalog.facts if fact.kind in session.kinds_hidden}
    features = set(session.features_hidden) | other_months(catalog, session.month)
    # Only for layers of the atlas: opened files have no precision and may be large.
    for layer in catalog.layers if session.precisions_hidden else ():
        if not layer.file:
            features |= {each.id for each in layer.features if each.precision in session.precisions_hidden}
    return HiddenByTime(by_time.facts | facts, by_time.features | features)


def other_months(catalog: Catalog, month: int | None) -> set[str]:
    """Ids of the features of months that are not shown; without a selected month, of all but the extremes."""
    return {feature.id for feature in catalog.monthly if feature.month not in shown(month)}


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
