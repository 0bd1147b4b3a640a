"""The review, by mouse and keyboard: each row leads to what it is about."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import Driver, until

from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.editorial_review import Gap, Remark

pytestmark = pytest.mark.desktop


def test_each_row_leads_to_its_fact_or_its_sentence(driver: Driver, tmp_path: Path) -> None:
    atlas, workspace = driver.atlas, driver.atlas.workspace
    workspace.menus.actions["edit.review"].trigger()
    review = workspace.authoring.review
    assert review is not None and review.isVisible()
    assert "copy of the article" in review.summary.text()
    table = review.table
    assert not table.isVisible()
    review.show_remarks([Remark(Gap.PLACE, "Nome", "T3"), Remark(Gap.TEST, "23 %", "T4")])
    first, second = table.topLevelItem(0), table.topLevelItem(1)
    assert first and second
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualItemRect(first).center())
    selected = atlas.scene.selected
    assert selected is not None and selected.fact == first.text(0)
    table.setCurrentItem(second)
    QTest.keyClick(table, Qt.Key.Key_Return)
    until(
        lambda: atlas.scene.selected is not None and atlas.scene.selected.fact == second.text(0), "the fact"
    )
    table.actions()[0].trigger()
    assert QApplication.clipboard().text().startswith(f"{second.text(0)}\t")
    sentence = "Then fifty-six of them came back with 12 bears."
    requested: list[str] = []
    review.sentence_requested.connect(requested.append)
    review.show_remarks([Remark(Gap.FACT, sentence, "", 2, 2 + len(sentence))], f"  {sentence}")
    row = table.topLevelItem(0)
    assert row
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualItemRect(row).center())
    assert requested == [sentence] and atlas.window.panel_shown(Panel.ARTICLE)
    review.show_remarks([])
    assert not table.isVisible()
    review.close()
