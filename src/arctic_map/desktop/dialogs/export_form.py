"""The settings of an export as widgets: they make a Request and its format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.dialogs.export_settings import (
    COLOURS,
    LANGUAGES,
    PARTS,
    THEMES,
    UNIT_WORDS,
    UNITS,
    in_unit,
    kept,
    restored,
)
from arctic_map.desktop.dialogs.legend_list import LegendList
from arctic_map.export.presets import PRESETS, preset_named
from arctic_map.export.request import DPI, MARGIN, QUALITY, SIDES, TEXT_SCALE, Part
from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import base_id, meridian, moved, rotation, turned
from arctic_map.model.export_formats import EXPORT_FORMATS, ExportFormat, FormatKind
from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from arctic_map.export.request import Request
    from arctic_map.model.preferences import Names
    from arctic_map.model.projection import Box, Projection
    from arctic_map.model.style import Theme

DECIMALS = {"px": 0, "mm": 1, "in": 2}
SUITABLE = tr_later("Fit to page")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the window shows the map in."""

    theme: Theme
    names: Names
    projection: Projection


OWN = "own: "
"""Before the name of a preset of one's own, in the data of the list."""


class ExportForm(QWidget):
    changed = Signal()
    save_requested = Signal()
    """To keep the settings under a name."""
    delete_requested = Signal(str)
    """The name of a preset of one's own."""
    view_requested = Signal(str)
    """The id of a view of the atlas that is to be exported."""

    def __init__(
        self,
        request: Request,
        format: str,
        own: Mapping[str, str],
        *,
        title: str,
        subtitle: str,
        facts: tuple[str, ...],
        shown: Shown,
        views: Sequence[tuple[str, str]] = (),
        view: str = "",
    ) -> None:
        """`own` are presets of one's own; `title` and `subtitle` the atlas's, `facts` the selection's.

        `views` are ids and names of the atlas's views, `view` the id of the one that is shown, if any.
        """
        super().__init__()
        self._request, self._facts, self._own = request, facts, own
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
        self._pixels = QLabel()
        self._pixels.setAccessibleName(tr("Size in pixels"))
        self._lay_out()
        self.show_own(own)
        self.show_request(request)
        self._listen()

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
            tr("Quality of a JPEG or WebP; lower values make smaller files with blurred edges"),
        )

    def _make_look(self, shown: Shown) -> None:
        self.colours = _combo(tr("Colours"), tr("Colours of the page"))
        self.colours.addItem(tr("As in the window ({choice})", choice=tr(THEMES[shown.theme])), None)
        for theme in COLOURS:
            self.colours.addItem(tr(THEMES[theme]), theme)
        self.language = _combo(tr("Language"), tr("Language of all text on the page, including place names"))
        self.language.addItem(tr("As in the window ({choice})", choice=tr(LANGUAGES[shown.names])), None)
        for language, words in LANGUAGES.items():
            self.language.addItem(tr(words), language)
        self._projection = shown.projection
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
        self.title, self.subtitle = QLineEdit(), QLineEdit()
        self.title.setPlaceholderText(title)
        self.subtitle.setPlaceholderText(subtitle)
        _named(self.title, tr("Title"), tr("Replaces the title of the atlas"))
        _named(self.subtitle, tr("Subtitle"), tr("Replaces the subtitle of the atlas"))
        self.parts = {part: QCheckBox(tr(words)) for part, words in PARTS.items()}
        for box in self.parts.values():
            box.setToolTip(tr("Show on the page: {part}", part=box.text()))
        self.legend = LegendList()
        self.with_facts = QCheckBox(tr("Facts of the selection"))
        self.with_facts.setToolTip(tr("List the facts on the page, with their numbers at their places"))
        self.with_facts.setEnabled(bool(self._facts))
        self.world_file = QCheckBox(tr("World file with the picture"))
        self.world_file.setToolTip(tr("Georeferences the picture for other programs"))
        self.outlines = QCheckBox(tr("Text as outlines in SVG"))
        self.outlines.setToolTip(tr("Text looks the same in every program, but can no longer be edited"))

    @property
    def request(self) -> Request:
        return self._request

    @property
    def export_format(self) -> ExportFormat:
        """What the file is to be."""
        return EXPORT_FORMATS[self.suffix]

    @property
    def suffix(self) -> str:
        return str(self.format.currentData())

    def choose_box(self, box: Box | None) -> None:
        """What the map shows, projected metres; None for what the window shows."""
        self._request = replace(self._request, box=box)
        self.changed.emit()

    @property
    def own_name(self) -> str:
        """Of the preset of one's own whose settings these are, or nothing."""
        settings = kept(self._request, self.suffix)
        # Read and written again: what older versions kept lacks what they did not know.
        known = ((name, kept(*restored(text, self._request))) for name, text in self._own.items())
        return next((name for name, text in known if text == settings), "")

    def show_own(self, own: Mapping[str, str]) -> None:
        """The presets of one's own, by their names."""
        self._own = own
        with QSignalBlocker(self.preset):
            self.preset.clear()
            self.preset.addItem(tr("None (size as below)"), "")
            for preset in PRESETS:
                self.preset.addItem(tr(preset.words), preset.name)
            if own:
                self.preset.insertSeparator(self.preset.count())
            for name in own:
                self.preset.addItem(name, f"{OWN}{name}")
        self._show_preset()

    def _show_preset(self) -> None:
        """Which preset the settings are."""
        name = self.own_name
        data = f"{OWN}{name}" if name else self._request.preset
        with QSignalBlocker(self.preset):
            self.preset.setCurrentIndex(max(0, self.preset.findData(data)))
        self.delete.setEnabled(bool(name))

    def show_request(self, request: Request) -> None:
        """Set the widgets, without hearing them."""
        self._request = request
        widgets = (
            self.across,
            self.down,
            self.unit,
            self.dpi,
            self.colours,
            self.language,
            self.meridian,
            self.text,
            self.margin,
            self.quality,
            self.title,
            self.subtitle,
        )
        blocked = [
            QSignalBlocker(widget)
            for widget in (*widgets, self.world_file, self.outlines, *self.parts.values())
        ]
        for side in (self.across, self.down):
            side.setRange(*SIDES[request.unit])
        for side in (self.across, self.down, self.margin):
            side.setDecimals(DECIMALS[request.unit])
            side.setSingleStep({"px": 10.0, "mm": 1.0, "in": 0.25}[request.unit])
        self.across.setValue(request.width)
        self.down.setValue(request.height)
        self.unit.setCurrentIndex(self.unit.findData(request.unit))
        self.dpi.setValue(round(request.resolution))
        self.colours.setCurrentIndex(max(0, self.colours.findData(request.theme)))
        self.language.setCurrentIndex(max(0, self.language.findData(request.language)))
        self.meridian.setValue(self._down(request))
        self.quality.setValue(request.quality)
        self.text.setValue(round(request.text_scale * 100))
        self.margin.setValue(request.margin or 0)
        self.legend.show_words(request.legend)
        self.title.setText(request.title or "")
        self.subtitle.setText(request.subtitle or "")
        self.world_file.setChecked(request.world_file)
        self.outlines.setChecked(request.outlines)
        for part, box in self.parts.items():
            box.setChecked(part in request.parts)
        del blocked
        self._show_possible()

    def _listen(self) -> None:
        self.save.clicked.connect(self.save_requested)
        self.delete.clicked.connect(lambda: self.delete_requested.emit(self.own_name))
        self.legend.changed.connect(self._take_rest)
        self.meridian.valueChanged.connect(self._take_meridian)
        self.preset.activated.connect(self._take_preset)
        self.view.activated.connect(self._take_view)
        self.unit.activated.connect(self._take_unit)
        for side in (self.across, self.down):
            side.valueChanged.connect(self._take_size)
        self.dpi.valueChanged.connect(self._take_size)
        for spin in (self.text, self.margin, self.quality):
            spin.valueChanged.connect(self._take_rest)
        for combo in (self.format, self.colours, self.language):
            combo.currentIndexChanged.connect(self._take_rest)
        for line in (self.title, self.subtitle):
            line.textChanged.connect(self._take_rest)
        for box in (*self.parts.values(), self.with_facts, self.world_file, self.outlines):
            box.toggled.connect(self._take_rest)

    def _take_view(self) -> None:
        if id := str(self.view.currentData()):
            self.view_requested.emit(id)

    def _take_preset(self) -> None:
        data = str(self.preset.currentData())
        if data.startswith(OWN):
            request, format = restored(self._own[data.removeprefix(OWN)], self._request)
            with QSignalBlocker(self.format):
                self.format.setCurrentIndex(self.format.findData(format))
        elif data:
            request = preset_named(data).applied(replace(self._request, margin=None))
        else:
            request = replace(self._request, preset="")
        self.show_request(request)
        self.changed.emit()

    def _down(self, request: Request) -> int:
        return round(self._projection.down) if request.meridian is None else request.meridian

    def _take_meridian(self) -> None:
        """Turn the map, and what is shown of it, about the pole."""
        down = meridian(self.meridian.value())
        box = self._request.box
        if box is not None and self._projection.turns:
            before = turned(projection_named(base_id(self._projection.id)), self._down(self._request))
            box = moved(box, rotation(before, down))
        own = down == meridian(self._projection.down)
        self._request = replace(self._request, meridian=None if own else down, box=box)
        self.changed.emit()

    def _take_unit(self) -> None:
        self.show_request(in_unit(self._request, self.unit.currentData()))
        self.changed.emit()

    def _take_size(self) -> None:
        self._request = replace(
            self._request,
            width=self.across.value(),
            height=self.down.value(),
            dpi=float(self.dpi.value()),
            preset="",
        )
        self._take_rest()

    def _take_rest(self) -> None:
        self._request = replace(
            self._request,
            theme=self.colours.currentData(),
            legend=self.legend.words,
            language=self.language.currentData(),
            text_scale=self.text.value() / 100,
            quality=self.quality.value(),
            margin=self.margin.value() or None,
            title=self.title.text().strip() or None,
            subtitle=self.subtitle.text().strip() or None,
            parts=frozenset(part for part, box in self.parts.items() if box.isChecked()),
            facts=self._facts if self.with_facts.isChecked() else (),
            world_file=self.world_file.isChecked(),
            outlines=self.outlines.isChecked(),
        )
        self._show_possible()
        self.changed.emit()

    def _show_possible(self) -> None:
        """Only what has a meaning for the format can be set."""
        self._show_preset()
        format = self.export_format
        is_page = format.has_size
        for widget in (self.preset, self.across, self.down, self.unit, self.dpi, self.text, self.margin):
            widget.setEnabled(is_page)
        self._include.setEnabled(is_page)
        for part in (Part.RELIEF, Part.RIVERS):
            self.parts[part].setEnabled(self._request.is_poster)
        self._of_legend.setEnabled(is_page and Part.LEGEND in self._request.parts)
        self.colours.setEnabled(is_page or format.kind is FormatKind.WEB_PAGE)
        self.meridian.setEnabled(is_page and bool(self._projection.turns))
        self.world_file.setEnabled(bool(format.world_file))
        self.outlines.setEnabled(format.has_outlines)
        self.quality.setEnabled(format.has_quality)
        width, height = self._request.pixels
        self._pixels.setText(
            tr("{width} × {height} px", width=width, height=height)
            if format.kind is FormatKind.PICTURE
            else ""
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(tr("P&reset"), self.preset)
        form.addRow("", _row(self.save, self.delete))
        form.addRow(tr("&Format"), self.format)
        form.addRow(tr("Si&ze"), _row(self.across, QLabel("×"), self.down, self.unit))
        form.addRow(tr("Resol&ution"), _row(self.dpi, self._pixels))
        form.addRow(tr("&Quality"), self.quality)
        form.addRow(tr("&Colours"), self.colours)
        form.addRow(tr("&Language"), self.language)
        form.addRow(tr("Meridian do&wn"), self.meridian)
        form.addRow(tr("Te&xt size"), self.text)
        form.addRow(tr("&Margin"), self.margin)
        form.addRow(tr("&Title"), self.title)
        form.addRow(tr("&Subtitle"), self.subtitle)
        for row, buddy in ((3, self.across), (4, self.dpi)):
            label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            if label is not None and isinstance(words := label.widget(), QLabel):
                words.setBuddy(buddy)
        form.insertRow(0, tr("&View"), self.view)
        form.setRowVisible(0, self.view.count() > 1)
        self._include = QGroupBox(tr("On the page"))
        grid = QGridLayout(self._include)
        grid.setVerticalSpacing(4)
        half = (len(self.parts) + 1) // 2
        for number, box in enumerate(self.parts.values()):
            grid.addWidget(box, number % half, number // half)
        self._of_legend = QGroupBox(tr("Lines of the legend"))
        QVBoxLayout(self._of_legend).addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self._include)
        column.addWidget(self._of_legend)
        column.addWidget(self.with_facts)
        column.addWidget(self.world_file)
        column.addWidget(self.outlines)
        column.addStretch(1)
        order = (
            self.view, self.preset, self.save, self.delete, self.format, self.across, self.down, self.unit,
            self.dpi, self.quality, self.colours, self.language, self.meridian,
            self.text, self.margin, self.title, self.subtitle,
            *self.parts.values(), self.legend, self.with_facts, self.world_file,
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
