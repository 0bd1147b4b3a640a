"""The commands of the menu File: open, save, close and export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map import resources
from arctic_map.desktop.files.refresh_timers import PERIODS
from arctic_map.desktop.shell.commands.command import Command, Menu
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.film import offered

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.command import Context
    from arctic_map.model.origin import Origin


def close_window(context: Context) -> None:
    context.window.close()


def shipped_atlases() -> Path:
    """Return the folder of the built-in atlases."""
    return resources.prepared() / "atlases"


def files_open(context: Context) -> bool:
    """Return whether a file is open, being read, or missing since the last session."""
    return context.files.reading.busy or bool(context.store.session.files)


def article_open(context: Context) -> bool:
    """Return whether a text of the article is open."""
    return context.article.copy is not None


def why_not_filmed(context: Context) -> str:
    """Return why there is nothing to film; empty if there is."""
    catalog = context.scene.catalog
    # Dates are read only where no tour and no month decides.
    if catalog.tour or catalog.monthly or offered(context.scene):
        return ""
    return tr("The atlas has no dates and no tour")


PERIOD_TEXTS = tr_later("5 minutes"), tr_later("15 minutes"), tr_later("60 minutes")


def origin(context: Context) -> Origin | None:
    """Return where the current file was fetched from; None for a file of the user's own."""
    files = context.store.files
    if not any(file.layer.origin for file in files):
        return None
    current = context.file_layers.current
    return next((file.layer.origin for file in files if file.layer.id == current), None)


def fetch_again(context: Context) -> None:
    """Fetch the layer of the current file again."""
    if found := origin(context):
        context.file_layers.shared.fetch_again(found)


def refresh(minutes: int, text: str) -> Command:
    """The command that fetches the layer of the current file again each time so many minutes have passed."""
    return Command(
        f"file.refresh-{minutes}",
        text,
        "",
        Menu.REFRESH,
        lambda context: context.file_layers.refreshing.start(context.file_layers.current, minutes),
        tip=tr_later("Contact the server or database of the selected layer again while this window is open"),
        checked=lambda context: (
            origin(context) is not None
            and minutes == context.file_layers.refreshing.minutes(context.file_layers.current)
        ),
        enabled=lambda context: origin(context) is not None,
        group="refresh",
    )


def why_not_saved(context: Context) -> str:
    """Return why the atlas is not saved now; empty if it can be."""
    if context.draft.editable and context.draft.settled:
        return tr("The atlas is being saved.") if context.draft.saving else tr("All changes are saved.")
    return context.draft.why_not


COMMANDS: tuple[Command, ...] = (
    Command(
        "file.start",
        tr_later("Start…"),
        "",
        Menu.FILE,
        lambda context: context.starting.show(),
        tip=tr_later("Open a recent, unsaved or built-in atlas, or create a new one"),
    ),
    Command(
        "file.new-atlas",
        tr_later("New atlas from text…"),
        "Ctrl+N",
        Menu.FILE,
        lambda context: context.saving.new(),
        tip=tr_later("Create an atlas from the text of an article, pasted or read from a file"),
    ),
    Command(
        "file.open",
        tr_later("Open…"),
        "Ctrl+O",
        Menu.FILE,
        lambda context: context.files.open_dialog.ask(),
        tip=tr_later(
            "Open a data file, an atlas, or the view of an exported picture; you can also drop "
            "it on the window"
        ),
        icon="open",
    ),
    Command(
        "file.shared",
        tr_later("Open from a server or database…"),
        "Ctrl+Alt+O",
        Menu.FILE,
        lambda context: context.file_layers.shared.ask(),
        tip=tr_later(
            "Fetch layers of a web service (OGC API Features, WFS, WMS, WMTS, tiles) or a PostGIS database"
        ),
    ),
    Command(
        "file.atlases",
        tr_later("Open a built-in atlas…"),
        "",
        Menu.FILE,
        lambda context: context.files.open_dialog.ask(shipped_atlases()),
        tip=tr_later("Open another built-in atlas in a new window"),
        enabled=lambda _: shipped_atlases().is_dir(),
    ),
    Command(
        "file.save",
        tr_later("Save the atlas"),
        "Ctrl+S",
        Menu.FILE,
        lambda context: context.saving.save(),
        tip=tr_later("Save all changes to the file"),
        why_not=why_not_saved,
        apart=True,
        in_tour=True,
    ),
    Command(
        "file.save-as",
        tr_later("Save the atlas as…"),
        "Ctrl+Shift+S",
        Menu.FILE,
        lambda context: context.saving.save_as(),
        tip=tr_later("Save to another file, and continue to edit that file"),
        why_not=lambda context: context.draft.why_not,
    ),
    Command(
        "file.save-atlas",
        tr_later("Save a copy of the atlas…"),
        "",
        Menu.FILE,
        lambda context: context.atlas_copy.ask(),
        tip=tr_later("Save a copy of this atlas as a file that you can edit"),
    ),
    Command(
        "file.clear-recent",
        tr_later("Clear list"),
        "",
        Menu.RECENT,
        lambda context: context.files.recent.clear(),
        tip=tr_later("Clear the list of recent files"),
        apart=True,
    ),
    Command(
        "file.reload",
        tr_later("Read again"),
        "Ctrl+R",
        Menu.FILE,
        lambda context: context.files.changes.read_again(),
        tip=tr_later("Read opened files again that have changed on disk"),
        enabled=files_open,
        icon="reload",
    ),
    Command(
        "file.fetch-again",
        tr_later("Fetch again"),
        "",
        Menu.FILE,
        fetch_again,
        tip=tr_later("Contact the server or database of the selected layer, and fetch the layer again"),
        enabled=lambda context: origin(context) is not None,
    ),
    refresh(0, tr_later("Never")),
    *(refresh(minutes, text) for minutes, text in zip(PERIODS, PERIOD_TEXTS, strict=True)),
    Command(
        "file.close",
        tr_later("Close opened files"),
        "Ctrl+W",
        Menu.FILE,
        lambda context: context.files.close_all(),
        tip=tr_later("Remove all opened files from the map; press Delete in the Layers panel to close one"),
        enabled=files_open,
    ),
    Command(
        "file.open-article",
        tr_later("Open the article’s text…"),
        "Ctrl+Shift+O",
        Menu.FILE,
        lambda context: context.article.ask(),
        tip=tr_later("Show your own copy of the article beside the facts; it stays on this computer"),
        apart=True,
    ),
    Command(
        "file.paste-article",
        tr_later("Paste the article’s text"),
        "Ctrl+Shift+V",
        Menu.FILE,
        lambda context: context.article.paste(),
        tip=tr_later("Show the text on the clipboard beside the facts; it is not saved"),
    ),
    Command(
        "file.close-article",
        tr_later("Close the article’s text"),
        "",
        Menu.FILE,
        lambda context: context.article.close(),
        tip=tr_later("Close your copy of the article, and do not open it at the next start"),
        enabled=article_open,
    ),
    Command(
        "file.export",
        tr_later("Export map…"),
        "Ctrl+E",
        Menu.FILE,
        lambda context: context.dialogs.export(),
        apart=True,
        tip=tr_later("Export the map as a picture, PDF, web page or data file"),
        icon="export",
        in_tour=True,
    ),
    Command(
        "file.film",
        tr_later("Make a film…"),
        "Ctrl+Alt+E",
        Menu.FILE,
        lambda context: context.dialogs.film(),
        tip=tr_later("Save the ice of a year, the timeline, the tour or a route as a film"),
        why_not=why_not_filmed,
    ),
    Command(
        "file.quit",
        tr_later("Quit"),
        "Ctrl+Q",
        Menu.FILE,
        close_window,
        apart=True,
        icon="quit",
        in_tour=True,
    ),
)
