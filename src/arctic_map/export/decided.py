"""Decisions for all states of an HTML page: legend, signs and texts of periods."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import asdict
from datetime import MAXYEAR, MINYEAR, date
from itertools import chain, combinations
from typing import Any

from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import CLASSES, Feature
from arctic_map.model.note import ROLES as OWN
from arctic_map.model.tr import tr
from arctic_map.scene.scene import Scene
from arctic_map.scene.symbology import legend
from arctic_map.scene.timeline import Range, period_in_words
from arctic_map.scene.words.words import when_in_words

Data = dict[str, Any]
KINDS = tuple(Kind)
_NOWHERE = 0.0, 0.0
_SAMPLE = 2001
"""A year that represents all others."""


def legend_lines(scene: Scene) -> list[Data]:
    """All possible legend lines for what the page has, in order.

    `with` is the style whose line it may share, with text `tail`.
    """
    symbology, wording = scene.catalog.symbology, scene.wording
    shared = legend.tails(symbology)
    lines: list[Data] = []
    drawn = {feature.style for layer in scene.catalog.layers for feature in layer.features}
    drawn |= {*symbology.ground, *symbology.roles.values()}
    for row in (row for row in legend.explained(symbology) if row.id in drawn):
        above, tail = shared.get(row.id, ("", ""))
        lines.append(
            {
                "style": row.id,
                "text": wording.content(row.legend),
                "group": row.legend_group and wording.content(row.legend_group),
                "with": above,
                "tail": tail and wording.content(tail),
                "layer": "",
            }
        )
    for layer in scene.catalog.layers:
        if layer.file:
            lines += (
                {
                    "style": entry.style,
                    "text": entry.text,
                    "group": entry.group,
                    "with": "",
                    "tail": "",
                    "layer": layer.id,
                }
                for entry in (*legend.of_files([layer], wording), *legend.of_classes([layer]))
            )
    return lines


def legend_foot(scene: Scene) -> list[Data]:
    """Possible entries at the foot of the legend: marks and signs by style, precisions by name."""
    symbology = scene.catalog.symbology
    styles = {symbology.roles.get(role, "") for role in (*Kind, *OWN.values())}
    entries = legend.at_foot(symbology, CLASSES, styles, scene.wording)
    names = {symbology.roles.get(sure, ""): str(sure) for sure in CLASSES}
    return [
        {
            "style": entry.style,
            "text": entry.text,
            "group": entry.group,
            "for": names.get(entry.style, entry.style),
        }
        for entry in entries
    ]


def feature_signs(feature: Feature, catalog: Catalog, facts: Sequence[Fact]) -> dict[str, list[Data]]:
    """The signs of a feature for each subset of the kinds of its facts, keyed by a 1 or 0 per KINDS."""
    stated = [
        kind for kind in KINDS if any(fact.kind == kind and feature.id in fact.features for fact in facts)
    ]
    subsets = chain.from_iterable(combinations(stated, count) for count in range(1, len(stated) + 1))
    by_kinds = {
        "".join("1" if kind in kinds else "0" for kind in KINDS): [
            {key: value for key, value in asdict(sign).items() if key in ("style", "dx", "dy")}
            for sign in legend.of_feature(catalog.symbology, feature, kinds, {feature.id: _NOWHERE})
        ]
        for kinds in subsets
    }
    return {kinds: listed for kinds, listed in by_kinds.items() if listed}


def period_words(reach: Range | None, chosen: Range | None) -> Data:
    """The texts of all spans of whole months in reach, including months of the chosen days.

    Months count from year 0. `within` has the spans within one year by their months, with {year} for the
    year. Longer ones follow `across`, with `starts` and `ends` where these differ from `months`.
    """
    between = tr("{first} to {last}", first="", last="")
    months = _months([each for each in (reach, chosen) if each])
    within = {
        f"{first},{last}": period_in_words(_whole(12 * _SAMPLE + first, 12 * _SAMPLE + last)).replace(
            str(_SAMPLE), "{year}"
        )
        for first in range(12)
        for last in range(first, 12)
    }
    ends = {
        month: period_in_words(_whole(12 * (month // 12 - 1), month)).partition(between)[2]
        for month in months
        if month // 12 > MINYEAR
    }
    starts = {
        month: period_in_words(_whole(month, 12 * (month // 12 + 1) + 11)).partition(between)[0]
        for month in months
        if month // 12 < MAXYEAR
    }
    named = {month: when_in_words(f"{month // 12:04}-{month % 12 + 1:02}") for month in months}
    return {
        "months": named,
        "within": within,
        "starts": {month: words for month, words in starts.items() if words != named[month]},
        "ends": {month: words for month, words in ends.items() if words != named[month]},
        "across": tr("{first} to {last}", first="{from}", last="{to}"),
    }


def _months(spans: list[Range]) -> range:
    years = [year for span in spans for year in (span.first.year, span.last.year)]
    return range(12 * min(years), 12 * max(years) + 12) if years else range(0)


def _whole(first: int, last: int) -> Range:
    """From the first day of a month to the last day of another."""
    year, month = last // 12, last % 12 + 1
    return Range(date(first // 12, first % 12 + 1, 1), date(year, month, monthrange(year, month)[1]))
