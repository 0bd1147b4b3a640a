"""Files of very many features on the command line: all of them are drawn, and all are converted."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from PIL import Image
from pyogrio import raw

from arctic_map.cli.export_files import MapFiles
from arctic_map.cli.main import main
from arctic_map.model.attributes import FILE
from arctic_map.model.opened import Choice
from arctic_map.tables.readers import any_file

COUNT = 2600


def properties_of(n: int) -> dict[str, Any]:
    return {
        "name": f"Station {n}" if n % 5 else None,
        "huge": 2**62 + n,
        "depth": n / 3 if n % 7 else None,
        "seen": f"20{n % 20 + 10}-0{n % 9 + 1}-15" if n % 3 else None,
        "stored": bool(n % 2),
    }


def shape(n: int) -> dict[str, Any] | None:
    lon, lat = 30 + (n % 100) * 1.5, 66 + (n // 100) * 0.5
    match n % 5:
        case 0:
            return {"type": "Point", "coordinates": [lon, lat]}
        case 1:
            return {"type": "LineString", "coordinates": [[lon, lat], [lon + 0.2, lat + 0.1]]}
        case 2:
            ring = [[lon, lat], [lon + 0.3, lat], [lon + 0.3, lat + 0.2], [lon, lat]]
            return {"type": "Polygon", "coordinates": [ring]}
        case 3:
            return {"type": "MultiPoint", "coordinates": [[lon, lat], [lon + 0.1, lat]]}
        case _:
            return None


def written(path: Path, shapes: list[dict[str, Any] | None]) -> Path:
    features = [
        {"type": "Feature", "properties": properties_of(n), "geometry": each} for n, each in enumerate(shapes)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Of every kind of shape, and some without any."""
    return written(tmp_path / "mixed.geojson", [shape(n) for n in range(COUNT)])


@pytest.fixture
def points(tmp_path: Path) -> Path:
    places = ([20 + n / 20, 66 + (n % 40) / 4] for n in range(COUNT))
    return written(tmp_path / "points.geojson", [{"type": "Point", "coordinates": at} for at in places])


def converted(source: Path, out: Path) -> Path:
    assert main(["export", str(out), "--with", str(source), "--layers", source.name]) == 0
    return out


def read_back(file: Path) -> tuple[dict[str, Any], Any]:
    """Values by field, and the geometries."""
    meta, _, geometry, fields = raw.read(file)
    return dict(zip(meta["fields"].tolist(), fields, strict=True)), shapely.from_wkb(geometry)


def test_a_geopackage_holds_all_features_with_all_that_they_say(mixed: Path, tmp_path: Path) -> None:
    fields, shapes = read_back(converted(mixed, tmp_path / "out.gpkg"))
    assert len(shapes) == COUNT
    assert fields["huge"].tolist() == [2**62 + n for n in range(COUNT)], "64 bits are exact"
    assert fields["name"].tolist() == [properties_of(n)["name"] for n in range(COUNT)]
    depth = fields["depth"].tolist()
    assert all(np.isnan(depth[n]) if n % 7 == 0 else depth[n] == n / 3 for n in range(COUNT))
    assert fields["seen"].dtype == np.dtype("datetime64[D]")
    assert [None if np.isnat(day) else str(day) for day in fields["seen"]] == [
        properties_of(n)["seen"] for n in range(COUNT)
    ]
    assert [bool(each) for each in fields["stored"]] == [bool(n % 2) for n in range(COUNT)]
    for n, found in enumerate(shapes):
        expected = shape(n)
        if expected is None:
            assert found is None
        else:
            text = json.dumps(expected)
            assert found.equals_exact(shapely.from_geojson(text), 1e-9, normalize=True), n


def test_features_are_never_all_in_memory(
    points: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from arctic_map.tables.gdal import raw_write
    from arctic_map.tables.writers import feature_files

    written = []

    def counted(path: Path, geometry: Any, **options: Any) -> None:
        written.append(len(geometry))
        raw_write(path, geometry=geometry, **options)

    monkeypatch.setattr(feature_files, "BLOCK", 1000)
    monkeypatch.setattr(feature_files, "raw_write", counted)
    fields, shapes = read_back(converted(points, tmp_path / "out.gpkg"))
    assert written == [1000, 1000, 600]
    assert len(shapes) == COUNT and sorted(fields["huge"]) == [2**62 + n for n in range(COUNT)]


FEW = 40
"""Some of them have no place, and are exported all the same."""


def test_few_features_are_as_they_were_in_geojson_without_those_that_are_hidden(tmp_path: Path) -> None:
    few = written(tmp_path / "few.geojson", [shape(n) for n in range(FEW)])
    content = json.loads(converted(few, tmp_path / "out.geojson").read_text())
    assert [each["properties"] for each in content["features"]] == [properties_of(n) for n in range(FEW)]
    out = tmp_path / "some.geojson"
    feature = next(id for id in ids_of(few) if id.endswith(".0"))
    options = ("--with", str(few), "--layers", few.name, "--hide", feature)
    assert main(["export", str(out), *options]) == 0
    content = json.loads(out.read_text())
    assert [each["properties"] for each in content["features"]] == [properties_of(n) for n in range(1, FEW)]


def ids_of(path: Path) -> list[str]:
    return [each.id for each in any_file.read(path).layer.features]


def test_all_of_them_are_on_the_map(points: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    options = ("--with", str(points), "--fit", points.name, "--layers", points.name, "--without", "chart")
    assert main(["export", str(out), *options, "--size", "900x700"]) == 0
    colours = Image.open(out).convert("RGB").getcolors(2**20)
    assert colours is not None
    marks = sum(count for count, colour in colours if colour == (0x6A, 0x3D, 0x9A))
    assert marks > 3000
    drawn = tmp_path / "map.svg"
    assert main(["export", str(drawn), *options]) == 0
    assert drawn.read_text().count('fill="#6a3d9a"') >= COUNT


def test_along_with_other_layers_a_file_of_features_is_refused_in_a_sentence(
    points: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "out.gpkg"), "--with", str(points)]) == 1
    assert "points.geojson has 2,600 features" in capsys.readouterr().err


def test_a_table_that_is_needed_again_is_not_written_again(tmp_path: Path) -> None:
    few = written(tmp_path / "few.geojson", [shape(n) for n in range(FEW)])
    files = MapFiles({few: Choice()}, tmp_path / "rows", lambda _: None)
    (id,) = files.files
    first, second = ((files.table_of(id) / FILE).stat().st_mtime_ns for _ in range(2))
    assert first == second


LOADED = """
import sys
from arctic_map.cli import layer_process
from arctic_map.cli.main import main
layer_process.say = lambda word: print(word, "duckdb" in sys.modules)
main(["layer-of", sys.argv[1], "--out", sys.argv[2]])
"""


def test_the_window_has_all_marks_before_duckdb_is_loaded(points: Path, tmp_path: Path) -> None:
    out = tmp_path / "layer.gpkg"
    converted(points, out)
    command = [sys.executable, "-c", LOADED, str(out), str(tmp_path / "read")]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    assert "ready False" in lines and "table True" in lines
