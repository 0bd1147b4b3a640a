"""Texts that the help takes from the program: shortcuts, citations, folders."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from arctic_map import resources
from arctic_map.desktop.dialogs.about import BORDERS, NAVIGATION
from arctic_map.desktop.dialogs.help import HelpWindow
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.desktop.widgets.symbol_icons import symbol_image
from arctic_map.desktop.widgets.widget_text import shortcut_text, without_mnemonic
from arctic_map.model.catalog import Catalog
from arctic_map.model.style import Look
from arctic_map.model.tr import interface, tr, tr_later
from arctic_map.scene.words.sources import bibtex, plain
from arctic_map.storage import languages
from arctic_map.storage.app_folders import cache_folder, shared_folder
from arctic_map.storage.languages import HelpPage

GAP = re.compile(r"\{([a-z]{2,})(?::([a-z.-]+[a-z0-9]*))?\}")
"""`{version}`, or `{key:file.export}` for the shortcut of a command."""
OBEYED = re.compile(r"([\\`*_{}\[\]<>#|~])")


def help_window(catalog: Catalog, look: Callable[[], Look], parent: QWidget) -> HelpWindow:
    """Return the help window; `look` is called again whenever the colours change."""
    places = {
        "settings": QSettings().fileName(),
        "state": str(state_folder()),
        "shared": str(shared_folder()),
        "cache": str(cache_folder()),
    }
    return HelpWindow(pages(catalog, places), lambda style: symbol_image(style, look()), parent)


def pages(catalog: Catalog, places: Mapping[str, str]) -> tuple[HelpPage, ...]:
    """Return the help's pages; `places` has the folders of its placeholders.

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
        for page in languages.read_help(resources.help_pages(), interface().language)
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


IN_PANELS = (
    (tr_later("Move the map"), "Left, Right, Up, Down"),
    (tr_later("Zoom the map"), "+, -"),
    (tr_later("Tool: set a point in the middle of the map"), "Space"),
    (tr_later("Tool: finish, remove the last point, close"), "Return, Backspace, Esc"),
    (tr_later("Show or hide the layer or topic"), "Space"),
    (tr_later("Open or close the layer's features"), "Right, Left"),
    (tr_later("Select the feature or fact"), "Return"),
    (tr_later("Next or previous card"), "Down, Up"),
    (tr_later("Move into a card and out of it"), "Right, Left"),
    (tr_later("Copy the fact or problem"), "Ctrl+C"),
    (tr_later("Next or previous marked sentence of the article"), "Down, Up"),
    (tr_later("Show the places of the marked sentence"), "Return"),
    (tr_later("Select the next or previous sentence of the article"), "Ctrl+Down, Ctrl+Up"),
    (tr_later("Keep the fact of the form"), "Ctrl+Return"),
    (tr_later("Insert what the sentence may say"), "Alt+1, Alt+9"),
    (tr_later("Next or previous mark of the timeline"), "Right, Left"),
    (tr_later("Nearest mark in the next topic"), "Down, Up"),
    (tr_later("Zoom the time axis"), "+, -"),
    (tr_later("Whole time axis"), "0"),
    (tr_later("Move a handle of the range by a month"), "Right, Left"),
    (tr_later("Move a handle of the range by a year"), "Shift+Right, Shift+Left"),
    (tr_later("Find in the help"), "Ctrl+F"),
    (tr_later("Next or previous page of the help"), "Ctrl+PgDown, Ctrl+PgUp"),
)
"""Keys of panels, without a command."""


def rows() -> dict[str, list[tuple[str, str]]]:
    """Return texts and shortcuts of commands and panels, by the caption of the menu."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for heading, text, shortcut in _of_commands():
        groups.setdefault(heading, []).append((text, shortcut))
    groups[tr("In the map and the panels")] = [
        (tr(text), ", ".join(map(shortcut_text, shown.split(", ")))) for text, shown in IN_PANELS
    ]
    return groups


def _of_commands() -> Iterator[tuple[str, str, str]]:
    for command in COMMANDS:
        if command.shortcut:
            heading = " › ".join(without_mnemonic(tr(part)) for part in command.menu.split("|"))
            yield heading, tr(command.text).removesuffix("…"), shortcut_text(command.shortcut)
