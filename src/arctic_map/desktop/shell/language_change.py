"""Another language of the window: offers to open the window again, which brings back all that it shows."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from arctic_map import resources
from arctic_map.desktop.files.other_programs import open_window_with
from arctic_map.desktop.widgets.notice import Notice, NoticeAction, Severity
from arctic_map.model.tr import interface, tr
from arctic_map.storage.user_language import LANGUAGE_VARIABLE, given_language, window_language

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.choices import Choices
    from arctic_map.desktop.window.main_window import Window

KEY = "language"
NAMES = {"en": "English", "ru": "Русский", "zh": "中文"}  # no words: each language in its own


class LanguageChange(QObject):
    """Follows the chosen language."""

    def __init__(
        self,
        choices: Choices,
        window: Window,
        draft: Draft,
        data: Path,
        may_leave: Callable[[Callable[[], object]], bool] | None,
    ) -> None:
        """`data` is the content of the window.

        `may_leave` returns whether no form has unsaved text; otherwise it asks, and calls a function after
        the text is discarded. It is None where the window must not be closed for another: what it shows is
        not stored.
        """
        super().__init__(window)
        self._choices, self._window, self._draft, self._data = choices, window, draft, data
        self._may_leave = may_leave
        self._stored = choices.settings.language
        self._given = given_language()
        """The language that the window was started with; None after another one was chosen."""
        self.opens_again = False
        """Whether another window is to be opened after this one was closed."""
        choices.changed.connect(self._follow)

    def open_again(self) -> None:
        """Open a window with the same atlas, once this one has stored what it showed."""
        # The new window is in the chosen language, not in the one that this window was started with.
        os.environ.pop(LANGUAGE_VARIABLE, None)
        is_built_in = self._data == resources.data()
        path = self._draft.path
        open_window_with(path, None if path or is_built_in else self._data)

    def _follow(self) -> None:
        chosen = self._choices.settings.language
        if chosen != self._stored:
            self._stored, self._given = chosen, None
        language = self._given or chosen or window_language(QLocale.system().uiLanguages())
        if language == interface().language:
            self._window.withdraw(KEY)
        else:
            self._offer(tr("Open the window again to have it in {language}", language=NAMES[language]))

    def _offer(self, text: str) -> None:
        again = [NoticeAction(tr("Open &again"), self._close)] if self._may_leave else []
        self._window.notify(Notice(text, Severity.INFO, (*again,), key=KEY, stays=True))

    def _close(self) -> None:
        if self._draft.dirty:
            # A pressed button dismisses its notice, so the next one must be another, even with the same text.
            self._window.withdraw(KEY)
            self._offer(tr("Save the atlas, then open the window again"))
        # Forms are asked first, because a window that stays open may be closed for another reason later.
        elif self._may_leave and self._may_leave(self._close):
            self.opens_again = self._window.close()
