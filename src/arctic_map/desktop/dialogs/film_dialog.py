"""The dialog for films: what is filmed, a preview of each picture, and writing the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import ceil
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.dialogs.export_foot import ExportFoot, ask_for_file, ask_to_replace
from arctic_map.desktop.dialogs.film_work import FilmPreview, FilmWork
from arctic_map.desktop.widgets.buttons import PlayButton
from arctic_map.errors import ArcticMapError
from arctic_map.export.page.subject import only_subject
from arctic_map.export.request import Request, file_name, preset_named
from arctic_map.model.export_formats import FILM_FORMATS
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.render.film_files import replaced, require_program
from arctic_map.render.film_frames import FilmOrder, SceneOf, readable
from arctic_map.scene.film import SUBJECTS, FilmSubject, Moment, moments_of, offered, title_of, without_events

if TYPE_CHECKING:
    from arctic_map.scene.session.session import Session

SIZE = QSize(1000, 620)
"""Size of the dialog, limited by that of the window."""
PLAY_MS, ESTIMATED_S = 1000, 2.0
"""Time between pictures of the preview, and before the time left is estimated."""
PRESETS = ("hd-16x9", "slide-16x9", "square", "vertical-9x16")
THEMES = (("", tr_later("As in the window")), ("light", tr_later("Light")), ("dark", tr_later("Dark")))
KEY = "film/last"
"""Subject, size, colours and format of the last film."""


def _box(choices: Iterable[tuple[str, str]]) -> QComboBox:
    """A box with values and texts."""
    box = QComboBox()
    for data, words in choices:
        box.addItem(words, str(data))
    return box


class FilmDialog(QDialog):
    written = Signal(object)
    """Emitted with the path of the file; the dialog closes."""

    def __init__(
        self, session: Session, scene_of: SceneOf, stored: QSettings, parent: QWidget | None = None
    ) -> None:
        """`session` is that of the window, whose map is filmed."""
        super().__init__(parent)
        self.setWindowTitle(tr("Make a film"))
        self.setSizeGripEnabled(True)
        self._session, self._scene_of, self._stored = session, scene_of, stored
        self._scene, self._drawings = scene_of(session)
        self._moments: Sequence[Moment] = ()
        self._length = ""
        """How many pictures the film has, and how long it is."""
        self._work: FilmWork | None = None
        self.previews = FilmPreview(self)
        self._make_fields()
        self._lay_out()
        self._restore()
        # A button can become the default only after it is part of the dialog.
        self.go.setDefault(True)
        self._listen()
        self._choose_subject()
        room = parent.size() - QSize(40, 40) if parent else SIZE
        self.resize(SIZE.boundedTo(room))
        self.subject.setFocus()

    @property
    def request(self) -> Request:
        """The page of each picture."""
        request = preset_named(str(self.size_box.currentData())).applied(Request())
        typed = "" if self._subject is FilmSubject.TOUR else self.title.text().strip()
        default = title_of(self._subject, self._scene.catalog, self._scene.wording)
        return replace(
            readable(request),
            theme=self.colours.currentData() or None,
            title=typed or default,
            credit=self.credit.text().strip() or None,
        )

    def write(self, out: Path) -> None:
        """Write the film in the background; errors are shown in the dialog."""
        self.play.pause()
        self._busy(True)
        self._work = FilmWork(FilmOrder(self._moments, self._scene_of, self.request), out, self)
        begun = monotonic()
        self._work.reached.connect(lambda share: self._show_share(share, monotonic() - begun))
        self._work.written.connect(self._finished)
        self._work.failed.connect(self._failed)
        self._work.begin()

    def _show_share(self, share: float, elapsed: float) -> None:
        self.foot.show_share(share)
        if share > 0.0 and elapsed > ESTIMATED_S:
            left = ceil(elapsed * (1.0 - share) / share)
            self._say(tr_count(left, "About {count} second left", "About {count} seconds left"))

    def reject(self) -> None:
        """Cancel the running film; close the dialog if there is none."""
        if self._work is None:
            super().reject()
        else:
            self.foot.say(tr("Cancelling the export…"))
            self._work.call_off()

    def done(self, result: int) -> None:
        self.play.pause()
        self.previews.end()
        chosen = (box.currentData() for box in (self.subject, self.size_box, self.colours, self.format))
        self._stored.setValue(KEY, "|".join(map(str, chosen)))
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask()

    @property
    def _subject(self) -> FilmSubject:
        return FilmSubject(self.subject.currentData())

    def _choose_subject(self) -> None:
        words = self._scene.wording
        catalog, session = self._scene.catalog, self._session
        is_tour = self._subject is FilmSubject.TOUR
        self.title.setEnabled(not is_tour)
        self.title.setPlaceholderText(tr("Each step has its own") if is_tour else tr("As on the page"))
        if self._subject is FilmSubject.YEAR:
            session = without_events(catalog, session)
        try:
            scene = only_subject(self._scene, self._drawings, self.request)
            self._moments = moments_of(self._subject, scene, session, self._drawings, words)
        except ArcticMapError as error:
            self._show_none(str(error))
            return
        self.slider.setRange(0, len(self._moments) - 1)
        self.slider.setValue(len(self._moments) - 1 if self._subject is FilmSubject.TIMELINE else 0)
        self._change()

    def _show_none(self, why: str) -> None:
        """Offer no film, so that none is written that was not chosen."""
        self._moments = ()
        self.play.pause()
        self.picture.clear()
        self._enable()
        self._say(why)

    def _enable(self) -> None:
        for widget in (self.go, self.play, self.slider):
            widget.setEnabled(bool(self._moments))

    def _change(self) -> None:
        self._enable()
        if not self._moments:
            return
        self.previews.show_order(FilmOrder(self._moments, self._scene_of, self.request))
        seconds = round(sum(each.seconds for each in self._moments))
        pictures = tr_count(len(self._moments), "{count} picture", "{count} pictures")
        length = tr_count(seconds, "{count} second", "{count} seconds")
        self._length = tr("{one}, {other}", one=pictures, other=length)
        self._say(self._length)
        self._ask()

    def _ask(self) -> None:
        if self.isVisible() and self._moments:
            room = max(1, self.picture.width()), max(1, self.picture.height())
            self.previews.ask(self.slider.value(), room, self.devicePixelRatioF())

    def _show(self, number: int, picture: QImage, lacking: Sequence[str]) -> None:
        if lacking and self.foot.message == self._length:
            self._say("\n".join((self._length, *lacking)))
        if number < len(self._moments):
            self.picture.setPixmap(QPixmap.fromImage(picture))
            words = self._moments[number].title or self._moments[number].words
            self.picture.setAccessibleDescription(words)
            self.slider.setAccessibleDescription(words)

    def _step(self) -> None:
        """Show the next picture once the last one is drawn; the first after the last."""
        if self.previews.at_rest:
            self.slider.setValue((self.slider.value() + 1) % len(self._moments))

    def _choose_file(self) -> None:
        self.play.pause()
        try:
            require_program(str(self.format.currentData()))
        except ArcticMapError as error:
            self._say(str(error))
            return
        name = file_name(self._scene, self.request, date.today())
        format = FILM_FORMATS[str(self.format.currentData())]

        def chosen(out: Path) -> None:
            try:
                there = replaced(out, len(self._moments))
            except ArcticMapError as error:
                self._say(str(error))
                return
            if there:
                ask_to_replace(self, there, lambda: self.write(out))
            else:
                self.write(out)

        ask_for_file(self, self._stored, f"{name}-{self._subject}", format, chosen)

    def _finished(self, out: Path) -> None:
        self._busy(False)
        self.written.emit(out)
        self.accept()

    def _failed(self, why: str) -> None:
        self._busy(False)
        self._say(why or tr("The export was cancelled. Nothing was written."))

    def _busy(self, busy: bool) -> None:
        self._work = self._work if busy else None
        self.foot.set_busy(busy)
        for widget in (self._side, self.slider, self.play):
            widget.setEnabled(not busy)

    def _say(self, sentence: str) -> None:
        self.foot.say(sentence)

    def _restore(self) -> None:
        """Select what was filmed last."""
        stored = str(self._stored.value(KEY) or "").split("|")
        for box, data in zip((self.subject, self.size_box, self.colours, self.format), stored, strict=False):
            box.setCurrentIndex(max(0, box.findData(data)))

    def _listen(self) -> None:
        self.subject.currentIndexChanged.connect(self._choose_subject)
        for box in (self.size_box, self.colours):
            box.currentIndexChanged.connect(self._change)
        for line in (self.title, self.credit):
            line.editingFinished.connect(self._change)
        self.slider.valueChanged.connect(self._ask)
        self.play.step_requested.connect(self._step)
        self.previews.drawn.connect(self._show)
        self.previews.failed.connect(self._say)

    def _make_fields(self) -> None:
        self.subject = _box((each, tr(SUBJECTS[each])) for each in offered(self._scene))
        self.size_box = _box((name, tr(preset_named(name).words)) for name in PRESETS)
        self.colours = _box((data, tr(words)) for data, words in THEMES)
        self.format = _box((suffix, tr(each.name)) for suffix, each in FILM_FORMATS.items())
        self.title, self.credit = QLineEdit(), QLineEdit()
        self.credit.setPlaceholderText(tr("Such as: Graphic: A. Writer"))
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Preview"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(280, 180)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Picture"))
        self.play = PlayButton(tr("Play"), "", PLAY_MS)

    def _lay_out(self) -> None:
        self.foot = ExportFoot(tr("&Save film…"), tr("Making the film…"), self)
        self.go = self.foot.go
        self.go.clicked.connect(self._choose_file)
        self._side = QWidget()
        form = QFormLayout(self._side)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("&Film of"), self.subject)
        form.addRow(tr("Si&ze"), self.size_box)
        form.addRow(tr("&Colours"), self.colours)
        form.addRow(tr("&Title"), self.title)
        form.addRow(tr("C&redit"), self.credit)
        form.addRow(tr("F&ormat"), self.format)
        moments = QHBoxLayout()
        moments.addWidget(self.play)
        moments.addWidget(self.slider, 1)
        left = QVBoxLayout()
        left.addWidget(self.picture, 1)
        left.addLayout(moments)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addLayout(left, 1)
        upper.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(upper, 1)
        column.addWidget(self.foot)
