"""Background tasks of a route: planning its ways, and placing the names of the map around them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.widgets.tasks import TaskQueue, report
from arctic_map.model.itinerary import Itinerary
from arctic_map.scene.routing.routes import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from arctic_map.desktop.window.store import Store
    from arctic_map.errors import ArcticMapError
    from arctic_map.scene.drawings.route_labels import RouteLabelContext
    from arctic_map.scene.routing.waterways import Waterways
    from arctic_map.scene.scene import Scene


class Planning(QObject):
    """Plans the latest request, maybe twice, as a better plan can follow; reads the network once."""

    settled = Signal()
    """No better plan for the latest request will follow."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._requested: tuple[Itinerary, int | None] | None = None
        self._waterways: Waterways | None = None
        self._tasks = TaskQueue(self)
        self.improving = False
        """Whether a plan for the latest request, the first or a better one, may still follow."""

    @property
    def busy(self) -> bool:
        """Whether a request has no plan yet."""
        plan = self._store.plan
        return self._requested is not None and (
            plan is None or (plan.requested, plan.month) != self._requested
        )

    def show_scene(self, scene: Scene) -> None:
        """Start planning if the route or its month has changed."""
        if not scene.route.stops:
            self.close()
            self.improving = False
            if self._store.plan is not None:
                self._store.show_plan(None)
        elif (scene.route, scene.month) != self._requested:
            self._requested, self.improving = (scene.route, scene.month), True
            self._tasks.cancel()
            self._tasks.submit(
                self._find,
                *self._requested,
                done=lambda _: self._settle(),
                failed=partial(self._fail, *self._requested),
                progress=self._store.show_plan,
            )

    def close(self) -> None:
        """Cancel the running request."""
        self._tasks.cancel()
        self._requested = None

    def prepare(self) -> None:
        """Read the network while the user still types; errors are reported with the first route."""
        self._tasks.submit(self._ready, failed=lambda _: None)

    def _ready(self) -> Waterways:
        """Return the waterways, read when first needed. Raises ContentError."""
        if self._waterways is None:
            from arctic_map.desktop.routing.network import read_waterways  # loads numpy and PROJ

            self._waterways = read_waterways()
        return self._waterways

    def _find(self, requested: Itinerary, month: int | None) -> None:
        """Report a plan, and a better one if there is any. Raises ArcticMapError."""
        waterways = self._ready()
        plan = waterways.plan(requested, month)
        report(plan)
        if plan.ways:
            whole = waterways.with_variants(plan)
            if whole.ways != plan.ways:
                report(whole)

    def _fail(self, requested: Itinerary, month: int | None, error: ArcticMapError) -> None:
        plan = self._store.plan
        if plan is None or (plan.requested, plan.month) != (requested, month):
            self._store.show_plan(Plan(requested, month, problem=str(error)))
        self._settle()

    def _settle(self) -> None:
        self.improving = False
        self.settled.emit()


class RouteNames(QObject):
    """Places names for the latest route only; until then the route has none, and those of the atlas stay."""

    def __init__(self, store: Store, parent: QObject, expecting: Callable[[], bool]) -> None:
        """Nothing is placed while `expecting` returns True, because another plan will follow."""
        super().__init__(parent)
        self._store, self._expecting = store, expecting
        self._waits = False
        self._requested: RouteLabelContext | None = None
        """The latest request, kept even if its names could not be placed: it is not repeated."""
        self._tasks = TaskQueue(self)

    @property
    def busy(self) -> bool:
        """Whether names are still to be placed."""
        return self._waits or self._tasks.busy

    def show_scene(self, scene: Scene) -> None:
        """Place names if the map has another route, projection, text size or language."""
        lacking = self._store.drawings.names_lacking(scene.projection.id, scene.preferences.labelling)
        self._waits = lacking is not None and self._expecting()
        if lacking is None or self._waits:
            self._cancel()
        elif lacking != self._requested:
            self._cancel()
            self._requested = lacking
            self._tasks.submit(lacking.names, done=partial(self._store.show_names, lacking))

    def close(self) -> None:
        """Cancel the running request."""
        self._cancel()
        self._waits = False

    def _cancel(self) -> None:
        self._tasks.cancel()
        self._requested = None
