"""The article's text for commands that read it."""

from argparse import Namespace
from pathlib import Path

from arctic_map.cli.main import data_of
from arctic_map.content.catalog_file import own_text
from arctic_map.content.documents import article_text
from arctic_map.errors import ContentError
from arctic_map.storage.bounded_reading import Unreadable


def text_of(options: Namespace, file: Path | None) -> str | None:
    """The text of this file, else that of the atlas, or None. Raises ContentError."""
    path = file or own_text(data_of(options))
    if path is None:
        return None
    try:
        return article_text.read(path)
    except Unreadable as error:
        raise ContentError(error.why, where=str(file or options.data)) from None
