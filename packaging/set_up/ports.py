"""Puts the gazetteer of ports into resources/gazetteer, by pip from a requirement with its hash."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
LOCK = TOP / "packaging" / "ports" / "requirements.txt"
GAZETTEER = TOP / "resources" / "gazetteer"
MARK = ".made-from"
PORTS, LICENCE = "searoute/data/ports.geojson", "LICENCE.txt"
"""Below the folder of the archive."""
NOTICE = (
    "Names, UN/LOCODE codes and rough positions of ports: from searoute 1.6.0 by Gent Halili, under"
    " the Apache License 2.0 below. Changed by Arctic Map: some fields left out, another order and form.\n\n"
)


def wanted_mark() -> str:
    """What the mark says when the folder was made from this requirement by this code."""
    return hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def is_current() -> bool:
    mark = GAZETTEER / MARK
    return mark.is_file() and mark.read_text() == wanted_mark()


def fetch(into: Path) -> Path:
    """The archive, its hash checked by pip. Raises CalledProcessError."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    command = [*pip, "--require-hashes", "--requirement", str(LOCK), "--dest", str(into)]
    subprocess.run(command, check=True)
    return next(into.glob("*.tar.gz"))


def rows(geojson: bytes) -> list[list[object]]:
    """Code, name, country, longitude and latitude of each port, by code."""
    found: dict[str, list[object]] = {}
    for feature in json.loads(geojson)["features"]:
        lon, lat = feature["geometry"]["coordinates"][:2]
        properties = feature["properties"]
        code, name = str(properties["port"]).strip(), str(properties["name"]).strip()
        if len(code) == 5 and name and -180 <= lon <= 180 and -90 <= lat <= 90:
            found[code] = [code, name, properties["cty"] or "", round(lon, 4), round(lat, 4)]
    return [found[code] for code in sorted(found)]


def make() -> None:
    """Makes the folder anew."""
    with tempfile.TemporaryDirectory() as scratch:
        archive = fetch(Path(scratch))
        shutil.rmtree(GAZETTEER, ignore_errors=True)
        GAZETTEER.mkdir(parents=True)
        top = archive.name.removesuffix(".tar.gz")
        with tarfile.open(archive) as opened:
            ports, licence = (opened.extractfile(f"{top}/{name}") for name in (PORTS, LICENCE))
            if ports is None or licence is None:
                raise SystemExit(f"set-up: {archive.name} has no ports")
            listed = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows(ports.read()))
            (GAZETTEER / "ports.json").write_text(f"[\n{listed}\n]\n", encoding="utf-8")
            (GAZETTEER / "LICENCE").write_text(NOTICE + licence.read().decode(), encoding="utf-8")
    (GAZETTEER / MARK).write_text(wanted_mark())


if __name__ == "__main__":
    if is_current():
        (GAZETTEER / MARK).touch()
    else:
        print("set-up: getting the gazetteer of ports", file=sys.stderr)
        make()
