"""How a figure of the ledger was computed: text, bars of its lanes, and links to its sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.panels.facts.chip import Chip
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.widget_text import shortcut_text
from arctic_map.model.preferences import Units
from arctic_map.model.tr import interface, spaced, tr, tr_later
from arctic_map.scene.ledger.groups import COLUMNS, computed, difference, per_cent, stated_in_words, unit_of
from arctic_map.scene.ledger.ledger_rows import Row
from arctic_map.scene.ledger.voyages import Voyage
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.measures import both, length_in_words
from arctic_map.scene.words.words import capitalised, name_of

Role = QPalette.ColorRole
THICK, GAP = 8, 4
"""Height of a bar, and space between two lanes, px."""
KEY = tr_later("Hollow: stated. Full: drawn.")
LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane's name, its lengths in km, and its colour on the map."""

    name: str
    stated: float
    drawn: float
    colour: str


class Bars(QWidget):
    """Two bars per lane: outlined for the stated length, filled for the drawn one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes: tuple[Lane, ...] = ()
        self._longest = 1.0
        self._units: Units = "km"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The visible lanes."""
        return self._lanes

    def show_lanes(self, lanes: Iterable[Lane], longest: float, units: Units = "km") -> None:
        """Show lanes; `longest` is the length in km that fills the width, `units` those of drawn lengths."""
        self._lanes, self._longest, self._units = tuple(lanes), max(longest, 1.0), units
        self.setVisible(bool(self._lanes))
        self.setAccessibleName(tr("Lanes side by side"))
        self.setAccessibleDescription("; ".join(in_words(lane, units) for lane in self._lanes))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        caption = self.fontMetrics().height() if self._lanes else 0
        return QSize(200, len(self._lanes) * self._height() + caption)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _height(self) -> int:
        """Height of a lane, px."""
        return self.fontMetrics().height() + 2 * THICK + 4 + 2 * GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, lane in enumerate(self._lanes):
            self._paint(painter, lane, number * self._height())
        painter.setPen(tones.quiet(self.palette()))
        painter.drawText(QRectF(0, len(self._lanes) * self._height(), self.width(), 100), tr(KEY))
        painter.end()

    def _paint(self, painter: QPainter, lane: Lane, top: int) -> None:
        line, palette = self.fontMetrics().height(), self.palette()
        head, lengths = QRectF(0, top, self.width(), line), _lengths(lane, self._units)
        painter.setPen(tones.quiet(palette))
        painter.drawText(head, RIGHT, lengths)
        metrics = QFontMetricsF(self.font())
        room = self.width() - metrics.horizontalAdvance(lengths) - 8
        painter.setPen(palette.color(Role.Text))
        painter.drawText(head, LEFT, metrics.elidedText(lane.name, Qt.TextElideMode.ElideRight, room))
        colour, width = QColor(lane.colour), self.width() - 1
        painter.setPen(colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        stated = QRectF(0.5, top + line + 2.5, width * lane.stated / self._longest, THICK - 1)
        painter.drawRect(stated)
        painter.setBrush(colour)
        painter.drawRect(QRectF(0.5, stated.bottom() + 2.5, width * lane.drawn / self._longest, THICK - 1))


def in_words(lane: Lane, units: Units = "km") -> str:
    """The lengths of a lane as text."""
    return tr(
        "{name}: {stated} stated, {drawn} drawn",
        name=lane.name,
        stated=both(lane.stated, units),
        drawn=length_in_words(lane.drawn * 1000, units),
    )


def _lengths(lane: Lane, units: Units) -> str:
    number = interface().number
    drawn = length_in_words(lane.drawn * 1000, units)
    stated = number(lane.stated) if units == "km" else length_in_words(lane.stated * 1000)
    return f"{stated} / {drawn}"


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
    for voyage in voyages.values():
        if voyage.feature in row.features:
            style = scene.catalog.features[voyage.feature].style
            colour = scene.look.styles[style].stroke or scene.look.palette.ink
            yield Lane(capitalised(voyage.name), voyage.stated, voyage.drawn, colour)


def as_text(row: Row, units: Units = "km") -> str:
    """A row as plain text, for copying."""
    unit = unit_of(row, units)
    tested, reached = (tr(name).lower() for name in COLUMNS[row.basis])
    figures = [spaced(reached, computed(row, units), unit)]
    if row.stated is not None:
        points = tr("percentage points") if unit == "%" else unit
        figures = [
            spaced(tested, stated_in_words(row, units)),
            *figures,
            tr("difference {figure} {unit}", figure=difference(row, units), unit=points),
        ]
    if share := per_cent(row):
        figures.append(f"{share} %")
    where = tr("\nIn the article: {passage}.", passage=row.passage) if row.passage else ""
    return tr(
        "{what}: {figures}.\nHow: {how}\nWhy it may differ: {why}{where}",
        what=row.what,
        figures=tr(", ").join(figures),
        how=row.how,
        why=row.why,
        where=where,
    )
