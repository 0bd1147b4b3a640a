"""Navigation to features, facts, positions, links and views, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.widgets.notice import Notice, Severity
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.desktop.window.panel import Panel
from arctic_map.errors import ArcticMapError
from arctic_map.geo.position import unproject
from arctic_map.geo.projections import centred_on, projection_named
from arctic_map.geo.turning import base_id, turned
from arctic_map.model.note import MAX_NOTES
from arctic_map.model.tr import tr, tr_count
from arctic_map.scene.reading import features_in_order
from arctic_map.scene.session import actions, approach, history, journeys, saved_sessions
from arctic_map.scene.session.history import ViewHistory, VisitedView
from arctic_map.scene.timeline import Range

if TYPE_CHECKING:
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.projection import Projection
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.journeys import Journey
    from arctic_map.scene.walking import Walk
    from arctic_map.scene.words.links import Link


class Navigator(QObject):
    """Moves the map and keeps the visited places."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    noticed = Signal(object)
    """A Notice."""
    route_requested = Signal(str)
    """The route that a link describes."""

    def __init__(self, store: Store, window: Window) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.visits = ViewHistory()
        self._walk: Walk | None = None
        self._tasks = TaskQueue(self)
        self._drawing: Projection | None = None
        """The projection that is drawn before the map changes to it."""

    def go_home(self) -> None:
        """Show the home view of the present projection."""
        self._leave()
        scene = self._store.scene
        box = approach.home_of(scene.catalog, scene.projection) or scene.projection.in_window
        self._store.apply(actions.go_to(box, exact=True))

    def change_projection(self, projection: Projection) -> None:
        """Show the map in another projection."""
        self._tasks.cancel()
        self._drawing = None
        self._leave()
        self._store.apply(actions.change_projection(projection, self._store.catalog))

    def zoom(self, steps: float) -> None:
        """Zoom in by steps, or out if negative."""
        if (viewport := self._store.scene.viewport) is not None:
            self._store.apply(actions.go_to(approach.nearer(viewport, steps), exact=True))

    def go_to_feature(self, feature_id: str) -> None:
        """Select a feature, show its layer and move the map there, in the world projection if needed."""
        self._travel(journeys.to_feature(feature_id, self._store.scene, self._store.drawings))

    def walk(self, step: int) -> None:
        """Select the next feature around the one where the walk began, the nearest first, or go back."""
        # Late import: numpy and shapely take 150 ms, and few walk before these are loaded.
        from arctic_map.scene.walking import walk_from, walk_in_words

        scene = self._store.scene
        here = scene.selected.feature if scene.selected else None
        if here not in scene.catalog.features:
            here = next(iter(features_in_order(scene)), None)
            self._walk = walk_from(here, scene) if here else None
        elif self._walk is None or self._walk.present != here:
            self._walk = walk_from(here, scene).stepped(step)
        else:
            self._walk = self._walk.stepped(step)
        if self._walk is None:
            self.message_emitted.emit(tr("The map shows no features"))
        elif self._walk.present == (scene.selected.feature if scene.selected else None):
            end = tr("There are no more features") if step > 0 else tr("This is the start of the walk")
            self.message_emitted.emit(end)
        else:
            self._travel(journeys.to_feature(self._walk.present, scene, self._store.drawings))
            self.message_emitted.emit(walk_in_words(self._walk, self._store.scene))

    def go_to_layers(self, layer_ids: Sequence[str], flies: bool = True) -> None:
        """Show layers and move the map to the extent of all of them; unknown ids are ignored."""
        scene = self._store.scene
        if ids := [layer.id for layer in scene.layers if layer.id in layer_ids]:
            self._travel(journeys.to_layers(ids, scene, self._store.drawings, smooth=flies))

    def go_to_fact(self, fact_id: str, *, stays: bool = False) -> None:
        """Select a fact, bring its card to the front and move the map to its places, unless it `stays`."""
        # Not over the article, which shows the fact next to its sentence.
        if not self._window.panel_in_front(Panel.ARTICLE):
            self._window.show_panel(Panel.FACTS, True)
        if stays:
            self._leave()
            self._store.apply(actions.select_fact(fact_id))
        else:
            self._travel(journeys.to_fact(fact_id, self._store.scene, self._store.drawings))

    def go_to_facts(self, fact_ids: Sequence[str]) -> None:
        """Select the facts of a sentence and move the map to all of their places."""
        self._travel(journeys.to_facts(fact_ids, self._store.scene, self._store.drawings))

    def choose_month(self, month: int | None) -> None:
        """Show the ice of a month, 1 to 12, with its edge; None stands for September and March."""
        self._store.apply_together(journeys.to_month(month, self._store.scene).steps)

    def go_to_person(self, person_id: str) -> None:
        """List the facts that name a person."""
        self._window.show_panel(Panel.FACTS, True)
        self._travel(journeys.to_person(person_id))

    def go_to_position(
        self, lon: float, lat: float, down: int | None = None, when: Range | None = None
    ) -> None:
        """Move to a position in degrees; show the days `when` and turn the meridian `down` down, if given."""
        self._travel(journeys.to_position(lon, lat, self._store.scene, down, when))

    def centre_on(self, x: float, y: float) -> None:
        """Centre the map on a position in projected metres; the scale stays."""
        if view := self._store.scene.viewport:
            self._leave()
            self._store.apply(actions.go_to(replace(view, x=x, y=y).box, exact=True))

    def compare(self, feature_ids: Iterable[str], fact_id: str) -> None:
        """Show features side by side, and select the fact that compares them."""
        self._travel(journeys.to_compare(feature_ids, fact_id, self._store.scene, self._store.drawings))

    def show_view(self, view: SavedView) -> None:
        """Show the view that is stored in an image."""
        self._leave()
        catalog, now = self._store.catalog, self._store.session
        restored = saved_sessions.restored_view(view, catalog)
        session = saved_sessions.joined(restored, now)
        self._store.apply_together((lambda _: session, actions.go_to(view.box, smooth=False, exact=True)))
        if missing := saved_sessions.missing(view, catalog):
            lost = tr(
                "The picture shows content that no longer exists: {names}", names=tr(", ").join(missing)
            )
            self.noticed.emit(Notice(lost, Severity.WARNING, key="view"))
        if left_out := len(saved_sessions.all_notes(now.notes, restored.notes)) - len(session.notes):
            text = tr_count(
                left_out,
                "{count} note of the picture was not added: there can be at most {most}",
                "{count} notes of the picture were not added: there can be at most {most}",
                most=MAX_NOTES,
            )
            self.noticed.emit(Notice(text, Severity.WARNING, key="notes"))

    def follow(self, link: Link) -> None:
        """Go where a link leads; show a notice if it leads nowhere."""
        if problem := journeys.dead_end(link, self._store.scene):
            self.noticed.emit(
                Notice(tr("The link leads nowhere: {problem}", problem=problem), Severity.WARNING, key="link")
            )
        elif link.kind == "route":
            self.route_requested.emit(link.id)
        elif link.kind == "fact":
            self.go_to_fact(link.id)
        elif link.kind == "feature":
            self.go_to_feature(link.id)
        elif link.at is not None:
            self.go_to_position(*link.at, link.down, Range(*link.days) if link.days else None)

    def centre_projection(self, x: float | None = None, y: float | None = None) -> None:
        """Centre the projection on a position in projected metres, or on the middle of the view."""
        scene = self._store.scene
        if view := scene.viewport:
            place = unproject(scene.projection, view.x if x is None else x, view.y if y is None else y)
            if place:
                self.message_emitted.emit(tr("Drawing the map around this place…"))
                self._draw_first(centred_on(*place), partial(journeys.to_centre, *place))
                return
        self.message_emitted.emit(tr("The middle of the view is not on the Earth"))

    def turn(self, degrees: int | None = None) -> None:
        """Turn the map about its pole clockwise, or back without degrees; the centre of the view stays."""
        shown = self._drawing or self._store.scene.projection
        if shown.pole is not None:
            usual = projection_named(base_id(shown.id))
            down = round(usual.down) if degrees is None else round(shown.down) + degrees
            self._draw_first(turned(usual, down), partial(journeys.to_meridian, down), leaves=False)

    def _draw_first(
        self, projection: Projection, journey: Callable[[Scene], Journey], *, leaves: bool = True
    ) -> None:
        """Draw all layers for a projection in a task, as little of it is prepared, then travel to it."""

        before = self._store.scene.projection

        def travel(_: None) -> None:
            self._drawing = None
            # Undo, a link or the tour may have changed the projection meanwhile.
            if self._store.scene.projection == before:
                self._travel(journey(self._store.scene), leaves=leaves)

        def give_up(_: ArcticMapError) -> None:
            self._drawing = None

        self._drawing = projection
        self._tasks.cancel()
        labelling = self._store.scene.preferences.labelling
        self._tasks.submit(
            self._store.drawings.draw_all, projection.id, labelling, done=travel, failed=give_up
        )

    def go_back(self) -> None:
        """Return to the previous view."""
        self._revisit(history.back)

    def go_forward(self) -> None:
        """Return to the view before `go_back`."""
        self._revisit(history.forward)

    def _revisit(self, way: Callable[[ViewHistory, VisitedView], tuple[ViewHistory, VisitedView]]) -> None:
        if (here := self._here()) is None:
            return
        self.visits, there = way(self.visits, here)
        if there == here:
            return
        turn = actions.change_projection(projection_named(there.projection))
        turns = there.projection != here.projection
        self._store.apply_together((*((turn,) if turns else ()), actions.revisit(there)))

    def _travel(self, journey: Journey, *, leaves: bool = True) -> None:
        """Apply the steps; `leaves` stores the present view for `go_back`."""
        if leaves:
            self._leave()
        self._store.apply_together(journey.steps)
        if journey.message:
            self.message_emitted.emit(journey.message)

    def _leave(self) -> None:
        if (here := self._here()) is not None:
            self.visits = history.left(self.visits, here)

    def _here(self) -> VisitedView | None:
        """Return the present view; None before the map has reported it."""
        scene = self._store.scene
        if scene.viewport is None:
            return None
        return VisitedView(scene.projection.id, scene.viewport.box, scene.selected)
