"""The dialog for films, in the real window: preview, file, cancelling, and what it remembers."""

import os
import signal
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from tests.desktop.driver import Driver, until

from arctic_map.desktop.dialogs.film_dialog import FilmDialog
from arctic_map.desktop.web.film_encoder import FilmEncoder
from arctic_map.model.itinerary import NOWHERE, Itinerary, Stop
from arctic_map.scene.film import FilmSubject
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MURMANSK, YOKOHAMA = Stop("Murmansk", (33.05, 68.98), "RUMMK"), Stop("Yokohama", (139.65, 35.45), "JPYOK")
EBML = b"\x1a\x45\xdf\xa3"
"""The first bytes of each WebM."""


def opened(driver: Driver) -> FilmDialog:
    driver.atlas.window.activateWindow()
    until(driver.atlas.window.isActiveWindow, "the window is active")
    driver.command(Qt.Key.Key_E, CTRL | ALT)
    dialog = driver.atlas.workspace.dialogs.film_dialog
    assert dialog is not None
    drawn(dialog)
    return dialog


def drawn(dialog: FilmDialog) -> None:
    until(lambda: dialog.previews.at_rest and not dialog.picture.pixmap().isNull(), "the preview")


def closed(driver: Driver) -> bool:
    return driver.atlas.workspace.dialogs.film_dialog is None


def choose(dialog: FilmDialog, subject: FilmSubject) -> None:
    dialog.subject.setCurrentIndex(dialog.subject.findData(subject.value))
    drawn(dialog)


def says(dialog: FilmDialog) -> str:
    return next(label.text() for label in dialog.findChildren(QLabel) if label.accessibleName() == "Message")


def test_each_picture_is_previewed_and_escape_leaves_the_map_as_it_was(driver: Driver) -> None:
    before = driver.atlas.store.session
    dialog = opened(driver)
    choose(dialog, FilmSubject.YEAR)
    assert says(dialog) == "12 pictures, 11 seconds"
    january = dialog.picture.pixmap().toImage()
    assert dialog.picture.accessibleDescription() == "January"
    dialog.slider.setFocus()
    QTest.keyClick(dialog.slider, Qt.Key.Key_End)
    drawn(dialog)
    assert dialog.picture.accessibleDescription() == "December"
    assert dialog.picture.pixmap().toImage() != january
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(lambda: closed(driver), "the dialog closes")
    assert driver.atlas.store.session == before


def test_a_title_can_be_typed_where_the_steps_have_none(driver: Driver) -> None:
    dialog = opened(driver)
    choose(dialog, FilmSubject.YEAR)
    dialog.title.setText("Ice of a year")
    assert (dialog.title.isEnabled(), dialog.request.title) == (True, "Ice of a year")
    choose(dialog, FilmSubject.TOUR)
    assert (dialog.title.isEnabled(), dialog.request.title) == (False, None)
    dialog.reject()


def test_playing_shows_one_picture_after_the_other(driver: Driver) -> None:
    dialog = opened(driver)
    choose(dialog, FilmSubject.YEAR)
    dialog.play.set_interval(10)
    dialog.play.click()
    until(lambda: dialog.slider.value() >= 2, "the third picture")
    dialog.play.click()
    assert not dialog.play.playing
    dialog.reject()


@pytest.mark.parametrize("suffix", [".webm", ".png"])
def test_a_film_is_written_and_the_notice_says_where(suffix: str, driver: Driver, tmp_path: Path) -> None:
    dialog = opened(driver)
    choose(dialog, FilmSubject.YEAR)
    dialog.title.setText("Ice of a year")
    dialog.write(tmp_path / f"ice{suffix}")
    until(lambda: closed(driver), "the film")
    names = sorted(each.name for each in tmp_path.iterdir())
    numbered = [f"ice-{month:02}.png" for month in range(1, 13)]
    assert names == (numbered if suffix == ".png" else [f"ice{suffix}"])
    first = tmp_path / names[0]
    notices = driver.atlas.window.notices
    assert notices is not None
    assert any(f"The film was written to {first}" in each.text for each in notices.cards)
    driver.dismiss_notices()
    if suffix == ".webm":
        content = first.read_bytes()
        assert content.startswith(EBML) and b"Ice of a year" in content
    else:
        with Image.open(first) as picture:
            assert picture.size == (1280, 720)


def test_an_mp4_without_ffmpeg_is_refused_at_once(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(driver)
    dialog.format.setCurrentIndex(dialog.format.findData(".mp4"))
    monkeypatch.setenv("PATH", str(tmp_path))
    dialog.go.click()
    assert "needs the program ffmpeg, which is not installed" in says(dialog)
    assert dialog.findChild(QFileDialog) is None
    dialog.format.setCurrentIndex(0)
    dialog.reject()
    until(lambda: closed(driver), "the dialog closes")


def test_a_film_that_is_cancelled_leaves_no_file(driver: Driver, tmp_path: Path) -> None:
    dialog = opened(driver)
    dialog.write(tmp_path / "ice.webm")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(lambda: dialog.go.isEnabled(), "the end of the film")
    assert says(dialog) == "The export was cancelled. Nothing was written."
    assert not list(tmp_path.iterdir())
    dialog.reject()
    until(lambda: closed(driver), "the dialog closes")


def test_the_window_survives_the_end_of_the_encoder(driver: Driver) -> None:
    reasons = list[str]()
    encoder = FilmEncoder([b""], [1], (64, 64), 10, driver.atlas.window)
    encoder.failed.connect(encoder.dispose)
    encoder.failed.connect(reasons.append)
    until(lambda: encoder._page.renderProcessPid() > 0, "the process of the encoder")
    os.kill(encoder._page.renderProcessPid(), signal.SIGKILL)
    until(lambda: bool(reasons), "the reason")
    assert "ended with code" in reasons[0]


def test_a_route_can_be_filmed_while_it_is_on_the_map_and_the_choice_is_remembered(driver: Driver) -> None:
    dialog = opened(driver)
    assert dialog.subject.findData(FilmSubject.ROUTE.value) == -1
    dialog.format.setCurrentIndex(dialog.format.findData(".gif"))
    dialog.reject()
    until(lambda: closed(driver), "the dialog closes")
    driver.painted_after(actions.plan_route(Itinerary(MURMANSK, YOKOHAMA)))
    until(lambda: bool(driver.atlas.store.scene.routes), "the route")
    dialog = opened(driver)
    assert dialog.format.currentData() == ".gif"
    choose(dialog, FilmSubject.ROUTE)
    assert "61 pictures" in says(dialog)
    dialog.reject()
    driver.painted_after(actions.plan_route(NOWHERE))
