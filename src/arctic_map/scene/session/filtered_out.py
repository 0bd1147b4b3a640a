"""What is left out by days, kinds, precision and by hand: one decision for map, panels, legend, exports."""

from arctic_map.model.catalog import Catalog
from arctic_map.model.ice import shown
from arctic_map.scene import timeline
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Hidden


def filtered_out(catalog: Catalog, session: Session) -> Hidden:
    """Ids of the facts and features that the session filters away, and of features hidden by hand."""
    by_time = timeline.hidden(catalog, session.when)
    facts = {fact.id for fact in catalog.facts if fact.kind in session.kinds_hidden}
    features = set(session.features_hidden) | other_months(catalog, session.month)
    # Of the atlas's own: what a reader opened has no class, and there may be very much of it.
    for layer in catalog.layers if session.precisions_hidden else ():
        if not layer.file:
            features |= {each.id for each in layer.features if each.precision in session.precisions_hidden}
    return Hidden(by_time.facts | facts, by_time.features | features)


def other_months(catalog: Catalog, month: int | None) -> set[str]:
    """Ids of the features of months that are not chosen: without a choice of all but the extremes."""
    return {feature.id for feature in catalog.monthly if feature.month not in shown(month)}
