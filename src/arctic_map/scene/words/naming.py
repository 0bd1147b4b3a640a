"""Names of features in the reader's language, or else in English as in the article."""

from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import Names
from arctic_map.model.symbology import LabelRow

KM = "{km}"
"""Placeholder for a length in kilometres."""


def name_of(feature: Feature, names: Names) -> str:
    """The name in a language, or else the English one."""
    return feature.names.get(names, feature.name)


def name_on_map(feature: Feature, names: Names, short: str = "") -> str:
    """The name for a label; `short` replaces the English name if it is given."""
    name = name_of(feature, names)
    return short if short and name == feature.name else name


def other_names(feature: Feature, names: Names) -> tuple[str, ...]:
    """Its names in other languages, without the one in use."""
    called = name_of(feature, names)
    return tuple(dict.fromkeys(each for each in (feature.name, *feature.names.values()) if each != called))


def text_on_line(feature: Feature, label: LabelRow, catalog: Catalog, names: Names) -> str:
    """The label along a line: its name, or its style's text with a stated length; empty if none is stated."""
    words = label.texts.get(names, label.text)
    if KM not in words:
        return name_on_map(feature, names, label.text)
    facts = (catalog.fact[id] for id in feature.facts if id in catalog.fact)
    stated = (figure for fact in facts for figure in fact.figures)
    for figure in stated:
        if figure.unit == "km" and figure.what == feature.name and isinstance(figure.value, int | float):
            mark = "\u00a0" if names == "ru" else ","
            return words.replace(KM, f"{figure.value:,.0f}".replace(",", mark))
    return ""
