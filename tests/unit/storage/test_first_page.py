"""The first page is stored for its content and look, and for the last session."""

from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.storage import first_page


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


def test_a_drawing_with_its_labels_is_preferred_to_the_plain_one(prepared: tuple[Path, Path]) -> None:
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
