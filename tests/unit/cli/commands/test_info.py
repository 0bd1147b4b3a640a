"""`info` tells what a file holds, and `export` converts it."""

import csv
import json
from pathlib import Path

import pyogrio
import pytest
from pyogrio import raw
from tests import format_samples as samples
from tests.unit.content.contents import TEXT

from arctic_map.cli.main import main
from arctic_map.content.facts import put_fact
from arctic_map.content.package.packing import About, made, save
from arctic_map.model.opened import layer_path
from arctic_map.model.path_text import address_of

FACT = {"id": "F1", "text": "It went.", "kind": "reported"}


def container(folder: Path) -> Path:
    file = samples.write(folder, ".gpkg", "Point", "EPSG:3413", layer="ports")
    samples.write(folder, ".gpkg", "LineString", "EPSG:32637", layer="lanes", append=True)
    return file


def test_info_tells_of_every_layer_in_degrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(container(tmp_path)), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["driver"], found["problems"]) == ("GPKG", [])
    ports, lanes = found["layers"]
    assert (ports["name"], ports["geometry"], ports["features"]) == ("ports", "Point", 3)
    assert (ports["crs"], lanes["crs"]) == ("EPSG:3413", "EPSG:32637")
    assert ports["extent"] == pytest.approx([33.05, 64.55, 40.5, 80.5], abs=1e-6)
    assert ports["fields"] == [
        {"name": "number", "type": "integer64"},
        {"name": "name", "type": "string"},
        {"name": "day", "type": "date"},
    ]


def test_a_file_and_its_layer_can_be_named_by_an_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ordner\udce4 100%"
    folder.mkdir()
    file = container(tmp_path).rename(folder / "a b.gpkg")
    assert main(["info", address_of(layer_path(file, "lanes")), "--json"]) == 0
    assert [each["name"] for each in json.loads(capsys.readouterr().out)["layers"]] == ["lanes"]
    assert main(["info", address_of(file), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["layers"]) == 2


def test_info_says_why_a_file_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = samples.write(tmp_path, ".dxf", "Point", "EPSG:3413")
    assert main(["info", str(file), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["driver"] is None
    assert "--crs EPSG:3413" in found["problems"][0]["why"]
    assert main(["info", str(file), "--crs", "EPSG:3413"]) == 0


def test_one_layer_is_named_behind_a_colon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = container(tmp_path)
    assert main(["info", f"{file}:lanes", "--json"]) == 0
    assert [each["name"] for each in json.loads(capsys.readouterr().out)["layers"]] == ["lanes"]
    assert main(["check", f"{file}:roads"]) == 1
    assert "it has no layer 'roads'; its layers are ports, lanes" in capsys.readouterr().out


def test_export_converts_a_file_with_its_attributes_and_nothing_else(tmp_path: Path) -> None:
    file, text, package = container(tmp_path), tmp_path / "out.csv", tmp_path / "out.gpkg"
    for out in (text, package):
        assert main(["export", str(out), "--with", f"{file}:ports", "--layers", file.name]) == 0
    first, *others = csv.DictReader(text.read_text().splitlines())
    assert first == {
        **{"lon": "33.05", "lat": "68.97", "name": "Мурманск"},
        **{"number": str(2**60 + 1), "day": "2024-02-29"},
    }
    assert len(others) == 2 and len(pyogrio.list_layers(package)) == 1
    # Where one of them says nothing, numpy would have whole numbers as inexact ones.
    meta, _, shapes, columns = raw.read(package, where="number IS NOT NULL")
    read = dict(zip(meta["fields"], columns, strict=True))
    assert len(shapes) == 2 and set(read["name"]) == set(samples.NAMES[:2])
    assert set(read["number"].tolist()) == {2**60 + 1, 7}
    assert set(map(str, read["day"])) == {"2024-02-29", "1999-12-31"}


def test_layers_of_a_file_stay_apart_unless_the_whole_file_is_named(tmp_path: Path) -> None:
    file, out = container(tmp_path), tmp_path / "out.gpkg"
    parts = ["--with", f"{file}:ports", "--with", f"{file}:lanes"]
    assert main(["export", str(out), *parts, "--layers", file.name]) == 0
    assert [name for name, _ in pyogrio.list_layers(out)] == ["ports", "lanes"]
    for joined in (["--with", str(file)], [*parts, "--together"]):
        assert main(["export", str(out), *joined, "--layers", file.name]) == 0
        assert [name for name, _ in pyogrio.list_layers(out)] == ["sample"]
        assert pyogrio.read_info(out)["features"] == 5


def test_info_describes_an_atlas_in_addition_to_what_it_says_of_any_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ice.arctic"
    save(file, put_fact(made(TEXT, About("Ships in ice", author="A. Writer")), "trade", FACT))
    assert main(["info", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["driver"], found["problems"]) == ("Atlas", [])
    assert {tuple(layer) for layer in found["layers"]} == {
        ("name", "geometry", "features", "crs", "extent", "fields")
    }
    atlas = found["atlas"]
    assert (atlas["title"], atlas["facts"], atlas["people"]) == ("Ships in ice", 1, 0)
    assert (atlas["article"]["author"], atlas["article"]["date"]) == ("A. Writer", None)
    assert atlas["text_words"] == len(TEXT.split())
    assert main(["info", str(file)]) == 0
    text = capsys.readouterr().out
    assert "Ships in ice" in text and f"{len(TEXT.split())} words" in text
    assert main(["info", str(file), "--language", "ru"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Атлас\n") and "  разные виды\n" in text and "Unknown" not in text


def test_info_says_what_is_damaged_in_an_atlas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "torn.arctic"
    save(file, made(TEXT, About("Ships in ice")))
    whole = file.read_bytes()
    # Without the directory at its end.
    file.write_bytes(whole[: whole.index(b"PK\x01\x02")])
    assert main(["info", str(file), "--json"]) == 0
    assert "incomplete" in json.loads(capsys.readouterr().out)["problems"][0]["why"]
    file.write_bytes(b"no atlas")
    assert main(["info", str(file), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert "it is not an atlas" in found["problems"][0]["why"] and "atlas" not in found
