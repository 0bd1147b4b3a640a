"""The files of the atlas of sea ice, as a content folder."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from arctic_map.content.package.packing import base_map
from arctic_map.storage.decoding import toml_table
from ice_atlas.claims import NAMES, Claim, claims
from ice_atlas.record import ALL_SEAS, SEAS, read

TITLE = "Sea ice of the Northern Sea Route since 1979"
LAYERS = (
    (
        "ice-seas",
        "Seas and their ice",
        "The four seas of the Route, and the Barents Sea; the record measures regions of its own.",
    ),
    (
        "ice-edge",
        "Median ice edge 1981-2010",
        "September and March: the median of thirty years, never today's ice.",
    ),
)
EDGES = ("ice-edge-3", "ice-edge-9")
SOURCES = ("nsidc", "iho")
DATA = {
    "id": "article",
    "name": "Sea Ice Index, National Snow and Ice Data Center: the data of all facts",
    "licence": "Cited as asked (dataset G02135)",
    "note": "Data of the whole Arctic, to August 2026: Fetterer, F., Knowles, K., Meier, W. N., Savoie, M., "
    "Windnagel, A. K. and Stafford, T. (2025). Sea Ice Index, Version 4 [Data set G02135]. Boulder, "
    "Colorado: "
    "National Snow and Ice Data Center. https://doi.org/10.7265/a98x-0f50. Data of the seas, to March 2025: "
    "Fetterer, F., Knowles, K., Meier, W. N., Savoie, M. and Windnagel, A. K. (2017, updated daily). Sea Ice "
    "Index, Version 3 [Data set G02135]. Boulder, Colorado: National Snow and Ice Data Center. "
    "https://doi.org/10.7265/N5K072F8. The day of access was not recorded.",
}
"""The source of the facts: a data set, so the atlas names no article."""
HEAD = "# Written by packaging/build_ice_atlas.py from resources/data/ice; edit that, not this.\n\n"


def content(data: Path) -> dict[str, bytes]:
    """Return all files by name; `data` is the built-in content, whose layers and sources it shares."""
    record = read(data / "ice")
    found = tuple(claims(record))
    layers, sources, files = base_map(SOURCES)
    files |= {f"layers/{id}.geojson": _layer(data / "layers" / f"{id}.geojson", found) for id, _, _ in LAYERS}
    own = [
        {
            "id": id,
            "name": name,
            "topic": "ice",
            "kind": "features",
            "file": f"layers/{id}.geojson",
            "sources": ["nsidc"],
            "note": note,
        }
        for id, name, note in LAYERS
    ]
    # Below the names, above land and sea.
    at = next(number for number, row in enumerate(layers) if row.get("file"))
    catalogue = {
        "version": "2026.11",
        "title": TITLE,
        "subtitle": "Monthly ice of five seas and of the whole Arctic, computed from satellite data",
        "publisher": "Arctic Map",
        "facts": ["facts/ice.toml"],
        "charts": "charts.toml",
        "tour": "tour.toml",
        "ledger": "ledger.toml",
    }
    titles = [
        {"text": claim.headline, "features": list(claim.features)} for claim in found if claim.id == "I8"
    ]
    blocks = [toml_table(catalogue), *_tables("headline", titles), *_tables("source", [DATA, *sources])]
    blocks += _tables("layer", [*layers[:at], *own, *layers[at:]])
    files["catalog.toml"] = _text(blocks)
    files["facts/ice.toml"] = _text(_tables("fact", map(_fact, found)))
    files["charts.toml"] = _text(_tables("chart", _charts(found)))
    files["tour.toml"] = _text(_tables("step", _tour()))
    files["ledger.toml"] = _text(_tables("row", _ledger()))
    return files


def _text(blocks: Iterable[str]) -> bytes:
    return (HEAD + "\n\n".join(blocks) + "\n").encode()


def _tables(name: str, rows: Iterable[Mapping[str, object]]) -> list[str]:
    return [f"[[{name}]]\n{toml_table(row)}" for row in rows]


def _layer(path: Path, found: tuple[Claim, ...]) -> bytes:
    """Return the features of a layer that have facts, with the ids of these facts."""
    layer = json.loads(path.read_bytes())
    lines = []
    for feature in layer["features"]:
        facts = [claim.id for claim in found if feature["id"] in claim.features]
        if facts:
            properties = {**feature["properties"], "facts": facts}
            lines.append(json.dumps({**feature, "properties": properties}, ensure_ascii=False))
    return f'{{"type": "FeatureCollection", "features": [\n{",\n".join(lines)}\n]}}\n'.encode()


def _fact(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "text": claim.text,
        "headline": claim.headline,
        "kind": "reported",
        "when": claim.when,
        "where": claim.where,
        "figures": [
            {"value": int(value) if value == int(value) else value, "unit": unit, "what": what}
            for value, unit, what in claim.figures
        ],
        "features": list(claim.features),
        "note": claim.note,
        "keywords": list(claim.keywords),
    }


def _charts(found: tuple[Claim, ...]) -> Iterable[dict[str, object]]:
    by_id = {claim.id: claim for claim in found}
    yield {
        "id": "tens",
        "title": "September ice of the Arctic by decade",
        "unit": "million km2",
        "form": "columns",
        "style": "ice-sea",
        "items": [
            {"label": what.removeprefix("September mean "), "figures": [f"I7.{number}"]}
            for number, (_, _, what) in enumerate(by_id["I7"].figures, 1)
        ],
        "note": "Means of ten Septembers; the last column has seven.",
    }
    yield {
        "id": "seas-september",
        "title": "September ice of each sea, % of its largest extent",
        "unit": "%",
        "form": "bars",
        "style": "ice-sea",
        "on": [f"I{number}" for number in range(8, 14)],
        "items": [
            {"label": f"{NAMES[sea]}, {years}", "figures": [f"I{number}.{which}"]}
            for number, sea in enumerate(ALL_SEAS, 9)
            for which, years in ((1, "1981-2010"), (2, "2015-2024"))
        ],
    }
    yield {
        "id": "chukchi-2024",
        "title": "Chukchi Sea: 2024 and the mean of the ten years before",
        "unit": "%",
        "form": "bars",
        "style": "ice-sea",
        "items": [
            {"label": what.removeprefix("share in "), "figures": [f"I17.{number}"]}
            for number, (_, _, what) in enumerate(by_id["I17"].figures, 1)
        ],
    }


def _tour() -> Iterable[dict[str, object]]:
    seas = [f"ice-{sea.lower()}" for sea in SEAS]
    both = ["ice-seas", "ice-edge"]

    def step(
        id: str, title: str, text: str, facts: list[str], view: list[str] | None = None
    ) -> dict[str, object]:
        shown = {"view": view} if view else {}
        return {"id": id, "title": title, "text": text, "layers": both, "facts": facts, **shown}

    yield step(
        "record",
        "What satellites have measured",
        "Since late 1978, satellites have measured sea ice through cloud and at night. This tour "
        "follows their "
        "monthly means along the Northern Sea Route. A script of the program computes every figure from the "
        "data that come with it.",
        ["I20"],
    )
    yield step(
        "september",
        "September: the least ice of the year",
        "Sea ice shrinks to its smallest extent in September. The line encloses what was ice in at "
        "least half "
        "of the Septembers of 1981 to 2010. It is a median of thirty years, never today's edge. Decade by "
        "decade, the mean has become smaller.",
        ["I7", "I1", "I4"],
        ["ice-edge-9"],
    )
    yield step(
        "extremes",
        "The least and the most",
        "Single Septembers lie far from the line through all of them. One year with more ice than the one "
        "before does not reverse the trend, and one with less does not make it.",
        ["I2", "I3", "I5"],
        ["ice-edge-9"],
    )
    yield step(
        "four-seas",
        "Four seas of the Route",
        "From the Kara Gate to the Bering Strait, the Route crosses four seas. The ice of each is compared "
        "with its own largest monthly extent. The outlines on the map follow a description of 1953; the "
        "record measures regions of its own.",
        ["I8"],
        seas,
    )
    yield step(
        "laptev",
        "Where the ice stayed longest",
        "In September, the Laptev and East Siberian Seas kept the largest shares of their ice. They now hold "
        "less than half of what they held in 1981 to 2010.",
        ["I11", "I12"],
        ["ice-laptev", "ice-east-siberian"],
    )
    yield step(
        "late-summer",
        "A longer season, by extent alone",
        "More months than before have less than half of the ice. Extent says nothing about the thickness of "
        "what is left, and so nothing about whether a given ship can sail.",
        ["I18", "I16"],
        seas,
    )
    yield step(
        "chukchi",
        "2024: ice in the east",
        "In the summer of 2024, the Chukchi Sea held more ice than on average in the ten summers "
        "before, but in "
        "August and September not more than in 1981 to 2010.",
        ["I17"],
        ["ice-chukchi"],
    )


def _ledger() -> Iterable[dict[str, object]]:
    rounded = "The figure of the fact and both means are rounded."
    yield {
        "id": "arctic-decrease",
        "group": "Decrease between 1981-2010 and 2015-2024, %",
        "what": "September ice of the whole Arctic",
        "unit": "%",
        "way": "decrease",
        "stated": "I4.3",
        "of": ["I4.1", "I4.2"],
        "why": rounded,
    }
    yield {
        "id": "seas-decrease",
        "group": "Decrease between 1981-2010 and 2015-2024, %",
        "what": "September ice of the four seas",
        "unit": "%",
        "way": "decrease",
        "stated": "I8.3",
        "of": ["I8.1", "I8.2"],
        "why": rounded,
    }
    yield {
        "id": "low-of-high",
        "group": "September extents of the Arctic",
        "what": "The smallest as a share of the largest",
        "unit": "%",
        "way": "share",
        "of": ["I2.1", "I3.1"],
        "why": "No fact gives the share.",
    }
    yield {
        "id": "since-first",
        "group": "September extents of the Arctic",
        "what": "Decrease between the first and the last year",
        "unit": "million km2",
        "way": "difference",
        "of": ["I1.1", "I1.2"],
        "why": "No fact gives the difference.",
    }
