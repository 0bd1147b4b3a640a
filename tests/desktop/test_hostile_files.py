"""Files made to break the app or to script it: no script runs, the window answers, each gets its sentence."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo
from tests.desktop import hostile
from tests.desktop.driver import Driver, until
from tests.desktop.heartbeat import Heartbeat
from tests.desktop.hostile import Hostile

from arctic_map.desktop.web import scheme
from arctic_map.desktop.widgets.notice import Notice
from arctic_map.model.opened import PREFIX
from arctic_map.scene.session import actions

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(os.name == "nt", reason="makes pipes and devices' links"),
]

FILES = hostile.MARKUP | hostile.BROKEN | hostile.MENDED
PATIENCE_MS = 180_000
STRANGERS = "img, script[src], iframe, object, a[href]:not(.leaflet-popup-close-button)"
"""What the page has none of its own."""


WORDS = (
    *("markup wherever a file has words", "line ends in the file's name"),
    *("a name that is turned round", "a name of a million letters"),
)
BROKEN = ("very deep properties", "a pipe")
MENDED = ("half a letter", "a star of 150 rays")
"""Some of each kind in the window; tests/unit/cli/test_layer_process.py reads all of them."""


def cases(names: tuple[str, ...]) -> list[object]:
    return [pytest.param(FILES[name], id=name) for name in names]


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Addresses that the page requested and did not get: there may be none."""
    found: list[str] = []
    allowed = scheme.allowed

    def watched(url: QUrl, kind: QWebEngineUrlRequestInfo.ResourceType) -> bool:
        answer = allowed(url, kind)
        if not answer:
            found.append(url.toString())
        return answer

    monkeypatch.setattr(scheme, "allowed", watched)
    yield found
    assert found == []


class Doorman:
    """Opens files in the window and collects the messages about them, in the status bar and in notices."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        assert driver.atlas.workspace.files
        self.opening = driver.atlas.workspace.files
        self.messages: list[str] = []
        self.opening.message_emitted.connect(self.messages.append)
        self.opening.noticed.connect(self._noticed)

    def open(self, *paths: Path) -> str:
        """The last message, when all is shown or refused; the window answers all the while."""
        with Heartbeat() as heart:
            self.driver.atlas.open_files(paths)
            until(self._is_over, "an answer", PATIENCE_MS)
            self.driver.settle()
        assert heart.steady, f"the window worked for {heart.hardest} s and was away for {heart.longest} s"
        return self.answers[-1]

    @property
    def answers(self) -> list[str]:
        """A file that has been refused is read again by itself when it changes."""
        return [each for each in self.messages if each and not each.startswith("Reading ")]

    def _is_over(self) -> bool:
        # The question where a file is gets no answer.
        if dialog := self.opening.questions.dialog:
            dialog.reject()
        return bool(self.answers) and not self.opening.reading.busy and self.opening.questions.dialog is None

    def leave(self) -> None:
        self.opening.message_emitted.disconnect(self.messages.append)
        self.opening.noticed.disconnect(self._noticed)
        self.opening.close_all()
        self.driver.settle()

    def _noticed(self, notice: Notice) -> None:
        self.messages.append(notice.text)


@pytest.fixture
def door(driver: Driver) -> Iterator[Doorman]:
    door = Doorman(driver)
    yield door
    ran = driver.ask("window.hacked ?? null")
    strangers = driver.ask(f"document.querySelectorAll({STRANGERS!r}).length")
    map_width = door.driver.atlas.map_frame.width()
    door.leave()
    assert (ran, strangers) == (None, 0)
    assert map_width > 600, "no word of a file takes the map's room"


@pytest.mark.slow
@pytest.mark.parametrize("each", cases(WORDS))
def test_words_of_a_file_stay_words(each: Hostile, door: Doorman, refused: list[str], tmp_path: Path) -> None:
    path = tmp_path / each.name
    each.make(path)
    assert each.message in door.open(path)
    atlas = door.driver.atlas
    for file in atlas.store.files:
        # Selected, listed, pointed at, and in legend and source line: wherever words of the file are shown.
        door.driver.painted_after(actions.select_feature(file.layer.features[0].id))
        assert door.driver.text(".leaflet-popup .card")
        assert door.driver.ask("document.querySelectorAll('.card *').length") < 200
        assert "not checked" in door.driver.text(".foot .source")
        assert all(text.isprintable() for text in (file.layer.name, *_shown(file.layer.features)))
    assert not (tmp_path / "hacked").exists()


@pytest.mark.slow
@pytest.mark.parametrize("each", cases(BROKEN))
def test_what_cannot_be_shown_gets_its_sentence(
    each: Hostile, door: Doorman, refused: list[str], tmp_path: Path
) -> None:
    path = tmp_path / each.name
    each.make(path)
    text = door.open(path)
    assert text.startswith("file.geojson was not opened: ")
    assert each.message in text
    assert len(text) < 500 and text.isprintable()
    assert door.driver.message == text, "it stands until it is seen to"
    assert door.driver.atlas.store.files == ()
    assert door.driver.atlas.scene.problems[-1].file == "file.geojson"


@pytest.mark.slow
@pytest.mark.parametrize("each", cases(MENDED))
def test_what_can_be_mended_is_shown(
    each: Hostile, door: Doorman, refused: list[str], tmp_path: Path
) -> None:
    path = tmp_path / each.name
    each.make(path)
    before = path.read_bytes()
    assert each.message in door.open(path)
    assert path.read_bytes() == before
    (layer,) = (each for each in door.driver.atlas.scene.layers if each.file)
    assert layer.file == str(path)
    door.driver.settle()
    assert door.driver.ask(f"arctic.atlas.layers.shown.get('{layer.id}').drawing.shapes.length") > 0


def test_a_file_that_may_not_be_read(door: Doorman, tmp_path: Path) -> None:
    path = tmp_path / "file.geojson"
    hostile.forbidden(path)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "permission denied" in door.open(path)


@pytest.mark.slow
def test_a_name_that_is_no_text(door: Doorman, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe-\xe4.geojson"))
    try:
        hostile.text(hostile.collection(hostile.feature()))(path)
    except OSError:
        pytest.skip("names of files are text here")
    assert hostile.ONE in door.open(path)


@pytest.mark.slow
def test_a_file_that_changes_all_the_while(door: Doorman, tmp_path: Path) -> None:
    path = tmp_path / "file.geojson"
    make, ended = hostile.many(3000), Event()
    make(path)

    def change() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            hostile.many(1000 + number % 2000)(path)

    thread = Thread(target=change)
    thread.start()
    try:
        text = door.open(path)
    finally:
        ended.set()
        thread.join()
    assert any(
        words in text for words in ("is on the map", "was not opened: ", "has changed since it was read")
    ), text


def test_a_file_that_vanishes(door: Doorman, tmp_path: Path) -> None:
    path = tmp_path / "file.geojson"
    hostile.many(3000)(path)
    with Heartbeat() as heart:
        door.driver.atlas.open_files([path])
        path.unlink()
        until(lambda: not door.opening.reading.busy, "an answer", PATIENCE_MS)
    assert heart.steady
    assert "is on the map" in door.messages[-1] or "the file does not exist" in door.messages[-1]


@pytest.mark.slow
def test_ids_of_the_atlas_stay_the_atlas_s(door: Doorman, tmp_path: Path) -> None:
    path = tmp_path / "file.geojson"
    FILES["ids of the atlas"].make(path)
    door.open(path)
    atlas = door.driver.atlas
    atlas.workspace.navigator.go_to_feature("arkhangelsk")
    door.driver.settle()
    assert atlas.scene.catalog.features["arkhangelsk"].source == "wpi"
    assert "Surveyed" in door.driver.text(".leaflet-popup .card")
    own = [id for id in atlas.scene.catalog.features if id.startswith(PREFIX)]
    assert len(own) == 3
    atlas.workspace.navigator.go_to_feature(own[0])
    door.driver.settle()
    assert "not checked by the atlas" in door.driver.text(".leaflet-popup .card")


@pytest.mark.slow
def test_all_of_them_at_once(door: Doorman, refused: list[str], tmp_path: Path) -> None:
    """Some, one after the other without waiting: the sound ones are there at the end."""
    chosen = ("markup wherever a file has words", "very deep properties", "at the pole", "a pipe", "UTF-16")
    paths = []
    for number, name in enumerate(chosen):
        paths.append(tmp_path / f"{number}.geojson")
        FILES[name].make(paths[-1])
    door.open(*paths)
    sound = [path for path, name in zip(paths, chosen, strict=True) if hostile.SHOWN in FILES[name].message]
    assert [file.layer.file for file in door.driver.atlas.store.files] == [str(path) for path in sound]


def _shown(features: object) -> Iterator[str]:
    for each in features:  # type: ignore[attr-defined]
        yield each.name
        yield from (part for detail in each.details for part in detail)
