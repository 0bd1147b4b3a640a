"""Another language of the window is offered, and opens it again, unless something would be lost."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.shell.language_change import LanguageChange
from arctic_map.desktop.widgets.settings import Settings
from arctic_map.desktop.window.choices import Choices
from arctic_map.desktop.window.main_window import Window
from arctic_map.storage.user_language import LANGUAGE_VARIABLE

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft


@dataclass
class UnsavedDraft:
    """A draft that may have unsaved changes."""

    dirty: bool = False
    path: Path | None = None


@dataclass
class FormQuestion:
    """The question of a form whether to discard its text, if it has any."""

    text: str = ""
    then: list[Callable[[], object]] = field(default_factory=list)

    def may_leave(self, then: Callable[[], object]) -> bool:
        self.then.append(then)
        return not self.text

    def discard(self) -> None:
        self.text = ""
        self.then[-1]()


@dataclass
class LanguageBench:
    """A window that can be opened again."""

    window: Window
    choices: Choices
    draft: UnsavedDraft
    form: FormQuestion
    change: LanguageChange

    @property
    def offers(self) -> list[str]:
        return [card.text for card in self.window.notices.cards] if self.window.notices else []

    def open_again(self) -> None:
        assert self.window.notices
        (card,) = self.window.notices.cards
        card.buttons[0].click()


@pytest.fixture
def stores() -> bool:
    return True


@pytest.fixture
def bench(qapp: QApplication, tmp_path: Path, stores: bool) -> Iterator[LanguageBench]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window, choices = Window(settings), Choices(settings)
    draft, form = UnsavedDraft(), FormQuestion()
    change = LanguageChange(
        choices, window, cast("Draft", draft), tmp_path, form.may_leave if stores else None
    )
    window.show()
    yield LanguageBench(window, choices, draft, form, change)
    window.close()
    choices.dispose()
    window.deleteLater()


def test_a_form_that_stays_open_ends_the_request_for_another_window(bench: LanguageBench) -> None:
    bench.form.text = "An hour of work."
    bench.choices.choose(Settings(language="ru"))
    bench.open_again()
    assert bench.window.isVisible() and not bench.change.opens_again
    bench.window.close()
    assert not bench.change.opens_again


def test_the_window_opens_again_after_the_text_of_a_form_is_discarded(bench: LanguageBench) -> None:
    bench.form.text = "An hour of work."
    bench.choices.choose(Settings(language="ru"))
    bench.open_again()
    bench.form.discard()
    assert bench.change.opens_again and not bench.window.isVisible()


def test_an_unsaved_atlas_can_be_saved_and_the_window_opened_again(bench: LanguageBench) -> None:
    bench.draft.dirty = True
    bench.choices.choose(Settings(language="ru"))
    for _ in range(2):
        bench.open_again()
        assert bench.offers == ["Save the atlas, then open the window again"]
    bench.draft.dirty = False
    bench.open_again()
    assert bench.change.opens_again and not bench.window.isVisible()


@pytest.mark.parametrize("stores", [False])
def test_a_window_that_stores_nothing_is_not_closed_for_another(bench: LanguageBench) -> None:
    bench.choices.choose(Settings(language="ru"))
    assert bench.offers == ["Open the window again to have it in Русский"]
    assert bench.window.notices and not bench.window.notices.cards[0].buttons


def test_a_chosen_language_is_offered_in_a_window_started_in_another(bench: LanguageBench) -> None:
    bench.choices.choose(Settings(theme="dark"))
    assert bench.offers == [], "the language of the start stays until one is chosen"
    bench.choices.choose(Settings(theme="dark", language="ru"))
    assert bench.offers == ["Open the window again to have it in Русский"]


def test_the_next_window_is_not_in_the_language_of_the_start(
    bench: LanguageBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    languages = list[str | None]()
    monkeypatch.setattr(
        "arctic_map.desktop.shell.language_change.open_window_with",
        lambda *_: languages.append(os.environ.get(LANGUAGE_VARIABLE)),
    )
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    bench.change.open_again()
    assert languages == [None]
