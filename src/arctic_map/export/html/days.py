"""Days as the page's sliders choose them: by months, which count from the year 0."""

from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from arctic_map.model.catalog import Catalog
from arctic_map.scene import timeline
from arctic_map.scene.filtering import period_in_words

FOREVER = 12 * date.max.year + 11
"""The month of an open end."""


@dataclass(frozen=True, slots=True)
class ChosenDays:
    """The months that the sliders stand at, the words for the days, and what these leave out.

    Of whole months the page finds out itself what they leave out, as it does when a slider is moved.
    """

    first: int
    last: int
    words: str
    left: dict[str, tuple[str, ...]] | None
    """Ids of `features` and `facts`."""


def month_of(day: date) -> int:
    return 12 * day.year + day.month - 1


def months(when: str | None) -> tuple[int, int] | None:
    """First and last month of a date; None without a date."""
    found = timeline.span(when)
    if found is None:
        return None
    return (month_of(found.first) if found.first else 0), (month_of(found.last) if found.last else FOREVER)


def chosen_days(when: timeline.Range | None, catalog: Catalog) -> dict[str, Any] | None:
    """A choice of days as the page has it; None for all days."""
    if when is None:
        return None
    is_whole = when.first.day == 1 and when.last.day == monthrange(when.last.year, when.last.month)[1]
    left = None if is_whole else _left_out(when, catalog)
    return asdict(ChosenDays(month_of(when.first), month_of(when.last), period_in_words(when), left))


def _left_out(when: timeline.Range, catalog: Catalog) -> dict[str, tuple[str, ...]]:
    features, facts = catalog.features.values(), catalog.facts
    return {
        "features": tuple(each.id for each in features if not timeline.within(each.when, when)),
        "facts": tuple(each.id for each in facts if not timeline.within(each.when, when)),
    }
