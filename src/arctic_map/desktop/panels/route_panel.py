"""The route panel: two ends, closed passages, and the sea routes between them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.panels.facts.chip import Chip
from arctic_map.desktop.panels.route_fields import EndField, StraitClosures
from arctic_map.desktop.panels.route_table import WaysTable
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import LetterBox, ToolButton
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.itinerary import FASTEST, NOWHERE, SLOWEST, Itinerary, Speeds, Stop, feature_id, way_of
from arctic_map.model.strait import Strait
from arctic_map.model.tr import interface, tr, tr_later
from arctic_map.scene.routing.ends import Candidate
from arctic_map.scene.routing.routes import CAUTION, ICE
from arctic_map.scene.routing.way_texts import (
    moves_in_words,
    omitted_in_words,
    saving_in_words,
    savings,
    stop_in_words,
    straits_in_words,
)
from arctic_map.scene.scene import Scene

NARROWEST = 300
NO_ENDS = tr_later("Enter two places, or click them on the map, to list all routes by sea between them.")
SEARCHING = tr_later("Finding routes…")
START, FINISH = 0, 1


class RoutePanel(QWidget):
    """Panel that requests a route and lists the routes found."""

    route_requested = Signal(object)
    speeds_requested = Signal(object)
    month_requested = Signal(object)
    """Emitted with 1 to 12, or None."""
    feature_requested = Signal(str)
    pick_requested = Signal(object)
    """Emitted with START or FINISH if the next click on the map sets that end, or None to cancel."""
    export_requested = Signal()
    keep_requested = Signal()
    link_requested = Signal()
    citation_requested = Signal()
    shown = Signal()

    def __init__(self, find: Callable[[str], tuple[Candidate, ...]], symbol: Callable[[str], QIcon]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Route"))
        self._scene: Scene | None = None
        self._straits: Sequence[Strait] = ()
        self.ends = tuple(EndField(name, find) for name in (tr("From"), tr("To")))
        for number, end in enumerate(self.ends):
            end.stop_requested.connect(lambda stop, number=number: self._change_end(number, stop))
            end.pick_requested.connect(
                lambda on, number=number: self.pick_requested.emit(number if on else None)
            )
            end.nothing_found.connect(self._say_nothing_found)
        self.table = WaysTable(symbol)
        self.table.way_requested.connect(lambda by: self.feature_requested.emit(feature_id(by)))
        self.table.only_requested.connect(lambda ways: self._change(only=ways))
        self.closing = StraitClosures()
        self.closing.closed_requested.connect(lambda closed: self._change(closed=closed))
        self._build()

    def show_straits(self, straits: Sequence[Strait]) -> None:
        """Show the straits that can be closed."""
        self._straits = straits
        self.closing.show_closed(straits, self._requested.closed)

    def show_scene(self, scene: Scene) -> None:
        """Show the route of the scene, if visible."""
        self._scene = scene
        if self.isVisible():
            self._show()

    def show_pick(self, end: int | None) -> None:
        """Show which end the next click on the map sets."""
        for number, field in enumerate(self.ends):
            field.pick.setChecked(number == end)

    @property
    def message(self) -> str:
        """The message below the table."""
        return self._message.text()

    @property
    def via_chips(self) -> list[Chip]:
        """Chips of the waypoints; clicking one removes it."""
        widgets = (item.widget() for at in range(self._via.count()) if (item := self._via.itemAt(at)))
        return [chip for chip in widgets if isinstance(chip, Chip)]

    @property
    def _requested(self) -> Itinerary:
        return self._scene.route if self._scene else NOWHERE

    def _show(self) -> None:
        scene = self._scene
        if scene is None:
            return
        requested, form = scene.route, scene.preferences.coordinates
        for end, stop in zip(self.ends, (requested.start, requested.finish), strict=True):
            end.show_stop(stop, stop_in_words(stop, form) if stop else "")
        self._list_via(requested, scene)
        self.all_ways.setVisible(bool(requested.only))
        self.closing.show_closed(self._straits, requested.closed)
        for box, knots in ((self.speed, scene.speeds.open), (self.ice_speed, scene.speeds.ice)):
            box.blockSignals(True)
            box.setValue(knots)
            box.blockSignals(False)
        self.month.setCurrentIndex(scene.month or 0)
        self.swap.setEnabled(requested.start is not None or requested.finish is not None)
        self.clear.setEnabled(requested != NOWHERE)
        self._show_ways(scene)

    def _show_ways(self, scene: Scene) -> None:
        plan, requested = scene.plan, scene.route
        current = plan is not None and (plan.requested, plan.month) == (requested, scene.month)
        selected = way_of(scene.selected.feature or "") if scene.selected else ""
        routes = scene.routes if current else ()
        heading = f"{routes[0].start.title} – {routes[0].finish.title}" if routes else ""
        self.table.show_routes(heading, routes, selected)
        self.table.setVisible(bool(routes))
        self._keep_room()
        for button in self._acts:
            button.setEnabled(bool(routes))
        lines: list[str] = []
        if not requested.stops:
            lines.append(tr(NO_ENDS))
        elif not current:
            lines.append(tr(SEARCHING))
        elif plan is not None and plan.problem:
            lines.append(plan.problem)
        elif plan is not None:
            chosen = next((each for each in routes if each.by == selected), None)
            if chosen and (straits := straits_in_words(chosen)):
                lines.append(straits)
            lines += [saving_in_words(each) for each in savings(routes, requested.only)]
            lines += filter(None, (omitted_in_words(plan), *moves_in_words(plan)))
            if plan.month:
                lines.append(tr(ICE))
        self._message.setText("\n".join(lines))

    def _list_via(self, requested: Itinerary, scene: Scene) -> None:
        while item := self._via.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, stop in enumerate(requested.via):
            name = stop_in_words(stop, scene.preferences.coordinates)
            chip = Chip(str(number), f"{name} ×")
            chip.setAccessibleName(tr("Remove the waypoint {name}", name=name))
            chip.setToolTip(tip(tr("Remove the waypoint {name}", name=name)))
            chip.clicked.connect(lambda _=False, number=number: self._leave_out(number))
            self._via.addWidget(chip)
        for each in (self._via_label, self._via_box):
            each.setVisible(bool(requested.via))

    def _change(self, **changes: object) -> None:
        self.route_requested.emit(replace(self._requested, **changes))  # type: ignore[arg-type]

    def _change_end(self, number: int, stop: Stop | None) -> None:
        if number == START:
            self._change(start=stop)
        else:
            self._change(finish=stop)
        other = self.ends[1 - number]
        if stop is not None and self.ends[number].box.hasFocus() and not other.box.text():
            other.setFocus()

    def _leave_out(self, number: int) -> None:
        via = self._requested.via
        self._change(via=(*via[:number], *via[number + 1 :]))

    def _swap(self) -> None:
        requested = self._requested
        self._change(start=requested.finish, finish=requested.start, via=requested.via[::-1])

    def _clear(self) -> None:
        for end in self.ends:
            end.box.clear()
        self.route_requested.emit(NOWHERE)
        self.ends[START].setFocus()

    def _say_nothing_found(self, text: str) -> None:
        self._message.setText(
            tr(
                "Nothing found for “{wanted}”: enter a port, its UN/LOCODE, a place or a position",
                wanted=text,
            )
        )

    def _speeds_chosen(self) -> None:
        self.speeds_requested.emit(Speeds(self.speed.value(), self.ice_speed.value()))

    def _build(self) -> None:
        self._message = words("", quiet=True)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._caution = words(tr(CAUTION), bold=True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._make_head())
        column.addLayout(self._make_choices())
        column.addWidget(self.table)
        column.addWidget(self.all_ways, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._message)
        column.addWidget(self._caution)
        column.addWidget(self._make_actions())
        column.addStretch(1)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(tr("Route by sea"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.setMinimumWidth(NARROWEST)
        for one, other in itertools.pairwise((*(e.box for e in self.ends), *(e.pick for e in self.ends))):
            self.setTabOrder(one, other)
        tones.tint_quiet_words(self)

    def _make_head(self) -> QHBoxLayout:
        self.swap, self.clear = ToolButton("swap"), ToolButton("clear")
        for tool, text, act in (
            (self.swap, tr("Swap start and end"), self._swap),
            (self.clear, tr("Clear the route"), self._clear),
        ):
            tool.setAccessibleName(text)
            tool.setToolTip(text)
            tool.clicked.connect(act)
        fields = QFormLayout()
        fields.setSpacing(4)
        for text, end in zip((tr("Fr&om"), tr("T&o")), self.ends, strict=True):
            label = QLabel(text)
            label.setBuddy(end.box)
            fields.addRow(label, end)
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.swap)
        buttons.addWidget(self.clear)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addLayout(fields, 1)
        head.addLayout(buttons)
        return head

    def _make_choices(self) -> QFormLayout:
        self.speed, self.ice_speed = self._knots(tr("Speed in open water")), self._knots(tr("Speed in ice"))
        self.month = LetterBox()
        self.month.setAccessibleName(tr("Month of the ice"))
        self.month.setToolTip(tip(tr(ICE)))
        self.month.addItem(tr("No ice"))
        self.month.addItems(interface().months)
        self.month.activated.connect(lambda at: self.month_requested.emit(at or None))
        choices = QFormLayout()
        choices.setSpacing(4)
        self._via_label, self._via_box = QLabel(tr("By")), QWidget()
        self._via = FlowLayout(self._via_box, gap=4)
        choices.addRow(self._via_label, self._via_box)
        choices.addRow(QLabel(tr("Closed")), self.closing)
        self.all_ways = Chip("all", f"× {tr('Show all routes')}")
        self.all_ways.setAccessibleName(tr("Show all routes"))
        self.all_ways.setToolTip(tip(tr("Show all routes, not only those requested")))
        self.all_ways.clicked.connect(lambda: self._change(only=()))
        for text, widget in (
            (tr("&Month"), self.month),
            (tr("Open &water"), self.speed),
            (tr("In &ice"), self.ice_speed),
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            choices.addRow(label, widget)
        return choices

    def _make_actions(self) -> QWidget:
        self.export, self.keep = QPushButton(tr("E&xport…")), QPushButton(tr("&Keep as a layer…"))
        self.link, self.citation = QPushButton(tr("Copy &link")), QPushButton(tr("Cop&y citation"))
        self._acts = (self.export, self.keep, self.link, self.citation)
        acts = QWidget()
        row = FlowLayout(acts, gap=4)
        for button, hint, signal in (
            (self.export, tr("Export the routes as GeoJSON, GPX, GeoPackage or CSV"), self.export_requested),
            (self.keep, tr("Save the routes to a file and open it as a layer"), self.keep_requested),
            (self.link, tr("Copy a link that opens this route in the atlas"), self.link_requested),
            (self.citation, tr("Copy a citation of the routes"), self.citation_requested),
        ):
            button.setToolTip(hint)
            button.clicked.connect(signal)
            row.addWidget(button)
        return acts

    def _knots(self, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setAccessibleName(name)
        box.setRange(SLOWEST, FASTEST)
        box.setDecimals(1)
        box.setSingleStep(0.5)
        box.setSuffix(tr(" kn"))
        box.valueChanged.connect(self._speeds_chosen)
        return box

    def _keep_room(self) -> None:
        """Fit the height of the table and the minimum width, so that no figure is cut off."""
        margins = 24 + self._scroll.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(NARROWEST, self.table.width_of_figures + 40 + margins))
        self.table.fit_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)
        if event.type() is QEvent.Type.FontChange:
            self._keep_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()
        self._show()
