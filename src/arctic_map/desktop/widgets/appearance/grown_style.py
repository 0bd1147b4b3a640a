"""The system's style with check boxes, arrows and small icons that grow with text."""

from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

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
"""What a style measures in pixels although it stands beside words."""


class GrownStyle(QProxyStyle):
    def __init__(self, style: str, scale: float) -> None:
        """Takes the name of the style that draws, and how much larger than usual text is."""
        super().__init__(style)
        self.scale = scale

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        usual = super().pixelMetric(metric, option, widget)
        return round(usual * self.scale) if metric in GROWN else usual
