"""What the fonts of this computer can write; the shipped typeface has Latin and Cyrillic only."""

from PySide6.QtGui import QFontDatabase


def has_chinese() -> bool:
    """Whether any font has Chinese characters. There must be a running Qt."""
    found, systems = QFontDatabase.writingSystems(), QFontDatabase.WritingSystem
    return systems.SimplifiedChinese in found or systems.TraditionalChinese in found
