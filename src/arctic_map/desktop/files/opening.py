"""Files that people open: by the dialog, by dropping them, from the list of recent ones, or from outside."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.desktop.files.choices import Choices
from arctic_map.desktop.files.file_reading import FileReading, Job, Place
from arctic_map.desktop.files.file_watch import FileWatch, Stamp, State, stamp_of
from arctic_map.desktop.files.questions import Questions, cause_of
from arctic_map.desktop.files.recent import Recent
from arctic_map.desktop.files.refusals import Refusal, Refusals
from arctic_map.desktop.files.showing import open_window_with
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.desktop.widgets.notices.notice import Notice, NoticeAction, Severity
from arctic_map.model.attributes import FILE
from arctic_map.model.open_formats import ARTICLES, ATLAS, FILTERS, LAYERS, PICTURES
from arctic_map.model.opened import Choice, OpenedFile, Question, layer_id
from arctic_map.model.problem import Problem
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.model.view import Selection
from arctic_map.scene.opened import free_hue, hue_of
from arctic_map.scene.session.actions import Action, close_file, rename_layer, style_layer
from arctic_map.scene.session.restoring import missing_files
from arctic_map.storage.bounded_reading import is_file, is_there
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.opened_drawings import OpenedFileDrawings

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.feature import Feature
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.saved_view import SavedView
    from arctic_map.tables.opened_layer import OpenedLayer

Look = Callable[[str], Action]
"""What a picture says of a file, for the id of its layer here."""
READING = "reading"
"""Key of the notice of a file that is being read."""
LEAST_SHARE = 0.02
"""Of a file, before it is guessed how long the rest takes."""
SHORT = 60
"""Characters of a file's name in a sentence."""
MOST = 20
"""Files that are opened together."""
NEITHER = tr_later("files of this kind are not supported; save the data as GeoJSON or GeoPackage first")


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """How a file came here."""

    goes: bool = True
    """Whether the map moves there, and the file is listed among the recent ones."""
    flies: bool = True
    """Whether the map is seen to move."""
    selected: str = ""
    """Id of a feature to be selected."""
    again: bool = False
    """Whether its layer is on the map, and stays there should the file be no good any more."""


class Opening(QObject):
    said = Signal(str)
    """A sentence for the reader."""
    noticed = Signal(object)
    """A Notice of what was not opened, or has changed."""
    withdrawn = Signal(str)
    """The key of a notice whose cause has gone."""
    problems_requested = Signal()
    """The list of problems should come to the front."""
    layer_requested = Signal(str, bool)
    """The map should show all of this layer, and be seen to move there or be there at once."""
    table_came = Signal(str)
    """The layer whose table can be asked now."""
    view_requested = Signal(object)
    """The map should show the view that a picture carries."""

    article_requested = Signal(object)
    """The path of a file that may be the reader's copy of the article."""

    def __init__(self, data: Path, store: Store, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._settings, self._window = store, settings, window
        store.file_closed.connect(self._forget)
        store.file_wanted.connect(lambda path: self._read(Path(path), OpenRequest(goes=False)))
        self.recent = Recent(settings)
        self.dialog: QFileDialog | None = None
        """While it is open."""
        self.reading = FileReading(data, self._place, self)
        self.reading.came.connect(self._came)
        self.reading.rest_came.connect(self._rest_came)
        self.reading.view_came.connect(self._view_came)
        self.reading.whole.connect(self._whole)
        self.reading.table_came.connect(self._table_came)
        self.reading.failed.connect(self._failed)
        self.reading.questioned.connect(self._questioned)
        self.reading.progressed.connect(self._progressed)
        self.reading.ended.connect(lambda _: self.withdrawn.emit(READING))
        self._choices = Choices(settings)
        self.questions = Questions(window)
        self.questions.answered.connect(self._answered)
        self.questions.unanswered.connect(self._unanswered)
        self._opened: dict[str, OpenedFileDrawings] = {}
        self._going: dict[str, bool] = {}
        """Layers that the projection shows nothing of until all are drawn, and whether the map then flies."""
        self._stamp: Stamp | None = None
        """Of the file that is being read, from before its reading began."""
        self.watch = FileWatch(self)
        self.watch.turned.connect(self._turned)
        self._data_watch = FileWatch(self)
        self._data_watch.turned.connect(self._data_turned)
        self._refusals = Refusals(self)
        self._refusals.changed.connect(self._tell_refusals)
        self._refusals.mended.connect(lambda path: self._read(path, OpenRequest(goes=False)))
        self._refusals.gone.connect(lambda path: store.pardon_file(str(path)))

    def close(self) -> None:
        self.reading.close()

    def table_of(self, layer_id: str) -> Path | None:
        """The folder of an open layer's table; None while there is none."""
        opened = self._opened.get(layer_id)
        return opened.folder if opened and (opened.folder / FILE).exists() else None

    def choice_of(self, path: Path) -> Choice:
        """What its reader said of a file that does not say it itself."""
        return self._choices.of(path)

    def ask(self, folder: Path | None = None) -> None:
        """The dialog of the system for choosing files, in this folder or that of the last one."""
        if self.dialog is not None:
            return
        self.dialog = dialog = QFileDialog(self._window, tr("Open"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [f"{tr(words)} ({' '.join(f'*{end}' for end in ends)})" for words, ends in FILTERS]
        )
        last = self.recent.paths[:1]
        dialog.setDirectory(str(folder or (last[0].parent if last else Path.home())))
        dialog.filesSelected.connect(lambda names: self.open([Path(name) for name in names]))
        dialog.finished.connect(self._asked)
        dialog.open()

    def open(self, paths: Iterable[Path], *, flies: bool = True) -> None:
        """Show these files: features as layers, pictures by the view that they carry."""
        self._refusals.begin()
        found = list(dict.fromkeys(_whole(path) for path in paths))
        if len(found) > MOST:
            self._warn(
                "many", tr("Only the first {most} of {count} files are opened", most=MOST, count=len(found))
            )
        for path in found[:MOST]:
            self._read(path, OpenRequest(flies=flies))

    def open_again(self, paths: Sequence[str], selected: str = "") -> None:
        """Show the files of the last session, without moving the map."""
        for path in paths:
            self._read(Path(path), OpenRequest(goes=False, selected=selected))

    def close_file(self, id: str) -> None:
        """Take a file's layer off the map, and end its reading; the file stays as it is."""
        file = next((file for file in self._store.files if file.layer.id == id), None)
        self.reading.cancel(id)
        self._store.close_file(id)
        if file:
            self.said.emit(tr("{name} was closed", name=_short(file.layer.name)))

    def close_all(self) -> None:
        """Take all files off the map, and read none of those that still wait."""
        for path in self.reading.cancel():
            if str(path) in self._store.session.files:
                # It was open on the last day.
                self._store.apply(close_file(str(path), layer_id(str(path))))
            self.said.emit(tr("{name} was closed before it was read", name=_short(path.name)))
        for file in self._store.files:
            self.close_file(file.layer.id)

    def read_again(self) -> None:
        """Read the files that have changed since they were read."""
        self.watch.look()
        changed = self.watch.in_state(State.CHANGED)
        for path in changed:
            self._read(path, OpenRequest(goes=False, again=True))
        if not changed:
            gone = ", ".join(_short(path.name) for path in self.watch.in_state(State.GONE))
            self.said.emit(
                tr("No longer found: {gone}", gone=gone)
                if gone
                else tr("No opened file has changed since it was read")
            )

    def find(
        self, names: Sequence[str], beside: Path, looks: Mapping[str, Sequence[Look]] | None = None
    ) -> None:
        """Open the files that a picture was made with: where it lies, or among the recent ones.

        `looks` are what it says of them, by names.
        """
        lost = []
        for name in names:
            # A name of a picture's own making must not lead elsewhere.
            near = beside.parent / Path(name).name
            places = [near, *(path for path in self.recent.paths if path.name == name)]
            found = next((path for path in places if path.suffix.lower() in LAYERS and is_file(path)), None)
            if found is None:
                lost.append(_short(name))
            else:
                path = _whole(found)
                for look in (looks or {}).get(name, ()):
                    self._store.apply(look(layer_id(str(path))), undoable=False)
                self._read(path, OpenRequest(goes=False))
        if lost:
            self._warn(
                "lost",
                tr_count(
                    len(lost),
                    "The picture was made with {names}, which no longer exists",
                    "The picture was made with {names}, which no longer exist",
                    names=", ".join(lost),
                ),
            )

    def refuse(self, sentence: str) -> None:
        """Say that what was handed over is no file that can be opened."""
        self._warn("refused", sentence)

    def _read(self, path: Path, request: OpenRequest) -> None:
        suffix, name = path.suffix.lower(), _short(path.name)
        if suffix in ARTICLES:
            self.article_requested.emit(path)
            return
        if suffix == ATLAS:
            self._open_atlas(path)
            return
        if suffix not in (*LAYERS, *PICTURES):
            self._refusals.add(path, Refusal(name, tr(NEITHER)))
            return
        self.said.emit(tr("Reading {name}…", name=name))
        # Who opens a file is asked anew; what was said of it before stands as the answer at first.
        choice = Choice() if request.goes else self._choices.of(path)
        self.reading.read(Job(path, request, choice, asks=request.goes))

    def _open_atlas(self, path: Path) -> None:
        """Another atlas is shown in a window of its own."""
        name = _short(path.name)
        if is_file(path) and open_window_with(path):
            self.recent.add(path)
            self.said.emit(tr("{name} opens in a new window", name=name))
        else:
            self._warn("refused", tr("{name} was not opened: the file no longer exists", name=name))

    def _place(self, job: Job) -> Place:
        """Beside the files that are open by now."""
        self._stamp = stamp_of(job.path)
        mine = layer_id(str(job.path))
        others = [file for file in self._store.files if file.layer.id != mine]
        before = next((file for file in self._store.files if file.layer.id == mine), None)
        if before:
            hue = hue_of(before.layer.file_style)
        else:
            hue = free_hue(file.layer.file_style for file in others)
        beside = tuple(self._opened[file.layer.id].folder for file in others if file.layer.id in self._opened)
        return Place(hue, self._store.session.projection, beside)

    def _came(
        self, job: Job, found: OpenedLayer, features: tuple[Feature, ...], opened: OpenedFileDrawings
    ) -> None:
        request = job.tag if isinstance(job.tag, OpenRequest) else OpenRequest()
        file = _file_of(job, found, features)
        id = file.layer.id
        before, self._opened[id] = self._opened.get(id), opened
        self._store.open_file(file, opened)
        self._data_watch.add(opened.layer_path, stamp_of(opened.layer_path))
        if before:
            self._remove_data(before)
            if before.missed:
                # The page has asked for what was lost by the address that it has again.
                self._store.redraw_file(id)
        if not found.part:
            self.said.emit(_opened(file))
        self._refusals.remove(job.path)
        self.withdrawn.emit(_outdated_key(job.path))
        self.watch.add(job.path, self._stamp)
        if request.selected in self._store.catalog.features and self._store.session.selected is None:
            self._store.apply(lambda session: replace(session, selected=Selection(feature=request.selected)))
        if not request.goes:
            return
        self.recent.add(job.path)
        if opened.box(self._store.session.projection):
            self.layer_requested.emit(id, request.flies)
        else:
            self._going[id] = request.flies

    def _rest_came(self, job: Job, found: OpenedLayer, opened: OpenedFileDrawings) -> None:
        if self._opened.get(opened.layer_id) is opened:
            file = _file_of(job, found, ())
            self._store.complete_file(file)
            self.said.emit(_opened(file))

    def _progressed(self, job: Job, share: float) -> None:
        name = _short(job.path.name)
        left = remaining_s(monotonic() - job.began, share)
        text = (
            tr("Reading {name}…", name=name)
            if left is None
            else tr_count(
                left,
                "Reading {name}: {share} %, about {count} second left",
                "Reading {name}: {share} %, about {count} seconds left",
                name=name,
                share=f"{100 * share:.0f}",
            )
        )
        stop = NoticeAction(tr("&Cancel"), lambda: self._call_off(job))
        self.noticed.emit(Notice(text, actions=(stop,), key=READING, stays=True))

    def _call_off(self, job: Job) -> None:
        for path in self.reading.cancel(layer_id(str(job.path))):
            self.said.emit(tr("{name} was closed before it was read", name=_short(path.name)))

    def _view_came(self, job: Job, view: SavedView) -> None:
        self.recent.add(job.path)
        self.said.emit(tr("The view of {name} is shown", name=_short(job.path.name)))
        self.view_requested.emit(view)
        looks: dict[str, list[Look]] = {}
        for name, style in view.styles:
            looks.setdefault(name, []).append(partial(_styled, style))
        for name, title in view.titles:
            looks.setdefault(name, []).append(partial(_titled, title))
        self.find(missing_files(view, self._store.catalog), job.path, looks)

    def _table_came(self, opened: OpenedFileDrawings) -> None:
        if self._opened.get(opened.layer_id) is opened:
            self.table_came.emit(opened.layer_id)

    def _whole(self, job: Job, opened: OpenedFileDrawings) -> None:
        id = opened.layer_id
        if self._opened.get(id) is not opened:
            opened.forget()
            return
        if opened.missed or (opened.rows and opened.rows.missed):
            opened.missed.clear()
            if opened.rows:
                opened.rows.missed.clear()
            self._store.redraw_file(id)
        if id in self._going:
            self.layer_requested.emit(id, self._going.pop(id))

    def _failed(self, job: Job, why: str) -> None:
        name, request = sanitized(job.path.name, SHORT), job.tag
        again = isinstance(request, OpenRequest) and not request.goes
        if isinstance(request, OpenRequest) and request.again:
            self._outdated(job.path, tr("it could not be read again and is shown as it was: {why}", why=why))
            return
        if again and not is_there(job.path):
            why = tr("it was open before and no longer exists")
        listed = job.path.suffix.lower() in LAYERS
        if listed:
            id = layer_id(str(job.path))
            self._store.refuse_file(str(job.path), id, Problem(name, "", why))
        # It is not being read any more.
        self.said.emit("")
        self._refusals.add(job.path, Refusal(name, why, listed), self._stamp)

    def _questioned(self, job: Job, found: OpenedLayer) -> None:
        request = job.tag
        if isinstance(request, OpenRequest) and request.goes:
            self.said.emit("")
            self.questions.ask(job, found, self._choices.of(job.path))
        else:
            self._unanswered(job, found)

    def _answered(self, job: Job, choice: Choice) -> None:
        self._choices.add(job.path, choice)
        self.said.emit(tr("Reading {name}…", name=_short(job.path.name)))
        self.reading.read(Job(job.path, job.tag, choice))

    def _unanswered(self, job: Job, found: OpenedLayer) -> None:
        if found.question is Question.LAYERS:
            self.said.emit(tr("{name} was not opened: no layer was chosen", name=_short(job.path.name)))
        else:
            self._failed(job, tr("{why}; open it again to name it", why=cause_of(found)))

    def _tell_refusals(self) -> None:
        if text := self._refusals.text:
            show = NoticeAction(tr("Show &problems"), self.problems_requested.emit)
            actions = (show,) if self._refusals.listed else ()
            self.noticed.emit(Notice(text, Severity.WARNING, actions, key="refused"))
        else:
            self.withdrawn.emit("refused")

    def _warn(self, key: str, sentence: str) -> None:
        self.noticed.emit(Notice(sentence, Severity.WARNING, key=key))

    def _forget(self, id: str, path: str) -> None:
        """End what is still being drawn of a file that is closed, and take its drawings away."""
        self.reading.cancel(id)
        self.watch.remove(Path(path))
        self.withdrawn.emit(_outdated_key(Path(path)))
        if opened := self._opened.pop(id, None):
            self._remove_data(opened)

    def _remove_data(self, opened: OpenedFileDrawings) -> None:
        self._data_watch.remove(opened.layer_path)
        opened.forget()

    def _data_turned(self, path: Path, state: State) -> None:
        """Read a file again whose data is lost."""
        lost = next((id for id, opened in self._opened.items() if opened.layer_path == path), None)
        file = next((file.layer.file for file in self._store.files if file.layer.id == lost), "")
        if state is State.GONE and file:
            name = _short(Path(file).name)
            why = tr("another program deleted its data in the cache; the file is read again")
            self._read(Path(file), OpenRequest(goes=False))
            self._warn(f"lost {file}", f"{name}: {why}")

    def _turned(self, path: Path, state: State) -> None:
        """The file of a layer has changed or gone, or is again what was read."""
        if state is State.AS_READ:
            self._store.mark_file(layer_id(str(path)), None)
            self.withdrawn.emit(_outdated_key(path))
        elif state is State.CHANGED:
            why = tr(
                "it has changed since it was read; press {keys} to read it again",
                keys=shortcut_text("Ctrl+R"),
            )
            self._outdated(path, why, NoticeAction(tr("&Read again"), self.read_again))
        else:
            self._outdated(path, tr("it no longer exists and is shown as it was read"))

    def _outdated(self, path: Path, why: str, *actions: NoticeAction) -> None:
        name = _short(path.name)
        self._store.mark_file(layer_id(str(path)), Problem(name, "", why))
        self.noticed.emit(Notice(f"{name}: {why}", Severity.WARNING, actions, key=_outdated_key(path)))

    def _asked(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None


def _file_of(job: Job, found: OpenedLayer, features: tuple[Feature, ...]) -> OpenedFile:
    name = sanitized(job.path.name, SHORT)
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
    said = tr_count(
        file.layer.count,
        "{name} is on the map: {count} feature",
        "{name} is on the map: {count} features",
        name=_short(file.layer.name),
    )
    return said + faulty


def _styled(style: LayerStyle, layer_id: str) -> Action:
    return style_layer(layer_id, style)


def _titled(title: str, layer_id: str) -> Action:
    return rename_layer(layer_id, title)


def remaining_s(taken: float, share: float) -> int | None:
    """Seconds that are left when so many were taken for a share of the work; None while nobody can know."""
    if share < LEAST_SHARE:
        return None
    return max(1, round(taken * (1.0 - share) / share))


def _outdated_key(path: Path) -> str:
    return f"outdated {path}"


def _whole(path: Path) -> Path:
    """From the root, without turns; links are not followed, for they have names of their own."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _short(name: str) -> str:
    return sanitized(name, SHORT)
