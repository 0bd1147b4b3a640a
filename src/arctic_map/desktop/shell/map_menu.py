"""The context menu of the map, by right click, the Menu key or Shift+F10."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from arctic_map.desktop.widgets.widget_text import caption
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.position import unproject
from arctic_map.geo.turning import is_turned
from arctic_map.model.catalog import BASE
from arctic_map.model.itinerary import LAYER as ROUTE
from arctic_map.model.itinerary import Stop
from arctic_map.model.note import MEASURED, NoteKind
from arctic_map.model.outline import OutlineKind
from arctic_map.model.tr import labelled, tr, tr_count, tr_later
from arctic_map.scene.session import actions
from arctic_map.scene.words.links import link_to_feature, link_to_place
from arctic_map.scene.words.words import layer_name, name_of, position_in_words

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.command import Context
    from arctic_map.desktop.shell.commands.menus import Menus
    from arctic_map.model.feature import Feature
    from arctic_map.model.note import Note

DRAWN = {
    OutlineKind.POINT: tr_later("Add a place here…"),
    OutlineKind.LINE: tr_later("Draw a line from here…"),
    OutlineKind.AREA: tr_later("Draw an area from here…"),
}
KEYS = ("Menu", "Shift+F10")
COMMANDS = ("edit.copy-map", "file.export", "view.home")
"""Commands of the menu bar that are also in this menu."""


class MapMenu(QObject):
    """Opens the context menu."""

    def __init__(self, view: QWidget, context: Context, menus: Menus) -> None:
        super().__init__(view)
        self._view, self._context, self._menus = view, context, menus
        self.menu: QMenu | None = None
        """The menu opened last."""
        for key in KEYS:
            shortcut = QShortcut(QKeySequence(key), view, self.open_here)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def open_here(self) -> None:
        """Open the menu at the selected feature, or else in the middle of the map."""
        scene = self._context.scene
        if scene.viewport is None:
            return
        x, y = (scene.card.x, scene.card.y) if scene.card else (scene.viewport.x, scene.viewport.y)
        feature = (scene.selected.feature if scene.selected else "") or ""
        self.open(feature, x, y, self._view.rect().center())

    def open(self, feature_id: str, x: float, y: float, place: QPoint) -> None:
        """Open the menu at a pixel of the view, for its projected metres x and y and maybe a feature."""
        if self._context.tour.running:
            return
        if self._context.tools.digitising.active:
            self._open_drawing(place)
            return
        self.menu = menu = QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        scene = self._context.scene
        if feature := scene.catalog.features.get(feature_id):
            self._add_feature(menu, feature)
        if position := unproject(scene.projection, x, y):
            self._add_position(menu, *position)
            self._add_tools(menu, position, x, y)
        self._menus.paint_icons()
        for id in COMMANDS:
            menu.addAction(self._menus.actions[id])
        menu.popup(self._view.mapToGlobal(place))

    def _open_drawing(self, place: QPoint) -> None:
        """Open the menu of the outline that is being drawn."""
        tool = self._context.tools.digitising
        self.menu = menu = QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        outline = tool.outline
        if outline is None:
            return
        if outline.chosen is not None:
            menu.addAction(tr("Delete this vertex"), tool.vertices.remove)
            menu.addAction(tr("Insert a vertex after it"), tool.vertices.insert)
        if not outline.ended:
            menu.addAction(tr("Remove the last vertex"), tool.remove_last).setEnabled(bool(outline.count))
            menu.addAction(tr("Finish the drawing"), tool.finish).setEnabled(outline.is_enough)
        menu.addAction(tr("Close the tool"), tool.close)
        menu.popup(self._view.mapToGlobal(place))

    def _add_feature(self, menu: QMenu, feature: Feature) -> None:
        context, catalog = self._context, self._context.scene.catalog
        id, name = feature.id, name_of(feature, context.scene.preferences.names)
        layer = next(layer for layer in catalog.layers if layer.id == catalog.layer_of[id])
        menu.addAction(caption(tr("Go to {name}", name=name)), lambda: context.navigator.go_to_feature(id))
        if facts := [fact for fact in feature.facts if fact in catalog.fact]:
            menu.addAction(
                tr_count(len(facts), "Show its {count} fact", "Show its {count} facts"),
                lambda: self._show_facts(id),
            )
            menu.addAction(tr("Show in the article"), lambda: self._show_in_article(id))
        if note := next((each for each in context.store.session.notes if each.id == id), None):
            self._add_note(menu, note)
        elif layer.id == ROUTE:
            menu.addAction(tr("Copy link"), context.routing.copy_link)
        elif not layer.file:
            menu.addAction(
                tr("Copy link"),
                lambda: self._copy(link_to_feature(id), tr("The link to {name} was copied", name=name)),
            )
        if context.draft.editable and layer.topic in (*context.scene.catalog.topic, BASE):
            menu.addAction(tr("Edit shape and facts…"), lambda: context.authoring.places.edit(id))
            menu.addAction(
                caption(tr("Delete {name}", name=name)), lambda: context.authoring.places.delete(id)
            )
        menu.addAction(
            caption(tr("Hide {name}", name=layer_name(layer))),
            lambda: context.store.apply(actions.toggle_layer(layer.id)),
        )
        menu.addSeparator()

    def _add_position(self, menu: QMenu, lon: float, lat: float) -> None:
        form = self._context.scene.preferences.coordinates
        words = position_in_words(lon, lat, form).partition(" · ")[0]
        projection, when = self._context.scene.projection, self._context.scene.when
        down = round(projection.down) if is_turned(projection.id) else None
        link = link_to_place(lon, lat, down, (when.first, when.last) if when else None)
        menu.addAction(
            tr("Copy coordinates {words}", words=words),
            lambda: self._copy(words, tr("The position was copied")),
        )
        menu.addAction(
            tr("Copy link to this place"), lambda: self._copy(link, tr("The link to the place was copied"))
        )
        menu.addAction(tr("Go here"), lambda: self._context.navigator.go_to_position(lon, lat))
        self._add_route(menu, Stop("", (lon, lat)))

    def _add_tools(self, menu: QMenu, position: tuple[float, float], x: float, y: float) -> None:
        """Add commands for a place, in degrees and in projected metres."""
        context, begin = self._context, self._context.tools.sketching.begin
        menu.addAction(tr("Centre here"), lambda: context.navigator.centre_on(x, y))
        menu.addAction(tr("Centre the projection here"), lambda: context.navigator.centre_projection(x, y))
        menu.addSeparator()
        menu.addAction(tr("What is here"), lambda: context.tools.identifying.show(x, y))
        menu.addAction(tr("Measure from here"), lambda: begin(NoteKind.DISTANCE, position))
        menu.addAction(tr("Add a marker here…"), lambda: begin(NoteKind.MARKER, position))
        menu.addAction(tr("Add a text here…"), lambda: begin(NoteKind.TEXT, position))
        menu.addAction(tr("Add an arrow from here…"), lambda: begin(NoteKind.ARROW, position))
        if context.draft.editable:
            menu.addSeparator()
            for kind, words in DRAWN.items():
                menu.addAction(tr(words), partial(context.authoring.places.begin, kind, position))
        menu.addSeparator()

    def _add_note(self, menu: QMenu, note: Note) -> None:
        sketching, measured = self._context.tools.sketching, note.kind in MEASURED
        edit = tr("Edit measurement…") if measured else tr("Edit note…")
        menu.addAction(edit, lambda: sketching.notes.edit(note.id))
        derived = self._context.file_layers.derived
        if note.kind is NoteKind.DISTANCE and (name := derived.raster_name):
            words = caption(tr("Values of {name} along it…", name=name))
            menu.addAction(words, lambda: derived.show_profile(note.places))
        if not measured:
            menu.addAction(tr("Move note"), lambda: sketching.move(note.id))
        delete = tr("Delete measurement") if measured else tr("Delete note")
        menu.addAction(delete, lambda: sketching.notes.delete(note.id))

    def _add_route(self, menu: QMenu, stop: Stop) -> None:
        routing = self._context.routing
        menu.addAction(tr("Route from here"), lambda: routing.start_at(stop))
        menu.addAction(tr("Route to here"), lambda: routing.end_at(stop))
        if self._context.scene.route.stops:
            menu.addAction(tr("Route by here"), lambda: routing.sail_by(stop))

    def _show_facts(self, feature_id: str) -> None:
        self._context.store.apply(actions.select_feature(feature_id))
        self._context.window.show_panel(Panel.FACTS, True)

    def _show_in_article(self, feature_id: str) -> None:
        self._context.store.apply(actions.select_feature(feature_id))
        self._context.show_in_article()

    def _copy(self, text: str, what: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.window.say(labelled(what, text))
