"""The fields of the export form and their layout, with the list of the legend's entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.dialogs.export_settings import COLOURS, LANGUAGES, PARTS, THEMES, UNIT_WORDS, UNITS
from arctic_map.export.request import DPI, MARGIN, QUALITY, TEXT_SCALE
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.model.preferences import Names
from arctic_map.model.projection import Projection
from arctic_map.model.style import Theme
from arctic_map.model.tr import tr, tr_later

SUITABLE = tr_later("Fit to page")


@dataclass(frozen=True, slots=True)
class ShownMap:
    """How the window shows the map."""

    theme: Theme
    language: Names
    projection: Projection


class ExportFields:
    """The widgets that the form reads and sets."""

    def __init__(
        self,
        format: str,
        title: str,
        subtitle: str,
        shown: ShownMap,
        views: Sequence[tuple[str, str]],
        view: str,
    ) -> None:
        """`title` and `subtitle` are the atlas's; `view` is the id of the visible saved view, or empty."""
        self.view = _combo(tr("View"), tr("The saved view of the atlas that the map shows"))
        for id, name in (("", tr("As in the window")), *views):
            self.view.addItem(name, id)
        self.view.setCurrentIndex(max(0, self.view.findData(view)))
        self.preset = _combo(tr("Preset"), tr("A common size, or your own settings"))
        self.save = QPushButton(tr("Save &preset…"))
        _named(self.save, tr("Save as preset"), tr("Save these settings under a name"))
        self.delete = QPushButton(tr("&Delete preset"))
        _named(self.delete, tr("Delete preset"), tr("Delete this preset of your own"))
        self.format = _combo(tr("Format"), tr("Format of the exported file"))
        for suffix, each in EXPORT_FORMATS.items():
            self.format.addItem(tr(each.name), suffix)
        self.format.setCurrentIndex(self.format.findData(format))
        self._make_size()
        self._make_look(shown)
        self._make_contents(title, subtitle)
        self.pixels = QLabel()
        self.pixels.setAccessibleName(tr("Size in pixels"))

    def _make_size(self) -> None:
        self.across, self.down = (
            _length(tr("Width"), tr("Width of the page")),
            _length(tr("Height"), tr("Height of the page")),
        )
        self.unit = _combo(tr("Unit"), tr("Unit of the size and the margin"))
        for unit in UNITS:
            self.unit.addItem(tr(UNIT_WORDS[unit]), unit)
        self.dpi = QSpinBox()
        self.dpi.setRange(round(DPI[0]), round(DPI[1]))
        self.dpi.setSuffix(" " + tr("dpi"))
        _named(self.dpi, tr("Resolution"), tr("Pixels per inch of paper"))
        self.quality = QSpinBox()
        self.quality.setRange(round(QUALITY[0]), round(QUALITY[1]))
        self.quality.setSuffix(" %")
        _named(
            self.quality,
            tr("Quality"),
            tr("Quality of the picture; lower values make smaller files with blurred edges"),
        )

    def _make_look(self, shown: ShownMap) -> None:
        self.colours = _combo(tr("Colours"), tr("Colours of the page"))
        self.colours.addItem(tr("As in the window ({choice})", choice=tr(THEMES[shown.theme])), None)
        for theme in COLOURS:
            self.colours.addItem(tr(THEMES[theme]), theme)
        self.language = _combo(tr("Language"), tr("Language of all text on the page, including place names"))
        self.language.addItem(tr("As in the window ({choice})", choice=tr(LANGUAGES[shown.language])), None)
        for language, words in LANGUAGES.items():
            self.language.addItem(tr(words), language)
        self.meridian = QSpinBox()
        self.meridian.setRange(-180, 180)
        self.meridian.setSingleStep(15)
        self.meridian.setWrapping(True)
        self.meridian.setSuffix(tr("° E"))
        self.meridian.setEnabled(bool(shown.projection.turns))
        _named(
            self.meridian,
            tr("Meridian down"),
            tr("Rotates a polar map: the meridian that points down, in degrees east"),
        )
        self.text = QSpinBox()
        self.text.setRange(round(TEXT_SCALE[0] * 100), round(TEXT_SCALE[1] * 100))
        self.text.setSingleStep(10)
        self.text.setSuffix(" %")
        _named(self.text, tr("Text size"), tr("Scales text, symbols and line widths, but not the map itself"))
        self.margin = _length(tr("Margin"), tr("Space between the edge of the page and its contents"))
        self.margin.setRange(*MARGIN)
        self.margin.setSpecialValueText(tr(SUITABLE))

    def _make_contents(self, title: str, subtitle: str) -> None:
        self.title, self.subtitle, self.credit = QLineEdit(), QLineEdit(), QLineEdit()
        self.title.setPlaceholderText(title)
        self.subtitle.setPlaceholderText(subtitle)
        _named(self.title, tr("Title"), tr("Replaces the title of the atlas"))
        _named(self.subtitle, tr("Subtitle"), tr("Replaces the subtitle of the atlas"))
        self.credit.setPlaceholderText(tr("Graphic: …"))
        _named(self.credit, tr("Credit"), tr("Your own line before the sources"))
        self.parts = {part: QCheckBox(tr(words)) for part, words in PARTS.items()}
        for box in self.parts.values():
            box.setToolTip(tr("Show on the page: {part}", part=box.text()))
        self.legend = LegendList()
        self.with_facts = QCheckBox(tr("Facts of the selection"))
        self.with_facts.setToolTip(tr("List the facts on the page, with their numbers at their places"))
        self.everything = QCheckBox(tr("All visible layers"))
        self.everything.setToolTip(
            tr("Also show what a page about a route, facts or opened files leaves out")
        )
        self.world_file = QCheckBox(tr("World file with the picture"))
        self.world_file.setToolTip(tr("Georeferences the picture for other programs"))
        self.outlines = QCheckBox(tr("Text as outlines in SVG"))
        self.outlines.setToolTip(tr("Text looks the same in every program, but can no longer be edited"))

    def lay_out(self, form_widget: QWidget) -> None:
        """Lay out the fields in a form and set the tab order."""
        form = QFormLayout()
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(tr("P&reset"), self.preset)
        form.addRow("", _row(self.save, self.delete))
        form.addRow(tr("&Format"), self.format)
        form.addRow(tr("Si&ze"), _row(self.across, QLabel("×"), self.down, self.unit))
        form.addRow(tr("Resol&ution"), _row(self.dpi, self.pixels))
        form.addRow(tr("&Quality"), self.quality)
        form.addRow(tr("&Colours"), self.colours)
        form.addRow(tr("&Language"), self.language)
        form.addRow(tr("Meridian do&wn"), self.meridian)
        form.addRow(tr("Te&xt size"), self.text)
        form.addRow(tr("&Margin"), self.margin)
        form.addRow(tr("&Title"), self.title)
        form.addRow(tr("&Subtitle"), self.subtitle)
        form.addRow(tr("Cre&dit"), self.credit)
        for row, buddy in ((3, self.across), (4, self.dpi)):
            label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            if label is not None and isinstance(words := label.widget(), QLabel):
                words.setBuddy(buddy)
        form.insertRow(0, tr("&View"), self.view)
        form.setRowVisible(0, self.view.count() > 1)
        self.include = QGroupBox(tr("On the page"))
        grid = QGridLayout(self.include)
        grid.setVerticalSpacing(4)
        half = (len(self.parts) + 1) // 2
        for number, box in enumerate(self.parts.values()):
            grid.addWidget(box, number % half, number // half)
        self.of_legend = QGroupBox(tr("Lines of the legend"))
        QVBoxLayout(self.of_legend).addWidget(self.legend)
        column = QVBoxLayout(form_widget)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.include)
        column.addWidget(self.of_legend)
        column.addWidget(self.with_facts)
        column.addWidget(self.everything)
        column.addWidget(self.world_file)
        column.addWidget(self.outlines)
        column.addStretch(1)
        order = (
            self.view, self.preset, self.save, self.delete, self.format, self.across, self.down, self.unit,
            self.dpi, self.quality, self.colours, self.language, self.meridian,
            self.text, self.margin, self.title, self.subtitle, self.credit,
            *self.parts.values(), self.legend, self.with_facts, self.everything, self.world_file,
            self.outlines,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def _combo(name: str, tip: str) -> QComboBox:
    made = QComboBox()
    _named(made, name, tip)
    return made


def _length(name: str, tip: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    _named(made, name, tip)
    return made


def _named(widget: QWidget, name: str, tip: str) -> None:
    widget.setAccessibleName(name)
    widget.setToolTip(tip)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
    return row


STYLE, OWN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
"""The style of an entry, and its default text."""
ROWS = 6
"""Number of visible lines."""
HIDDEN, SHOWN = Qt.CheckState.Unchecked, Qt.CheckState.Checked


class LegendList(QListWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Lines of the legend"))
        self.setToolTip(
            tr("Clear a check box to leave a line out; double-click or press F2 to edit its text")
        )
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self._words: dict[str, str] = {}
        self.setFixedHeight(ROWS * (self.fontMetrics().height() + 6))
        self.itemChanged.connect(self._on_edited)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Styles and their changed texts; an empty text hides the entry."""
        return tuple(sorted(self._words.items()))

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """List styles with their default texts."""
        with QSignalBlocker(self):
            self.clear()
            for style, own in lines:
                item = QListWidgetItem(self)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsEditable
                )
                item.setData(STYLE, style)
                item.setData(OWN, own)
                self._show(item)

    def show_words(self, words: Iterable[tuple[str, str]]) -> None:
        """Apply changed texts by style; an empty text hides the entry."""
        self._words = dict(words)
        with QSignalBlocker(self):
            for row in range(self.count()):
                self._show(self.item(row))

    def _show(self, item: QListWidgetItem) -> None:
        words = self._words.get(str(item.data(STYLE)))
        item.setText(words or str(item.data(OWN)))
        item.setCheckState(HIDDEN if words == "" else SHOWN)

    def _on_edited(self, item: QListWidgetItem) -> None:
        style, text = str(item.data(STYLE)), " ".join(item.text().split())
        if item.checkState() is HIDDEN:
            self._words[style] = ""
        elif text and text != item.data(OWN):
            self._words[style] = text
        else:
            self._words.pop(style, None)
        with QSignalBlocker(self):
            self._show(item)
        self.changed.emit()
