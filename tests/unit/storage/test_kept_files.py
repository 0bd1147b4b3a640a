"""What the program keeps on the disk for itself: first page, network of routes, an atlas being edited."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.unit.scene.routing.made_up import network

from arctic_map import resources
from arctic_map.content.package.unpacked import WorkingFolder
from arctic_map.errors import ContentError
from arctic_map.storage import first_page
from arctic_map.storage.shipped.route_network import network_path, read_network, write_network


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Folders of what is prepared and of the content."""
    folder, data = tmp_path / "prepared", tmp_path / "data"
    folder.mkdir()
    data.mkdir()
    (data / "catalog.toml").write_text('title = "A"')
    monkeypatch.setattr(resources, "prepared", lambda: folder)
    return folder, data


def test_a_prepared_page_is_read_for_its_content_and_look_alone(prepared: tuple[Path, Path]) -> None:
    folder, data = prepared
    assert first_page.read(data, "light") is None and not first_page.is_prepared(data)
    first_page.write(folder, data, {"light": b"one", "dark-ru": b"two"})
    for theme, start in (("light", b"one"), ("dark-ru", b"two")):
        found = first_page.read(data, theme)
        assert found is not None and (found.start, found.folder, found.projection) == (start, folder, "nsr")
    assert first_page.read(data, "dark") is None and first_page.is_prepared(data)
    (data / "catalog.toml").write_text('title = "B"')
    assert first_page.read(data, "light") is None and not first_page.is_prepared(data)


def test_a_drawing_with_its_labels_is_taken_before_the_plain_one(prepared: tuple[Path, Path]) -> None:
    folder, _ = prepared
    for name, body in (("nsr", b"plain"), ("nsr~ru", b"labelled")):
        (folder / name).mkdir()
        (folder / name / "ports.json").write_bytes(body)
    (folder / "nsr" / "lanes.json").write_bytes(b"lanes")
    page = first_page.FirstPage(b"", folder)
    assert page.drawing("nsr~ru", "ports") == b"labelled" and page.drawing("nsr~zh", "ports") == b"plain"
    assert page.drawing("nsr", "ports") == b"plain" and page.drawing("nsr~ru", "lanes") == b"lanes"
    with pytest.raises(OSError, match="nothing"):
        page.drawing("nsr", "nothing")


def test_the_page_of_the_last_session_is_that_of_no_other(
    prepared: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, data = prepared
    state = tmp_path / "state"
    state.mkdir()
    first_page.write(folder, data, {})
    assert first_page.read_last(state, data, "light", b"session") is None
    first_page.write_last(state, data, "light", b"session", ("world", b"line\nline"))
    found = first_page.read_last(state, data, "light", b"session")
    assert found is not None
    assert (found.start, found.folder, found.projection) == (b"line\nline", folder, "world")
    assert first_page.read_last(state, data, "dark", b"session") is None
    assert first_page.read_last(state, data, "light", b"sessiom") is None
    (folder / "content").write_text("of another content")
    assert first_page.read_last(state, data, "light", b"session") is None


def test_a_network_comes_back_as_it_was_to_a_decimetre(tmp_path: Path) -> None:
    made = network()
    made = replace(made, masks=np.where(np.arange(len(made.masks)) % 2, made.masks, np.uint64(0)))
    path = write_network(tmp_path, made)
    assert path == network_path(tmp_path)
    once = path.read_bytes()
    read = read_network(tmp_path)
    for name in ("rings", "nodes"):
        assert np.abs(getattr(read, name) - getattr(made, name)).max() <= 0.5e-6
    for name in ("sizes", "corner", "open", "starts", "ends"):
        assert getattr(read, name).tolist() == getattr(made, name).tolist()
    assert read.lengths == pytest.approx(made.lengths, rel=1e-6)
    assert write_network(tmp_path, read).read_bytes() == once


def test_a_network_that_is_missing_or_broken_says_so(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        read_network(tmp_path)
    path = network_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no network")
    with pytest.raises(ContentError, match="cannot be read"):
        read_network(tmp_path)


def test_a_working_folder_holds_what_was_shown_last_and_writes_only_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    working = WorkingFolder()
    try:
        path = working.show({"a.toml": b"1", "layers/b.geojson": b"2", "c": b"3"})
        assert (path / "layers" / "b.geojson").read_bytes() == b"2"
        (path / "a.toml").write_bytes(b"untouched")
        working.show({"a.toml": b"1", "layers/b.geojson": b"4"})
        assert (path / "a.toml").read_bytes() == b"untouched"
        assert (path / "layers" / "b.geojson").read_bytes() == b"4" and not (path / "c").exists()
        working.show({"c": b"3"})
        assert [each.name for each in path.rglob("*") if each.is_file()] == ["c"]
        working.remove()
        assert not path.exists()
        working.show({"c": b"3"})
        assert (path / "c").read_bytes() == b"3"
    finally:
        working.remove()
