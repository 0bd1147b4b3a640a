"""An atlas with translations in a window of their language: shown in it, edited as it was written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desktop.driver import Driver, until
from tests.desktop.own_atlas import Open
from tests.unit.content.contents import WITH_FIGURES
from tests.unit.content.test_translations import FILE, TABLE, with_table

from arctic_map.content.facts import put_fact
from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.content.package.packing import save
from arctic_map.content.package.unpacked import unpacked
from arctic_map.model.tr import speak, tr_content
from arctic_map.storage.languages import wording

pytestmark = pytest.mark.desktop
CHANGED = {"id": "F1", "text": "The way is longer.", "kind": "reported"}


@pytest.fixture
def shown(tmp_path: Path, open_atlas: Open, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Driver, Path]]:
    """A window in Russian, and its file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "own.arctic"
    save(path, with_table(WITH_FIGURES))
    speak(wording("ru"))
    try:
        with open_atlas(unpacked(path)[0], path) as driver:
            yield driver, path
            driver.atlas.workspace.draft.discard()
    finally:
        speak(None)


def card(driver: Driver) -> str:
    until(lambda: driver.atlas.workspace.facts_panel.cards, "the card")
    (shown,) = driver.atlas.workspace.facts_panel.cards
    return shown.accessibleDescription()


def remarks(driver: Driver) -> list[str]:
    """What the review says of translations."""
    workspace = driver.atlas.workspace
    workspace.authoring.show_review()
    table = workspace.authoring.review.table if workspace.authoring.review else None
    assert table is not None
    items = (table.topLevelItem(row) for row in range(table.topLevelItemCount()))
    return [item.text(2) for item in items if item and item.text(2).startswith("ru: ")]


def test_an_edit_takes_the_translation_and_undo_returns_it(shown: tuple[Driver, Path]) -> None:
    driver, path = shown
    workspace, store = driver.atlas.workspace, driver.atlas.store
    assert store.scene.title == "Суда во льдах" and "Путь длинен." in card(driver)
    assert store.catalog.features["way"].names["ru"] == "Путь"
    assert "ru: F1.text: The way is longer." not in remarks(driver)
    workspace.authoring.facts.edit("F1")
    form = workspace.authoring.facts.form
    assert form is not None and form.text.toPlainText() == "The way is long."
    form.put_away()
    assert workspace.draft.apply("Change", lambda content: put_fact(content, "trade", CHANGED))
    assert "The way is longer." in card(driver)
    assert "ru: F1.text: The way is longer." in remarks(driver)
    workspace.draft.save()
    workspace.draft.wait_until_saved()
    assert read_atlas(path).files[FILE] == TABLE.encode()
    store.undo()
    assert "Путь длинен." in card(driver) and tr_content("The way is long.") == "Путь длинен."
