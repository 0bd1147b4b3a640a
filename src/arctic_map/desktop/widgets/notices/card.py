"""One notice on the map: icon, text and buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout

from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.notices.notice import Notice, Severity
from arctic_map.model.tr import tr

COLOURS = {Severity.INFO: "#0072B2", Severity.DONE: "#008760", Severity.WARNING: "#C24E00"}
"""White text on them has a contrast of at least 4.5:1."""
SIGNS = {Severity.INFO: "i", Severity.DONE: "✓", Severity.WARNING: "!"}
PAD, GAP = 10, 8
STAYS_MS = 12_000
"""How long a notice that is no warning stays while the pointer is not on it, ms."""


class NoticeCard(QFrame):
    """The widget of a notice."""

    dismissed = Signal()

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.notice = notice
        self.setAccessibleName(f"{tr(notice.severity.value)}: {notice.text}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._label = QLabel(notice.text)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.buttons = tuple(self._button(action.text, action.do) for action in notice.actions)
        self._flow = FlowLayout(gap=GAP)
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(tr("Dismiss"))
        self.close_button.setToolTip(tr("Dismiss this notice (Esc)"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.clicked.connect(self.dismissed)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._expire)
        if notice.severity is not Severity.WARNING and not notice.stays:
            self._timer.start()

    @property
    def text(self) -> str:
        """The text of the notice."""
        return self._label.text()

    def _button(self, text: str, do: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)
        button.clicked.connect(do)
        # The action is done, so the notice is no longer needed.
        button.clicked.connect(self.dismissed)
        return button

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(GAP)
        texts.addWidget(self._label, 1)
        if self.buttons:
            for button in self.buttons:
                self._flow.addWidget(button)
            texts.addLayout(self._flow)
        across = QHBoxLayout(self)
        across.setSpacing(GAP)
        across.addSpacing(self._sign_size() + GAP)
        across.addLayout(texts, 1)
        across.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        across.setContentsMargins(PAD, PAD, PAD, PAD)

    def _sign_size(self) -> int:
        return round(self.fontMetrics().height() * 1.15)

    def _expire(self) -> None:
        focus = self.focusWidget()
        if self.underMouse() or (focus is not None and focus.hasFocus()):
            self._timer.start()
        else:
            self.dismissed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._timer.isActive():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Esc before shortcuts get it."""
        # Outside of a notice, Esc clears the selection.
        overrides = event.type() is QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def height_at(self, width: int) -> int:
        """Return the height that text and buttons need at this width, px."""
        words = width - self._sign_size() - self.close_button.sizeHint().width() - 2 * PAD - 2 * GAP
        buttons = self._flow.heightForWidth(words) + GAP if self.buttons else 0
        return 2 * PAD + max(self._label.heightForWidth(words), self._sign_size()) + buttons

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(tones.line(self.palette(), 0.4), 1))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(box, 4, 4)
        size = self._sign_size()
        sign = QRectF(PAD, PAD, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS[self.notice.severity]))
        painter.drawEllipse(sign)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor("white"))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, SIGNS[self.notice.severity])
