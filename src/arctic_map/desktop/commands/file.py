"""What a user can do with files: opening, closing, exporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.commands.command import Command
from arctic_map.desktop.commands.menu import Menu
from arctic_map.model.tr import tr_later

if TYPE_CHECKING:
    from arctic_map.desktop.commands.context import Context


def close_window(context: Context) -> None:
    context.window.close()


def files_open(context: Context) -> bool:
    """Or about to be."""
    return context.files.reading.busy or any(layer.file for layer in context.scene.layers)


def article_open(context: Context) -> bool:
    return context.article.is_open


COMMANDS: tuple[Command, ...] = (
    Command(
        "file.open",
        tr_later("Open…"),
        "Ctrl+O",
        Menu.FILE,
        lambda context: context.files.ask(),
        tip=tr_later(
            "Show a file of features on the map, or the view of an exported picture; dropping does the same"
        ),
        icon="open",
    ),
    Command(
        "file.clear-recent",
        tr_later("Clear list"),
        "",
        Menu.RECENT,
        lambda context: context.files.recent.clear(),
        tip=tr_later("Forget which files were opened"),
        apart=True,
    ),
    Command(
        "file.reload",
        tr_later("Read again"),
        "Ctrl+R",
        Menu.FILE,
        lambda context: context.files.read_again(),
        tip=tr_later("Show opened files that have changed on the disk as they are now"),
        enabled=files_open,
        icon="reload",
    ),
    Command(
        "file.close",
        tr_later("Close opened files"),
        "Ctrl+W",
        Menu.FILE,
        lambda context: context.files.close_all(),
        tip=tr_later("Take all of them off the map; Delete in the list of layers closes one"),
        enabled=files_open,
    ),
    Command(
        "file.open-article",
        tr_later("Open the article’s text…"),
        "Ctrl+Shift+O",
        Menu.FILE,
        lambda context: context.article.ask(),
        tip=tr_later(
            "Your own copy, a text or a saved web page, shown beside the facts; it stays on this computer"
        ),
        apart=True,
    ),
    Command(
        "file.paste-article",
        tr_later("Paste the article’s text"),
        "Ctrl+Shift+V",
        Menu.FILE,
        lambda context: context.article.paste(),
        tip=tr_later("From the clipboard, shown beside the facts; it is not kept"),
    ),
    Command(
        "file.close-article",
        tr_later("Close the article’s text"),
        "",
        Menu.FILE,
        lambda context: context.article.close(),
        tip=tr_later("And do not open it again at the next start"),
        enabled=article_open,
    ),
    Command(
        "file.export",
        tr_later("Export map…"),
        "Ctrl+E",
        Menu.FILE,
        lambda context: context.dialogs.export(),
        apart=True,
        tip=tr_later("Write the map as a picture, a document, a page for browsers or features"),
        icon="export",
    ),
    Command(
        "file.quit",
        tr_later("Quit"),
        "Ctrl+Q",
        Menu.FILE,
        close_window,
        apart=True,
        icon="quit",
    ),
)
