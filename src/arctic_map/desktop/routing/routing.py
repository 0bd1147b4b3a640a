"""Routes by sea in the window: requests of the panel become actions, files and copied text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from arctic_map.desktop.panels.route_panel import START, RoutePanel
from arctic_map.desktop.routing.planning import Planning, RouteNames
from arctic_map.desktop.widgets.notice import Notice, Severity
from arctic_map.desktop.window.panel import Panel
from arctic_map.errors import ArcticMapError, system_reason
from arctic_map.geo.position import unproject
from arctic_map.model.itinerary import MAX_STOPS, Itinerary, Stop
from arctic_map.model.tr import tr
from arctic_map.scene.routing.dragging import dragged
from arctic_map.scene.routing.ends import Candidate, EndFinder
from arctic_map.scene.routing.routes import table
from arctic_map.scene.routing.way_texts import citation, file_name
from arctic_map.scene.session import actions
from arctic_map.scene.session.journeys import to_month
from arctic_map.scene.words.links import RouteLink, link_to_route, read_route
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.gazetteers import read_ports
from arctic_map.storage.route_data import read_straits
from arctic_map.tables.writers.route_files import ROUTE_FORMATS

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.strait import Straits
    from arctic_map.scene.scene import Scene

FOLDER_KEY = "route/folder"
LAYER_SUFFIX, *_ = ROUTE_FORMATS
"""Format of a route that is opened again as a layer."""


class Routing(QObject):
    """Connects the route panel with the store, the planner and the file dialogs."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    noticed = Signal(object)
    """A Notice."""
    feature_requested = Signal(str)
    files_written = Signal(list)
    """Paths of written routes that are to be opened as layers."""

    def __init__(
        self, store: Store, window: Window, settings: QSettings, symbol: Callable[[str], QIcon]
    ) -> None:
        super().__init__(window)
        self._store, self._window, self._settings = store, window, settings
        self._ends: EndFinder | None = None
        self._waters: Straits | None = None
        self._picks: int | None = None
        """The end of the route that the next click on the map sets."""
        self.planning = Planning(store, self)
        self.names = RouteNames(store, self, lambda: self.planning.improving)
        self.planning.settled.connect(lambda: self.names.show_scene(store.scene))
        self.panel = panel = RoutePanel(self.find, symbol)
        panel.route_requested.connect(self._ask)
        panel.speeds_requested.connect(lambda speeds: store.apply(actions.choose_speeds(speeds)))
        panel.month_requested.connect(self._choose_month)
        panel.feature_requested.connect(self.feature_requested)
        panel.shown.connect(self._prepare)
        panel.pick_requested.connect(self.pick)
        panel.link_requested.connect(self.copy_link)
        panel.citation_requested.connect(self._copy_citation)
        panel.export_requested.connect(lambda: self._ask_file(keep=False))
        panel.keep_requested.connect(lambda: self._ask_file(keep=True))

    def show_scene(self, scene: Scene) -> None:
        """Show the scene in the panel; plan its route and place its names."""
        self.panel.show_scene(scene)
        self.planning.show_scene(scene)
        self.names.show_scene(scene)

    def close(self) -> None:
        """Cancel background tasks."""
        self.planning.close()
        self.names.close()

    def _choose_month(self, month: int | None) -> None:
        """Choose the month whose ice the route avoids, and show its edge."""
        if month is None:
            self._store.apply(actions.choose_month(None))
        else:
            self._store.apply_together(to_month(month, self._store.scene).steps)

    def find(self, text: str) -> tuple[Candidate, ...]:
        """Return the ports and places that match a typed text."""
        return self._read_ends().find(text)

    def _read_ends(self) -> EndFinder:
        if self._ends is None:
            try:
                listed = read_ports()
            except ArcticMapError as error:
                listed = ()
                self._complain(str(error))
            self._ends = EndFinder(self._store.catalog, listed)
        return self._ends

    def _prepare(self) -> None:
        """Read the straits and the network when the panel is first shown."""
        if self._waters is None:
            try:
                self._waters = read_straits()
            except ArcticMapError as error:
                self._complain(str(error))
                return
            self.panel.show_straits(self._waters.straits)
            self.planning.prepare()

    def start_at(self, stop: Stop) -> None:
        """Set the start of the route."""
        self._open()
        self._ask(replace(self._requested, start=stop))

    def end_at(self, stop: Stop) -> None:
        """Set the end of the route."""
        self._open()
        self._ask(replace(self._requested, finish=stop))

    def sail_by(self, stop: Stop) -> None:
        """Add an intermediate stop before the end, up to MAX_STOPS."""
        via = self._requested.via
        if len(via) < MAX_STOPS:
            self._open()
            self._ask(replace(self._requested, via=(*via, stop)))
        else:
            self.message_emitted.emit(tr("A route has at most {most} waypoints", most=MAX_STOPS))

    def pick(self, end: int | None) -> None:
        """Let the next click on the map set this end of the route; None cancels it."""
        self._picks = end
        self.panel.show_pick(end)
        if end is not None:
            self.message_emitted.emit(tr("Click the place on the map"))

    def takes_click(self, x: float, y: float, feature_id: str = "") -> bool:
        """Return whether a click at projected metres, maybe on a feature, has set an end of the route."""
        end, scene = self._picks, self._store.scene
        if end is None:
            return False
        self.pick(None)
        place = unproject(scene.projection, x, y)
        if place is None:
            self.message_emitted.emit(tr("This point is not on the Earth"))
            return True
        stop = self._port_at(feature_id) or Stop("", place)
        (self.start_at if end == START else self.end_at)(stop)
        return True

    def drag(self, feature_id: str, from_x: float, from_y: float, x: float, y: float) -> None:
        """Lead the route through the place, in projected metres, to which one of its ways was dragged."""
        projection, plan = self._store.scene.projection, self._store.plan
        grabbed, dropped = unproject(projection, from_x, from_y), unproject(projection, x, y)
        if plan is not None and grabbed and dropped:
            self._ask(dragged(plan, feature_id, grabbed, Stop("", dropped)))

    def follow(self, text: str) -> None:
        """Show the route of a link; show a notice if it is invalid."""
        try:
            link = read_route(text, self._read_ends().coded)
        except ArcticMapError as error:
            self._complain(tr("The link leads nowhere: {problem}", problem=error))
            return
        self._open()
        self._store.apply_together(
            (
                actions.plan_route(link.route),
                actions.choose_month(link.month),
                actions.choose_speeds(link.speeds),
            )
        )

    @property
    def _requested(self) -> Itinerary:
        return self._store.scene.route

    def _open(self) -> None:
        self._window.show_panel(Panel.ROUTE, True)

    def _port_at(self, feature_id: str) -> Stop | None:
        """Return the stop for a clicked port or other point; None for other features."""
        feature = self._store.catalog.features.get(feature_id)
        place = feature.place() if feature else None
        if feature is None or place is None or place.get("type") != "Point":
            return None
        stops = [each.stop for each in self.find(feature.name) if each.stop.name == feature.name]
        lon, lat = place["coordinates"][:2]
        return stops[0] if stops else Stop(feature.name, (lon, lat))

    def copy_link(self) -> None:
        """Copy a link that opens the route in the atlas."""
        text = self._link()
        QGuiApplication.clipboard().setText(text)
        self.message_emitted.emit(tr("The link to {what} was copied", what=tr("the route")))

    def _copy_citation(self) -> None:
        scene = self._store.scene
        QGuiApplication.clipboard().setText(citation(scene.routes, scene.catalog, scene.month, self._link()))
        self.message_emitted.emit(tr("The citation of {what} was copied", what=tr("the route")))

    def _link(self) -> str:
        scene = self._store.scene
        return link_to_route(RouteLink(scene.route, scene.month, scene.speeds))

    def _ask_file(self, *, keep: bool) -> None:
        """Ask for the file to export; with `keep`, in the format that can be opened as a layer."""
        routes = self._store.scene.routes
        if not routes:
            return
        folder = str(self._settings.value(FOLDER_KEY) or "")
        if not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        title = tr("Keep the route as a layer") if keep else tr("Export the route")
        chooser = QFileDialog(self._window, title, folder)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        offered = [LAYER_SUFFIX] if keep else ROUTE_FORMATS
        chooser.setNameFilters([f"{tr(ROUTE_FORMATS[suffix].name)} (*{suffix})" for suffix in offered])
        chooser.setDefaultSuffix(LAYER_SUFFIX[1:])
        chooser.filterSelected.connect(lambda chosen: chooser.setDefaultSuffix(chosen.split("*.")[1][:-1]))
        chooser.selectFile(f"{file_name(routes)}{LAYER_SUFFIX}")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self.write(Path(name), keep=keep))
        chooser.open()

    def write(self, out: Path, *, keep: bool = False) -> None:
        """Write the ways in the format of the suffix; open them as a layer if `keep`."""
        scene = self._store.scene
        if out.suffix.lower() not in ROUTE_FORMATS:
            out = out.with_name(out.name + LAYER_SUFFIX)
        try:
            write_bytes(out, ROUTE_FORMATS[out.suffix.lower()].encode(table(scene.routes, scene.month)))
        except (OSError, ArcticMapError) as error:
            why = system_reason(error)
            self._complain(tr("The route was not written to {out}: {why}", out=out, why=why))
            return
        self._settings.setValue(FOLDER_KEY, str(out.parent))
        if keep:
            self.files_written.emit([out])
        else:
            self.noticed.emit(
                Notice(tr("The route was written to {out}", out=out), Severity.DONE, key="route")
            )

    def _ask(self, route: Itinerary) -> None:
        self._store.apply(actions.plan_route(route))

    def _complain(self, sentence: str) -> None:
        self.noticed.emit(Notice(sentence, Severity.WARNING, key="route"))
