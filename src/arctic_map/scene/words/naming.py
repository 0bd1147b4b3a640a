"""Names of features in the reader's language; where there is none, the English one, as in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arctic_map.model.feature import Feature
    from arctic_map.model.preferences import Names


def name_of(feature: Feature, names: Names) -> str:
    return feature.names.get(names, feature.name)


def name_on_map(feature: Feature, names: Names, short: str = "") -> str:
    """As short as a label must be: `short`, if its style has that, in place of a long English name."""
    found = name_of(feature, names)
    return short if short and found == feature.name else found


def other_names(feature: Feature, names: Names) -> tuple[str, ...]:
    """Its names in all languages but the one it is called by."""
    called = name_of(feature, names)
    return tuple(dict.fromkeys(each for each in (feature.name, *feature.names.values()) if each != called))
