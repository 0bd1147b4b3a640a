"""Buttons with our icons, those that play steps or paint themselves, a combo box, and menu entries."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QToolButton, QWidget

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.icons import PAD, TIGHT, button_side, draw_icon, icon_size, text_scale
from arctic_map.desktop.widgets.widget_text import shortcut_text, tip
from arctic_map.model.tr import tr, tr_later

Group, Role = QPalette.ColorGroup, QPalette.ColorRole
ON, HOVERED, DOWN = 0.24, 0.08, 0.18
"""Shares of the highlight or text colour in the background."""
BAR = 2.5
"""Height of the line under a checked button, px."""


def add_entry(
    widget: QWidget, text: str, act: Callable[..., object], keys: QKeySequence.StandardKey | None = None
) -> QAction:
    """Add an entry to the context menu of a widget; `keys` act while the widget has the focus."""
    action = QAction(text, widget)
    action.triggered.connect(act)
    if keys is not None:
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    widget.addAction(action)
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    return action


class ToolButton(QToolButton):
    """A tool button that shows an icon, or its text if it has none."""

    def __init__(self, drawing: str = "", *, pad: int = PAD) -> None:
        super().__init__()
        self._drawing, self._pad = drawing, pad
        self._fit()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_drawing(self, drawing: str) -> None:
        """Change the icon."""
        if drawing != self._drawing:
            self._drawing = drawing
            self.update()

    def sizeHint(self) -> QSize:
        if self._drawing:
            return self._square
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._pad
        return self._square.expandedTo(QSize(words, 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        # Cached: a window asks for it thousands of times while it is filled.
        side = button_side(self, self._pad)
        self._square = QSize(side, side)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale = self.palette(), text_scale(self)
        highlight, ground = palette.color(Role.Highlight), palette.color(Role.Window)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(highlight, 2.0) if self.hasFocus() else Qt.PenStyle.NoPen)
        fill = tones.blend(ground, highlight, ON) if self.isChecked() else ground
        share = DOWN if self.isDown() else HOVERED if self.underMouse() and self.isEnabled() else 0.0
        if share or self.isChecked():
            painter.setBrush(tones.blend(fill, palette.color(Role.WindowText), share))
        painter.drawRoundedRect(frame, 4, 4)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(highlight)
            bar = BAR * scale
            painter.drawRect(QRectF(frame.left() + 3, frame.bottom() - bar, frame.width() - 6, bar))
        group = Group.Active if self.isEnabled() else Group.Disabled
        ink = palette.color(group, Role.ButtonText)
        if self._drawing:
            size = icon_size(self)
            where = QRectF(0, 0, size.width(), size.height())
            where.moveCenter(QRectF(self.rect()).center())
            draw_icon(painter, self._drawing, where, ink)
        else:
            painter.setPen(ink)
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


def small_button(drawing: str, name: str, shortcut: str, how: Callable[[], object]) -> ToolButton:
    """A tool button with its shortcut in the tooltip."""
    button = ToolButton(drawing, pad=TIGHT)
    _call(button, name, shortcut)
    button.clicked.connect(how)
    return button


class PlayButton(ToolButton):
    """Button that requests a step at once and then regularly; its name says what a press does."""

    step_requested = Signal()
    playing_changed = Signal(bool)

    def __init__(self, name: str, shortcut: str, interval: int) -> None:
        """`interval` is the time between steps, ms."""
        super().__init__("play", pad=TIGHT)
        self._name, self._shortcut = name, shortcut
        self._timer = QTimer(self)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self.step_requested)
        self.clicked.connect(self.play_or_pause)
        _call(self, name, shortcut)

    @property
    def playing(self) -> bool:
        """Whether it is playing."""
        return self._timer.isActive()

    def set_interval(self, interval: int) -> None:
        """Set the time between steps, ms."""
        self._timer.setInterval(interval)

    def play(self) -> None:
        """Start playing, with a step at once."""
        if not self.playing:
            self._timer.start()
            self._turn()
            self.step_requested.emit()

    def pause(self) -> None:
        """Stop playing."""
        if self.playing:
            self._timer.stop()
            self._turn()

    def play_or_pause(self) -> None:
        self.pause() if self.playing else self.play()

    def _turn(self) -> None:
        _call(self, tr("Pause") if self.playing else self._name, self._shortcut)
        self.set_drawing("pause" if self.playing else "play")
        self.playing_changed.emit(self.playing)


def _call(button: ToolButton, name: str, shortcut: str) -> None:
    button.setAccessibleName(name)
    button.setToolTip(tip(f"{name} ({shortcut_text(shortcut)})" if shortcut else name))


class PaintedButton(QAbstractButton):
    """Base class of buttons with their own paintEvent."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


Modifier = Qt.KeyboardModifier


class LetterBox(QComboBox):
    """A combo box that receives letters before shortcuts do."""

    def event(self, event: QEvent) -> bool:
        # Otherwise M for March would start measuring.
        return takes_letter(event) or super().event(event)


def takes_letter(event: QEvent) -> bool:
    """Accept a printable key, so that no shortcut gets it; return whether the event is that."""
    if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _writes(event):
        event.accept()
        return True
    return False


def _writes(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & (Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier)
    return event.text().isprintable() and bool(event.text()) and not modifiers


NAMES = {"qt_toolbar_ext_button": tr_later("More tools"), "qt_menubar_ext_button": tr_later("More menus")}
"""Buttons that appear where a bar is too narrow, by Qt's names."""
CLEAR = tr_later("Clear the text")


def name_them(top: QWidget) -> None:
    """Name all such buttons that a window has now."""
    for button in top.findChildren(QToolButton):
        if button.objectName() in NAMES:
            button.setAccessibleName(tr(NAMES[button.objectName()]))
        elif isinstance(button.parentWidget(), QLineEdit):
            button.setAccessibleName(tr(CLEAR))
