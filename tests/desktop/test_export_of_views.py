"""A view that the atlas holds under a name is chosen in the export dialog, and exported."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.desktop.driver import Driver, until
from tests.desktop.own_atlas import Open, own_atlas

from arctic_map.cli.main import main
from arctic_map.content.views import VIEWS
from arctic_map.desktop.dialogs.export_dialog import ExportDialog
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.saved_view import NamedView
from arctic_map.scene.map_views import view_here
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, open_atlas: Open) -> Iterator[tuple[Driver, Path]]:
    with own_atlas(tmp_path_factory.mktemp("own"), open_atlas) as found:
        yield found


def opened(driver: Driver) -> ExportDialog:
    driver.take_keyboard()
    driver.command(Qt.Key.Key_E, CTRL)
    return at_rest(driver)


def at_rest(driver: Driver) -> ExportDialog:
    """The dialog that is open, with its preview."""
    until(lambda: driver.atlas.workspace.dialogs.export_dialog is not None, "the dialog")
    dialog = driver.atlas.workspace.dialogs.export_dialog
    assert dialog is not None
    until(lambda: dialog.isVisible() and dialog.previews.at_rest, "the preview")
    return dialog


@pytest.mark.slow
def test_a_view_is_chosen_by_a_key_and_exported_as_the_command_line_does(
    own: tuple[Driver, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    driver, path = own
    atlas, draft = driver.atlas, driver.atlas.workspace.draft
    dialog = opened(driver)
    assert not dialog.form.fields.view.isVisibleTo(dialog), "nothing can be chosen"
    dialog.reject()
    world = projection_named("world")
    driver.painted_after(actions.change_projection(world), actions.show_layers(["country-names"], False))
    assert draft.apply("View", VIEWS.keep(NamedView("", "The whole world", view_here(atlas.scene))))
    driver.painted_after(
        actions.change_projection(PROJECTIONS[0]), actions.show_layers(["country-names"], True)
    )
    dialog = opened(driver)
    dialog.form.fields.title.setText("My own title")
    dialog.form.fields.view.setFocus()
    QTest.keyClicks(dialog.form.fields.view, "The")
    until(lambda: atlas.scene.projection == world, "the map shows the view")
    dialog = at_rest(driver)
    assert dialog.form.fields.view.currentText() == "The whole world"
    assert dialog.form.request.title == "My own title", "the settings stay"
    assert atlas.store.catalog.views and draft.dirty, "what was edited stays too"
    assert not next(layer for layer in atlas.scene.layers if layer.id == "country-names").shown
    out = tmp_path / "map.svg"
    dialog.form.fields.format.setCurrentIndex(dialog.form.fields.format.findData(".svg"))
    dialog.write(out)
    until(out.is_file, "it is written")
    assert draft.save()
    draft.wait_until_saved()
    again = tmp_path / "again.svg"
    assert main(["export", str(again), "--data", str(path), "--view", "The whole world"]) == 0
    assert "My own title" in out.read_text()
    for words in (out.read_text(), again.read_text()):
        assert '"labels-sea-names"' in words and '"labels-country-names"' not in words
        assert "Equal Earth" in words
    # A view that the atlas does not hold is refused by its name.
    assert main(["export", str(tmp_path / "a.svg"), "--data", str(path), "--view", "Nowhere"]) == 2
    assert "Nowhere" in capsys.readouterr().err
    assert not (tmp_path / "a.svg").exists()
