"""What an HTML page never shows, whatever days and months are selected."""

from arctic_map.model.catalog import Catalog
from arctic_map.scene import timeline
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.filtering import filtered_out
from arctic_map.scene.session.session import Session


def never_shown(scene: Scene) -> timeline.HiddenByTime:
    """What is hidden by kind, precision or hand, independent of the days."""
    session = Session(
        kinds_hidden=scene.kinds_hidden,
        precisions_hidden=scene.precisions_hidden,
        features_hidden=scene.features_hidden,
    )
    return hidden_by_time(scene.catalog, session)


def hidden_by_time(catalog: Catalog, session: Session) -> timeline.HiddenByTime:
    """What a session without days hides, except by month, since months are selected on the page."""
    found = filtered_out(catalog, session)
    return timeline.HiddenByTime(found.facts, found.features - _only_of_other_months(catalog, session))


def _only_of_other_months(catalog: Catalog, session: Session) -> set[str]:
    """Ids of features that only the selected month hides."""
    return {
        feature.id
        for feature in catalog.monthly
        if feature.id not in session.features_hidden and feature.precision not in session.precisions_hidden
    }
