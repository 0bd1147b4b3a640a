"""Finds the ways of the route that the session asks for, beside the window, and gives them to the store."""

from __future__ import annotations

from threading import Lock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.errors import ArcticMapError
from arctic_map.model.itinerary import Itinerary
from arctic_map.scene.routing.plan import Plan

if TYPE_CHECKING:
    from arctic_map.desktop.store import Store
    from arctic_map.model.preferences import Units
    from arctic_map.scene.routing.waterways import Waterways
    from arctic_map.scene.scene import Scene


class Planning(QObject):
    """The network is read when a route is first asked for; only the newest question is answered.

    Its first answer may be followed by a better one.
    """

    settled = Signal()
    """No better answer to the newest question is on its way."""
    _found = Signal(object)
    _ended = Signal(object)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._asked: tuple[Itinerary, int | None] | None = None
        self._units: Units = store.scene.preferences.units
        self._waterways: Waterways | None = None
        self._one_by_one, self._telling = Lock(), Lock()
        self.improving = False
        """Whether some answer to the newest question, the first or a better one, may still come."""
        self._found.connect(self._show)
        self._ended.connect(self._settle)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        plan = self._store.plan
        return self._asked is not None and (plan is None or (plan.asked, plan.month) != self._asked)

    def show_scene(self, scene: Scene) -> None:
        """Ask anew where the route or its month has changed."""
        if not scene.route.stops:
            self._asked, self.improving = None, False
            if self._store.plan is not None:
                self._store.show_plan(None)
        elif (scene.route, scene.month) != self._asked:
            self._asked, self.improving = (scene.route, scene.month), True
            Thread(target=self._find, args=self._asked, daemon=True).start()
        elif scene.preferences.units != self._units and self._store.plan is not None:
            self._units = scene.preferences.units
            self._store.show_plan(self._store.plan)

    def close(self) -> None:
        """What still comes finds nobody any more."""
        with self._telling:
            self._asked = None

    def prepare(self) -> None:
        """Read the network while the reader still types."""
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with self._one_by_one:
            try:
                self._ready()
            except ArcticMapError:
                # It is said when a route is asked for.
                return

    def _ready(self) -> Waterways:
        """Raises ContentError."""
        if self._waterways is None:
            # numpy, shapely and PROJ, which most windows can do without.
            from arctic_map.desktop.routing.network import read_waterways

            self._waterways = read_waterways()
        return self._waterways

    def _find(self, asked: Itinerary, month: int | None) -> None:
        with self._one_by_one:
            if (asked, month) != self._asked:
                return
            try:
                self._answer(asked, month)
            finally:
                with self._telling:
                    if (asked, month) == self._asked:
                        self._ended.emit((asked, month))

    def _answer(self, asked: Itinerary, month: int | None) -> None:
        try:
            waterways = self._ready()
            plan = waterways.plan(asked, month)
        except ArcticMapError as error:
            self._tell(Plan(asked, month, problem=str(error)))
            return
        self._tell(plan)
        if (asked, month) == self._asked and plan.ways:
            whole = waterways.with_variants(plan)
            if whole.ways != plan.ways:
                self._tell(whole)

    def _tell(self, plan: Plan) -> None:
        with self._telling:
            if (plan.asked, plan.month) == self._asked:
                self._found.emit(plan)

    def _show(self, plan: Plan) -> None:
        if (plan.asked, plan.month) == self._asked:
            self._store.show_plan(plan)

    def _settle(self, asked: tuple[Itinerary, int | None]) -> None:
        if asked == self._asked:
            self.improving = False
            self.settled.emit()
