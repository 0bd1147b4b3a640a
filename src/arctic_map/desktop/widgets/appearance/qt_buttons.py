"""Names for the buttons that Qt adds by itself and leaves without one."""

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from arctic_map.model.tr import tr, tr_later

NAMES = {"qt_toolbar_ext_button": tr_later("More tools"), "qt_menubar_ext_button": tr_later("More menus")}
"""Of the buttons that come where a bar is too narrow."""
CLEAR = tr_later("Clear the text")


def name_them(top: QWidget) -> None:
    """All that are in a window by now."""
    for button in top.findChildren(QToolButton):
        if button.objectName() in NAMES:
            button.setAccessibleName(tr(NAMES[button.objectName()]))
        elif isinstance(button.parentWidget(), QLineEdit):
            button.setAccessibleName(tr(CLEAR))
