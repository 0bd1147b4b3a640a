"""An atlas is written from nothing through the window alone, saved, opened again, exported, saved again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.desktop.driver import Driver, until
from tests.desktop.own_atlas import Open
from tests.desktop.test_authoring import command, keep, pixel, write

from arctic_map.desktop.editing.new_atlas import NewAtlasDialog
from arctic_map.files.atlas_file.making import About, made
from arctic_map.files.atlas_file.packing import save
from arctic_map.files.atlas_file.unpacked import unpacked
from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import CLASSES
from arctic_map.scene.ledger.ledger import rows
from arctic_map.scene.session import actions

pytestmark = [pytest.mark.desktop, pytest.mark.slow]
Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SENTENCES = tuple(
    f"On day {day} the ship reached the mooring number {day} after sailing {day * 120} kilometres."
    for day in range(1, 11)
)
PLACES = {
    "First mooring": ("point", ((33.0, 72.0),)),
    "Second mooring": ("point", ((60.0, 78.0),)),
    "Third mooring": ("point", ((125.0, 78.0),)),
    "Northern way": ("line", ((33.0, 72.0), (70.0, 79.0), (125.0, 78.0))),
    "Southern way": ("line", ((33.0, 72.0), (70.0, 74.0), (125.0, 76.0))),
    "Field of ice": ("area", ((60.0, 80.0), (100.0, 82.0), (100.0, 85.0))),
}
KEYS = {"point": Key.Key_P, "line": Key.Key_L, "area": Key.Key_A}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("nothing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        yield folder


def made_from_pasted_text(driver: Driver, path: Path) -> None:
    """As File > New atlas from text does it, but for the dialog of the system that names the file."""
    saving = driver.atlas.workspace.saving
    saving.new()
    dialog = saving.dialog
    assert isinstance(dialog, NewAtlasDialog)
    dialog.fields["title"].setText("Ten moorings")
    dialog.text.setPlainText("Ten moorings\n\n" + " ".join(SENTENCES))
    answers: list[tuple[str, About]] = []
    dialog.answered.disconnect()
    dialog.answered.connect(lambda *answer: answers.append(answer))
    dialog.accept()
    ((text, about),) = answers
    # What `make` does before it starts the program again for the window.
    save(path, made(text, about))


def fact(driver: Driver, number: int) -> None:
    workspace = driver.atlas.workspace
    reading = workspace.article_panel.reading
    assert reading is not None
    reading.text.select_sentence(SENTENCES[number - 1])
    command(driver, Key.Key_F)
    form = workspace.fact_editing.form
    assert form is not None
    form.text.setPlainText(f"The ship was at its mooring {number}.")
    form.topic.choose("trade")
    form.kind.choose("reported")
    form.figures.add(number * 120, "km", f"sailed to mooring {number}")
    keep(form)
    assert workspace.fact_editing.form is None, form.problem.text()


def place(driver: Driver, name: str) -> None:
    kind, places = PLACES[name]
    workspace = driver.atlas.workspace
    command(driver, KEYS[kind])
    tool = workspace.digitising
    driver.settle()
    for number, at in enumerate(places, 1):
        driver.point(pixel(driver, at))
        driver.click(pixel(driver, at))
        until(lambda number=number: tool.outline and tool.outline.count == number, "the vertex")  # type: ignore[misc]
        driver.settle()
    driver.press(Key.Key_Return)
    form = workspace.authoring.places.form
    assert form is not None
    write(form.name, name)
    for box, line, words in (
        (form.layer, form.new_layer, "Voyage"),
        (form.source, form.new_source, "My log"),
    ):
        known = box.findText(words)
        box.setCurrentIndex(known if known > 0 else box.findData("+"))
        if known < 0:
            write(line, words)
    form.topic.choose("trade")
    form.style_box.setCurrentIndex(1)
    form.precision.choose(CLASSES[2])
    write(form.reason, "Read off the log")
    form.facts.check("F1")
    keep(form)
    assert workspace.authoring.places.form is None, form.problem.text()
    driver.settle()


def ledger_chart_and_tour(driver: Driver) -> None:
    authoring = driver.atlas.workspace.authoring
    driver.atlas.apply(actions.select_fact("F10"))
    command(driver, Key.Key_T, Shift)
    row = authoring.ledger.form
    assert row is not None
    row.feature.choose("northern-way")
    write(row.what, "Length of the voyage")
    keep(row)
    command(driver, Key.Key_C, Shift)
    chart = authoring.charts.form
    assert chart is not None
    write(chart.title, "Kilometres sailed")
    chart.unit.choose("km")
    for number in range(3):
        item = chart.figures.item(number, 0)
        assert item is not None
        item.setCheckState(Qt.CheckState.Checked)
    chart.style_box.setCurrentIndex(1)
    keep(chart)
    for title in ("The start", "The ice", "The end"):
        command(driver, Key.Key_F5, Shift)
        step = authoring.steps.form
        assert step is not None
        write(step.title, title)
        step.text.setPlainText(f"{title} of the voyage is told here.")
        keep(step)


def holds_all(catalog: Catalog) -> bool:
    by_hand = [row for row in rows(catalog) if row.id == "length-of-the-voyage"]
    return (
        len(catalog.facts) == 10
        and all(fact.passage for fact in catalog.facts)
        and {feature.name for feature in catalog.features.values()} >= PLACES.keys()
        and len(by_hand) == len(catalog.charts) == 1
        and [step.title for step in catalog.tour] == ["The start", "The ice", "The end"]
        and not catalog.problems
    )


def exported(driver: Driver, path: Path) -> None:
    command(driver, Key.Key_E, Ctrl)
    dialog = driver.atlas.workspace.dialogs.export_dialog
    assert dialog is not None
    until(lambda: dialog.previews.at_rest, "the preview")
    dialog.write(path)
    until(path.is_file, f"{path.name} is written")
    until(lambda: driver.atlas.workspace.dialogs.export_dialog is None, "the dialog is closed")


def test_an_atlas_is_written_from_nothing_and_comes_back(
    driver: Driver, folder: Path, open_atlas: Open, tmp_path: Path
) -> None:
    path = folder / "moorings.arctic"
    made_from_pasted_text(driver, path)
    made_bytes = path.read_bytes()
    with open_atlas(unpacked(path)[0], path) as own:
        workspace = own.atlas.workspace
        workspace.digitising.snaps = False
        workspace.show_in_article()
        until(lambda: workspace.article.copy is not None, "the atlas's own text")
        for number in range(1, 11):
            fact(own, number)
        for name in PLACES:
            place(own, name)
        ledger_chart_and_tour(own)
        assert holds_all(own.atlas.store.catalog)
        command(own, Key.Key_S, Ctrl)
        assert path.read_bytes() != made_bytes
        saved = path.read_bytes()
        # What comes after the last save is gone with a window that is killed, the file is as it was saved.
        command(own, Key.Key_Z, Ctrl)
        assert workspace.draft.dirty
        workspace.draft.discard()
    assert path.read_bytes() == saved
    with open_atlas(unpacked(path)[0], path) as again:
        assert holds_all(again.atlas.store.catalog)
        for suffix in (".png", ".pdf", ".html"):
            out = tmp_path / f"map{suffix}"
            exported(again, out)
            assert out.stat().st_size > 10_000
        assert again.atlas.workspace.draft.save()
        assert path.read_bytes() == saved
        again.atlas.workspace.draft.discard()
