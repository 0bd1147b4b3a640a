"""The card of a fact: what is claimed, when, by whom, with its figures and places."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QEnterEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.appearance import tones
from arctic_map.desktop.appearance.widget_text import tip
from arctic_map.desktop.panels.facts.charts import ChartView
from arctic_map.desktop.panels.facts.flow import FlowLayout
from arctic_map.desktop.panels.facts.kind_mark import draw_kind
from arctic_map.model.fact import Fact, Figure
from arctic_map.model.style import Style
from arctic_map.scene.words.words import figure_in_words, kind_in_words, topic_name, when_in_words

Role = QPalette.ColorRole
DOUBT = QColor("#E69F00")
"""Behind the badge of a fact on which accounts disagree."""
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PAD = 10
"""Between the edge of a chip and its text, px."""
WRAPPED = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
COPIES = {
    "link": "Copy link",
    "plain": "Copy citation",
    "bibtex": "Copy citation for BibTeX",
}
"""What of a fact can be copied beside its text."""
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def words(text: str, *, quiet: bool = False, bold: bool = False, scale: float = 1.0) -> QLabel:
    """A label that takes its text from data: never as markup. Only bold words have a scale."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    if quiet:
        label.setForegroundRole(Role.PlaceholderText)
    if bold:
        label.setFont(bold_font(scale))
    return label


def bold_font(scale: float = 1.0) -> QFont:
    """Of so many times the size of all text."""
    font = QFont()
    font.setBold(True)
    # Where no size is set, it goes on following that of all text.
    if scale != 1.0:
        font.setPointSizeF(QApplication.font().pointSizeF() * scale)
    return font


class Tag(QLabel):
    """A short word in an outline; a loud one is filled, one of a kind of fact bears the kind's symbol."""

    def __init__(self, text: str, *, loud: bool = False, mark: Style | None = None) -> None:
        super().__init__()
        self._loud, self._mark = loud, mark
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setContentsMargins(19 if mark else 6, 1, 6, 1)
        self.setForegroundRole(Role.Text if loud else Role.PlaceholderText)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tones.line(self.palette(), 0.5 if self._loud else 0.22))
        if self._loud:
            painter.setBrush(tones.blend(self.palette().color(Role.Base), DOUBT, 0.35))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self._mark:
            ink, ground = self.palette().color(Role.Text), self.palette().color(Role.Base)
            draw_kind(painter, self._mark, QPointF(11, self.height() / 2), 3.5, ink, ground)
        painter.end()
        super().paintEvent(event)


class Chip(QAbstractButton):
    """A button with the name of a place."""

    def __init__(self, feature_id: str, name: str) -> None:
        super().__init__()
        self.feature_id = feature_id
        self.highlighted = False
        self.setText(name)
        self.setAccessibleName(f"Show {name} on the map")
        self.setToolTip(tip(f"Show {name} on the map"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * PAD + 2, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - 2 * PAD, 10_000)
        return self.fontMetrics().boundingRect(room, WRAPPED, self.text()).height() + 8

    def set_highlighted(self, highlighted: bool) -> None:
        if highlighted != self.highlighted:
            self.highlighted = highlighted
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        highlight = palette.color(Role.Highlight)
        base = palette.color(Role.Base)
        share = 0.4 if self.isDown() else 0.28 if self.highlighted else 0.14 if self.underMouse() else 0.0
        edge = highlight if self.hasFocus() or self.highlighted else tones.line(palette)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(tones.blend(base, highlight, share))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = self.minimumSizeHint().height() / 2 - 1
        painter.drawRoundedRect(frame, radius, radius)
        painter.setPen(palette.color(Role.Text))
        painter.drawText(self.rect().adjusted(PAD, 0, -PAD, 0), WRAPPED, self.text())
        painter.end()


class MoreButton(QToolButton):
    """Three dots that open a menu of actions."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFixedSize(24, 20)
        self.addActions(actions)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Drawn here: the style would put an arrow beside a text, and not every font has three dots.
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.features = QStyleOptionToolButton.ToolButtonFeature.None_
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.quiet(self.palette()))
        middle = QRectF(self.rect()).center()
        for step in (-5, 0, 5):
            painter.drawEllipse(middle + QPointF(step, 0), 1.5, 1.5)
        painter.end()


class FactCard(QFrame):
    """A fact; click or Enter wishes it, a chip wishes its place, arrows step to the next card."""

    requested = Signal(str)
    feature_requested = Signal(str)
    stepped = Signal(str, int)
    copy_requested = Signal(str, str)
    """The id, and what is to be copied: link, plain or bibtex."""

    def __init__(
        self, fact: Fact, names: Mapping[str, str], mark: Style | None = None, parent: QWidget | None = None
    ) -> None:
        """Takes the names of features by id, without which one gets no chip, and the style of its kind."""
        super().__init__(parent)
        self.fact, self._mark = fact, mark
        self.selected = False
        self.chips = [Chip(id, names[id]) for id in fact.features if id in names]
        self.charts: list[ChartView] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Fact {fact.id}, {topic_name(fact.topic)}")
        self.setAccessibleDescription(as_text(fact))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._offer_copies()
        self._lay_out()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _offer_copies(self) -> None:
        """The actions of the context menu and of the button in the corner."""
        copy = QAction("Copy fact", self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(as_text(self.fact)))
        self.addAction(copy)
        for what, text in COPIES.items():
            action = QAction(text, self)
            action.triggered.connect(lambda _=False, what=what: self.copy_requested.emit(self.fact.id, what))
            self.addAction(action)
        self.more = MoreButton(self.actions())
        self.more.setAccessibleName(f"Copy fact {self.fact.id}, its link or its citation")
        self.more.setToolTip("Copy the fact, its link or its citation")

    def set_selected(self, selected: bool) -> None:
        if selected != self.selected:
            self.selected = selected
            self.update()

    def add_chart(self, chart: ChartView) -> None:
        """Set a chart below the figures."""
        self.charts.append(chart)
        self._charts.addWidget(chart)

    def light(self, feature_id: str | None) -> None:
        """Mark the chip of the selected feature."""
        for chip in self.chips:
            chip.set_highlighted(chip.feature_id == feature_id)

    def _lay_out(self) -> None:
        fact, column = self.fact, QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addLayout(self._heading(), 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(words(fact.text))
        if fact.figures:
            column.addLayout(_figures(fact.figures))
        self._charts = QVBoxLayout()
        self._charts.setSpacing(12)
        column.addLayout(self._charts)
        for heading, text in remarks(fact):
            column.addLayout(_remark(heading, text))
        if fact.where:
            column.addWidget(words(fact.where, quiet=True))
        if self.chips:
            column.addLayout(self._places())

    def _heading(self) -> FlowLayout:
        flow = FlowLayout(gap=8)
        for label in (words(self.fact.id, bold=True), words(when_in_words(self.fact.when), quiet=True)):
            label.setWordWrap(False)
            label.setContentsMargins(0, 1, 0, 1)
            flow.addWidget(label)
        flow.addWidget(Tag(kind_in_words(self.fact), mark=self._mark))
        if self.fact.question:
            badge = Tag("Accounts disagree", loud=True)
            badge.setToolTip("Both readings stand below, under Open question")
            flow.addWidget(badge)
        return flow

    def _places(self) -> FlowLayout:
        flow = FlowLayout(gap=4)
        for chip in self.chips:
            chip.clicked.connect(lambda _=False, id=chip.feature_id: self.feature_requested.emit(id))
            flow.addWidget(chip)
        return flow

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CHOOSE:
            self.requested.emit(self.fact.id)
        elif event.key() in STEPS:
            self.stepped.emit(self.fact.id, STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.requested.emit(self.fact.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        highlight, base = palette.color(Role.Highlight), palette.color(Role.Base)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = highlight if self.selected or self.hasFocus() else tones.line(palette)
        painter.setPen(QPen(edge, 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(tones.blend(base, highlight, 0.16 if self.selected else 0.0))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.accent(self.fact.topic, palette))
        painter.drawRoundedRect(QRectF(4, 6, 4, self.height() - 12), 2, 2)
        painter.end()


def remarks(fact: Fact) -> tuple[tuple[str, str], ...]:
    """What must be said beside the claim, each with its heading."""
    said = (
        ("Place inferred", fact.inferred),
        ("Open question", fact.question),
        ("Note", fact.note),
    )
    return tuple((heading, text) for heading, text in said if text)


def as_text(fact: Fact) -> str:
    """The whole card as plain text, to be copied or read aloud."""
    figures = (" ".join((*figure_in_words(figure), figure.what)) for figure in fact.figures)
    notes = [f"{heading}: {text}" for heading, text in remarks(fact)]
    where = [fact.where] if fact.where else []
    head = f"{fact.id} · {when_in_words(fact.when)} · {kind_in_words(fact)}"
    return "\n".join((head, fact.text, *figures, *notes, *where))


def _figures(figures: tuple[Figure, ...]) -> QGridLayout:
    """Number and unit on the left, what is counted on the right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(2, 1)
    for row, figure in enumerate(figures):
        number, unit = (label for label in map(str, figure_in_words(figure)))
        big, small = words(number, bold=True, scale=1.5), words(unit, bold=True)
        for label in (big, small):
            label.setWordWrap(False)
        grid.addWidget(big, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(small, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(words(figure.what, quiet=True), row, 2, Qt.AlignmentFlag.AlignVCenter)
    return grid


def _remark(heading: str, text: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(words(heading, quiet=True, bold=True))
    column.addWidget(words(text, quiet=True))
    return column
