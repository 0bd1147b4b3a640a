"""What a page of its own looks up, decided for all its states: legend, signs and words of periods."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta
from itertools import chain, combinations, product
from typing import Any

from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.scene.drawings import signs
from arctic_map.scene.filtering import period_in_words
from arctic_map.scene.scene import Scene
from arctic_map.scene.symbology import legend
from arctic_map.scene.timeline import Range
from arctic_map.scene.words.words import MONTHS

Data = dict[str, Any]
KINDS = tuple(Kind)
_NOWHERE = 0.0, 0.0
_SAMPLE = 2001
"""A year that stands for every other one."""


def legend_lines(scene: Scene, facts: Iterable[Fact]) -> list[Data]:
    """Every line that the legend can have, in its order.

    Each has groups of what may be on the map, such as `feature arkhangelsk`, `layer land` or `fact T3`.
    Which groups have something there, written as 1 and 0 for each, is the key of its words in `texts`.
    """
    catalog, told = scene.catalog, [*facts]
    used: dict[str, dict[Precision, list[str]]] = {}
    items: dict[str, list[str]] = {}
    for layer in catalog.layers:
        for feature in layer.features if not layer.file else ():
            groups = used.setdefault(feature.style, {})
            groups.setdefault(feature.precision, []).append(f"feature {feature.id}")
        for item in legend.items_of(layer):
            items.setdefault(item, []).append(f"layer {layer.id}")
    found = [
        _marks(style, text, used.get(style, {}), items.get(style))
        for style, text in legend.words(catalog.symbology).items()
        if style in used or style in items
    ]
    found += (_line(legend.of_file(layer), [f"layer {layer.id}"]) for layer in catalog.layers if layer.file)
    found.append(_line(legend.HEADING, [f"fact {fact.id}" for fact in told]))
    for kind, entry in legend.of_kinds(catalog.symbology).items():
        found.append(_line(entry, [f"fact {fact.id}" for fact in told if fact.kind is kind]))
    return found


def _marks(style: str, text: str, used: dict[Precision, list[str]], items: list[str] | None) -> Data:
    classes = [precision for precision in Precision if precision in used]
    groups = [used[precision] for precision in classes] + ([items] if items else [])
    texts = {
        "".join(map(str, there)): legend.in_words(
            text, [precision for precision, is_there in zip(classes, there, strict=False) if is_there]
        )
        for there in product((0, 1), repeat=len(groups))
        if any(there)
    }
    return {"style": style, "of_facts": False, "groups": groups, "texts": texts}


def _line(entry: LegendEntry, group: list[str]) -> Data:
    return {"style": entry.style, "of_facts": entry.of_facts, "groups": [group], "texts": {"1": entry.text}}


def feature_signs(feature: Feature, catalog: Catalog, facts: Iterable[Fact]) -> dict[str, list[Data]]:
    """The signs of a feature, by which kinds of facts are told of it: 1 and 0 for each of KINDS."""
    told = {fact.kind for fact in facts if feature.id in fact.features}
    subsets = chain.from_iterable(combinations(told, count) for count in range(1, len(told) + 1))
    found = {
        "".join("1" if kind in kinds else "0" for kind in KINDS): [
            {key: value for key, value in asdict(sign).items() if key in ("style", "dx", "dy")}
            for sign in signs.of_feature(catalog.symbology, feature, kinds, {feature.id: _NOWHERE})
        ]
        for kinds in subsets
    }
    return {kinds: listed for kinds, listed in found.items() if listed}


def period_words(reach: Range | None, chosen: Range | None) -> Data:
    """The words of every span of whole months in reach, and of the chosen days, which may be no whole months.

    Months count from the year 0. `within` has the words of spans within one year by their months, {year}
    for the year; longer ones are `across`, with `starts` and `ends` where these differ from `months`.
    """
    months = _months([each for each in (reach, chosen) if each])
    within = {
        f"{first},{last}": period_in_words(_whole(12 * _SAMPLE + first, 12 * _SAMPLE + last)).replace(
            str(_SAMPLE), "{year}"
        )
        for first in range(12)
        for last in range(first, 12)
    }
    ends = {
        month: period_in_words(_whole(12 * (month // 12 - 1), month)).partition(" to ")[2] for month in months
    }
    starts = {
        month: period_in_words(_whole(month, 12 * (month // 12 + 1) + 11)).partition(" to ")[0]
        for month in months
    }
    named = {month: f"{MONTHS[month % 12]} {month // 12}" for month in months}
    return {
        "months": named,
        "within": within,
        "starts": {month: words for month, words in starts.items() if words != named[month]},
        "ends": {month: words for month, words in ends.items() if words != named[month]},
        "across": "{from} to {to}",
        "chosen": period_in_words(chosen),
    }


def _months(spans: list[Range]) -> range:
    years = [year for span in spans for year in (span.first.year, span.last.year)]
    return range(12 * min(years), 12 * max(years) + 12) if years else range(0)


def _whole(first: int, last: int) -> Range:
    """From the first day of a month to the last of another."""
    after = date((last + 1) // 12, (last + 1) % 12 + 1, 1)
    return Range(date(first // 12, first % 12 + 1, 1), after - timedelta(days=1))
