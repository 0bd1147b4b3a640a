"""The icon of the window, and the name by which a dock finds the rest of it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from arctic_map.desktop.widgets.appearance.window_icon import SIZES, SMALL, window_icon

LINUX = Path(__file__).parents[5] / "packaging" / "linux"


def test_the_icon_is_there_in_the_sizes_that_docks_want(qapp: QApplication) -> None:
    icon = window_icon()
    assert sorted(size.width() for size in icon.availableSizes()) == sorted(SIZES)
    for size in SIZES:
        picture = icon.pixmap(size, size).toImage()
        middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
        assert picture.pixelColor(0, 0).alpha() == 0 and middle.alpha() == 255
    assert min(SIZES) <= SMALL < max(SIZES)


def test_the_menu_entry_has_the_name_that_the_app_gives_itself(qapp: QApplication) -> None:
    entry = LINUX / f"{qapp.desktopFileName()}.desktop"
    assert f"StartupWMClass={qapp.applicationName()}" in entry.read_text()
