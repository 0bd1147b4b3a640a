"""The system's style of widgets, grown with the size of text."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleFactory, QStyleOption, QWidget

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


def grow_style(scale: float) -> None:
    """Use the style for a text size relative to the default."""
    now = QApplication.style()
    if scale != (now.scale if isinstance(now, GrownStyle) else 1.0):
        name = now.baseStyle().name() if isinstance(now, GrownStyle) else now.name()
        QApplication.setStyle(GrownStyle(name, scale) if scale != 1.0 else QStyleFactory.create(name))
