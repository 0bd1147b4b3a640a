"""`hexagons` counts the points of a file and says why it cannot."""

from pathlib import Path

import pytest
from pyogrio import raw
from tests import format_samples as samples

from arctic_map.cli.main import main
from arctic_map.model.path_text import address_of


def test_points_of_any_format_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "density.gpkg"
    for file in (
        samples.write(tmp_path, ".gpkg", "Point", "EPSG:3413", layer="ports"),
        samples.write(tmp_path, ".geojson", "Point", "EPSG:4326"),
    ):
        assert main(["hexagons", address_of(file), str(out), "--width", "300"]) == 0
        meta, _, _, (count, density) = raw.read(out)
        assert count.sum() == 3 and (density > 0).all()
        assert "Lambert_Azimuthal_Equal_Area" in meta["crs"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["lines.gpkg", "out.gpkg"], "the file has no points"),
        (["lines.gpkg", "out.csv"], "the name must end with .gpkg"),
        (["lines.gpkg", "out.gpkg", "--width", "0"], "--width must be between 0.1 and 2000 km"),
        (["none.gpkg", "out.gpkg"], "none.gpkg: "),
        (["lines.gpkg", "nowhere/out.gpkg"], "there is no folder 'nowhere'"),
    ],
)
def test_what_cannot_be_counted_says_why(
    words: list[str],
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    samples.write(tmp_path, ".gpkg", "LineString", "EPSG:3413", layer="lines").rename("lines.gpkg")
    if "nowhere" in words[1]:
        samples.write(tmp_path, ".geojson", "Point", "EPSG:4326").rename("points.geojson")
        words = ["points.geojson", *words[1:]]
    assert main(["hexagons", *words]) != 0
    errors = capsys.readouterr().err
    assert why in errors and errors.count("\n") == 1 and "Traceback" not in errors
    assert [*tmp_path.glob("out*")] == []
