"""The one place where the world turns: an action changes the session, and a new scene is composed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.model.note import LAYERS
from arctic_map.model.note import PREFIX as OWN
from arctic_map.model.opened import PREFIX
from arctic_map.model.route_layer import FEATURES, LAYER
from arctic_map.scene.compose import compose
from arctic_map.scene.opened import with_files
from arctic_map.scene.session.actions import Action, close_file, open_file
from arctic_map.scene.session.history import History, recorded, redo, undo

if TYPE_CHECKING:
    from arctic_map.dataset.days import Days
    from arctic_map.dataset.naming import Naming
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.drawing import Label
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.opened import OpenedFile
    from arctic_map.model.problem import Problem
    from arctic_map.scene.drawings.beside_route import OnRoute
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_layer import FileLayer
    from arctic_map.scene.drawings.file_layers import FileLayers
    from arctic_map.scene.drawings.opened import OpenedDrawings
    from arctic_map.scene.routing.plan import Plan
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.session import Session


class Store(QObject):
    scene_changed = Signal(object, object)
    """The scene before and the scene after."""
    file_closed = Signal(str, str)
    """Layer's id and path of a file that is not shown any more."""
    file_wanted = Signal(str)
    """The path of a file that was closed and is to be opened again, since its closing was undone."""

    def __init__(self, catalog: Catalog, session: Session, drawings: Drawings) -> None:
        super().__init__()
        self.catalog, self.session, self.drawings = catalog, session, drawings
        self._content = catalog
        self._files: dict[str, OpenedFile] = {}
        self._refused: dict[str, Problem] = {}
        self.plan: Plan | None = None
        """What was found for the route that was asked for last."""
        self._has_route = False
        self.history = History()
        self._names = session.names
        """What opened files are called in the catalogue."""
        self._noted: tuple[object, ...] = ()
        """What the layers of notes in the catalogue were made of."""
        self.content_of: Callable[[int], Catalog | None] = lambda _number: None
        """The content by the number of its edition, where it can be edited; None for one that is lost."""
        self._note_down()
        self.scene = self._compose()

    @property
    def content(self) -> Catalog:
        """The atlas itself: what is shown without opened files, notes and routes."""
        return self._content

    def apply(self, action: Action, *, undoable: bool = True) -> None:
        """What changes the map can be undone, but for what is changed back by itself, as in the tour."""
        before, self.session = self.session, action(self.session)
        if undoable:
            self._record(before)
        self._turn()

    def apply_together(self, actions: Iterable[Action]) -> None:
        """One after the other, as one step that is seen at once and can be undone."""
        before = self.session
        for action in actions:
            self.session = action(self.session)
        self._record(before)
        self._turn()

    def show_edition(self, number: int, content: Catalog, name: str) -> None:
        """Show another version of the content, as a step of this name that can be undone."""
        before = self.session
        self.session = replace(self.session, edition=number)
        self._take_content(content)
        self._record(before, name)
        self._turn()

    def undo(self) -> None:
        """Take the last step back; nothing when there is none."""
        self.history, session = undo(self.history, self.session)
        self._return_to(session)

    def redo(self) -> None:
        """Do again what was undone last; nothing when there is none."""
        self.history, session = redo(self.history, self.session)
        self._return_to(session)

    def _take_content(self, content: Catalog) -> None:
        # Only where the content is edited.
        from arctic_map.scene.drawings.unchanged import with_fingerprints

        self._content = with_fingerprints(self._content, content)
        self.drawings = self.drawings.with_content(self._content)
        self._noted = ()
        self._join()

    def _record(self, before: Session, name: str = "") -> None:
        names = {layer.id: layer.name for layer in self.catalog.layers}
        changed = before.features_hidden ^ self.session.features_hidden
        held = self.catalog.features if changed else {}
        names |= {id: held[id].name for id in changed if id in held}
        self.history = recorded(self.history, before, self.session, names, monotonic(), name)

    def _return_to(self, session: Session) -> None:
        if session.edition != self.session.edition:
            if (content := self.content_of(session.edition)) is None:
                session = replace(session, edition=self.session.edition)
            else:
                self._take_content(content)
        gone = [file.layer for file in self.files if file.layer.file not in session.files]
        for layer in gone:
            self._files.pop(layer.id)
        self._join()
        self.session = self._sound(session)
        self._turn()
        for layer in gone:
            self._let_go(layer.id, layer.file)
        shown = {file.layer.file for file in self.files}
        for path in session.files:
            if path not in shown:
                self.file_wanted.emit(path)

    def _turn(self) -> None:
        """Compose the scene of the session as it is now."""
        self._note_down()
        before, self.scene = self.scene, self._compose()
        self.scene_changed.emit(before, self.scene)

    def replace_problems(self, problems: tuple[Problem, ...]) -> None:
        """The content's problems, all of them, in place of those that were found at first sight."""
        if problems == self._content.problems:
            return
        self._content = replace(self._content, problems=problems)
        self._join()
        self._turn()

    @property
    def files(self) -> tuple[OpenedFile, ...]:
        """What the reader opened, in the order of opening."""
        return tuple(self._files.values())

    def open_file(self, file: OpenedFile, opened: OpenedDrawings) -> None:
        """Show a file's layer, in place of the one it had before; `opened` are its drawings."""
        self._files[file.layer.id] = file
        self._refused.pop(file.layer.file, None)
        self._draw_files(self.drawings.files.with_file(opened))
        self._join()
        self.apply(open_file(file.layer.file))

    def redraw_file(self, layer_id: str) -> None:
        """A file's drawings have come that were not there when the page asked for them."""
        if file := self._files.get(layer_id):
            self._draw_files(self.drawings.files.redrawn(layer_id))
            # Another fingerprint gives them another address.
            layer = replace(file.layer, digest=f"+{file.layer.digest}")
            self._files[layer_id] = replace(file, layer=layer)
            self._join()
            self._turn()

    def complete_file(self, file: OpenedFile) -> None:
        """A file of which a part was shown is there as a whole."""
        if file.layer.id in self._files:
            self._draw_files(self.drawings.files.redrawn(file.layer.id))
            self._files[file.layer.id] = file
            self._join()
            self._turn()

    @property
    def styles_lacking(self) -> tuple[tuple[str, LayerStyle], ...]:
        """Of open files those whose classes are not known yet, by their layers' ids."""
        return tuple(
            (id, style)
            for id, style in self.session.styles
            if id in self._files and not self._drawn(id).knows(style)
        )

    @property
    def names_lacking(self) -> tuple[tuple[str, LayerStyle], ...]:
        """Of open files those of which it is not known yet which features are named by a field."""
        return tuple(
            (id, style)
            for id, style in self.session.styles
            if id in self._files and style.label_key and style.label_key not in self._drawn(id).namings
        )

    @property
    def days_lacking(self) -> tuple[tuple[str, str], ...]:
        """Of open files with dates those whose days are not known yet, with the column."""
        return tuple(
            (id, style.date_field)
            for id, style in self.session.styles
            if id in self._files and style.date_field and style.date_field != self._drawn(id).dated_by
        )

    def add_classes(self, layer_id: str, key: str, classes: bytes) -> None:
        """The classes of a layer's features by a style, before it is chosen."""
        self._compute(layer_id, self._drawn(layer_id).with_classes(key, classes))

    def add_days(self, layer_id: str, column: str, days: Days | None) -> None:
        """It is known now of which days the features of a layer speak."""
        self._compute(layer_id, replace(self._drawn(layer_id), dated_by=column, days=days))
        self._turn()

    def add_naming(self, layer_id: str, key: str, naming: Naming) -> None:
        """It is known now which features of a layer are named by a field."""
        self._compute(layer_id, self._drawn(layer_id).with_naming(key, naming))
        self._turn()

    def show_labels(self, layer_id: str, labels: tuple[Label, ...]) -> None:
        """Those of a layer that is labelled by a field have been placed on the present projection."""
        key = self.drawings.files.named_by.get(layer_id, "")
        placed = key, self.session.projection, labels
        self._compute(layer_id, replace(self._drawn(layer_id), labels=placed))
        self._turn()

    def show_names(self, given: OnRoute, names: Mapping[str, tuple[Label, ...]]) -> None:
        """The names of a map with a route on it have been placed."""
        self.drawings = self.drawings.with_route_names(given, names)
        self._turn()

    def mark_file(self, layer_id: str, outdated: Problem | None) -> None:
        """List why a file's layer is not what the file holds now; None when it is again."""
        file = self._files.get(layer_id)
        if file and file.outdated != outdated:
            self._files[layer_id] = replace(file, outdated=outdated)
            self._join()
            self._turn()

    def close_file(self, layer_id: str) -> None:
        if file := self._files.pop(layer_id, None):
            self._join()
            self.apply(close_file(file.layer.file, layer_id))
            self._let_go(layer_id, file.layer.file)

    def refuse_file(self, path: str, layer_id: str, problem: Problem) -> None:
        """List why a file is not shown; what was shown of it before is closed."""
        self._files.pop(layer_id, None)
        self._refused[path] = problem
        self._join()
        self.apply(close_file(path, layer_id), undoable=False)
        self._let_go(layer_id, path)

    def pardon_file(self, path: str) -> None:
        """List no more why a file is not shown: it is gone itself."""
        if self._refused.pop(path, None):
            self._join()
            self._turn()

    def show_plan(self, plan: Plan | None) -> None:
        """Show what was found for a route, in place of what was found before."""
        self.plan = plan
        self._join()
        self._turn()

    def as_at_start(self) -> Scene:
        """The scene without opened files, notes and route, which a start reads and finds anew."""
        if not (self._files or self._refused or self.session.notes or self._has_route):
            return self.scene
        chosen = self.session.selected
        own = chosen is not None and (chosen.feature or "").startswith((PREFIX, OWN, FEATURES))
        session = replace(self.session, selected=None if own else chosen)
        return compose(self._content, session, self.drawings)

    def _drawn(self, layer_id: str) -> FileLayer:
        return self.drawings.files.layer(layer_id)

    def _draw_files(self, files: FileLayers) -> None:
        self.drawings = self.drawings.with_files(files)

    def _compute(self, layer_id: str, layer: FileLayer) -> None:
        """Have more of a layer that is open: what it looks like is decided when the scene is composed."""
        if layer_id in self._files:
            self.drawings = replace(self.drawings, files=self.drawings.files.with_layer(layer_id, layer))

    def _let_go(self, layer_id: str, path: str) -> None:
        self._draw_files(self.drawings.files.without(layer_id))
        self.file_closed.emit(layer_id, path)

    def _join(self) -> None:
        """The content with the files that are open now, and what was wrong with those that are not."""
        self._names = self.session.names
        whole = with_files(self._content, self._files.values(), dict(self._names))
        if self.session.notes:
            # Most sessions have no notes, and these need numpy.
            from arctic_map.scene.notes.layers import with_notes

            session = self.session
            whole = with_notes(whole, session.notes, session.preferences, session.features_hidden)
        if self.plan is not None or self._has_route:
            whole = self._with_route(whole)
        self.catalog = replace(whole, problems=(*whole.problems, *self._refused.values()))
        self.session = self._sound(self.session)

    def _note_down(self) -> None:
        """Have the layers of notes follow the session: what is noted, what is hidden, the units."""
        session = self.session
        hidden = session.features_hidden & {note.id for note in session.notes}
        noted = (session.notes, hidden, session.preferences) if session.notes else ()
        if noted == self._noted:
            if session.names != self._names:
                self._join()
            return
        self._noted = noted
        # Most sessions have no notes, and these need numpy.
        from arctic_map.scene.notes.layers import drawings_of

        files = self.drawings.files
        for id in LAYERS:
            files = files.without(id)
        for drawings in drawings_of(self._content, session.notes, session.preferences, hidden):
            files = files.with_file(drawings)
        self._draw_files(files)
        self._join()

    def _with_route(self, catalog: Catalog) -> Catalog:
        # Only where a route was asked for.
        from arctic_map.files.languages import LANGUAGES, wording
        from arctic_map.scene.routing.layer import with_route

        languages = [wording(each) for each in LANGUAGES]
        found = with_route(catalog, self.plan, self.session.preferences.units, languages)
        layer = next((each for each in found.layers if each.id == LAYER), None)
        self.drawings = self.drawings.with_route(layer)
        self._has_route = layer is not None
        return found

    def _sound(self, session: Session) -> Session:
        """Without a selection of what a file, or the content, held before it was read again."""
        selected = session.selected
        if selected is None:
            return session
        feature, catalog = selected.feature, self.catalog
        lost = (
            feature is not None and feature not in catalog.features and catalog.rows_of(feature) is None,
            selected.fact is not None and selected.fact not in catalog.fact,
            selected.person is not None and selected.person not in catalog.person,
            not all(id in catalog.features for id in selected.compared),
        )
        return replace(session, selected=None) if any(lost) else session

    def _compose(self) -> Scene:
        catalog = self.catalog
        if self.session.styles or self.drawings.files.painted_by or self.drawings.files.named_by:
            # Only where a file was given a style.
            from arctic_map.scene.styling import in_style

            styles = dict(self.session.styles)
            catalog, self.drawings = in_style(catalog, styles, self.session.when, self.drawings)
        return compose(catalog, self.session, self.drawings, self.plan)
