"""Build resources/places/provinces.tsv: provinces and states, from the towns of Natural Earth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import pyogrio.raw

from arctic_map.scene.proposing.lexicon import LANDFORMS, LAST, key_of
from basemap import sources

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = (
    "adm1name",
    "iso_a2",
    "featurecla",
    "longitude",
    "latitude",
    "pop_max",
    "adm0name",
    "name",
    "namepar",
)
MIN_PEOPLE = 20_000
"""Of the largest town; smaller ones are mostly municipalities, which are named like their town."""
MIN_LETTERS = 4
RENAMED = {
    "Orissa": "Odisha",
    "Uttaranchal": "Uttarakhand",
    "Dadra and Nagar Haveli": "Gujarat",
    "Donets'k": "Donetsk",
    "Luhans'k": "Luhansk",
}
"""Renamed since the data were made, or misnamed in them."""
ENGLISH = {
    "Andalucía": "Andalusia",
    "Baluchistan": "Balochistan",
    "Basse-Normandie": "Normandy",
    "Bayern": "Bavaria",
    "Bourgogne": "Burgundy",
    "Bretagne": "Brittany",
    "Castilla y León": "Castile and León",
    "Cataluña": "Catalonia",
    "Comunidad Foral de Navarra": "Navarre",
    "Comunidad Valenciana": "Valencian Community",
    "Corse": "Corsica",
    "Haute-Normandie": "Normandy",
    "Hessen": "Hesse",
    "Kriti": "Crete",
    "Kärnten": "Carinthia",
    "Lombardia": "Lombardy",
    "Lower Silesian": "Lower Silesia",
    "Nei Mongol": "Inner Mongolia",
    "Niedersachsen": "Lower Saxony",
    "Ningxia Hui": "Ningxia",
    "Noord-Holland": "North Holland",
    "Nordrhein-Westfalen": "North Rhine-Westphalia",
    "Oromiya": "Oromia",
    "País Vasco": "Basque Country",
    "Peloponnisos": "Peloponnese",
    "Piemonte": "Piedmont",
    "Primor'ye": "Primorye",
    "Rheinland-Pfalz": "Rhineland-Palatinate",
    "Sachsen": "Saxony",
    "Sardegna": "Sardinia",
    "Sicilia": "Sicily",
    "Silesian": "Silesia",
    "Sind": "Sindh",
    "Skåne": "Scania",
    "Steiermark": "Styria",
    "Thessalia": "Thessaly",
    "Thüringen": "Thuringia",
    "Tirol": "Tyrol",
    "Toscana": "Tuscany",
    "Xinjiang Uygur": "Xinjiang",
    "Xizang": "Tibet",
    "Zuid-Holland": "South Holland",
}
"""Further names, in English."""
ADDED = ("telangana\tTelangana\tIN\t78.474\t17.375\t6809970",)
"""Founded since, at its capital."""
VAGUE = frozenset(
    (
        "north",
        "south",
        "east",
        "west",
        "centre",
        "central",
        "center",
        "northern",
        "southern",
        "eastern",
        "western",
        "capital",
    )
)
"""No names that a text could mean."""
DISPUTED = frozenset(("Abkhazia", "Crimea"))
"""Left out, because a row names one country."""
HEAD = "# key\tname\tcountry\tlongitude\tlatitude\tpeople (of its capital, or of its largest town)"


def main() -> int:
    """Entry point; exit status 1 if the source is missing or not the pinned one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / "build/basemap-sources")
    parser.add_argument("--out", type=Path, default=ROOT / "resources/places/provinces.tsv")
    requested = parser.parse_args()
    requested.cache.mkdir(parents=True, exist_ok=True)
    try:
        [file] = sources.from_debian(sources.TOWNS, requested.cache)
    except sources.SourceError as error:
        print(f"build_provinces: {error}", file=sys.stderr)
        return 1
    lines = [HEAD, *sorted({*rows(file), *ADDED})]
    requested.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 0


def rows(file: Path) -> list[str]:
    """Return a line for each province: key, name, country, place and people of its capital."""
    meta, _, _, fields = pyogrio.raw.read(file, read_geometry=False)
    columns = dict(zip(meta["fields"], fields, strict=True))
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    largest: dict[tuple[str, str], int] = {}
    for name, iso, rank, lon, lat, people, country, town, other in zip(
        *(columns[each] for each in COLUMNS), strict=True
    ):
        if (
            not name
            or "?" in name
            or not iso
            or iso == "-99"
            or name in DISPUTED
            or key_of(name) == key_of(country)
        ):
            continue
        best = (str(rank).endswith("capital"), int(people), float(lon), float(lat), str(town), str(other))
        found[name, iso] = max(found.get((name, iso), best), best)
        largest[name, iso] = max(largest.get((name, iso), 0), int(people))
    lines, no_names = [], VAGUE | LANDFORMS | LAST
    for (written, iso), (_, people, lon, lat, town, other) in found.items():
        name = RENAMED.get(written, written)
        for each in filter(None, (name, ENGLISH.get(name))):
            key = key_of(each)
            # Moskva is Moscow.
            if largest[written, iso] >= MIN_PEOPLE and len(key) >= MIN_LETTERS and key not in no_names:
                lines.append(
                    f"{key}\t{town if key == key_of(other) else each}\t{iso}\t{lon:.3f}\t{lat:.3f}\t{people}"
                )
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
