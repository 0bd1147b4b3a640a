"""The style of an opened file's layer: fields, classes and colours, with a live preview on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.dialogs.style_rows import (
    COUNTED,
    METHODS,
    SWATCH,
    ColourButton,
    HistogramView,
    LimitsField,
    MarkRow,
    OutlineRow,
    SizeRow,
    swatch,
)
from arctic_map.desktop.widgets.widget_text import caption, tip
from arctic_map.model.attributes import DATES, NUMBERS, Field
from arctic_map.model.layer_style import GRADUATED, MAX_CATEGORIES, MAX_CLASSES, PLAIN, LayerStyle, Method
from arctic_map.model.tr import tr
from arctic_map.scene.styling import colours_of
from arctic_map.scene.symbology.colours import RAMPS, SETS, category_set, ramp

if TYPE_CHECKING:
    from arctic_map.tables.attributes.classification import Histogram

SOON_MS = 150
"""Delay after the last change, ms."""


class StyleDialog(QDialog):
    """Edits the style of one opened layer at a time and emits each change."""

    chosen = Signal(str, object, int)
    """Emitted with a layer id, its LayerStyle without classes, and the number of classes."""
    layer_requested = Signal(str)
    """Emitted with the id of a layer whose style should be shown."""
    copy_requested = Signal(str, str)
    """Emitted with the id of a layer and that of the layer to copy its style to."""
    reset_requested = Signal(str)
    """Emitted with the id of a layer to reset to the default style."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Style of a layer"))
        self._files: list[tuple[str, str]] = []
        self._fields: tuple[Field, ...] | None = None
        """Fields of the layer; None until its table was read."""
        self._chosen_early = False
        """Whether a change waits for the fields."""
        self._shown_id, self._style = "", PLAIN
        """The layer whose style the fields show, and that style."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._choose)
        self._build()
        self._lay_out()
        self._list_ramps("")
        self._fit()

    @property
    def layer_id(self) -> str:
        """The id of the layer whose style is shown; empty if there is none."""
        return str(self.layers.currentData() or "")

    def shows(self, style: LayerStyle) -> bool:
        """Whether this style is shown apart from its query, or is being changed here."""
        changes = self._soon.isActive() or self._chosen_early
        return changes or replace(self._style, query=style.query) == style

    def show_files(self, files: Sequence[tuple[str, str]]) -> None:
        """List the layers that can be styled: ids and names."""
        if list(files) == self._files:
            return
        now, self._files = self.layer_id, list(files)
        with QSignalBlocker(self.layers):
            self.layers.clear()
            for id, name in files:
                self.layers.addItem(name, id)
            self.layers.setCurrentIndex(max(self.layers.findData(now), 0))
        menu = self.copy_button.menu()
        menu.clear()
        for id, name in files:
            menu.addAction(caption(name)).triggered.connect(
                lambda _=False, id=id: self.copy_requested.emit(self.layer_id, id)
            )
        self.copy_button.setEnabled(len(files) > 1)

    def show_style(self, layer_id: str, style: LayerStyle) -> None:
        """Show the style of a layer, completed by `show_fields`; emit first what was changed of another."""
        if self._soon.isActive() and layer_id != self._shown_id:
            self._choose()
        self._soon.stop()
        self._fields, self._chosen_early, self._shown_id, self._style = None, False, layer_id, style
        widgets = (
            *(self.layers, self.method, self.field, self.classes, self.ramp, self.reverse),
            *(self.limits, *self._more_fields),
        )
        blockers = [QSignalBlocker(widget) for widget in widgets]
        self.layers.setCurrentIndex(self.layers.findData(layer_id))
        self.method.setCurrentIndex(self.method.findData(style.method))
        self._list_fields(style)
        if style.method in GRADUATED:
            self.classes.setValue(len(style.edges) - 1)
        self._list_ramps(style.ramp)
        self.reverse.setChecked(style.reverse)
        self.sizes.show_sizes(style.sizes)
        self.marks.show_style(style)
        self.outlines.show_style(style)
        self.colour_button.show_colour(style.colour)
        del blockers
        self._fit()
        self.show_classes(style, None)

    def show_fields(self, fields: tuple[Field, ...], shown: Histogram | None) -> None:
        """List the fields of the layer; what was chosen since `show_style` stays chosen."""
        self._fields = fields
        blockers = [QSignalBlocker(combo) for combo in (self.field, *self._more_fields)]
        self._list_fields(self._style)
        del blockers
        self._fit()
        self.show_classes(self._style, shown)
        if self._chosen_early:
            self._choose()

    def show_classes(self, style: LayerStyle, shown: Histogram | None) -> None:
        """Show the result of the last request."""
        self._style = style
        graduated = style.method in GRADUATED
        self.histogram.show_classes(shown if graduated else None, style.edges, colours_of(style))
        words = ""
        if style.method is Method.CATEGORY and style.others:
            words = tr("Only the {count} most frequent values have colours.", count=MAX_CATEGORIES)
        elif style.method in COUNTED and len(style.edges) - 1 < self.classes.value():
            words = tr("The values fill only {count} classes.", count=len(style.edges) - 1)
        if style.method is Method.LIMITS:
            with QSignalBlocker(self.limits):
                self.limits.show_limits(style.limits)
        self.remark.setText(words)
        self.remark.setVisible(bool(words))

    def _build(self) -> None:
        self.layers = QComboBox()
        self.layers.activated.connect(lambda _: self.layer_requested.emit(self.layer_id))
        self.method = QComboBox()
        for method, words in METHODS.items():
            self.method.addItem(tr(words), method)
        self.method.currentIndexChanged.connect(lambda _: self._method_changed())
        self.field, self.ramp, self.sizes = QComboBox(), QComboBox(), SizeRow()
        self.size_field = self.sizes.field
        self.sizes.changed.connect(self._soon.start)
        self.label_field, self.label_order, self.date_field = QComboBox(), QComboBox(), QComboBox()
        self.date_field.setToolTip(
            tip(tr("The timeline filters features by this date; features without a date stay visible"))
        )
        self.label_order.setToolTip(
            tip(tr("Where there is no room for all labels, those with the largest values are shown"))
        )
        self.ramp.setIconSize(SWATCH)
        self.classes = QSpinBox()
        self.classes.setRange(2, MAX_CLASSES)
        self.classes.setValue(5)
        self.reverse = QCheckBox(tr("&Reversed"))
        self.colour_button = ColourButton(tr("&Choose…"), tr("Colour of the layer"), "#7b3f9d")
        self.colour_button.changed.connect(self._soon.start)
        for combo in (self.field, self.ramp, *self._more_fields):
            combo.currentIndexChanged.connect(lambda _: self._changed())
        self.classes.valueChanged.connect(lambda _: self._soon.start())
        self.reverse.toggled.connect(lambda _: self._soon.start())
        self.limits, self.marks, self.histogram = LimitsField(), MarkRow(), HistogramView()
        self.outlines = OutlineRow()
        self.outlines.changed.connect(self._changed)
        self.limits.textEdited.connect(lambda _: self._changed())
        self.marks.changed.connect(self._changed)
        self.histogram.limits_moved.connect(self._move_limits)
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.copy_button = QPushButton(tr("Co&py style to"))
        self.copy_button.setMenu(QMenu(self.copy_button))
        self.reset_button = QPushButton(tr("Defa&ult style"))
        self.reset_button.clicked.connect(lambda: self.reset_requested.emit(self.layer_id))

    def _lay_out(self) -> None:
        colours = QHBoxLayout()
        colours.addWidget(self.ramp, 1)
        colours.addWidget(self.reverse)
        self.form = form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("&Layer:"), self.layers)
        form.addRow(tr("Colour &by:"), self.method)
        form.addRow(tr("&Field:"), self.field)
        form.addRow(tr("Clas&ses:"), self.classes)
        form.addRow(tr("Limi&ts:"), self.limits)
        self._colours_row = QWidget()
        self._colours_row.setLayout(colours)
        colours.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("C&olours:"), self._colours_row)
        form.addRow(tr("Colour:"), self.colour_button)
        form.addRow(self.histogram)
        form.addRow(self.remark)
        form.addRow(tr("Mar&ks:"), self.marks)
        form.addRow(tr("Outli&ne:"), self.outlines)
        form.addRow(tr("S&ize by:"), self.sizes)
        form.addRow(tr("L&abel by:"), self.label_field)
        form.addRow(tr("&Most important by:"), self.label_order)
        form.addRow(tr("&Dates in:"), self.date_field)
        for row, buddy in (
            (self._colours_row, self.ramp),
            (self.marks, self.marks.symbol),
            (self.outlines, self.outlines.width_box),
            (self.sizes, self.size_field),
        ):
            label = form.labelForField(row)
            if isinstance(label, QLabel):
                label.setBuddy(buddy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.reset_button, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(420)
        for button in self.findChildren(QPushButton):
            # Enter in a list must not press a button.
            button.setAutoDefault(False)

    @property
    def _more_fields(self) -> tuple[QComboBox, ...]:
        """Lists of fields that may be left empty."""
        return self.size_field, self.label_field, self.label_order, self.date_field

    @property
    def _method(self) -> Method:
        return Method(self.method.currentData())

    def _list_fields(self, style: LayerStyle) -> None:
        selected = style.field or self.field.currentData()
        all_fields = self._fields or ()
        numbers = [field for field in all_fields if field.kind in NUMBERS]
        dates = [field for field in all_fields if field.kind in DATES]
        for combo, fields, now, none in (
            (self.field, numbers if self._method in GRADUATED else all_fields, selected, ""),
            (self.size_field, numbers, style.size_field, tr("One size for all")),
            (self.label_field, all_fields, style.label_field, tr("Default labels")),
            (self.label_order, numbers, style.label_order, tr("Order of the file")),
            (self.date_field, dates, style.date_field, tr("No dates")),
        ):
            combo.clear()
            if none:
                combo.addItem(none, "")
            for field in fields:
                combo.addItem(field.name, field.column)
            combo.setCurrentIndex(max(combo.findData(now), 0) if combo.count() else -1)

    def _list_ramps(self, now: str) -> None:
        self.ramp.clear()
        category = self._method is Method.CATEGORY
        for name in SETS if category else RAMPS:
            colours = category_set(name, 8) if category else ramp(name, 9)
            self.ramp.addItem(swatch(colours), name, name)
        self.ramp.setCurrentIndex(max(self.ramp.findData(now), 0))

    def _method_changed(self) -> None:
        blockers = [QSignalBlocker(combo) for combo in (self.field, self.ramp, *self._more_fields)]
        self._list_fields(self._style if self._fields is None else self._chosen)
        self._list_ramps(self.ramp.currentData() or "")
        del blockers
        self._fit()
        self._soon.start()

    def _changed(self) -> None:
        self._fit()
        self._soon.start()

    def _fit(self) -> None:
        """Show only what the method needs."""
        method = self._method
        self.form.setRowVisible(self.field, method is not Method.SINGLE)
        self.form.setRowVisible(self.classes, method in COUNTED)
        self.form.setRowVisible(self.limits, method is Method.LIMITS)
        self.marks.size_box.setEnabled(not self.size_field.currentData())
        self.form.setRowVisible(self._colours_row, method is not Method.SINGLE)
        self.form.setRowVisible(self.colour_button, method is Method.SINGLE)
        self.sizes.fit()
        self.form.setRowVisible(self.date_field, self.date_field.count() > 1)
        self.form.setRowVisible(self.label_order, bool(self.label_field.currentData()))

    def _move_limits(self, limits: tuple[float, ...]) -> None:
        """Use limits that were dragged in the histogram."""
        blockers = [QSignalBlocker(self.method), QSignalBlocker(self.limits)]
        self.method.setCurrentIndex(self.method.findData(Method.LIMITS))
        self.limits.show_limits(limits)
        del blockers
        self._changed()

    def _choose(self) -> None:
        self._chosen_early = self._fields is None
        if not self._shown_id or self._chosen_early:
            return
        if self._method is Method.LIMITS and self.limits.text().strip() and self.limits.limits is None:
            self.remark.setText(tr("Type up to {count} numbers between semicolons.", count=MAX_CLASSES - 1))
            self.remark.show()
            return
        self.chosen.emit(self._shown_id, self._chosen, self.classes.value())

    @property
    def _chosen(self) -> LayerStyle:
        """The style as entered, without classes."""
        symbol, size = self.marks.chosen
        return replace(
            self._style,
            method=self._method,
            colour=self.colour_button.colour,
            field=self.field.currentData() or "" if self._method is not Method.SINGLE else "",
            ramp=self.ramp.currentData() or "",
            reverse=self.reverse.isChecked(),
            limits=(self.limits.limits or ()) if self._method is Method.LIMITS else (),
            symbol=symbol,
            size=size,
            outline=self.outlines.outline,
            outline_colour=self.outlines.colour_button.colour,
            size_field=self.size_field.currentData() or "",
            sizes=self.sizes.sizes,
            label_field=self.label_field.currentData() or "",
            label_order=self.label_order.currentData() or "",
            date_field=self.date_field.currentData() or "",
        )
