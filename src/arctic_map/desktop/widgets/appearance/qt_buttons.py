"""Accessible names for the buttons that Qt adds without one."""

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from arctic_map.model.tr import tr, tr_later

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
