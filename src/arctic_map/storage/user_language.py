"""The language of the program's own texts, by a variable or by the languages of the system."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from arctic_map import resources

if TYPE_CHECKING:
    from arctic_map.model.preferences import Names
    from arctic_map.model.tr import Wording

if sys.platform == "win32":
    import ctypes

LANGUAGE_VARIABLE = "ARCTIC_MAP_LANGUAGE"
"""Variable with the language of the interface, such as `ru`, in place of the chosen one."""
TRADITIONAL = frozenset({"hant", "hk", "mo", "tw"})
"""Script and countries of traditional Chinese characters. The texts are in simplified ones."""


def preferred(languages: Iterable[str]) -> Names:
    """The first of the user's languages, such as `zh-Hans-CN`, that the interface has; English if none."""
    reads_traditional = False
    for each in languages:
        language, *rest = re.split(r"[-_.@]", each.lower())
        is_chinese = language == "zh" and "hans" not in rest
        # Lists of languages have a bare `zh` after `zh-TW` too.
        if is_chinese and (TRADITIONAL.intersection(rest) or (reads_traditional and not rest)):
            reads_traditional = True
        elif known := _known(language):
            return known
    return "en"


def user_language() -> Names:
    """The language of a program without a window and its settings."""
    return given_language() or preferred(_system_languages())


def given_language() -> Names | None:
    """The language that the variable names, in any form that a system uses; None if it is not set."""
    given = os.environ.get(LANGUAGE_VARIABLE)
    return preferred([given]) if given else None


def window_language(system: Iterable[str]) -> Names:
    """The language of a window whose settings name none; `system` are the languages that Qt lists.

    On Linux, Qt reads LANGUAGE in other cases than commands do, so its list is not used there.
    """
    return preferred(system if sys.platform in ("darwin", "win32") else _system_languages())


def wording_of(language: str) -> Wording | None:
    """The texts of a language; None for English and others without. Raises ContentError for a wrong table."""
    known = _known(language)
    if known is None or known == "en":
        return None
    # Late import: takes 40 ms with msgspec, which English does not need.
    from arctic_map.storage.languages import wording

    return wording(known)


def _known(language: str) -> Names | None:
    # Without the list of preferences, which the window does not need on the way to the first paint.
    is_known = language == "en" or (language.isalpha() and (resources.help_pages() / language).is_dir())
    return cast("Names", language) if is_known else None


def _system_languages() -> list[str]:
    if sys.platform == "win32":
        return [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    names = (os.environ.get(variable, "") for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), "C")
    # As gettext does: LANGUAGE counts only where a language is chosen at all.
    if re.split(r"[.@]", name)[0] in ("C", "POSIX"):
        return []
    return (os.environ.get("LANGUAGE") or name).split(":")
