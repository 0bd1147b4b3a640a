"""Theme, contrast and text size of the widgets: the system's where Qt knows it, else our own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleFactory, QStyleOption, QWidget

from arctic_map.model.style import Theme

Metric = QStyle.PixelMetric
GROWN = {
    Metric.PM_IndicatorWidth,
    Metric.PM_IndicatorHeight,
    Metric.PM_ExclusiveIndicatorWidth,
    Metric.PM_ExclusiveIndicatorHeight,
    Metric.PM_SmallIconSize,
    Metric.PM_ButtonIconSize,
    Metric.PM_TitleBarButtonIconSize,
    Metric.PM_MenuButtonIndicator,
    Metric.PM_TreeViewIndentation,
    Metric.PM_SliderThickness,
    Metric.PM_SliderControlThickness,
    Metric.PM_SliderLength,
}
"""Metrics that a style measures in pixels although they appear next to text."""


class GrownStyle(QProxyStyle):
    """The system's style with check boxes, arrows and small icons that scale with the text."""

    def __init__(self, style: str, scale: float) -> None:
        """`style` is the name of the base style, `scale` the text size relative to the default."""
        super().__init__(style)
        self.scale = scale

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        usual = super().pixelMetric(metric, option, widget)
        return round(usual * self.scale) if metric in GROWN else usual


SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, None: Qt.ColorScheme.Unknown}
FRAMED = ("QLineEdit", "QComboBox", "QPushButton", "QAbstractSpinBox", "QGroupBox", "QScrollBar", "QSlider")
"""Widgets whose frames must be visible in high contrast."""
CHECKED = ("QCheckBox", "QRadioButton", "QListWidget", "QTableWidget")
"""Widgets with check boxes."""
WRITTEN = ("QPlainTextEdit",)
"""Multi-line fields, whose frames must be visible too."""
BOX_FRAME = QColor("#8c8c8c")
"""The style draws boxes in a shade of the role Window, which is invisible on a dark background."""
_usual_fonts: list[QFont] = []
"""The system's font, once the text was enlarged."""


def use_theme(request: Theme | None, *, high_contrast: bool = False) -> Theme:
    """Apply a theme, or the system's for None, and again on colorSchemeChanged; return the one in use."""
    QApplication.setPalette(QPalette())
    QApplication.styleHints().setColorScheme(SCHEMES[request])
    theme = request or painted()
    # A system in high contrast has its own colours.
    strong = high_contrast and not system_contrast()
    if strong or painted() != theme:
        from arctic_map.desktop.widgets.appearance.palettes import framed, palette  # rarely needed

        QApplication.setPalette(palette(theme, high_contrast=strong))
        if strong:
            for widgets in (*FRAMED, *CHECKED, *WRITTEN):
                # Qt expects a class name as text, unlike its type stubs.
                QApplication.setPalette(framed(theme), widgets)  # type: ignore[arg-type]
    if theme == "dark" and not strong:
        boxes = QApplication.palette()
        boxes.setColor(QPalette.ColorRole.Window, BOX_FRAME)
        for widgets in CHECKED:
            QApplication.setPalette(boxes, widgets)  # type: ignore[arg-type]
    return theme


def painted() -> Theme:
    """Return the theme of the widgets: some systems set dark colours without reporting a colour scheme."""
    return "dark" if QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else "light"


def system_contrast() -> bool:
    """Return whether the system requests high contrast."""
    # A variable, because the hints on accessibility are deleted with it.
    hints = QApplication.styleHints()
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def use_text_size(per_cent: int) -> None:
    """Set the text size of all widgets, in per cent of the system's size."""
    if not _usual_fonts:
        if per_cent == 100:
            return
        _usual_fonts.append(QApplication.font())
    font = QFont(_usual_fonts[0])
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * per_cent / 100)
    else:
        font.setPixelSize(round(font.pixelSize() * per_cent / 100))
    QApplication.setFont(font)
    _grow_style(per_cent / 100)


def _grow_style(scale: float) -> None:
    now = QApplication.style()
    if scale != (now.scale if isinstance(now, GrownStyle) else 1.0):
        name = now.baseStyle().name() if isinstance(now, GrownStyle) else now.name()
        QApplication.setStyle(GrownStyle(name, scale) if scale != 1.0 else QStyleFactory.create(name))
