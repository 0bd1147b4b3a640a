"""The settings of user and system: applied to the widgets, stored, and announced by a signal."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.widgets import theming
from arctic_map.desktop.widgets.theming import SHARED, THEME, theme_in
from arctic_map.model.tr import speaks_english

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from arctic_map.desktop.widgets.settings import Settings
    from arctic_map.model.preferences import Preferences
    from arctic_map.model.style import Theme


class Choices(QObject):
    """Applies settings. Needed before the first paint, so default values are neither read nor loaded."""

    changed = Signal()

    def __init__(self, stored: QSettings) -> None:
        super().__init__()
        self._stored = stored
        self._settings: Settings | None = None
        self._preferences: Preferences | None = None
        """None while all have their defaults and none was chosen."""
        self.theme_choice: Theme | None = theme_in(stored.value(THEME))
        self.theme: Theme = "light"
        if stored.contains(SHARED) or theming.system_contrast() or not speaks_english():
            self._preferences = self._preferred()
        self._carry_out()
        self._hints = QApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._scheme_turned)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._contrast_turned)

    @property
    def settings(self) -> Settings:
        """All settings, loaded when first needed."""
        if self._settings is None:
            from arctic_map.desktop.widgets import settings

            self._settings = settings.read(self._stored)
        return self._settings

    @property
    def single_letters(self) -> bool:
        """Whether letters without Ctrl or Alt are shortcuts."""
        return not self._stored.contains(SHARED) or self.settings.single_letters

    @property
    def preferences(self) -> Preferences:
        """The preferences of maps."""
        if self._preferences is None:
            from arctic_map.model.preferences import DEFAULT

            return DEFAULT
        return self._preferences

    @property
    def look(self) -> str:
        """A key of all that the page's first messages depend on, such as `light` or `dark-high-ru`."""
        if self._preferences is None:
            return self.theme
        return look_key(self.theme, self._preferences)

    @property
    def prepared_look(self) -> str:
        """The same for the very first view, in which nothing is selected."""
        variant = self._preferences.variant if self._preferences else ""
        return f"{self.theme}-{variant}" if variant else self.theme

    @property
    def is_prepared_for(self) -> bool:
        """Whether drawings with labels of this language and size are prepared."""
        return self._preferences is None or self._preferences.text_size == 100

    def dispose(self) -> None:
        """Disconnect from the system's signals."""
        self._hints.colorSchemeChanged.disconnect(self._scheme_turned)
        self._hints.accessibility().contrastPreferenceChanged.disconnect(self._contrast_turned)

    def choose(self, settings: Settings) -> None:
        """Apply and store settings, and emit `changed`."""
        from arctic_map.desktop.widgets.settings import write

        write(self._stored, settings)
        self._settings, self.theme_choice = settings, settings.theme
        self._settle()

    def choose_theme(self, theme: Theme | None) -> None:
        """Change the theme; None follows the system."""
        self.choose(replace(self.settings, theme=theme))

    def _settle(self) -> None:
        self._preferences = self._preferred()
        self._carry_out()
        self.changed.emit()

    def _carry_out(self) -> None:
        preferences = self._preferences
        theming.use_text_size(preferences.text_size if preferences else 100)
        strong = preferences is not None and preferences.high_contrast
        self.theme = theming.use_theme(self.theme_choice, high_contrast=strong)

    def _preferred(self) -> Preferences:
        return self.settings.preferences(system_contrast=theming.system_contrast())

    def _scheme_turned(self) -> None:
        if self.theme_choice is None:
            self._settle()

    def _contrast_turned(self) -> None:
        if self.settings.high_contrast is None:
            self._settle()


def look_key(theme: Theme, preferences: Preferences) -> str:
    """Return a key of all that the page's first messages depend on besides the session, without spaces."""
    values = ((each, getattr(preferences, each.name)) for each in fields(preferences))
    return "-".join((theme, *(f"{each.name}={value}" for each, value in values if value != each.default)))
