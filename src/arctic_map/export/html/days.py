"""What days hide on an HTML page, and months of its sliders, counted from year 0."""

from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from arctic_map.model.catalog import Catalog
from arctic_map.scene import timeline
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.filtering import filtered_out
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import period_in_words

FOREVER = 12 * date.max.year + 11
"""The month of an open end."""


@dataclass(frozen=True, slots=True)
class ChosenDays:
    """Slider positions, the text of the period, and what it hides; None for whole months."""

    first: int
    last: int
    words: str
    hidden: dict[str, tuple[str, ...]] | None
    """Ids of hidden `features` and `facts`."""


def month_of(day: date) -> int:
    """The month of a day, counted from year 0."""
    return 12 * day.year + day.month - 1


def months(when: str | None) -> tuple[int, int] | None:
    """First and last month of a date, or None without a date."""
    span = timeline.span(when)
    if span is None:
        return None
    return (month_of(span.first) if span.first else 0), (month_of(span.last) if span.last else FOREVER)


def chosen_days(when: timeline.Range | None, catalog: Catalog) -> dict[str, Any] | None:
    """A period for the page, or None for all days."""
    if when is None:
        return None
    is_whole = when.first.day == 1 and when.last.day == monthrange(when.last.year, when.last.month)[1]
    hidden = None if is_whole else _hidden_by(when, catalog)
    return asdict(ChosenDays(month_of(when.first), month_of(when.last), period_in_words(when), hidden))


def _hidden_by(when: timeline.Range, catalog: Catalog) -> dict[str, tuple[str, ...]]:
    features, facts = catalog.features.values(), catalog.facts
    return {
        "features": tuple(each.id for each in features if not timeline.within(each.when, when)),
        "facts": tuple(each.id for each in facts if not timeline.within(each.when, when)),
    }


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
    hidden = filtered_out(catalog, session)
    return timeline.HiddenByTime(hidden.facts, hidden.features - _only_of_other_months(catalog, session))


def _only_of_other_months(catalog: Catalog, session: Session) -> set[str]:
    """Ids of features that only the selected month hides."""
    return {
        feature.id
        for feature in catalog.monthly
        if feature.id not in session.features_hidden and feature.precision not in session.precisions_hidden
    }
