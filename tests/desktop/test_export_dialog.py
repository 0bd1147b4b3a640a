"""The export dialog and the copied map, in the real window, by keyboard and mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QWidget,
)
from tests.desktop.driver import LEFT, NO_KEYS, Driver, count_of, until
from tests.looks import DARK, LIGHT

from arctic_map.desktop.dialogs import export_work
from arctic_map.desktop.dialogs.export_dialog import ExportDialog
from arctic_map.desktop.dialogs.export_work import Preview
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.export.request import PagePart
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.model.preferences import DEFAULT
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def command(driver: Driver, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    """A shortcut, which only an active window takes; off screen no one gives that back to it."""
    driver.atlas.window.activateWindow()
    until(driver.atlas.window.isActiveWindow, "the window is active")
    driver.command(key, keys)


def opened(driver: Driver) -> ExportDialog:
    command(driver, Qt.Key.Key_E, CTRL)
    dialog = driver.atlas.workspace.dialogs.export_dialog
    assert dialog is not None
    seen(dialog)
    return dialog


def seen(dialog: ExportDialog) -> Preview:
    """The preview of the settings as they are now."""
    until(
        lambda: (
            dialog.previews.at_rest
            and dialog.pane.preview is not None
            and dialog.pane.preview.request.request == dialog.form.request
        ),
        "the preview",
    )
    assert dialog.pane.preview is not None
    return dialog.pane.preview


def says(dialog: ExportDialog) -> str:
    return next(label.text() for label in dialog.findChildren(QLabel) if label.accessibleName() == "Message")


def press(widget: QWidget, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(widget, key)


def write(field: QAbstractSpinBox | QLineEdit, words: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, words)


def in_millimetres(dialog: ExportDialog) -> None:
    unit = dialog.form.fields.unit
    unit.setCurrentText("mm")
    unit.activated.emit(unit.currentIndex())


def left(driver: Driver, dialog: ExportDialog) -> None:
    press(dialog, Qt.Key.Key_Escape)
    gone(driver)


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, LEFT, NO_KEYS, QPoint(8, button.height() // 2))


def save_as(dialog: ExportDialog, path: Path) -> None:
    """Press Export, and put the name into the dialog that asks for it."""
    click(dialog.go)
    until(lambda: dialog.findChild(QFileDialog), "the file dialog")
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    line = chooser.findChild(QLineEdit)
    assert line is not None
    # Typed, it would be completed by whatever lies in the folders on the way.
    line.setText(str(path))
    box = chooser.findChild(QDialogButtonBox)
    assert box is not None
    click(box.button(QDialogButtonBox.StandardButton.Save))


def gone(driver: Driver) -> None:
    until(lambda: driver.atlas.workspace.dialogs.export_dialog is None, "the dialog closes")


@pytest.fixture
def dialog(driver: Driver) -> Iterator[ExportDialog]:
    driver.atlas._settings.remove("export")
    dialog = opened(driver)
    yield dialog
    if driver.atlas.workspace.dialogs.export_dialog is not None:
        press(dialog, Qt.Key.Key_Escape)
        gone(driver)


def test_every_control_has_a_name_a_tooltip_and_a_place_in_the_tab_order(dialog: ExportDialog) -> None:
    form = dialog.form
    fields = form.fields
    choices = (fields.preset, fields.format, fields.across, fields.down, fields.unit, fields.dpi)
    words = (fields.colours, fields.language, fields.quality, fields.meridian, fields.text)
    lines = (fields.save, fields.delete, fields.margin, fields.title, fields.subtitle, *fields.parts.values())
    switches = (fields.with_facts, fields.world_file, dialog.pane, dialog.go)
    for each in (*choices, *words, *lines, *switches):
        name = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        assert name
        assert each.toolTip()
    assert set(form.fields.parts) == set(PagePart)
    assert dialog.go.isDefault(), "Return exports"
    assert dialog.focusWidget() is form.fields.preset
    reached: list[QWidget | None] = [form.fields.preset]
    for _ in range(4):
        press(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    # Nothing of one's own is chosen, so there is nothing to delete.
    assert reached == [
        form.fields.preset,
        form.fields.save,
        form.fields.format,
        form.fields.across,
        form.fields.down,
    ]


def test_the_preview_is_the_export_itself_with_its_world_file(
    dialog: ExportDialog, driver: Driver, tmp_path: Path
) -> None:
    seen(dialog)
    # A georeferenced map is not turned.
    click(dialog.form.fields.world_file)
    preview = seen(dialog)
    out = tmp_path / "map.png"
    save_as(dialog, out)
    gone(driver)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.pgw", "map.png"]
    size = preview.picture.size()
    mode = Qt.TransformationMode.SmoothTransformation
    written = QImage(str(out)).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    apart = [
        abs(a.red() - b.red()) > 40
        for x in range(0, size.width(), 7)
        for y in range(0, size.height(), 7)
        for a, b in [(written.pixelColor(x, y), preview.picture.pixelColor(x, y))]
    ]
    assert len(apart) > 1000
    assert sum(apart) < 0.03 * len(apart)
    assert str(out) in driver.message


def test_a_preset_is_chosen_by_keyboard_and_another_unit_keeps_the_size(dialog: ExportDialog) -> None:
    before = dialog.form.request.css
    press(dialog.form.fields.unit, Qt.Key.Key_Down)
    assert dialog.form.request.unit == "mm"
    assert dialog.form.request.css == pytest.approx(before)
    assert dialog.form.request.pixels[0] == 1920
    press(dialog.form.fields.preset, Qt.Key.Key_Down, 2)
    request = seen(dialog).request.request
    assert (request.preset, request.width, request.height, request.unit) == ("a4-portrait", 210, 297, "mm")
    assert dialog.form.fields.across.value() == 210
    size = seen(dialog).picture.size()
    assert size.width() / size.height() == pytest.approx(210 / 297, abs=0.01)
    write(dialog.form.fields.across, "100")
    assert dialog.form.fields.preset.currentData() == ""
    assert seen(dialog).request.request.width == 100


def test_words_parts_and_colours_change_the_page(dialog: ExportDialog, driver: Driver) -> None:
    look, first = driver.atlas.scene.look, seen(dialog).picture
    QTest.keyClicks(dialog.form.fields.title, "A title of ours")
    titled = seen(dialog)
    assert titled.request.request.title == "A title of ours"
    assert titled.picture != first
    click(dialog.form.fields.parts[PagePart.LEGEND])
    assert PagePart.LEGEND not in seen(dialog).request.request.parts
    assert seen(dialog).picture != titled.picture
    press(dialog.form.fields.colours, Qt.Key.Key_Down, times=2)
    dark = seen(dialog).picture
    assert dark.pixelColor(2, 2).name() == DARK.palette.paper.lower()
    assert driver.atlas.scene.look == look
    press(dialog.form.fields.text, Qt.Key.Key_Up, 3)
    assert seen(dialog).request.request.text_scale == pytest.approx(1.3)


def test_colours_are_those_of_the_window_until_others_are_chosen(
    driver: Driver, dialog: ExportDialog
) -> None:
    assert (dialog.form.fields.colours.currentData(), dialog.form.fields.colours.currentText()) == (
        None,
        "As in the window (Light)",
    )
    left(driver, dialog)
    driver.painted_after(actions.prefer("dark", DEFAULT))
    dark = opened(driver)
    assert dark.form.fields.colours.currentText() == "As in the window (Dark)"
    assert seen(dark).picture.pixelColor(2, 2).name() == DARK.palette.paper.lower()
    left(driver, dark)
    driver.painted_after(actions.prefer("light", DEFAULT))


def test_the_map_is_dragged_zoomed_and_sent_back(dialog: ExportDialog) -> None:
    first = seen(dialog)
    middle = dialog.pane.rect().center()
    QTest.mousePress(dialog.pane, LEFT, NO_KEYS, middle)
    QTest.mouseMove(dialog.pane, middle + QPoint(40, 0))
    QTest.mouseRelease(dialog.pane, LEFT, NO_KEYS, middle + QPoint(40, 0))
    dragged = seen(dialog)
    metres = 40 * first.view.resolution / first.shrunk
    assert dragged.view.x == pytest.approx(first.view.x - metres, rel=1e-6)
    press(dialog.pane, Qt.Key.Key_Plus, 2)
    assert seen(dialog).view.resolution == pytest.approx(dragged.view.resolution / 2)
    press(dialog.pane, Qt.Key.Key_Right)
    assert seen(dialog).view.x > dragged.view.x
    press(dialog.pane, Qt.Key.Key_Home)
    assert seen(dialog).view == first.view
    assert not dialog.pane.reset.isEnabled()
    click(dialog.pane.closer)
    assert seen(dialog).view.resolution < first.view.resolution
    click(dialog.pane.reset)
    assert seen(dialog).view == first.view


def test_lines_of_the_legend_are_renamed_and_left_out(dialog: ExportDialog) -> None:
    lines = dialog.form.fields.legend
    found = {lines.item(row).text(): lines.item(row) for row in range(lines.count())}
    found["Lane by the Arctic"].setText("By the north")
    found["Port named in the article"].setCheckState(Qt.CheckState.Unchecked)
    expected = {"lane-nsr": "By the north", "port-named": ""}
    assert dict(seen(dialog).request.request.legend) == expected
    found["Lane by the Arctic"].setText("")
    found["Port named in the article"].setCheckState(Qt.CheckState.Checked)
    assert seen(dialog).request.request.legend == ()
    press(dialog.form.fields.language, Qt.Key.Key_Down, 2)
    assert dialog.form.fields.title.placeholderText() == "Китай и Россия в Арктике"
    assert "Путь через Арктику" in [lines.item(row).text() for row in range(lines.count())]


def test_data_formats_show_what_the_file_will_hold_and_no_map(dialog: ExportDialog, driver: Driver) -> None:
    press(dialog.form.fields.format, Qt.Key.Key_Down, list(EXPORT_FORMATS).index(".geojson"))
    assert dialog.contents.isVisible() and not dialog.pane.isVisible()
    rows = [dialog.contents.topLevelItem(row) for row in range(dialog.contents.topLevelItemCount())]
    contents = {row.text(0): row.text(1) for row in rows if row}
    assert contents["Ports of the article"] == "6 features"
    assert contents["Facts"].endswith("rows") and "Sources" in contents
    assert rows[0] and rows[0].childCount() > 10
    press(dialog.form.fields.format, Qt.Key.Key_Home)
    assert dialog.pane.isVisible()


@pytest.mark.parametrize("suffix", [".svg", ".gpkg"])
def test_each_format_is_written(dialog: ExportDialog, driver: Driver, tmp_path: Path, suffix: str) -> None:
    press(dialog.form.fields.format, Qt.Key.Key_Down, list(EXPORT_FORMATS).index(suffix))
    assert dialog.form.suffix == suffix
    assert dialog.form.fields.across.isEnabled() is EXPORT_FORMATS[suffix].has_size
    assert dialog.form.fields.world_file.isEnabled() is bool(EXPORT_FORMATS[suffix].world_file)
    assert dialog.form.fields.quality.isEnabled() is (suffix in (".jpg", ".webp"))
    save_as(dialog, tmp_path / "map")
    gone(driver)
    assert [path.name for path in tmp_path.iterdir()] == [f"map{suffix}"]
    assert (tmp_path / f"map{suffix}").stat().st_size > 1000


def test_relief_and_rivers_can_be_chosen_for_a_poster_only(dialog: ExportDialog) -> None:
    more = [dialog.form.fields.parts[part] for part in (PagePart.RELIEF, PagePart.RIVERS)]
    assert not any(part.isEnabled() for part in more)
    in_millimetres(dialog)
    for side, length in ((dialog.form.fields.across, "594"), (dialog.form.fields.down, "420")):
        write(side, length)
    assert all(part.isEnabled() and part.isChecked() for part in more)


def test_a_problem_is_shown_in_the_dialog(dialog: ExportDialog, tmp_path: Path) -> None:
    in_millimetres(dialog)
    write(dialog.form.fields.across, "5000")
    assert "18898 x" in says(dialog)
    click(dialog.go)
    assert dialog.findChild(QFileDialog) is None
    press(dialog.form.fields.across, Qt.Key.Key_Down)
    write(dialog.form.fields.across, "500")
    assert says(dialog) == ""
    dialog.write(tmp_path / "nowhere" / "map.png")
    until(lambda: dialog.go.isEnabled(), "the problem")
    assert "no such file" in says(dialog)
    assert dialog.isVisible()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_page_without_room_for_the_legend_says_so(dialog: ExportDialog) -> None:
    for side, pixels in ((dialog.form.fields.across, "320"), (dialog.form.fields.down, "200")):
        write(side, pixels)
    assert seen(dialog).remarks
    assert says(dialog).startswith("There is no room for the legend")
    press(dialog.form.fields.preset, Qt.Key.Key_Down)
    assert not seen(dialog).remarks
    assert says(dialog) == ""
    write(dialog.form.fields.across, "320")
    click(dialog.form.fields.parts[PagePart.LEGEND])
    assert not seen(dialog).remarks


def test_an_export_is_called_off_before_it_begins(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = export_work.ExportWork.begin

    def called_off(work: export_work.ExportWork) -> None:
        press(dialog, Qt.Key.Key_Escape)
        begin(work)

    monkeypatch.setattr(export_work.ExportWork, "begin", called_off)
    save_as(dialog, tmp_path / "map.png")
    until(lambda: "Nothing was written" in says(dialog), "the end")
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
    assert list(tmp_path.iterdir()) == []


def bar(dialog: ExportDialog) -> QProgressBar:
    found = dialog.findChild(QProgressBar)
    assert found is not None
    return found


@pytest.mark.slow
def test_an_export_is_called_off_while_its_picture_is_painted(dialog: ExportDialog, tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    out.write_bytes(b"old")
    for side in (dialog.form.fields.across, dialog.form.fields.down):
        write(side, "10000")
    seen(dialog)
    shares: list[int] = []
    bar(dialog).valueChanged.connect(shares.append)
    dialog.write(out)
    until(lambda: bar(dialog).value() > 0, "the first band")
    assert bar(dialog).isVisible() and bar(dialog).maximum() == 100
    assert not dialog.form.isEnabled()
    cancel = dialog.findChild(QDialogButtonBox)
    assert cancel is not None
    click(cancel.button(QDialogButtonBox.StandardButton.Cancel))
    until(lambda: "Nothing was written" in says(dialog), "the end")
    assert 0 < max(shares) < 50
    assert dialog.isVisible() and dialog.form.isEnabled()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("map.png", b"old")]


def named(dialog: ExportDialog, name: str) -> None:
    """Save the settings under this name, with the keyboard."""
    dialog.form.fields.save.setFocus()
    press(dialog.form.fields.save, Qt.Key.Key_Space)
    until(lambda: dialog.findChild(QInputDialog), "the question")
    asker = dialog.findChild(QInputDialog)
    assert asker is not None
    line = asker.findChild(QLineEdit)
    assert line is not None
    write(line, name)
    press(line, Qt.Key.Key_Return)
    until(lambda: dialog.findChild(QInputDialog) is None, "the answer")


def listed(dialog: ExportDialog) -> list[str]:
    combo = dialog.form.fields.preset
    return [text for number in range(combo.count()) if (text := combo.itemText(number))]


def test_settings_are_saved_under_a_name_and_deleted(dialog: ExportDialog, driver: Driver) -> None:
    form, first = dialog.form, listed(dialog)
    press(form.fields.preset, Qt.Key.Key_Down, 2)
    press(form.fields.colours, Qt.Key.Key_Down, 3)
    press(form.fields.format, Qt.Key.Key_Down, list(EXPORT_FORMATS).index(".pdf"))
    press(form.fields.text, Qt.Key.Key_Up, 2)
    click(form.fields.parts[PagePart.INSET])
    saved = form.request
    assert not form.fields.delete.isEnabled()
    named(dialog, " Our  paper ")
    assert says(dialog) == "The settings were saved as “Our paper”."
    assert form.fields.preset.currentText() == "Our paper"
    assert form.fields.delete.isEnabled()
    # Any other setting is no longer that preset.
    press(form.fields.colours, Qt.Key.Key_Up)
    assert form.fields.preset.currentText() == "A4 portrait"
    press(form.fields.preset, Qt.Key.Key_Home)
    left(driver, dialog)

    again = opened(driver)
    assert listed(again) == [*first, "Our paper"]
    assert again.form.fields.preset.currentText() == "None (size as below)"
    press(again.form.fields.preset, Qt.Key.Key_End)
    assert again.form.fields.preset.currentText() == "Our paper"
    assert again.form.suffix == ".pdf"
    request = seen(again).request.request
    assert (request.css, request.theme) == (saved.css, "greyscale")
    assert request.text_scale == pytest.approx(1.2)
    assert request.parts == saved.parts
    click(again.form.fields.delete)
    assert says(again) == "The preset “Our paper” was deleted."
    assert listed(again) == first
    assert again.form.fields.preset.currentText() == "A4 portrait"
    assert again.form.request == request
    assert again.focusWidget() is again.form.fields.preset
    left(driver, again)


def test_a_preset_is_replaced_under_its_name_and_a_built_in_one_or_none_is_not(dialog: ExportDialog) -> None:
    named(dialog, "Ours")
    press(dialog.form.fields.colours, Qt.Key.Key_Down)
    named(dialog, "Ours")
    assert listed(dialog).count("Ours") == 1
    assert dialog.form.fields.preset.currentText() == "Ours"
    before = listed(dialog)
    named(dialog, "square")
    assert says(dialog) == "“square” is a built-in preset: please choose another name"
    named(dialog, "   ")
    assert says(dialog) == "the name of a preset must have 1 to 60 characters"
    assert listed(dialog) == before


def test_the_last_settings_come_back(dialog: ExportDialog, driver: Driver) -> None:
    press(dialog.form.fields.preset, Qt.Key.Key_Down)
    press(dialog.form.fields.format, Qt.Key.Key_Down, list(EXPORT_FORMATS).index(".pdf"))
    press(dialog.form.fields.colours, Qt.Key.Key_Down, 3)
    press(dialog.form.fields.language, Qt.Key.Key_Down, 2)
    click(dialog.form.fields.parts[PagePart.INSET])
    QTest.keyClicks(dialog.form.fields.title, "Also next time")
    request = dialog.form.request
    left(driver, dialog)
    again = opened(driver)
    assert again.form.suffix == ".pdf"
    assert again.form.request.parts == request.parts
    assert (again.form.request.preset, again.form.request.theme) == ("slide-16x9", "greyscale")
    assert (again.form.request.title, again.form.fields.title.text()) == ("Also next time", "Also next time")
    assert again.form.request.language == "ru"
    left(driver, again)
    driver.painted_after(actions.toggle_layer("ports"))
    other = opened(driver)
    # The texts and left-out parts belong to the page of the first map.
    assert other.form.fields.title.text() == "" and other.form.request.language == "ru"
    assert PagePart.INSET in other.form.request.parts
    left(driver, other)
    driver.painted_after(actions.toggle_layer("ports"))


def test_facts_of_the_selection_are_listed(driver: Driver) -> None:
    driver.painted_after(actions.select_fact("T1"))
    dialog = opened(driver)
    before = seen(dialog).picture
    click(dialog.form.fields.with_facts)
    assert seen(dialog).request.request.facts == ("T1",)
    assert seen(dialog).picture != before
    left(driver, dialog)


def test_the_map_is_copied_as_picture_and_as_drawing(driver: Driver, atlas: Atlas) -> None:
    command(driver, Qt.Key.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    picture = QImage.fromData(data.data("image/png"))
    assert picture.width() == 1920
    assert count_of(picture, LIGHT.styles["lane-nsr"].stroke) > 200
    svg = bytes(data.data("image/svg+xml").data()).decode()
    assert svg.startswith("<?xml")
    assert "Arkhangelsk" in svg
    assert "copied" in atlas.window.statusBar().currentMessage()


def test_the_default_subtitle_is_shown_with_and_without_a_custom_title(
    dialog: ExportDialog, driver: Driver
) -> None:
    form, scene = dialog.form, driver.atlas.scene
    seen(dialog)
    until(lambda: form.fields.title.placeholderText() not in ("", scene.title), "the page's own headline")
    assert form.fields.subtitle.placeholderText() == scene.title
    QTest.keyClicks(form.fields.title, "A title of one's own")
    assert "A title of one's own" in seen(dialog).title
    assert form.fields.subtitle.placeholderText() == scene.subtitle
