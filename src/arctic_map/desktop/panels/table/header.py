"""Column headings with a filter field below each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from arctic_map.desktop.panels.table.model import RowsModel
from arctic_map.model.attributes import Filter
from arctic_map.model.tr import tr, tr_later

HOW = tr_later(
    "Show rows that contain this text. Numbers and dates: > 10, <= 2022-05, 2..5; = "
    "finds empty cells, != all others."
)
SIDE = 2


class FilterHeader(QHeaderView):
    """Header that creates filter fields as their headings become visible: there may be a thousand."""

    filters_changed = Signal()

    def __init__(self, view: QTableView, model: RowsModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._model = model
        self._quiet = False
        self._lines: dict[str, QLineEdit] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(60)
        self.setAccessibleName(tr("Headings"))
        self.sectionResized.connect(lambda *_: self.place_lines())
        self.sectionMoved.connect(lambda *_: self.place_lines())
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.place_lines())
        model.modelReset.connect(self._model_reset)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters that are not empty."""
        return tuple(
            Filter(column, line.text()) for column, line in self._lines.items() if line.text().strip()
        )

    def line(self, column: str) -> QLineEdit:
        """The filter field of a column, created on first use."""
        if column not in self._lines:
            line = QLineEdit(self)
            line.setPlaceholderText(tr("Filter"))
            line.setClearButtonEnabled(True)
            line.setAccessibleName(tr("Filter of {name}", name=column))
            line.setToolTip(tr(HOW))
            line.textChanged.connect(lambda _: self._changed())
            line.installEventFilter(self)
            self._lines[column] = line
        return self._lines[column]

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Replace all filters without emitting `filters_changed`."""
        self._quiet = True
        for line in self._lines.values():
            line.clear()
        for each in filters:
            self.line(each.column).setText(each.text)
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self.filters_changed.emit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + self._height)

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._height)
        super().updateGeometries()
        self.place_lines()

    def place_lines(self) -> None:
        """Place the filter fields below the visible headings."""
        top = self.height() - self._height
        seen = set()
        for number, field in enumerate(self._model.fields):
            left, width = self.sectionViewportPosition(number), self.sectionSize(number)
            if left + width <= 0 or left >= self.width() or not width:
                continue
            seen.add(field.column)
            line = self.line(field.column)
            line.setGeometry(QRect(left + SIDE, top, width - 2 * SIDE, self._height - SIDE))
            line.show()
        for column in self._lines.keys() - seen:
            self._lines[column].hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to the column of a filter field that gets the focus."""
        if event.type() is QEvent.Type.FocusIn and isinstance(view := self.parent(), QTableView):
            for number, field in enumerate(self._model.fields):
                if self._lines.get(field.column) is watched and self._model.rowCount():
                    view.scrollTo(self._model.index(max(view.rowAt(0), 0), number))
        return False

    @property
    def _height(self) -> int:
        return self.fontMetrics().height() + 12

    def _model_reset(self) -> None:
        """Remove the fields of columns that the table does not have."""
        columns = {field.column for field in self._model.fields}
        for column in self._lines.keys() - columns:
            line = self._lines.pop(column)
            line.hide()
            line.deleteLater()
        self.place_lines()
