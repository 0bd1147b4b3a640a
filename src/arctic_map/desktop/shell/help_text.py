"""Fills the placeholders in the help: shortcuts, citations, folders."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from arctic_map import resources
from arctic_map.desktop.dialogs.about import BORDERS, NAVIGATION
from arctic_map.desktop.dialogs.help import HelpWindow
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.commands.shortcuts import rows
from arctic_map.desktop.widgets.appearance.icons import symbol_image
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.model.catalog import Catalog
from arctic_map.model.style import Look
from arctic_map.model.tr import tr
from arctic_map.scene.words.citation import bibtex, plain
from arctic_map.storage.shipped import help_pages
from arctic_map.storage.shipped.help_pages import HelpPage

GAP = re.compile(r"\{([a-z]+)(?::([a-z.-]+[a-z0-9]*))?\}")
"""`{version}`, or `{key:file.export}` for the shortcut of a command."""
OBEYED = re.compile(r"([\\`*_{}\[\]<>#|~])")


def help_window(catalog: Catalog, look: Callable[[], Look], parent: QWidget) -> HelpWindow:
    """Return the help window; `look` is called again whenever the colours change."""
    places = {"settings": QSettings().fileName(), "state": str(state_folder())}
    return HelpWindow(pages(catalog, places), lambda style: symbol_image(style, look()), parent)


def pages(catalog: Catalog, places: Mapping[str, str]) -> tuple[HelpPage, ...]:
    """Return the help's pages; `places` says where `settings` and `state` are stored.

    Raises OSError, and KeyError for a placeholder that nothing fills.
    """
    words = {
        "version": marked(catalog.version),
        "citation": marked(plain(catalog)),
        "bibtex": f"```\n{bibtex(catalog)}\n```",
        "fact": marked(plain(catalog, catalog.facts[0])) if catalog.facts else "",
        "navigation": marked(tr(NAVIGATION)),
        "borders": marked(tr(BORDERS)),
        "shortcuts": shortcuts(),
        **{
            f"key:{command.id}": f"**{shortcut_text(command.shortcut)}**"
            for command in COMMANDS
            if command.shortcut
        },
        **{f"place:{name}": place for name, place in places.items()},
    }
    return tuple(
        replace(page, text=GAP.sub(lambda gap: words[gap[0].strip("{}")], page.text))
        for page in help_pages.read(resources.help_pages())
    )


def shortcuts() -> str:
    """Return a table of shortcuts for each menu."""
    return "\n\n".join(
        "\n".join(
            (
                f"## {marked(heading)}",
                "",
                f"| {tr('Command')} | {tr('Keys')} |",
                "|---|---|",
                *(f"| {marked(text)} | {marked(shown)} |" for text, shown in entries),
            )
        )
        for heading, entries in rows().items()
    )


def marked(text: str) -> str:
    """Escape plain text for Markdown."""
    return OBEYED.sub(r"\\\1", text)
