"""`arctic-map atlas`: an atlas of one's own, as one file and as a folder."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.options.atlas import ABOUT
from arctic_map.cli.parser import UsageError
from arctic_map.cli.text import complain, say
from arctic_map.content import check
from arctic_map.content.documents import article_text
from arctic_map.content.package.making import About, save_new
from arctic_map.content.package.packing import gathered, save
from arctic_map.content.package.reading import read_atlas
from arctic_map.content.package.unpacked import unpack
from arctic_map.content.vocabulary import text_problem
from arctic_map.errors import ContentError
from arctic_map.model.endings import ATLAS
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.paths import is_folder, is_there

if TYPE_CHECKING:
    from arctic_map.storage.file_problem import FileProblem


def run(options: Namespace) -> int:
    if options.what == "new":
        return _new(options)
    if options.target is None:
        raise UsageError(f"atlas {options.what} takes two names: from what, and to what")
    return _pack(options) if options.what == "pack" else _unpack(options)


def _new(options: Namespace) -> int:
    target: Path = options.source
    _require_ending(target)
    if options.article is None:
        raise UsageError("atlas new needs the article's text: --article TEXT")
    if is_there(target):
        raise UsageError(f"{target}: there is such a file already; choose another name")
    try:
        text = article_text.read(options.article)
    except Unreadable as error:
        raise ContentError(error.why, where=str(options.article)) from None
    about = About(
        options.title or target.stem, options.author, options.date, options.address, options.language
    )
    for name in ABOUT:
        if why := text_problem(getattr(about, name)):
            raise UsageError(f"--{name}: {why}")
    save_new(target, text, about)
    say(f"{target}: an atlas with the text of {options.article.name} and no facts yet")
    return 0


def _pack(options: Namespace) -> int:
    _require_ending(options.target)
    if not is_folder(options.source):
        raise UsageError(f"{options.source}: there is no such folder")
    files, left_out = gathered(options.source)
    problems = [str(problem) for problem in check.content(options.source)]
    problems += [f"{name}: {why}" for name, why in left_out]
    for problem in dict.fromkeys(problems):
        complain(f"{options.source}: {problem}")
    if problems and not options.allow_problems:
        complain("nothing was packed: mend these problems, or give --allow-problems to pack all the same")
        return 1
    save(options.target, files)
    say(f"{options.target}: {len(files)} files")
    return 0


def _unpack(options: Namespace) -> int:
    try:
        found = read_atlas(options.source)
    except Unreadable as error:
        raise ContentError(f"the atlas was not opened: {error.why}", where=str(options.source)) from None
    unpack(found.files, options.target)
    _tell(options.source, found.problems)
    say(f"{options.target}: {len(found.files)} files")
    return 1 if found.problems else 0


def _require_ending(path: Path) -> None:
    if path.suffix.lower() != ATLAS:
        raise UsageError(f"{path}: the name of an atlas ends in {ATLAS}")


def _tell(where: Path, problems: tuple[FileProblem, ...]) -> None:
    for name, why in problems:
        complain(": ".join(part for part in (str(where), name, why) if part))
