"""Each face of the bundled typefaces is registered with Qt once."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from arctic_map import resources
from arctic_map.export.marks.typeface import FAMILY
from arctic_map.render.typefaces import load_fonts, use_typeface


def test_no_face_of_a_family_and_style_is_registered_twice(qapp: QApplication) -> None:
    # Qt could take either, so that a picture would not be the same each time.
    use_typeface()
    load_fonts()
    registered = [each for each in range(50) if QFontDatabase.applicationFontFamilies(each)]
    bold_of_widgets = 1
    assert len(registered) == len(list(resources.fonts().glob("*.[ot]tf"))) + bold_of_widgets
    assert sorted(QFontDatabase.styles(FAMILY)) == ["Bold", "Italic", "Regular", "SemiBold"]


def test_widgets_are_in_the_bundled_typeface(qapp: QApplication) -> None:
    assert qapp.font().families()[0] == FAMILY
