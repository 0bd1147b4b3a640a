"""The table of routes: length, days, kilometres in ice, and the extra length over the shortest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QIcon, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidgetItem

from arctic_map.desktop.panels.facts.card_labels import FiguresTable, Index
from arctic_map.desktop.widgets.buttons import add_entry
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.itinerary import style_of
from arctic_map.model.strait import REQUESTABLE
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.scene.routing.routes import Route
from arctic_map.scene.routing.way_texts import route_in_words, straits_in_words, way_in_words

HEADERS = (tr_later("Way"), "km", "nmi", tr_later("Days"), tr_later("Ice, km"), tr_later("More, km"))
NAME, ICE = 0, 4
PADDING = 12
"""Space around symbol and name, px."""
SYMBOL = QSize(26, 12)
BY = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


class WaysTable(FiguresTable):
    """The routes found, one per row, the high-latitude ones last."""

    way_requested = Signal(str)
    """Emitted with the selected route's variant."""
    only_requested = Signal(tuple)
    """Emitted with the only variants to request."""

    def __init__(self, symbol: Callable[[str], QIcon]) -> None:
        super().__init__()
        self._symbol = symbol
        self._quiet = False
        self.setAccessibleName(tr("Routes by sea, high-latitude ones last"))
        self.setHeaderLabels([tr(each) for each in HEADERS])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(8)
        self.setIconSize(SYMBOL)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(HEADERS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.itemSelectionChanged.connect(self._on_chosen)
        self.only = add_entry(self, tr("Show only this route"), lambda: self.only_requested.emit((self.by,)))
        add_entry(self, tr("Copy"), self._copy, QKeySequence.StandardKey.Copy)

    def fits(self, name: Index, font: QFontMetrics) -> bool:
        """Whether the name fits beside its symbol."""
        room = self.columnWidth(NAME) - self.indentation() - self.iconSize().width() - PADDING
        return font.horizontalAdvance(str(name.data() or "")) <= room

    @property
    def by(self) -> str:
        """The variant of the selected route; empty if there is none."""
        chosen = self.selectedItems()
        return str(chosen[0].data(NAME, BY) or "") if chosen else ""

    @property
    def cells(self) -> list[list[str]]:
        """The texts of all rows, in order."""
        head = self.topLevelItem(0)
        rows = [row for at in range(head.childCount()) if (row := head.child(at))] if head else []
        return [[row.text(column) for column in range(len(HEADERS))] for row in rows]

    @property
    def width_of_figures(self) -> int:
        """Width of all columns except the names, px."""
        header = self.header()
        shown = [column for column in range(1, len(HEADERS)) if not self.isColumnHidden(column)]
        return sum(max(header.sectionSizeHint(column), self.sizeHintForColumn(column)) for column in shown)

    def fit_height(self) -> None:
        """Set the height of all rows."""
        self.doItemsLayout()
        head = self.topLevelItem(0)
        below = (head.child(row) for row in range(head.childCount())) if head else ()
        rows = [row for row in (head, *below) if row is not None]
        height = sum(self.visualItemRect(item).height() for item in rows)
        self.setFixedHeight(self.header().sizeHint().height() + height + 2 * self.frameWidth())

    def show_routes(self, heading: str, routes: Sequence[Route], chosen: str) -> None:
        """List routes and select one by its variant."""
        self._quiet = True
        self.clear()
        if routes:
            head = QTreeWidgetItem(self, [heading])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFirstColumnSpanned(True)
            font = QFont()
            font.setBold(True)
            head.setFont(NAME, font)
            for route in routes:
                self._add(head, route, routes[0], chosen)
            head.setExpanded(True)
        self.setColumnHidden(ICE, all(route.ice_km is None for route in routes))
        self._quiet = False
        self._name_actions()

    def _add(self, head: QTreeWidgetItem, route: Route, first: Route, chosen: str) -> None:
        texts = (
            way_in_words(route.by),
            _whole(route.km),
            _whole(route.nmi),
            digits(f"{route.days:.1f}"),
            "" if route.ice_km is None else _whole(route.ice_km),
            "–" if route is first else _more(route.km - first.km),
        )
        item = QTreeWidgetItem(head, texts)
        item.setData(NAME, BY, route.by)
        item.setIcon(NAME, self._symbol(style_of(route.by)))
        item.setTextAlignment(NAME, LEFT)
        for column in range(1, len(HEADERS)):
            item.setTextAlignment(column, RIGHT)
        if straits := straits_in_words(route):
            item.setToolTip(NAME, tip(straits))
        item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, route_in_words(route))
        if route.by == chosen:
            item.setSelected(True)

    def _name_actions(self) -> None:
        self.only.setEnabled(self.by in REQUESTABLE and len(self.cells) > 1)

    def _on_chosen(self) -> None:
        self._name_actions()
        if self.by and not self._quiet:
            self.way_requested.emit(self.by)

    def _copy(self) -> None:
        shown = [column for column in range(len(HEADERS)) if not self.isColumnHidden(column)]
        lines = [[tr(HEADERS[column]) for column in shown]]
        lines += [[row[column] for column in shown] for row in self.cells]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))


def _more(km: float) -> str:
    """An extra length with its sign; ways across the high Arctic may be shorter than the first."""
    return f"{'+' if km > 0.0 else '−'}{_whole(abs(km))}"


def _whole(number: float) -> str:
    return digits(f"{number:,.0f}")
