"""Preparing writes everything once, the same bytes each time, and nothing when nothing has changed."""

import shutil
from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.files import catalog
from arctic_map.files.content import PREPARED
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.prepare import prepare

pytestmark = pytest.mark.slow

Content = dict[str, bytes]


def contents(folder: Path) -> Content:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


LOOKS = ("light", "dark", "light-high", "dark-high")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("content") / "data"
    shutil.copytree(resources.data(), copy)
    return copy


@pytest.fixture(scope="module")
def made(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As the set-up made it, of the same content."""
    out = tmp_path_factory.mktemp("out") / "prepared"
    shutil.copytree(resources.prepared(), out, ignore=shutil.ignore_patterns("atlases", "routes"))
    return out


def test_every_feature_layer_and_graticule_is_there_on_every_projection(data: Path, made: Path) -> None:
    layers = [layer.id for layer in catalog.load(data).layers if layer.kind in ("features", "graticule")]
    # Lines of the base map that the legend tells of are there too, as boxes round them.
    layers.append("disputed")
    expected = {f"{projection.id}/{layer}.json" for projection in PROJECTIONS for layer in layers}
    fonts = {f"fonts/{font.name}" for font in resources.fonts().glob("*.[ot]tf")}
    starts = {f"start-{look}{names}.json" for look in LOOKS for names in ("", "-ru", "-zh")}
    found = {name for name in contents(made) if "~" not in name}
    assert found == expected | fonts | starts | {"index.html", "fingerprint", "content", PREPARED}


def test_names_in_other_languages_are_there_where_they_differ(data: Path, made: Path) -> None:
    for projection in PROJECTIONS:
        for names in ("ru", "zh"):
            found = {file.stem for file in (made / f"{projection.id}~{names}").glob("*.json")}
            assert {"ports", "sea-names", "country-names", "arctic-circle", "lanes"} <= found
            assert "disputed" not in found


def test_after_a_run_that_was_broken_off_all_is_made_again_the_same_bytes(
    data: Path, made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made, tmp_path / "out")
    (tmp_path / "out" / "fingerprint").unlink()
    (tmp_path / "out" / "nsr" / "lanes.json").write_text("{")
    assert prepare(data, resources.web(), tmp_path / "out")
    assert contents(tmp_path / "out") == contents(made)


def test_nothing_is_done_when_nothing_has_changed(data: Path, made: Path) -> None:
    (made / "nsr" / "ports.json").touch()
    before = (made / "nsr" / "ports.json").stat().st_mtime_ns
    assert not prepare(data, resources.web(), made)
    assert (made / "nsr" / "ports.json").stat().st_mtime_ns == before


def test_a_changed_layer_is_made_anew_and_a_stale_file_goes(made: Path, data: Path, tmp_path: Path) -> None:
    changed, out = tmp_path / "data", tmp_path / "out"
    shutil.copytree(data, changed)
    shutil.copytree(made, out)
    (out / "nsr" / "gone.json").write_text("{}")
    # What routes need is prepared apart, and stays.
    (out / "routes").mkdir()
    for name in ("ports.json", "lanes.json"):
        (out / "routes" / name).write_text("[]")
    places = changed / "layers" / "places.geojson"
    places.write_text(places.read_text().replace('"Vologda"', '"Volgda"'))
    assert prepare(changed, resources.web(), out)
    assert b"Volgda" in contents(out)["nsr/places.json"]
    assert "nsr/gone.json" not in contents(out)
    assert {"routes/ports.json", "routes/lanes.json"} <= contents(out).keys()
