"""Fills the pages of the help with what the app knows better: shortcuts, citations, folders."""

import re
from collections.abc import Mapping
from dataclasses import replace

from arctic_map import resources
from arctic_map.desktop.appearance.widget_text import shortcut_text
from arctic_map.desktop.commands.commands import COMMANDS
from arctic_map.desktop.commands.shortcuts import rows
from arctic_map.desktop.dialogs.about import BORDERS, NAVIGATION
from arctic_map.model.catalog import Catalog
from arctic_map.model.help_page import HelpPage
from arctic_map.model.tr import tr
from arctic_map.scene.words.citation import bibtex, plain
from arctic_map.storage.shipped import help_pages

GAP = re.compile(r"\{([a-z]+)(?::([a-z.-]+[a-z0-9]*))?\}")
"""`{version}`, or `{key:file.export}` for the shortcut of a command."""
OBEYED = re.compile(r"([\\`*_{}\[\]<>#|~])")


def pages(catalog: Catalog, places: Mapping[str, str]) -> tuple[HelpPage, ...]:
    """The help as it is read; `places` says where `settings` and `state` are kept.

    Raises OSError, and KeyError for a gap that nothing fills.
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
    """A table for each menu."""
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
    """Plain text as Markdown that shows just that."""
    return OBEYED.sub(r"\\\1", text)
