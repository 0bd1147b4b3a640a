"""How a figure of the ledger was computed: text, bars of its lanes, and links to its sources."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.bars import Bars, Lane
from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.panels.facts.chip import Chip
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.model.preferences import Units
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.ledger.groups import COLUMNS, computed, difference, per_cent, stated_in_words, unit_of
from arctic_map.scene.ledger.ledger import Row
from arctic_map.scene.ledger.voyages import Voyage
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.naming import name_of

NO_ROW = tr_later("Select a figure to see how it was computed, and its lanes on the map.")


class LedgerExplanation(QScrollArea):
    """Scroll area that explains one row, or says that none is selected."""

    fact_requested = Signal(str)
    feature_requested = Signal(str)
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._how, self._why = words("", bold=True), words("", quiet=True), words("", quiet=True)
        self._bars, self._chips = Bars(), FlowLayout(gap=4)
        self._how_head, self._why_head = (
            words(tr("How"), bold=True),
            words(tr("Why it may differ"), bold=True),
        )
        self._hint = words(tr(NO_ROW), quiet=True)
        self.back = QPushButton(tr("&Back"))
        self.back.setToolTip(
            tr("Clear the selection and return to the previous view ({keys})", keys=shortcut_text("Alt+Left"))
        )
        self.back.setAccessibleName(tr("Return to the previous view"))
        self.back.clicked.connect(self.back_requested)
        content = QWidget()
        content.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(4)
        for widget, room in (
            (self._hint, 0),
            (self._title, 0),
            (self._bars, 4),
            (self._how_head, 4),
            (self._how, 0),
            (self._why_head, 4),
            (self._why, 0),
        ):
            column.addSpacing(room)
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(self._chips)
        column.addSpacing(4)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setAccessibleName(tr("How the selected figure was computed"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(QSize(160, 96))
        self.setWidget(content)

    def show_row(
        self, row: Row | None, scene: Scene | None, voyages: Mapping[str, Voyage], units: Units
    ) -> None:
        """Explain a row; `voyages` are those of the scene's catalogue."""
        self._hint.setVisible(row is None)
        for widget in (self._title, self._how_head, self._how, self._why_head, self._why, self.back):
            widget.setVisible(row is not None)
        self._title.setText(row.what if row else "")
        self._how.setText(_reckoning(row, units) if row else "")
        self._why.setText(row.why if row else "")
        longest = max((voyage.drawn for voyage in voyages.values()), default=1.0)
        lanes = _lanes(row, scene, voyages) if row and scene else ()
        self._bars.show_lanes(lanes, longest, units)
        self._link(row, scene)

    @property
    def height_of_words(self) -> int:
        """Height in px of the whole content at the current width."""
        content = self.widget()
        return max(content.heightForWidth(self.width()) if content else 0, self.minimumHeight())

    def _link(self, row: Row | None, scene: Scene | None) -> None:
        """Add chips for the facts and features of the row."""
        while item := self._chips.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if row is None or scene is None:
            return
        for fact in row.facts:
            chip = Chip(fact, tr("Fact {fact}", fact=fact))
            chip.clicked.connect(lambda _=False, id=fact: self.fact_requested.emit(id))
            self._chips.addWidget(chip)
        for feature in row.features:
            chip = Chip(feature, name_of(scene.catalog.features[feature], scene.preferences.names))
            chip.clicked.connect(lambda _=False, id=feature: self.feature_requested.emit(id))
            self._chips.addWidget(chip)


def _reckoning(row: Row, units: Units) -> str:
    where = tr(" In the article: {passage}.", passage=row.passage) if row.passage else ""
    if row.unit != "km" or units == "km" or row.stated is None:
        return f"{row.how}{where}"
    return tr(
        "{how} {column}: {stated}.{where}",
        how=row.how,
        column=tr(COLUMNS[row.basis][0]),
        stated=stated_in_words(row, units),
        where=where,
    )


def _lanes(row: Row, scene: Scene, voyages: Mapping[str, Voyage]) -> Iterator[Lane]:
    for id, voyage in voyages.items():
        if voyage.feature in row.features:
            style = scene.catalog.features[voyage.feature].style
            colour = scene.look.styles[style].stroke or scene.look.palette.ink
            yield Lane(id.capitalize(), voyage.stated, voyage.drawn, colour)


def as_text(row: Row, units: Units = "km") -> str:
    """A row as plain text, for copying."""
    unit = unit_of(row, units)
    tested, reached = (tr(name).lower() for name in COLUMNS[row.basis])
    figures = [f"{reached} {computed(row, units)} {unit}"]
    if row.stated is not None:
        points = tr("percentage points") if unit == "%" else unit
        figures = [
            f"{tested} {stated_in_words(row, units)}",
            *figures,
            tr("difference {figure} {unit}", figure=difference(row, units), unit=points),
        ]
    if share := per_cent(row):
        figures.append(f"{share} %")
    where = tr("\nIn the article: {passage}.", passage=row.passage) if row.passage else ""
    return tr(
        "{what}: {figures}.\nHow: {how}\nWhy it may differ: {why}{where}",
        what=row.what,
        figures=", ".join(figures),
        how=row.how,
        why=row.why,
        where=where,
    )
