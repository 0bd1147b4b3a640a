"""The arguments of `arctic-map open`: an atlas, files or a link."""

from collections.abc import Sequence
from pathlib import Path

from arctic_map.cli.file_arguments import is_address, local_path
from arctic_map.cli.parser import UsageError
from arctic_map.cli.shared_files import fetched
from arctic_map.errors import ArcticMapError, ContentError
from arctic_map.model.opened import ARTICLES, LAYERS, PICTURES, parted
from arctic_map.model.shared_source import is_shared, without_password
from arctic_map.model.tr import tr
from arctic_map.scene.words import links
from arctic_map.scene.words.links import Link
from arctic_map.storage import embedded_view
from arctic_map.storage.bounded_reading import is_there


def atlas_file(words: Sequence[str]) -> Path:
    """The only atlas file among the arguments. Raises UsageError."""
    if len(words) > 1:
        raise UsageError(tr("only one atlas can be opened in a window"))
    return local_path(words[0]) if is_address(words[0]) else Path(words[0]).absolute()


def parse_leniently(words: Sequence[str]) -> tuple[Link | None, list[Path], str]:
    """The link and files, whether they exist or not, and messages on invalid arguments."""
    link, files, wrong = None, [], []
    for word in words:
        try:
            if is_shared(word):
                # The program was started by another one, so nobody has agreed to a connection.
                wrong.append(
                    tr("{address}: use File > Open from a server or database", address=without_password(word))
                )
            elif is_address(word):
                files.append(local_path(word))
            elif word.lower().startswith(f"{links.SCHEME}:"):
                link = links.parse(word)
            else:
                files.append(Path(word).absolute())
        except (ArcticMapError, UsageError) as error:
            wrong.append(str(error))
    return link, files, "; ".join(wrong)


def parse(words: Sequence[str], data: Path) -> tuple[Link | None, list[Path]]:
    """The link and files. Raises ContentError, UsageError and WrongLink."""
    files: list[Path] = []
    others: list[str] = []
    for word in words:
        if is_shared(word):
            files.append(fetched(word))
        elif is_address(word):
            files.append(local_path(word))
        elif _suffix(Path(word)) in (*PICTURES, *LAYERS, *ARTICLES) or is_there(Path(word)):
            files.append(Path(word).absolute())
        else:
            others.append(word)
    if len(others) > 1:
        raise UsageError(tr("only one link can be opened at a time"))
    for file in files:
        if not is_there(parted(file)[0]):
            raise ContentError(tr("the file does not exist"), where=str(file))
        if file.suffix.lower() in PICTURES:
            _require_view(file)
    return (_link(others[0], data) if others else None), files


def _suffix(path: Path) -> str:
    return parted(path)[0].suffix.lower()


def _require_view(picture: Path) -> None:
    """Raise ContentError for a picture without an embedded view."""
    embedded_view.read(picture)


def _link(text: str, data: Path) -> Link:
    """The link. Raises WrongLink, also if its target is not in the content."""
    # Late import: the content takes 60 ms, and a window without a link reads it after its first paint.
    from arctic_map.content.catalog import load

    link = links.parse(text)
    links.require(link, load(data))
    return link
