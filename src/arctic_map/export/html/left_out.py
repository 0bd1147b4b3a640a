"""What a page of its own never shows, whatever its reader chooses of days and months."""

from arctic_map.model.catalog import Catalog
from arctic_map.scene import timeline
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.filtered_out import filtered_out
from arctic_map.scene.session.session import Session


def never_shown(scene: Scene) -> timeline.Hidden:
    """What kinds and classes of precision leave out, and what is hidden by hand, whatever the days."""
    session = Session(
        kinds_hidden=scene.kinds_hidden,
        precisions_hidden=scene.precisions_hidden,
        features_hidden=scene.features_hidden,
    )
    return left_out(scene.catalog, session)


def left_out(catalog: Catalog, session: Session) -> timeline.Hidden:
    """What a session without days leaves out, but for its month: months are chosen on the page."""
    found = filtered_out(catalog, session)
    return timeline.Hidden(found.facts, found.features - _only_of_other_months(catalog, session))


def _only_of_other_months(catalog: Catalog, session: Session) -> set[str]:
    """Ids of the features that nothing but the choice of a month leaves out."""
    return {
        feature.id
        for feature in catalog.monthly
        if feature.id not in session.features_hidden and feature.precision not in session.precisions_hidden
    }
