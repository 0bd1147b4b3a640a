"""Preparing writes everything once, the same bytes each time, and nothing when nothing has changed."""

import shutil
from pathlib import Path

import pytest
from tests.unit.content.contents import TEXT

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.content.package.packing import About, made
from arctic_map.content.prepared_catalog import PREPARED
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.geo.turning import ALONG
from arctic_map.prepare import prepare

Content = dict[str, bytes]


def contents(folder: Path) -> Content:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


LOOKS = ("light", "dark", "light-high", "dark-high")


def test_every_feature_layer_and_graticule_is_there_on_every_projection() -> None:
    layers = [
        layer.id for layer in catalog.load(resources.data()).layers if layer.kind in ("features", "graticule")
    ]
    # Lines of the base map that the legend tells of are there too, as boxes round them.
    turned = {f"nsr@{down}/{layer}.json" for down in ALONG for layer in layers}
    layers.append("disputed")
    expected = {f"{projection.id}/{layer}.json" for projection in PROJECTIONS for layer in layers}
    fonts = {f"fonts/{font.name}" for font in resources.fonts().glob("*.[ot]tf")}
    starts = {f"start-{look}{names}.json" for look in LOOKS for names in ("", "-ru", "-zh")}
    apart = ("atlases", "routes")
    found = {
        name for name in contents(resources.prepared()) if "~" not in name and not name.startswith(apart)
    }
    assert found == expected | turned | fonts | starts | {"index.html", "fingerprint", "content", PREPARED}


def test_names_in_other_languages_are_there_where_they_differ() -> None:
    for projection in PROJECTIONS:
        for names in ("ru", "zh"):
            found = {file.stem for file in (resources.prepared() / f"{projection.id}~{names}").glob("*.json")}
            assert {"ports", "sea-names", "country-names", "arctic-circle", "lanes"} <= found
            assert "disputed" not in found


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new atlas, of which little has to be drawn."""
    folder = tmp_path_factory.mktemp("data")
    for name, content in made(TEXT, About("Ships in ice")).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def prepared(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    assert prepare(data, resources.web(), out)
    return out


@pytest.mark.slow
def test_nothing_is_done_when_nothing_has_changed(data: Path, prepared: Path) -> None:
    before = (prepared / "nsr" / "sea-names.json").stat().st_mtime_ns
    assert not prepare(data, resources.web(), prepared)
    assert (prepared / "nsr" / "sea-names.json").stat().st_mtime_ns == before


@pytest.mark.slow
def test_a_changed_layer_is_made_again_a_stale_file_goes_and_all_else_is_the_same_bytes(
    data: Path, prepared: Path, tmp_path: Path
) -> None:
    changed, out, before = tmp_path / "data", tmp_path / "out", contents(prepared)
    shutil.copytree(data, changed)
    shutil.copytree(prepared, out)
    # As a run leaves it that was broken off.
    (out / "fingerprint").unlink()
    (out / "nsr" / "arctic-circle.json").write_text("{")
    (out / "nsr" / "gone.json").write_text("{}")
    # What routes need is prepared apart, and stays.
    (out / "routes").mkdir()
    for name in ("ports.json", "lanes.json"):
        (out / "routes" / name).write_text("[]")
    seas = changed / "layers" / "sea-names.geojson"
    seas.write_text(seas.read_text().replace('"Kara Sea"', '"Kraa Sea"'))
    assert prepare(changed, resources.web(), out)
    found = contents(out)
    assert b"Kraa Sea" in found["nsr/sea-names.json"]
    assert "nsr/gone.json" not in found and {"routes/ports.json", "routes/lanes.json"} <= found.keys()
    apart = ("fingerprint", "content", "start-", PREPARED)
    same = {name for name in before if "sea-names" not in name and not name.startswith(apart)}
    assert len(same) > 20 and {name: found[name] for name in same} == {name: before[name] for name in same}
