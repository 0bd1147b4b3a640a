"""The bar above a table: file, condition, number of rows, and actions."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton

from arctic_map.desktop.widgets.appearance.letter_box import LetterBox
from arctic_map.model.tr import digits, tr, tr_count


class QueryBar(QHBoxLayout):
    """Layout with the controls; the panel runs the queries."""

    layer_requested = Signal(str)
    expression_changed = Signal()
    all_requested = Signal()
    """Emitted to remove all filters and the condition."""
    map_filter_toggled = Signal()
    style_requested = Signal()
    export_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.layers = LetterBox()
        self.layers.setAccessibleName(tr("File"))
        self.layers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layers.setMinimumContentsLength(14)
        self.layers.activated.connect(lambda at: self.layer_requested.emit(self.layers.itemData(at)))
        self.expression = QLineEdit()
        self.expression.setPlaceholderText(tr("Condition, as SQL: depth > 20 AND name LIKE 'A%'"))
        self.expression.setAccessibleName(tr("Condition"))
        self.expression.setClearButtonEnabled(True)
        self.expression.textChanged.connect(lambda _: self.expression_changed.emit())
        self.row_count = QLabel()
        self.clear_button = QPushButton(tr("Show all rows"))
        self.clear_button.clicked.connect(self.all_requested)
        self.on_map = QCheckBox(tr("Also on the map"))
        self.on_map.setToolTip(tr("Show only the listed rows on the map"))
        self.on_map.toggled.connect(lambda _: self.map_filter_toggled.emit())
        self.style_button = QPushButton(tr("Style…"))
        self.style_button.clicked.connect(self.style_requested)
        self.export_button = QPushButton(tr("Export rows…"))
        self.export_button.clicked.connect(self.export_requested)
        self.setContentsMargins(8, 6, 8, 6)
        self.setSpacing(8)
        self.addWidget(self.layers)
        self.addWidget(self.expression, 1)
        for widget in (self.row_count, self.clear_button, self.on_map, self.style_button, self.export_button):
            self.addWidget(widget)

    def show_files(self, named: Sequence[tuple[str, str]]) -> None:
        """List the files by id and name."""
        box = self.layers
        if [*named] != [(box.itemData(at), box.itemText(at)) for at in range(box.count())]:
            with QSignalBlocker(box):
                box.clear()
                for id, name in named:
                    box.addItem(name, id)

    def show_layer(self, layer_id: str) -> None:
        """Select the file whose rows are shown."""
        with QSignalBlocker(self.layers):
            self.layers.setCurrentIndex(self.layers.findData(layer_id))

    def show_map_filter(self, filtered: bool) -> None:
        """Show whether only the listed rows are on the map."""
        with QSignalBlocker(self.on_map):
            self.on_map.setChecked(filtered)

    def show_count(self, listed: int, total: int, *, filtered: bool) -> None:
        """Show the number of rows; `filtered` tells whether there is any filter."""
        shown, every = digits(f"{listed:,}"), digits(f"{total:,}")
        self.row_count.setText(
            tr("{shown} of {total} rows", shown=shown, total=every)
            if listed < total
            else tr_count(total, "{count} row", "{count} rows")
        )
        self.clear_button.setEnabled(filtered)
