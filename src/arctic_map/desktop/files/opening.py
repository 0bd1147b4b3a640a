"""Opening files: from the dialog, by dropping, from the list of recent files, or from another process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.files.file_notices import ReadingNotice, Refusal, Refusals
from arctic_map.desktop.files.file_reading import FileReading
from arctic_map.desktop.files.file_watch import FileChanges, FileWatch, Stamp, State, stamp_of
from arctic_map.desktop.files.open_dialog import OpenDialog, Recent
from arctic_map.desktop.files.other_programs import open_window_with
from arctic_map.desktop.files.picture_views import PictureViews
from arctic_map.desktop.files.questions import Choices, FileQuestions, cause_of
from arctic_map.desktop.files.reading_job import SHORT, FileJob, OpenRequest, Place, absolute, short_name
from arctic_map.desktop.widgets.notice import Notice, NoticeAction, Severity
from arctic_map.model.attributes import FILE
from arctic_map.model.opened import ARTICLES, ATLAS, LAYERS, PICTURES, Choice, OpenedFile, Question, layer_id
from arctic_map.model.problem import Problem
from arctic_map.model.projection import Selection
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.scene.opened_files import free_hue, hue_of
from arctic_map.storage.bounded_reading import is_file, is_there
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.opened_drawings import OpenedFileDrawings

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.feature import Feature
    from arctic_map.tables.opened_layer import OpenedLayer

MAX_FILES = 20
"""Most files that are opened together."""
NEITHER = tr_later("files of this kind are not supported; save the data as GeoJSON or GeoPackage first")


class Opening(QObject):
    """Opens, reads again and closes files of all kinds."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    noticed = Signal(object)
    """A Notice of a file that was not opened, or has changed."""
    withdrawn = Signal(str)
    """The key of a notice whose cause has ended."""
    problems_requested = Signal()
    """The list of problems should come to the front."""
    layers_requested = Signal(object, bool)
    """The map should show those of the layers of these ids that are open, with an animation if True."""
    table_loaded = Signal(str)
    """The layer whose table is now available."""
    view_requested = Signal(object)
    """The map should show the view that is stored in an image."""

    article_requested = Signal(object)
    """The path of a file that may be the user's copy of the article."""

    def __init__(self, data: Path, store: Store, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._settings, self._window = store, settings, window
        store.opened.closed.connect(self._forget)
        store.file_requested.connect(lambda path: self._read(Path(path), OpenRequest(goes=False)))
        self.recent = Recent(settings)
        self.open_dialog = OpenDialog(self.recent, window)
        self.open_dialog.chosen.connect(self.open)
        self.reading = FileReading(data, self._place, self)
        self.reading.loaded.connect(self._on_loaded)
        self.reading.rest_loaded.connect(self._on_rest_loaded)
        pictures = PictureViews(store, self.recent, self)
        pictures.view_requested.connect(self.view_requested)
        pictures.file_requested.connect(lambda path: self._read(path, OpenRequest(goes=False)))
        self.reading.view_loaded.connect(pictures.show)
        self.reading.whole.connect(self._whole)
        self.reading.table_loaded.connect(self._on_table_loaded)
        self.reading.failed.connect(self._failed)
        self.reading.questioned.connect(self._questioned)
        progress = ReadingNotice(self.reading, self)
        self._choices = Choices(settings)
        self.questions = FileQuestions(window)
        self.questions.answered.connect(self._answered)
        self.questions.unanswered.connect(self._unanswered)
        self._opened: dict[str, OpenedFileDrawings] = {}
        self._going: dict[str, OpenRequest] = {}
        """Layers not drawn in the present projection yet, to which the map moves then."""
        self._stamp: Stamp | None = None
        """Stamp of the file that is being read, from before its reading began."""
        self.changes = FileChanges(store, self)
        self.changes.outdated.connect(lambda path: self._read(path, OpenRequest(goes=False, again=True)))
        for speaker in (progress, pictures, self.changes):
            speaker.message_emitted.connect(self.message_emitted)
            speaker.noticed.connect(self.noticed)
        for speaker in (progress, self.changes):
            speaker.withdrawn.connect(self.withdrawn)
        self._data_watch = FileWatch(self)
        self._data_watch.turned.connect(self._data_turned)
        self._refusals = Refusals(self)
        self._refusals.changed.connect(self._show_refusals)
        self._refusals.mended.connect(lambda path: self._read(path, OpenRequest(goes=False)))
        self._refusals.removed.connect(lambda path: store.opened.pardon(str(path)))

    def close(self) -> None:
        """Stop reading and delete the data of all files."""
        self.reading.close()

    def table_of(self, layer_id: str) -> Path | None:
        """Return the folder of an open layer's table; None if there is none."""
        opened = self._opened.get(layer_id)
        return opened.folder if opened and (opened.folder / FILE).exists() else None

    def choice_of(self, path: Path) -> Choice:
        """Return the user's answers to questions about a file."""
        return self._choices.of(path)

    def open(self, paths: Iterable[Path], *, flies: bool = True) -> None:
        """Open files: features as layers, images by their stored view, atlases in a new window."""
        self._refusals.begin()
        files = list(dict.fromkeys(absolute(path) for path in paths))
        if len(files) > MAX_FILES:
            self._warn(
                "many",
                tr("Only the first {most} of {count} files are opened", most=MAX_FILES, count=len(files)),
            )
        files = files[:MAX_FILES]
        together = tuple(layer_id(str(path)) for path in files)
        for path in files:
            self._read(path, OpenRequest(flies=flies, together=together))

    def open_again(self, paths: Sequence[str], selected: str = "") -> None:
        """Open the files of the last session without moving the map."""
        for path in paths:
            self._read(Path(path), OpenRequest(goes=False, selected=selected))

    def close_file(self, id: str) -> None:
        """Remove a file's layer from the map and stop reading it; the file itself is unchanged."""
        file = next((file for file in self._store.files if file.layer.id == id), None)
        self.reading.cancel(id)
        self._store.opened.close(id)
        if file:
            self.message_emitted.emit(tr("{name} was closed", name=_short(file.layer.name)))

    def close_all(self) -> None:
        """Remove all files from the map and stop reading."""
        for path in self.reading.cancel():
            self.message_emitted.emit(tr("{name} was closed before it was read", name=short_name(path)))
        self._store.opened.close_unshown(self._store.opened.unshown)
        for file in self._store.files:
            self.close_file(file.layer.id)

    def refuse(self, sentence: str) -> None:
        """Report that a dropped or passed item cannot be opened."""
        self._warn("refused", sentence)

    def _read(self, path: Path, request: OpenRequest) -> None:
        # When a user opens a file, the questions are asked again, with the earlier answers preselected.
        job = FileJob(path, request, Choice() if request.goes else self._choices.of(path), asks=request.goes)
        suffix, name = job.file.suffix.lower(), short_name(path)
        if suffix in ARTICLES:
            self.article_requested.emit(path)
            return
        if suffix == ATLAS:
            self._open_atlas(path)
            return
        if suffix not in (*LAYERS, *PICTURES):
            self._refusals.add(path, Refusal(name, tr(NEITHER)))
            return
        self.message_emitted.emit(tr("Reading {name}…", name=name))
        self.reading.read(job)

    def _open_atlas(self, path: Path) -> None:
        """Open another atlas in a window of its own."""
        name = short_name(path)
        if is_file(path) and open_window_with(path):
            self.recent.add(path)
            self.message_emitted.emit(tr("{name} opens in a new window", name=name))
        else:
            self._warn("refused", tr("{name} was not opened: the file no longer exists", name=name))

    def _place(self, job: FileJob) -> Place:
        """Return hue, projection and neighbours of a file, relative to the files that are open now."""
        self._stamp = stamp_of(job.path)
        own_id = layer_id(str(job.path))
        others = [file for file in self._store.files if file.layer.id != own_id]
        before = next((file for file in self._store.files if file.layer.id == own_id), None)
        if before:
            hue = hue_of(before.layer.file_style)
        else:
            hue = free_hue(file.layer.file_style for file in others)
        avoid = tuple(self._opened[file.layer.id].folder for file in others if file.layer.id in self._opened)
        return Place(hue, self._store.session.projection, avoid)

    def _on_loaded(
        self, job: FileJob, found: OpenedLayer, features: tuple[Feature, ...], opened: OpenedFileDrawings
    ) -> None:
        request = job.request
        file = _file_of(job, found, features)
        id = file.layer.id
        before, self._opened[id] = self._opened.get(id), opened
        self._store.opened.open(file, opened)
        self._data_watch.add(opened.layer_path, stamp_of(opened.layer_path))
        if before:
            self._remove_data(before)
            if before.missed or (before.rows and before.rows.missed):
                # The page has requested data that was lost, or not there yet, at the same address.
                self._store.opened.redraw(id)
        if not found.part:
            self.message_emitted.emit(_opened(file))
        self._refusals.remove(job.path)
        self.changes.add(job.path, self._stamp)
        if request.selected in self._store.catalog.features and self._store.session.selected is None:
            self._store.apply(lambda session: replace(session, selected=Selection(feature=request.selected)))
        if not request.goes:
            return
        self.recent.add(job.file)
        if opened.box(self._store.session.projection):
            self.layers_requested.emit((*request.together, id), request.flies)
        else:
            self._going[id] = request

    def _on_rest_loaded(self, job: FileJob, found: OpenedLayer, opened: OpenedFileDrawings) -> None:
        if self._opened.get(opened.layer_id) is opened:
            file = _file_of(job, found, ())
            self._store.opened.complete(file)
            self.message_emitted.emit(_opened(file))

    def _on_table_loaded(self, opened: OpenedFileDrawings) -> None:
        if self._opened.get(opened.layer_id) is opened:
            self.table_loaded.emit(opened.layer_id)

    def _whole(self, job: FileJob, opened: OpenedFileDrawings) -> None:
        id = opened.layer_id
        if self._opened.get(id) is not opened:
            opened.forget()
            return
        if opened.missed or (opened.rows and opened.rows.missed):
            opened.missed.clear()
            if opened.rows:
                opened.rows.missed.clear()
            self._store.opened.redraw(id)
        if request := self._going.pop(id, None):
            self.layers_requested.emit((*request.together, id), request.flies)

    def _failed(self, job: FileJob, why: str) -> None:
        name = short_name(job.path)
        if job.request.again:
            self.changes.mark(
                job.path, tr("it could not be read again and is shown as it was: {why}", why=why)
            )
            return
        missing = not is_there(job.file)
        if not job.request.goes and missing:
            why = tr("it was open before and no longer exists")
        listed = job.file.suffix.lower() in LAYERS
        if listed:
            id = layer_id(str(job.path))
            self._store.opened.refuse(str(job.path), id, Problem(name, "", why), missing=missing)
        # Clear the message that the file is being read.
        self.message_emitted.emit("")
        self._refusals.add(job.path, Refusal(name, why, listed), self._stamp)

    def _questioned(self, job: FileJob, found: OpenedLayer) -> None:
        if job.request.goes:
            self.message_emitted.emit("")
            self.questions.ask(job, found, self._choices.of(job.path))
        else:
            self._unanswered(job, found)

    def _answered(self, job: FileJob, choice: Choice) -> None:
        self._choices.add(job.path, choice)
        self.message_emitted.emit(tr("Reading {name}…", name=short_name(job.path)))
        self.reading.read(FileJob(job.path, job.request, choice))

    def _unanswered(self, job: FileJob, found: OpenedLayer) -> None:
        if found.question is Question.LAYERS:
            name = short_name(job.path)
            self.message_emitted.emit(tr("{name} was not opened: no layer was chosen", name=name))
        else:
            self._failed(job, tr("{why}; open it again to name it", why=cause_of(found)))

    def _show_refusals(self) -> None:
        if text := self._refusals.text:
            show = NoticeAction(tr("Show &problems"), self.problems_requested.emit)
            opened = self._store.opened
            close = NoticeAction(tr("Close &missing files"), lambda: opened.close_unshown(opened.missing))
            actions = *((show,) if self._refusals.listed else ()), *((close,) if opened.missing else ())
            self.noticed.emit(Notice(text, Severity.WARNING, actions, key="refused"))
        else:
            self.withdrawn.emit("refused")

    def _warn(self, key: str, sentence: str) -> None:
        self.noticed.emit(Notice(sentence, Severity.WARNING, key=key))

    def _forget(self, id: str, path: str) -> None:
        """Stop drawing or expecting a file that was closed, and delete its drawings."""
        self.reading.cancel(id)
        self.changes.remove(Path(path))
        self._refusals.remove(Path(path))
        if opened := self._opened.pop(id, None):
            self._remove_data(opened)

    def _remove_data(self, opened: OpenedFileDrawings) -> None:
        self._data_watch.remove(opened.layer_path)
        opened.forget()

    def _data_turned(self, path: Path, state: State) -> None:
        """Read a file again whose data was lost."""
        lost = next((id for id, opened in self._opened.items() if opened.layer_path == path), None)
        file = next((file.layer.file for file in self._store.files if file.layer.id == lost), "")
        if state is State.GONE and file:
            name = short_name(Path(file))
            why = tr("another program deleted its data in the cache; the file is read again")
            self._read(Path(file), OpenRequest(goes=False))
            self._warn(f"lost {file}", f"{name}: {why}")


def _file_of(job: FileJob, found: OpenedLayer, features: tuple[Feature, ...]) -> OpenedFile:
    name = short_name(job.path)
    return OpenedFile(
        layer=found.layer(features, str(job.path)),
        problems=tuple(Problem(name, where, why) for where, why in found.problems),
        boxes=found.boxes,
    )


def _opened(file: OpenedFile) -> str:
    problems = len(file.problems)
    faulty = (
        tr_count(problems, "; {count} problem is listed below", "; {count} problems are listed below")
        if problems
        else ""
    )
    if file.layer.raster:
        return tr("{name} is on the map", name=_short(file.layer.name)) + faulty
    text = tr_count(
        file.layer.count,
        "{name} is on the map: {count} feature",
        "{name} is on the map: {count} features",
        name=_short(file.layer.name),
    )
    return text + faulty


def _short(name: str) -> str:
    return sanitized(name, SHORT)
