"""The check for words finds what translators would not see, and lists all that they would."""

import sys
import tomllib
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

from checks import marked_words  # noqa: E402  # from the root of the checkout
from checks.marked_words import Marked, marked, unfilled, unmarked, untranslated  # noqa: E402


@pytest.mark.parametrize(
    "source",
    [
        'label.setText(tr("Open the file"))',
        'TITLE = tr_later("Layers")',
        'tr_count(n, "{count} fact", "{count} facts")',
        'wording("Not for navigation")',
        'keys("Ctrl+Shift+T")',
        'log.info("reading a file: %s", path)',
        'widget.setObjectName("Main window")',
        'raise AssetMissing("the content is not there yet")',
        'def f(x: "Link | None") -> "Other thing":\n    """Says what it does."""',
        'if kind == "Some kind": pass',
        'icon = "view.zoom-in"',
        'name = "some name"  # no words: a key of settings',
        'label.setText("<b></b>")',
    ],
)
def test_what_is_marked_or_for_programs_is_let_be(source: str) -> None:
    assert list(unmarked(source)) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('label.setText("Open the file")', "Open the file"),
        ('TITLE = "Layers"', "Layers"),
        ('return f"{name} was closed"', "{} was closed"),
        ('x = tr(name) + " of the map"', " of the map"),
        ('Command("file.open", "Open…", "Ctrl+O")', "Open…"),
        ('form.addRow("P&reset", box)', "P&reset"),
        ('page = f"<b>Use.</b> {tr(x)}"', "<b>Use.</b> {}"),
    ],
)
def test_words_that_are_not_marked_are_found(source: str, text: str) -> None:
    assert list(unmarked(source)) == [(1, text)]


def test_what_a_language_lacks_is_found() -> None:
    texts = '[words]\n"Open" = "Open"\n"Close" = "Close"\n[plurals]\n"{count} files" = ["", ""]'
    table = '[words]\n"Open" = "Öffnen"\n"Bergen" = "Bergen"'
    assert list(untranslated(texts, table)) == ["Close", "{count} files"]


def test_marked_words_are_listed_with_their_plural() -> None:
    source = 'tr("Open")\ntr_count(n, "{count} file", "{count} files", name=x)\ntr(name)'
    assert list(marked(source)) == [Marked("Open"), Marked("{count} files", "{count} file")]


@pytest.mark.parametrize(
    "source",
    [
        'tr("{name} was closed")',
        'tr("Closed", name=x)',
        'tr("{size:,} m", size=x)',
        'tr_count(n, "{n} fact", "{count} facts")',
    ],
)
def test_gaps_that_are_not_filled_as_they_stand_are_found(source: str) -> None:
    assert [line for line, _ in unfilled(source)] == [1]


def test_the_list_is_one_that_a_language_can_be_made_of() -> None:
    listed = tomllib.loads(marked_words.template())
    assert listed["words"]["Open…"] == "Open…"
    assert listed["words"]["Shipping lanes"] == "Shipping lanes"
    assert listed["plurals"]["{count} facts"] == ["{count} fact", "{count} facts"]
