"""The ledger: figures of the article compared with the map and simple arithmetic."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedLayout,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.panels.facts.card_labels import FiguresTable, words
from arctic_map.desktop.panels.ledger_explanation import LedgerExplanation, as_text
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import add_entry
from arctic_map.desktop.widgets.icons import NO_LIMIT
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.catalog import Catalog
from arctic_map.model.itinerary import LaneWay
from arctic_map.model.preferences import Units
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.ledger.groups import (
    COLUMNS,
    computed,
    difference,
    grouped,
    per_cent,
    planned_rows,
    stated,
    stated_in_words,
)
from arctic_map.scene.ledger.ledger_rows import Basis, Row, day_rows, rows
from arctic_map.scene.ledger.voyages import DEFAULT_KNOTS, Voyage, voyages
from arctic_map.scene.scene import Scene

HEADERS = (tr_later("Figure"), tr_later("Stated"), tr_later("Computed"), tr_later("Differs"), "%")
WHAT = 0
ID = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
KNOTS = (1.0, 60.0)
NARROWEST = 288
"""Minimum width in px: four columns of figures and a scroll bar."""
LETTERS = 17
"""Length of a name that fits beside its figures; longer ones go above them."""
SHARES = 600, 400
"""Sizes of the table and the explanation."""
WIDE = 640
"""Minimum width for the explanation to be beside the table, px."""
NOTHING = tr_later("There are no figures to test yet.")
Item = QTreeWidgetItem


class LedgerPanel(QWidget):
    """Panel that computes when first shown; selecting a row requests a comparison of its lanes."""

    compare_requested = Signal(tuple, str)
    """Emitted with ids of features, and of the fact about them."""
    back_requested = Signal()
    """Emitted to undo the selection and return to the previous view."""
    fact_requested = Signal(str)
    feature_requested = Signal(str)
    edit_requested = Signal(str)
    """Emitted with the id of a row defined by the atlas."""

    def __init__(
        self, planned: Callable[[], tuple[LaneWay, ...]] = tuple, parent: QWidget | None = None
    ) -> None:
        """`planned` returns the planned routes beside the lanes; it is called when rows are first listed."""
        super().__init__(parent)
        self._planned = planned
        self.setAccessibleName(tr("Ledger"))
        self.setMinimumWidth(NARROWEST)
        self.editable = False
        """Whether rows defined by the atlas can be edited."""
        self._scene: Scene | None = None
        self._catalog: Catalog | None = None
        self._units: Units = "km"
        self._rows: dict[str, Row] = {}
        self._items: dict[str, Item] = {}
        self._voyages: dict[str, Voyage] = {}
        self._quiet = False
        self._explained, self._shares = False, [*SHARES]
        self._build()

    @property
    def row(self) -> Row | None:
        """The selected row, or None."""
        chosen = self._table.selectedItems()
        return self._rows.get(chosen[0].data(WHAT, ID) or "") if chosen else None

    def show_scene(self, scene: Scene) -> None:
        """Show the ledger of the scene, if visible."""
        self._scene = scene
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        scene = self._scene
        if scene is None:
            return
        if scene.catalog is not self._catalog or scene.preferences.units != self._units:
            self._catalog, self._units = scene.catalog, scene.preferences.units
            self._fill_again(scene.catalog)
        selected = scene.selected
        if self.row and not self._quiet and (selected is None or selected.compared != self.row.features):
            with self._quietly():
                self._table.setCurrentIndex(QModelIndex())
                self._table.clearSelection()
        self._explain()

    def _build(self) -> None:
        self._table = FiguresTable()
        self._table.setAccessibleName(tr("Figures stated and computed"))
        self._table.setHeaderLabels([tr(each) for each in HEADERS])
        self._table.setRootIsDecorated(False)
        self._table.setItemsExpandable(False)
        self._table.setIndentation(8)
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self._table.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(HEADERS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self._table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self._table.itemSelectionChanged.connect(self._on_chosen)
        self.edit = add_entry(self._table, tr("Edit…"), self._on_edit)
        self.edit.setVisible(False)
        add_entry(self._table, tr("Copy"), self._copy, QKeySequence.StandardKey.Copy)

        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._table)
        self.explanation = LedgerExplanation()
        self.explanation.back_requested.connect(self.back_requested)
        self.explanation.fact_requested.connect(self.fact_requested)
        self.explanation.feature_requested.connect(self.feature_requested)
        self._splitter.addWidget(self.explanation)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        self._splitter.splitterMoved.connect(self._on_moved)
        filled = QWidget()
        whole = QVBoxLayout(filled)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._speed = QWidget()
        self._speed.setLayout(self._head())
        whole.addWidget(self._speed)
        whole.addWidget(self._splitter, 1)
        empty = words(tr(NOTHING), quiet=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setContentsMargins(16, 24, 16, 24)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)
        tones.tint_quiet_words(self)

    def _head(self) -> QHBoxLayout:
        self._knots = QDoubleSpinBox()
        self._knots.setRange(*KNOTS)
        self._knots.setDecimals(1)
        self._knots.setSingleStep(0.5)
        self._knots.setValue(DEFAULT_KNOTS)
        self._knots.setSuffix(" " + tr("knots"))
        self._knots.setAccessibleName(tr("Speed in knots"))
        self._knots.setToolTip(tip(tr("Speed for the days at sea; the article gives none")))
        self._knots.valueChanged.connect(self._on_speed)
        label = QLabel(tr("&Speed at sea"))
        label.setWordWrap(True)
        label.setBuddy(self._knots)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(8)
        head.addWidget(label, 1)
        head.addWidget(self._knots)
        return head

    def _fill_again(self, catalog: Catalog) -> None:
        """List the rows of a catalogue at the same place, with the same one selected."""
        row, bar = self.row, self._table.verticalScrollBar()
        scrolled = bar.value()
        self._fill(catalog)
        with self._quietly():
            if row and (item := self._items.get(row.id)):
                self._table.setCurrentItem(item)
        # The bar has no range before the new rows are laid out.
        self._table.doItemsLayout()
        bar.setValue(scrolled)

    def _fill(self, catalog: Catalog) -> None:
        with self._quietly():
            self._table.clear()
            self._items.clear()
            ways = self._planned()
            self._voyages = voyages(catalog)
            self._speed.setVisible(bool(self._voyages))
            listed = (
                *rows(catalog, self._units, ways),
                *planned_rows(catalog, ways),
                *day_rows(catalog, self._knots.value()),
            )
            self._rows = {row.id: row for row in listed}
            for group in grouped(listed, self._units):
                heading = Item(self._table, [group.heading])
                heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
                heading.setFirstColumnSpanned(True)
                font = QFont()
                font.setBold(True)
                heading.setFont(WHAT, font)
                self._name_columns(heading, group.rows[0][1].basis)
                for short, row in group.rows:
                    item = self._items[row.id] = Item(heading, [short])
                    item.setData(WHAT, ID, row.id)
                    item.setTextAlignment(WHAT, LEFT)
                    for column in range(1, len(HEADERS)):
                        item.setTextAlignment(column, RIGHT)
                    self._write(item, row)
                heading.setExpanded(True)
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self._keep_room()

    def _name_columns(self, heading: Item, basis: Basis) -> None:
        """Add a row with the names of both columns of figures, if they are not those of the header."""
        if basis is not Basis.ARTICLE:
            names = Item(heading, ["", *map(tr, COLUMNS[basis])])
            names.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for column in range(1, len(HEADERS)):
                names.setTextAlignment(column, RIGHT)

    def _keep_room(self) -> None:
        """Set the minimum width so that no column of figures is cut off at any text size."""
        header, bar = self._table.header(), self._table.verticalScrollBar().sizeHint().width()
        figures = sum(header.sectionSizeHint(column) for column in range(1, len(HEADERS)))
        widest = sum(self._table.sizeHintForColumn(column) for column in range(1, len(HEADERS)))
        name = LETTERS * self._table.fontMetrics().averageCharWidth()
        self.setMinimumWidth(max(NARROWEST, max(figures, widest) + name + bar))

    def _write(self, item: Item, row: Row) -> None:
        units = self._units
        texts = (stated(row, units), computed(row, units), difference(row, units), per_cent(row))
        for column, text in enumerate(texts, start=1):
            item.setText(column, text)
        item.setToolTip(WHAT, tip(row.what))
        item.setToolTip(1, tip(stated_in_words(row, units)))

    def _on_speed(self, knots: float) -> None:
        if self._catalog is None:
            return
        for row in day_rows(self._catalog, knots):
            self._rows[row.id] = row
            self._write(self._items[row.id], row)
        self._explain()

    def _on_chosen(self) -> None:
        row = self.row
        self._explain()
        if row is not None and not self._quiet:
            with self._quietly():
                self.compare_requested.emit(row.features, row.facts[0] if row.facts else "")

    def _on_edit(self) -> None:
        if row := self.row:
            self.edit_requested.emit(row.id)

    def _explain(self) -> None:
        row = self.row
        own = {each.id for each in self._catalog.ledger} if self._catalog and self.editable else set()
        self.edit.setVisible(row is not None and row.id in own)
        self.explanation.show_row(row, self._scene, self._voyages, self._units)
        self._share(row is not None)

    def _share(self, explained: bool) -> None:
        """Limit the explanation below the table to its content, or restore its size."""
        below = self._splitter.orientation() is Qt.Orientation.Vertical
        most = self.explanation.height_of_words if below and not explained else NO_LIMIT
        self.explanation.setMaximumHeight(most)
        if most < NO_LIMIT:
            self._splitter.setSizes([max(0, self._splitter.height() - most), most])
        elif explained and not self._explained:
            self._splitter.setSizes(self._shares)
        self._explained = explained

    def _on_moved(self) -> None:
        if self._explained:
            self._shares = self._splitter.sizes()

    def _copy(self) -> None:
        if row := self.row:
            QGuiApplication.clipboard().setText(as_text(row, self._units))

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Ignore selection changes caused by the panel itself."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE and self.width() > self.height()
        self._splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self._share(self._explained)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)
        if event.type() is QEvent.Type.FontChange and self._rows:
            self._keep_room()
            self._share(self._explained)
