"""Editing charts of figures: form with preview, list and large view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from arctic_map.content.charts import CHARTS, is_plain, ref_in_words, ref_of
from arctic_map.content.symbology.style_checks import usable
from arctic_map.desktop.dialogs.chart_window import ChartPaper
from arctic_map.desktop.editing.entry_form import ANY, EntryForm, hint, words_in
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.desktop.widgets.symbol_icons import symbol_icon
from arctic_map.model.chart import Chart, ChartItem, Form
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.reading import figure_choices, figure_of
from arctic_map.scene.symbology.legend import style_in_words
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.scene import Scene

MAX_TEXT_LENGTH, LABEL = 400, 60
FORMS = {
    Form.COLUMNS: tr_later("Columns side by side, for years"),
    Form.BARS: tr_later("Bars below each other, for named items"),
    Form.UNITS: tr_later("Symbols of ships, for things that are counted"),
}
SOON_MS = 250
"""Delay before the preview is updated."""
PREVIEW = 200
"""Height of the preview, px."""
SHARE = 0.25
"""Maximum height of the preview, as a share of the screen height."""
LETTERS_OF_LABEL = 18
"""Width of the label column, in characters."""
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
ID = Qt.ItemDataRole.UserRole


class ChartForm(EntryForm):
    """Form for a chart: its figures, their labels, and bars or columns, with a live preview."""

    BESIDES = PREVIEW

    def __init__(
        self, chart: Chart | None, scene: Scene, icon: Callable[[str], QIcon], parent: QWidget
    ) -> None:
        super().__init__(tr("Chart"), parent)
        self._scene, self._catalog = scene, scene.catalog
        self._before = chart
        self.empty = hint(tr("Choose a figure, a title and a colour to see the chart here."))
        self._sheet: ChartPaper | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._preview)
        self._arrange(chart, icon)
        self._list()
        for box in (self.form, self.style_box):
            box.currentIndexChanged.connect(self._soon.start)
        self.unit.currentIndexChanged.connect(self._list)
        self.figures.itemChanged.connect(self._soon.start)
        self.title.textEdited.connect(self._soon.start)
        self.note.textEdited.connect(self._soon.start)
        self._preview()
        self.delete_button.setVisible(chart is not None)
        self.title.setFocus()

    @property
    def chart(self) -> Chart:
        """The chart as entered."""
        return Chart(
            id=self._before.id if self._before else "",
            title=words_in(self.title),
            unit=self.unit.chosen,
            form=Form(self.form.currentData()),
            style=self.style_box.chosen,
            items=tuple(self._items()),
            note=words_in(self.note),
            on=self._before.on if self._before else (),
        )

    @property
    def drawn(self) -> bool:
        """Whether the preview is up to date."""
        return self._sheet is not None and self._sheet.drawn and not self._soon.isActive()

    def follow(self, _before: Scene, scene: Scene) -> None:
        """Redraw the preview in the colours of the new scene."""
        self._scene = scene
        if self._sheet:
            self._sheet.show_scene(scene)

    def done(self, result: int) -> None:
        if self._sheet:
            self._sheet.dismiss()
        super().done(result)

    def _items(self) -> Iterator[ChartItem]:
        """The checked figures with their labels."""
        for row in range(self.figures.rowCount()):
            figure, label = self.figures.item(row, 0), self.figures.item(row, 1)
            if figure and label and figure.checkState() is CHECKED:
                words = sanitized(label.text(), ANY)
                yield ChartItem(label=words, figures=(ref_of(figure.data(ID)),))

    def _arrange(self, chart: Chart | None, icon: Callable[[str], QIcon]) -> None:
        tip = tr("Say what the chart shows, and for which dates")
        self.title = self.add_line(
            "title", tr("&Title"), chart.title if chart else "", tip, longest=MAX_TEXT_LENGTH
        )
        self.form = QComboBox()
        for form, words in FORMS.items():
            self.form.addItem(tr(words), form)
        self.form.setCurrentIndex(max(self.form.findData(chart.form), 0) if chart else 0)
        self.add("form", tr("&Form"), self.form)
        all_units = [figure.unit for fact in self._catalog.facts for figure in fact.figures]
        units = [(unit, unit) for unit in dict.fromkeys(all_units) if unit]
        tip = tr("Common unit of all figures of the chart")
        self.unit = self.add_choice("unit", tr("&Unit"), units, chart.unit if chart else "", tip)
        self.figures = _table()
        self.add("figures", tr("Fi&gures"), self.figures, tr("Check the figures to show, and label them"))
        table = self._catalog.symbology
        fit = usable(table)
        styles = [
            (row.id, style_in_words(row), icon(row.id))
            for row in table.styles.values()
            if row.id in fit and row.legend
        ]
        tip = tr("Colour of a style on the map")
        self.style_box = self.add_choice("style", tr("C&olour"), styles, chart.style if chart else "", tip)
        tip = tr("Text below the chart")
        self.note = self.add_line(
            "note", tr("&Note"), chart.note if chart else "", tip, longest=MAX_TEXT_LENGTH
        )
        self.column.insertWidget(1, self.empty)

    def _list(self) -> None:
        """List the figures in the selected unit; those of the chart come first, in its order."""
        unit, before = self.unit.chosen, self._before
        labels = {ref_in_words(item.figures[0]): item.label for item in before.items} if before else {}
        choices = dict(figure_choices(self._catalog))
        names = [
            *(name for name in labels if name in choices),
            *(name for name in choices if name not in labels),
        ]
        fit = [
            name
            for name in names
            if (candidate := figure_of(self._catalog, ref_of(name))) and candidate.unit == unit
        ]
        self.figures.blockSignals(True)
        self.figures.setRowCount(len(fit))
        for row, name in enumerate(fit):
            figure = figure_of(self._catalog, ref_of(name))
            item = QTableWidgetItem(choices[name])
            item.setData(ID, name)
            item.setToolTip(choices[name])
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(CHECKED if name in labels else UNCHECKED)
            self.figures.setItem(row, 0, item)
            self.figures.setItem(
                row, 1, QTableWidgetItem(labels.get(name, figure.what[:LABEL] if figure else ""))
            )
        self.figures.blockSignals(False)
        self._soon.start()

    def _preview(self) -> None:
        """Draw the chart as it will appear on the cards."""
        chart = self.chart
        seen = replace(chart, id=chart.id or "preview")
        sound = not CHARTS.problems(chart)
        # Keep an unchanged sheet, since replacing it would lose the keyboard focus.
        if self._sheet is not None and sound and self._sheet.chart == seen:
            return
        if self._sheet is not None:
            self._sheet.dismiss()
            self._sheet.deleteLater()
            self._sheet = None
        self.empty.setVisible(not sound)
        if sound:
            self._sheet = ChartPaper(seen, self._scene)
            room = self.screen().availableSize().height()
            self._sheet.setFixedHeight(min(PREVIEW, round(SHARE * room)))
            self.column.insertWidget(1, self._sheet)


class ChartEditing(RowEditing[Chart, ChartForm]):
    """The list of charts and the form of each."""

    editor = CHARTS
    title = tr_later("Charts")
    empty = tr_later("There are no charts yet. A chart shows figures of facts in one unit.")
    add_words = tr_later("&Add a chart…")
    show_words = tr_later("&Show")

    def __init__(
        self, store: Store, draft: Draft, window: Window, open_large: Callable[[Chart], None]
    ) -> None:
        super().__init__(store, draft, window)
        self._open_large = open_large

    def entries(self) -> Sequence[Chart]:
        return self._store.catalog.charts

    def edit(self, id: str) -> None:
        """Open the form of a chart; a message explains if it is too complex for the form."""
        chart = self.noun(id)
        if chart is not None and not is_plain(chart):
            self.message_emitted.emit(
                tr(
                    "This chart has calculations or dates. To change it, unpack the atlas and edit its "
                    "charts.toml"
                )
            )
            return
        super().edit(id)

    def make_form(self, id: str) -> ChartForm:
        scene = self._store.scene
        form = ChartForm(self.noun(id), scene, lambda style: symbol_icon(style, scene.look), self._window)
        self._store.scene_changed.connect(form.follow)
        return form

    def noun_in(self, form: ChartForm) -> Chart:
        return form.chart

    def show_row(self, id: str) -> None:
        """Show a chart in a large window."""
        if chart := self.noun(id):
            self._open_large(chart)


def _table() -> QTableWidget:
    table = QTableWidget(0, 2)
    table.setHorizontalHeaderLabels([tr("Figure"), tr("Label")])
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(1, table.fontMetrics().averageCharWidth() * LETTERS_OF_LABEL)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setMinimumHeight(6 * (table.fontMetrics().height() + 8))
    return table
