"""`arctic-map atlas`: an atlas of the user, as one file or as a folder."""

from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from arctic_map import resources
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.text import complain, say
from arctic_map.content import check
from arctic_map.content.article import with_passages
from arctic_map.content.catalog import load
from arctic_map.content.catalog_file import CATALOG
from arctic_map.content.documents import article_text
from arctic_map.content.edits import EditRefused
from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.content.package.packing import About, gathered, save, save_new
from arctic_map.content.package.unpacked import unpack
from arctic_map.content.translations import file_for, outdated_rows, with_rows_for
from arctic_map.content.vocabulary import language_problem, text_problem, when_problem
from arctic_map.errors import ArcticMapError, ContentError, system_reason
from arctic_map.model.opened import ATLAS
from arctic_map.model.preferences import NAMES
from arctic_map.model.problem import FileProblem, Problem
from arctic_map.model.tr import labelled, tr, tr_count, tr_later
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.bounded_reading import Unreadable, is_folder, is_there, read_bytes

TEXT = tr_later(
    """Creates an atlas of your own, and converts it between one file (.arctic) and an editable folder.

An atlas file contains the catalogue, layers, facts, people, charts, tour and styles, the article's text if
its owner added it, and checksums. `new` creates an atlas from a text, with an empty base map. `unpack`
writes its files into a folder, with a README of their fields. `pack` makes one file of the folder again, with
the passages of facts completed from the text. `words` adds a row for each text of a folder that has no
translation into --language to its file for translators, and removes none. The same content gives the same
bytes. A folder with problems, as `check` reports them, is not packed. An existing file is replaced only when
the new one is complete."""
)
GUIDE = "README.md"
"""Explains the fields of all files to whoever edits an unpacked atlas. It is not packed."""
ABOUT = {
    "title": tr_later("new: the title of the article and of the atlas; the file's name when left out"),
    "author": tr_later("new: who wrote the article"),
    "date": tr_later("new: when it appeared, as 2025-11-30"),
    "address": tr_later("new: where it appeared"),
    "language": tr_later("new: its language, as en; words: that of the translations, en, ru or zh"),
}


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            'arctic-map atlas new ice.arctic --article ice.txt --title "Ice and trade"',
            "arctic-map atlas unpack ice.arctic ice",
            "arctic-map atlas pack ice ice.arctic",
            "arctic-map atlas words ice --language ru",
            "arctic-map check ice.arctic",
            "arctic-map open ice.arctic",
        ),
    )
    parser.add_argument("what", choices=("new", "pack", "unpack", "words"), help=tr("what to do"))
    parser.add_argument(
        "source", metavar="FROM", type=Path, help=tr("the folder, the atlas, or the atlas to create")
    )
    parser.add_argument(
        "target", metavar="TO", type=Path, nargs="?", help=tr("the atlas or folder to create")
    )
    parser.add_argument("--article", metavar="TEXT", type=Path, help=tr("new: the article's text"))
    parser.add_argument(
        "--allow-problems",
        action="store_true",
        help=tr("pack: accept a folder with problems; files that cannot be read are left out"),
    )
    for name, what in ABOUT.items():
        parser.add_argument(f"--{name}", metavar=name.upper(), default="", help=tr(what))


def run(args: Namespace) -> int:
    """Create, pack or unpack an atlas. Return 1 if there are problems."""
    if args.what == "new":
        return _new(args)
    if args.what == "words":
        return _words(args)
    if args.target is None:
        raise UsageError(tr("atlas {what} takes two names: from what, and to what", what=args.what))
    return _pack(args) if args.what == "pack" else _unpack(args)


def _new(args: Namespace) -> int:
    target: Path = args.source
    _require_target(target)
    if args.article is None:
        raise UsageError(tr("atlas new needs the article's text: --article TEXT"))
    if is_there(target):
        raise UsageError(tr("{file}: the file exists already; choose another name", file=target))
    try:
        text = article_text.read(args.article)
    except Unreadable as error:
        raise ContentError(error.why, where=str(args.article)) from None
    about = About(args.title or target.stem, args.author, args.date, args.address, args.language)
    for name in ABOUT:
        if why := text_problem(getattr(about, name)):
            raise UsageError(f"--{name}: {why}")
    if why := (args.date and when_problem(args.date)) or (args.language and language_problem(args.language)):
        raise UsageError(why)
    save_new(target, text, about)
    say(
        tr(
            "{file}: an atlas with the text of {article} and no facts yet",
            file=target,
            article=args.article.name,
        )
    )
    return 0


def _words(args: Namespace) -> int:
    if not is_folder(args.source):
        raise UsageError(
            tr("{file}: the folder does not exist; atlas unpack makes one of an atlas", file=args.source)
        )
    language = next((each for each in NAMES if each == args.language), None)
    if language is None:
        raise UsageError(
            tr(
                "atlas words needs the language of the translations: --language {languages}",
                languages=", ".join(NAMES),
            )
        )
    catalog = load(args.source)
    before, _ = gathered(args.source)
    file = file_for(before, language)
    if is_there(args.source / file):
        # The catalogue may not name a file that a translator has added.
        before = {**before, file: read_bytes(args.source / file)}
    after, count = with_rows_for(before, catalog, language)
    try:
        # The catalogue comes last, so that it never names a file that does not exist.
        for name in (file, CATALOG):
            if after[name] != before.get(name):
                write_bytes(args.source / name, after[name])
    except OSError as error:
        raise ArcticMapError(system_reason(error), where=str(args.source / file)) from None
    more = sum(1 for _ in outdated_rows(args.source / file, catalog))
    added = tr_count(
        count, "{name}: {count} row added", "{name}: {count} rows added", name=args.source / file
    )
    outdated = tr_count(
        more, "{count} row matches no text: see check", "{count} rows match no text: see check"
    )
    say(f"{added}; {outdated}" if more else added)
    return 0


def _pack(args: Namespace) -> int:
    _require_target(args.target)
    if not is_folder(args.source):
        raise UsageError(tr("{file}: the folder does not exist", file=args.source))
    files, omitted = gathered(args.source)
    before = files
    with suppress(EditRefused):
        files = dict(with_passages(files))
    problems = [str(problem) for problem in _problems(args.source, files if files != before else None)]
    problems += [f"{name}: {why}" for name, why in omitted]
    for problem in dict.fromkeys(problems):
        complain(f"{args.source}: {problem}")
    if problems and not args.allow_problems:
        complain(
            tr("nothing was packed: fix these problems, or use --allow-problems to pack the folder anyway")
        )
        return 1
    save(args.target, files)
    say(tr_count(len(files), "{name}: {count} file", "{name}: {count} files", name=args.target))
    return 0


def _problems(folder: Path, changed: dict[str, bytes] | None) -> list[Problem]:
    """The problems of a folder, or of what is packed instead of it."""
    if changed is None:
        return check.content(folder, outdated=False)
    with TemporaryDirectory() as other:
        unpack(changed, Path(other) / "atlas")
        return check.content(Path(other) / "atlas", outdated=False)


def _unpack(args: Namespace) -> int:
    try:
        atlas = read_atlas(args.source)
    except Unreadable as error:
        raise ContentError(
            tr("the atlas was not opened: {why}", why=error.why), where=str(args.source)
        ) from None
    guide = read_bytes(resources.data() / GUIDE)
    unpack({GUIDE: guide, **atlas.files}, args.target)
    _print_result(args.source, atlas.problems)
    count, name = len(atlas.files), args.target
    say(
        # The author's own notes may have the name of the guide.
        tr_count(count, "{name}: {count} file", "{name}: {count} files", name=name)
        if GUIDE in atlas.files
        else tr_count(
            count,
            "{name}: {count} file, and {guide}, which explains its fields",
            "{name}: {count} files, and {guide}, which explains their fields",
            name=name,
            guide=GUIDE,
        )
    )
    return 1 if atlas.problems else 0


def _require_target(path: Path) -> None:
    if path.suffix.lower() != ATLAS:
        raise UsageError(tr("{file}: the name of an atlas ends in {suffix}", file=path, suffix=ATLAS))
    if not is_folder(path.parent):
        raise UsageError(tr("{file}: the folder does not exist", file=path.parent))


def _print_result(where: Path, problems: tuple[FileProblem, ...]) -> None:
    for name, why in problems:
        complain(labelled(str(where), name, why))
