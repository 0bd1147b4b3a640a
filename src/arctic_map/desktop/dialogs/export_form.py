"""The export settings as widgets, which make a Request and a format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.dialogs.export_fields import ExportFields, ShownMap
from arctic_map.desktop.dialogs.export_settings import encoded, in_unit, restored
from arctic_map.export.request import PRESETS, SIDES, PagePart, preset_named
from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import base_id, meridian, moved, rotation, turned
from arctic_map.model.export_formats import EXPORT_FORMATS, ExportFormat, FormatKind
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from arctic_map.export.request import Request
    from arctic_map.model.projection import Box

DECIMALS = {"px": 0, "mm": 1, "in": 2}


OWN = "own: "
"""Prefix of a user preset in the data of the list."""


class ExportForm(QWidget):
    changed = Signal()
    save_requested = Signal()
    """Emitted to save the settings under a name."""
    delete_requested = Signal(str)
    """Emitted with the name of a user preset."""
    view_requested = Signal(str)
    """Emitted with the id of the saved view to export."""

    def __init__(
        self,
        request: Request,
        format: str,
        own: Mapping[str, str],
        *,
        title: str,
        subtitle: str,
        facts: tuple[str, ...],
        shown: ShownMap,
        views: Sequence[tuple[str, str]] = (),
        view: str = "",
    ) -> None:
        """`own` are user presets, `title` and `subtitle` the atlas's, `facts` ids of the selected facts.

        `views` are ids and names of the saved views, `view` is the id of the visible one, or empty.
        """
        super().__init__()
        self._request, self._facts, self._own = request, facts, own
        self._projection = shown.projection
        self._down_now = round(shown.projection.down)
        self.fields = ExportFields(format, title, subtitle, shown, views, view)
        self.fields.with_facts.setEnabled(bool(facts))
        self.fields.lay_out(self)
        self.show_own(own)
        self.show_request(request)
        self._listen()

    @property
    def request(self) -> Request:
        """The current settings."""
        return self._request

    @property
    def export_format(self) -> ExportFormat:
        """The selected format."""
        return EXPORT_FORMATS[self.suffix]

    @property
    def suffix(self) -> str:
        """The suffix of the selected format."""
        return str(self.fields.format.currentData())

    def choose_box(self, box: Box | None) -> None:
        """Set the extent in projected metres of the previewed map; None for one that fits the subject."""
        down = self._down_now if box and self._projection.turns else None
        self._request = replace(self._request, box=box, meridian=down)
        self.changed.emit()

    def show_down(self, down: int) -> None:
        """Show the meridian that points down in the preview."""
        self._down_now = down
        with QSignalBlocker(self.fields.meridian):
            self.fields.meridian.setValue(self._down(self._request))

    @property
    def own_name(self) -> str:
        """The name of the user preset that equals the settings, or empty."""
        settings = encoded(self._request, self.suffix)
        # Normalise presets saved by older versions, which lack newer settings.
        known = ((name, encoded(*restored(text, self._request))) for name, text in self._own.items())
        return next((name for name, text in known if text == settings), "")

    def show_own(self, own: Mapping[str, str]) -> None:
        """List the user presets by name."""
        fields = self.fields
        self._own = own
        with QSignalBlocker(fields.preset):
            fields.preset.clear()
            fields.preset.addItem(tr("None (size as below)"), "")
            for preset in PRESETS:
                fields.preset.addItem(tr(preset.words), preset.name)
            if own:
                fields.preset.insertSeparator(fields.preset.count())
            for name in own:
                fields.preset.addItem(name, f"{OWN}{name}")
        self._show_preset()

    def _show_preset(self) -> None:
        """Select the preset that equals the settings."""
        fields = self.fields
        name = self.own_name
        data = f"{OWN}{name}" if name else self._request.preset
        with QSignalBlocker(fields.preset):
            fields.preset.setCurrentIndex(max(0, fields.preset.findData(data)))
        fields.delete.setEnabled(bool(name))

    def show_request(self, request: Request) -> None:
        """Set the widgets without emitting `changed`."""
        fields = self.fields
        self._request = request
        widgets = (
            fields.across,
            fields.down,
            fields.unit,
            fields.dpi,
            fields.colours,
            fields.language,
            fields.meridian,
            fields.text,
            fields.margin,
            fields.quality,
            fields.title,
            fields.subtitle,
            fields.credit,
        )
        blocked = [
            QSignalBlocker(widget)
            for widget in (
                *widgets,
                fields.everything,
                fields.world_file,
                fields.outlines,
                *fields.parts.values(),
            )
        ]
        for side in (fields.across, fields.down):
            side.setRange(*SIDES[request.unit])
        for side in (fields.across, fields.down, fields.margin):
            side.setDecimals(DECIMALS[request.unit])
            side.setSingleStep({"px": 10.0, "mm": 1.0, "in": 0.25}[request.unit])
        fields.across.setValue(request.width)
        fields.down.setValue(request.height)
        fields.unit.setCurrentIndex(fields.unit.findData(request.unit))
        fields.dpi.setValue(round(request.resolution))
        fields.colours.setCurrentIndex(max(0, fields.colours.findData(request.theme)))
        fields.language.setCurrentIndex(max(0, fields.language.findData(request.language)))
        fields.meridian.setValue(self._down(request))
        fields.quality.setValue(request.quality)
        fields.text.setValue(round(request.text_scale * 100))
        fields.margin.setValue(request.margin or 0)
        fields.legend.show_words(request.legend)
        fields.title.setText(request.title or "")
        fields.subtitle.setText(request.subtitle or "")
        fields.credit.setText(request.credit or "")
        fields.everything.setChecked(request.everything)
        fields.world_file.setChecked(request.world_file)
        fields.outlines.setChecked(request.outlines)
        for part, box in fields.parts.items():
            box.setChecked(part in request.parts)
        del blocked
        self._show_possible()

    def _listen(self) -> None:
        fields = self.fields
        fields.save.clicked.connect(self.save_requested)
        fields.delete.clicked.connect(lambda: self.delete_requested.emit(self.own_name))
        fields.legend.changed.connect(self._on_change)
        fields.meridian.valueChanged.connect(self._on_meridian)
        fields.preset.activated.connect(self._on_preset)
        fields.view.activated.connect(self._on_view)
        fields.unit.activated.connect(self._on_unit)
        for side in (fields.across, fields.down):
            side.valueChanged.connect(self._on_size)
        fields.dpi.valueChanged.connect(self._on_size)
        for spin in (fields.text, fields.margin, fields.quality):
            spin.valueChanged.connect(self._on_change)
        for combo in (fields.format, fields.colours, fields.language):
            combo.currentIndexChanged.connect(self._on_change)
        for line in (fields.title, fields.subtitle, fields.credit):
            line.textChanged.connect(self._on_change)
        for box in (
            *fields.parts.values(),
            fields.with_facts,
            fields.everything,
            fields.world_file,
            fields.outlines,
        ):
            box.toggled.connect(self._on_change)

    def _on_view(self) -> None:
        if id := str(self.fields.view.currentData()):
            self.view_requested.emit(id)

    def _on_preset(self) -> None:
        fields = self.fields
        data = str(fields.preset.currentData())
        if data.startswith(OWN):
            request, format = restored(self._own[data.removeprefix(OWN)], self._request)
            with QSignalBlocker(fields.format):
                fields.format.setCurrentIndex(fields.format.findData(format))
        elif data:
            request = preset_named(data).applied(replace(self._request, margin=None))
        else:
            request = replace(self._request, preset="")
        self.show_request(request)
        self.changed.emit()

    def _down(self, request: Request) -> int:
        return self._down_now if request.meridian is None else request.meridian

    def _on_meridian(self) -> None:
        """Rotate the map and its extent about the pole."""
        down = meridian(self.fields.meridian.value())
        box = self._request.box
        if box is not None and self._projection.turns:
            before = turned(projection_named(base_id(self._projection.id)), self._down(self._request))
            box = moved(box, rotation(before, down))
        self._request = replace(self._request, meridian=down, box=box)
        self.changed.emit()

    def _on_unit(self) -> None:
        self.show_request(in_unit(self._request, self.fields.unit.currentData()))
        self.changed.emit()

    def _on_size(self) -> None:
        self._request = replace(
            self._request,
            width=self.fields.across.value(),
            height=self.fields.down.value(),
            dpi=float(self.fields.dpi.value()),
            preset="",
        )
        self._on_change()

    def _on_change(self) -> None:
        fields = self.fields
        self._request = replace(
            self._request,
            theme=fields.colours.currentData(),
            legend=fields.legend.words,
            language=fields.language.currentData(),
            text_scale=fields.text.value() / 100,
            quality=fields.quality.value(),
            margin=fields.margin.value() or None,
            title=fields.title.text().strip() or None,
            subtitle=fields.subtitle.text().strip() or None,
            credit=fields.credit.text().strip() or None,
            parts=frozenset(part for part, box in fields.parts.items() if box.isChecked()),
            facts=self._facts if fields.with_facts.isChecked() else (),
            everything=fields.everything.isChecked(),
            world_file=fields.world_file.isChecked(),
            outlines=fields.outlines.isChecked(),
        )
        self._show_possible()
        self.changed.emit()

    def _show_possible(self) -> None:
        """Enable only the settings that apply to the format."""
        fields = self.fields
        self._show_preset()
        format = self.export_format
        is_page = format.has_size
        for widget in (
            fields.preset,
            fields.across,
            fields.down,
            fields.unit,
            fields.dpi,
            fields.text,
            fields.margin,
        ):
            widget.setEnabled(is_page)
        fields.include.setEnabled(is_page)
        for part in (PagePart.RELIEF, PagePart.RIVERS):
            fields.parts[part].setEnabled(self._request.is_poster)
        fields.of_legend.setEnabled(is_page and PagePart.LEGEND in self._request.parts)
        fields.colours.setEnabled(is_page or format.kind is FormatKind.WEB_PAGE)
        fields.meridian.setEnabled(is_page and bool(self._projection.turns))
        fields.everything.setEnabled(is_page)
        fields.world_file.setEnabled(bool(format.world_file))
        fields.outlines.setEnabled(format.has_outlines)
        fields.quality.setEnabled(format.has_quality)
        width, height = self._request.pixels
        fields.pixels.setText(
            tr("{width} × {height} px", width=width, height=height)
            if format.kind is FormatKind.PICTURE
            else ""
        )
