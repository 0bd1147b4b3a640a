"""What the words behind `arctic-map open` name: an atlas, files, a link."""

from collections.abc import Sequence
from pathlib import Path

from arctic_map.cli.file_arguments import is_address, local_path
from arctic_map.cli.parser import UsageError
from arctic_map.errors import ArcticMapError, ContentError
from arctic_map.model.open_formats import ARTICLES, LAYERS, PICTURES
from arctic_map.scene.words import links
from arctic_map.scene.words.links import Link
from arctic_map.storage import embedded_view
from arctic_map.storage.bounded_reading import is_there


def atlas_file(words: Sequence[str]) -> Path:
    """The one atlas file that was named. Raises UsageError."""
    if len(words) > 1:
        raise UsageError("only one atlas can be opened in a window")
    return local_path(words[0]) if is_address(words[0]) else Path(words[0]).absolute()


def parse_leniently(words: Sequence[str]) -> tuple[Link | None, list[Path], str]:
    """The link and the files that were named, there or not, and what is wrong with what is neither."""
    link, files, wrong = None, [], []
    for word in words:
        try:
            if is_address(word):
                files.append(local_path(word))
            elif word.lower().startswith(f"{links.SCHEME}:"):
                link = links.parse(word)
            else:
                files.append(Path(word).absolute())
        except (ArcticMapError, UsageError) as error:
            wrong.append(str(error))
    return link, files, "; ".join(wrong)


def parse(words: Sequence[str], data: Path) -> tuple[Link | None, list[Path]]:
    """The link and the files that were named. Raises ContentError, UsageError and WrongLink."""
    files: list[Path] = []
    others: list[str] = []
    for word in words:
        if is_address(word):
            files.append(local_path(word))
        elif Path(word).suffix.lower() in (*PICTURES, *LAYERS, *ARTICLES) or is_there(Path(word)):
            files.append(Path(word).absolute())
        else:
            others.append(word)
    if len(others) > 1:
        raise UsageError("only one link can be opened at a time")
    for file in files:
        if not is_there(file):
            raise ContentError("the file does not exist", where=str(file))
        if file.suffix.lower() in PICTURES:
            _require_view(file)
    return (_link(others[0], data) if others else None), files


def _require_view(picture: Path) -> None:
    """Raises ContentError for a picture that carries no view."""
    embedded_view.read(picture)


def _link(text: str, data: Path) -> Link:
    """Raises WrongLink, also for a link to what the content does not hold."""
    # The content, 60 ms, which a window reads after its first paint where no link is opened.
    from arctic_map.content.catalog import load

    link = links.parse(text)
    links.require(link, load(data))
    return link
