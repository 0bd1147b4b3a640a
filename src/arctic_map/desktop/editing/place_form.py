"""Places of the atlas: drawing them, and the form that describes and changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QWidget

from arctic_map.content import places
from arctic_map.content.places import DrawnPlace
from arctic_map.content.symbology.style_checks import usable
from arctic_map.desktop.editing.entry_form import EntryForm, hint, words_in
from arctic_map.desktop.widgets.symbol_icons import symbol_icon
from arctic_map.model.catalog import Catalog, LayerKind
from arctic_map.model.feature import CLASSES
from arctic_map.model.itinerary import STYLES as ROUTE_STYLES
from arctic_map.model.outline import Outline, OutlineKind
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.cards import PRECISION_WORDS
from arctic_map.scene.reading import fact_choices
from arctic_map.scene.session import actions
from arctic_map.scene.sketches.drawn_sizes import crosses_itself, geometry_of, outline_of, size_in_words
from arctic_map.scene.symbology.legend import fitting, style_in_words
from arctic_map.scene.words.words import topic_name

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.map.digitising import Digitising
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.feature import Feature, Geometry
    from arctic_map.scene.scene import Scene


NEW = "+"
"""Stands for a new layer or source; not a valid id."""
MAX_TEXT_LENGTH = 400
NAME, WHEN = 120, 40


class PlaceForm(EntryForm):
    """Form for all attributes of a place except its geometry."""

    def __init__(
        self,
        place: DrawnPlace,
        kind: OutlineKind,
        scene: Scene,
        icon: Callable[[str], QIcon],
        parent: QWidget,
    ) -> None:
        super().__init__(tr("Place: {name}", name=place.name) if place.id else tr("New place"), parent)
        self._place, self._kind, self._scene = place, kind, scene
        self.drawn: Callable[[], bool] = lambda: False
        """Returns whether closing the form would lose a geometry."""
        self.shape = QLabel()
        self._arrange(place, icon)
        for box in (self.layer, self.style_box, self.precision, self.source):
            box.currentIndexChanged.connect(self._follow)
        self._follow()
        self.delete_button.setVisible(bool(place.id))
        self.name.setFocus()

    def show_shape(self, words: str) -> None:
        """Show what was drawn, with its size."""
        self.shape.setText(words)

    @property
    def entered(self) -> bool:
        """Whether closing would lose an entry or a geometry."""
        return super().entered or self.drawn()

    @property
    def place(self) -> DrawnPlace:
        """The place as entered, with its original geometry."""
        new_layer, new_source = self.layer.chosen == NEW, self.source.chosen == NEW
        return replace(
            self._place,
            name=words_in(self.name),
            layer="" if new_layer else self.layer.chosen,
            new_layer=self.new_layer.text().strip() if new_layer else "",
            topic=self.topic.chosen if new_layer else "",
            style=self.style_box.chosen,
            precision=self.precision.chosen,
            reason=self.reason.text().strip(),
            source="" if new_source else self.source.chosen,
            new_source=self.new_source.text().strip() if new_source else "",
            facts=self.facts.checked_after(self._place.facts, self._facts_now),
            when=self.when.text().strip(),
            note=self.note.text().strip(),
        )

    def follow(self, _before: Scene, scene: Scene) -> None:
        """Keep the current scene while the form is open."""
        self._scene = scene

    @property
    def _facts_now(self) -> tuple[str, ...]:
        """The facts of the place, those that the form of a fact has added meanwhile included."""
        feature = self._scene.catalog.features.get(self._place.id)
        return feature.facts if feature else self._place.facts

    def _arrange(self, place: DrawnPlace, icon: Callable[[str], QIcon]) -> None:
        catalog = self._scene.catalog
        self.rows.addRow(self.shape)
        self.name = self.add_line("name", tr("&Name"), place.name, longest=NAME)
        layers = [*_layers(catalog), (NEW, tr("New layer…"))]
        tip = tr("Layer of the atlas that contains the place")
        self.layer = self.add_choice("layer", tr("&Layer"), layers, place.layer, tip)
        self.new_layer = self.add_line("new_layer", tr("Name of the layer"), "", longest=NAME)
        topics = [(id, topic_name(id, catalog.topic)) for id in catalog.topic]
        tip = tr("Topic of the new layer")
        self.topic = self.add_choice("topic", tr("Topic"), topics, "", tip)
        styles = _styles(catalog, self._kind, place.style, icon)
        tip = tr("Style on the map and in the legend")
        self.style_box = self.add_choice("style", tr("L&ook"), styles, place.style, tip)
        classes = [(sure.value, tr(PRECISION_WORDS[sure])) for sure in CLASSES]
        tip = tr("How certain the position is; never guessed")
        self.precision = self.add_choice("precision", tr("&Precision"), classes, place.precision, tip)
        tip = tr("Why it is drawn there")
        self.reason = self.add_line("reason", tr("&Reason"), place.reason, tip, longest=MAX_TEXT_LENGTH)
        self.rows.addRow(
            hint(tr("For a reader who asks: what the position is based on, and what you inferred."))
        )
        sources = [*((each.id, each.name) for each in catalog.sources), (NEW, tr("New source…"))]
        self.source = self.add_choice("source", tr("&Source"), sources, place.source)
        self.new_source = self.add_line("new_source", tr("Name of the source"), "", longest=NAME)
        tip = tr("Facts about this place")
        self.facts = self.add_checks("facts", tr("&Facts"), fact_choices(catalog), place.facts, tip)
        tip = tr("Dates on which it is on the map; leave empty for always")
        self.when = self.add_line("when", tr("D&ate"), place.when, tip, longest=WHEN)
        self.when.setPlaceholderText("2024-11, 2022-02/2025-05")
        tip = tr("Remark for the reader")
        self.note = self.add_line("note", tr("No&te"), place.note, tip, longest=MAX_TEXT_LENGTH)

    def _follow(self) -> None:
        """Show the fields for a new layer or source only if chosen."""
        for field, box in (("new_layer", self.layer), ("topic", self.layer), ("new_source", self.source)):
            self.show_field(field, box.chosen == NEW)


def _layers(catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Layers of the atlas whose features can be drawn by hand."""
    return (
        (layer.id, layer.name)
        for layer in catalog.layers
        if layer.kind is LayerKind.FEATURES and layer.topic in catalog.topic and not layer.file
    )


def _styles(
    catalog: Catalog, kind: OutlineKind, now: str, icon: Callable[[str], QIcon]
) -> Iterable[tuple[str, str, QIcon]]:
    """The styles that suit the geometry, and the current one; none of routes and the graticule."""
    table = catalog.symbology
    fit = {id for id in usable(table) - {*table.roles.values()} if not id.startswith(ROUTE_STYLES)}
    rows = sorted(fitting(table, kind, fit), key=lambda row: row.id not in table.family)
    more = [table.styles[now]] if now in table.styles and now not in {row.id for row in rows} else []
    return ((row.id, style_in_words(row), icon(row.id)) for row in (*rows, *more))


WORDS = {
    OutlineKind.POINT: tr_later("Point at {size}"),
    OutlineKind.LINE: tr_later("Line of {size}"),
    OutlineKind.AREA: tr_later("Area of {size}"),
}


class PlaceEditing(QObject):
    """Draws a place with the map's digitising tool, and describes it in a form."""

    message_emitted = Signal(str)

    def __init__(self, store: Store, tool: Digitising, draft: Draft, window: Window) -> None:
        super().__init__(window)
        self._store, self._tool, self._draft, self._window = store, tool, draft, window
        self._place: DrawnPlace | None = None
        """The edited place without its geometry; None if there is none."""
        self._shape: Outline | None = None
        """The geometry before any change; None for a new place."""
        self.form: PlaceForm | None = None
        tool.completed.connect(self._describe)
        tool.changed.connect(self._follow)
        tool.stopped.connect(self._put_away)
        tool.may_close = self._may_close

    def begin(self, kind: OutlineKind, at: tuple[float, float] | None = None) -> None:
        """Start drawing a new place, at this position (lon/lat degrees) if given."""
        if not self._may_open(lambda: self.begin(kind, at)):
            return
        self._put_away()
        self._place, self._shape = DrawnPlace(geometry={}), None
        self._tool.begin(kind, at)

    def copy_to_atlas(self, feature: Feature, *, note: str = "") -> None:
        """Copy a feature of an opened file, or a route, as a new place."""
        if place := feature.place():
            self.offer(feature.name, place, note=note)
        else:
            self.message_emitted.emit(tr("{name} has no position on the map", name=feature.name))

    def offer(self, name: str, geometry: Geometry, *, note: str = "") -> None:
        """Open the form of a new place with this name and geometry (degrees)."""
        if not self._may_open(lambda: self.offer(name, geometry, note=note)):
            return
        self._put_away()
        if outline := outline_of(geometry):
            self._open(outline, DrawnPlace(name=name, geometry={}, note=note))
        else:
            self.message_emitted.emit(tr("{name} mixes points, lines and areas. Draw it again.", name=name))

    def edit(self, feature_id: str) -> None:
        """Edit the geometry and the attributes of a place."""
        if not self._may_open(lambda: self.edit(feature_id)):
            return
        self._put_away()
        place = places.place_of(self._draft.content, feature_id)
        if place is None:
            self.message_emitted.emit(tr("This mark is not a place of the atlas and cannot be edited"))
        elif outline := outline_of(place.geometry):
            self._open(outline, place)

    def delete(self, feature_id: str) -> None:
        """Delete a place and everything that refers to it."""
        if not self._may_edit():
            return
        name = self._name(feature_id)
        if self._draft.apply(tr("Delete {name}", name=name), places.remove(feature_id)):
            if self._place is not None and self._place.id == feature_id:
                self._put_away()
            self.message_emitted.emit(tr("{name} was deleted; Undo restores it", name=name))

    def keep(self) -> None:
        """Write the drawn and described place to the atlas."""
        outline = self._tool.outline
        if self.form is None or outline is None:
            return
        if not outline.is_enough:
            self.form.show_problems([("shape", tr("Draw it on the map first"))])
            return
        if self._was_drawn() and crosses_itself(outline):
            self.form.show_problems([("shape", tr("The outline crosses itself"))])
            return
        place = replace(self.form.place, geometry=geometry_of(outline))
        if lacks := places.problems(place):
            self.form.show_problems(lacks)
            return
        id, new = places.id_of(self._draft.content, place), not place.id
        title = tr("Add {name}", name=place.name) if new else tr("Change {name}", name=place.name)
        if self._draft.apply(title, places.keep(place)):
            self._put_away()
            self._store.apply(actions.select_feature(id))
            self.message_emitted.emit(tr("{name} is in the atlas; Undo reverts this", name=place.name))

    def _may_edit(self) -> bool:
        if not self._draft.editable:
            self.message_emitted.emit(self._draft.why_not)
        return self._draft.editable

    def _may_open(self, then: Callable[[], None]) -> bool:
        """Whether another place may take the place of the one in the form; `then` follows a discard."""
        return self._may_edit() and (self.form is None or self.form.may_leave(then))

    def _open(self, outline: Outline, place: DrawnPlace) -> None:
        self._place = place
        self._tool.edit(outline)
        self._shape = self._tool.outline
        self._describe()

    def _describe(self) -> None:
        """Open the form next to the map; the geometry stays editable."""
        outline = self._tool.outline
        if self._place is None or outline is None or self.form is not None:
            self._follow()
            return
        scene = self._store.scene
        self.form = form = PlaceForm(
            self._place, outline.kind, scene, lambda style: symbol_icon(style, scene.look), self._window
        )
        self._store.scene_changed.connect(form.follow)
        form.keep_requested.connect(self.keep)
        form.delete_requested.connect(lambda: self.delete(form.place.id))
        form.rejected.connect(self._let_go)
        form.drawn = self._was_drawn
        self._follow()
        form.move_next_to_window()

    def _follow(self) -> None:
        """Show the current size in the form."""
        outline = self._tool.outline
        if self.form is None or outline is None:
            return
        size = size_in_words(outline, self._store.scene.preferences)
        self.form.show_shape(tr(WORDS[outline.kind], size=size) if size else tr("Not drawn yet"))

    def _was_drawn(self) -> bool:
        """Whether closing would lose more of a geometry than one click."""
        outline, shape = self._tool.outline, self._shape
        if outline is None:
            return False
        return outline.parts != shape.parts if shape else outline.count > 1

    def _may_close(self) -> bool:
        """Esc on the map closes the form like Esc in it, which may ask first."""
        if self.form is None:
            return True
        self.form.raise_()
        self.form.activateWindow()
        self.form.reject()
        return False

    def _let_go(self) -> None:
        """Select the place again, so that the same key resumes editing."""
        id = self._place.id if self._place else ""
        self._put_away()
        if id in self._store.catalog.features:
            self._store.apply(actions.select_feature(id))

    def _put_away(self) -> None:
        form, self.form, self._place = self.form, None, None
        if form is not None:
            form.put_away()
        self._tool.stop()

    def _name(self, feature_id: str) -> str:
        feature = self._store.catalog.features.get(feature_id)
        return feature.name if feature else feature_id
