"""`arctic-map info`."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from arctic_map.cli.file_arguments import add_choices, path_named
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.shared_files import SharedAddress, layers_of, local, names_no_layer
from arctic_map.cli.text import complain, one_line, say, say_json, table
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.content.catalog_file import ArticleRow, inside, own_text, read_contents
from arctic_map.content.documents import article_text
from arctic_map.content.package.unpacked import unpacked
from arctic_map.errors import ContentError
from arctic_map.model.catalog import Catalog
from arctic_map.model.opened import ATLAS, LAYERS, Choice, geometry_in_words, parted
from arctic_map.model.picture_choice import PictureChoice, times_in, with_choice
from arctic_map.model.shared_source import SharedLayer
from arctic_map.model.tr import digits, labelled, tr, tr_count, tr_later
from arctic_map.scene.ledger.ledger_rows import rows
from arctic_map.storage.bounded_reading import Unreadable, is_there
from arctic_map.tables.description import Described, Description, describe

TEXT = tr_later(
    """Describes a data file: its layers, the number of features, the reference system, the extent (west,
south, east, north in degrees; west is greater than east across 180°), the fields, and the problems. For an
atlas (.arctic), also prints its title, edition, article and text, and the number of its facts, people, steps
and other parts. Writes nothing. Exit code 1: the file cannot be read."""
)
MAX_PROBLEMS, MAX_STYLES = 20, 20
DRIVER = "Atlas"  # no words: as the JSON has it
ABOUT = ("title", "author", "date", "address", "language")
"""What the owner states about the article."""
COUNTED = {
    "facts": tr_later("Facts"),
    "people": tr_later("People"),
    "ledger_rows": tr_later("Ledger rows"),
    "charts": tr_later("Charts"),
    "tour_steps": tr_later("Tour steps"),
    "views": tr_later("Views"),
    "sources": tr_later("Sources"),
}
"""What an atlas has a number of."""


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map info my.gpkg",
            "arctic-map info my.gpkg:ports --json",
            "arctic-map info my-atlas.arctic",
        ),
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        type=path_named,
        help=tr("the file, FILE:LAYER for one of its layers, or the address of a server or database"),
    )
    add_choices(parser)
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: Namespace) -> int:
    """Print a description of a file. Return 1 if it cannot be read."""
    if isinstance(args.file, SharedAddress) and names_no_layer(args.file):
        return _list_layers(args.file, as_json=args.json)
    path = local(args.file)
    file, layer = parted(path)
    if not is_there(file):
        raise UsageError(tr("{file}: the file does not exist", file=path))
    if file.suffix.lower() not in (*LAYERS, ATLAS):
        known = ", ".join((*LAYERS, ATLAS))
        raise UsageError(
            tr("{file}: no file of features and no atlas; known kinds: {known}", file=path, known=known)
        )
    refused = ""
    atlas: dict[str, Any] = {}
    try:
        if file.suffix.lower() == ATLAS:
            description, atlas = _describe_atlas(file)
        else:
            description = describe(file, Choice((), args.crs, tuple(args.columns)).for_layer(layer))
    except Unreadable as error:
        refused = f"{error.where}: {error.why}" if error.where else error.why
        description = Description("", (), (("", refused),))
    if args.json:
        report = asdict(description)
        report["driver"] = report["driver"] or None
        report["problems"] = [{"where": where, "why": why} for where, why in description.problems]
        say_json(report | ({"atlas": atlas} if atlas else {}))
    else:
        for line in _lines(description, atlas):
            say(one_line(line) if not line.startswith(" ") else line)
    if refused and not args.json:
        complain(f"{path}: {refused}")
    return 1 if refused else 0


def _list_layers(address: str, *, as_json: bool) -> int:
    layers = layers_of(address)
    if as_json:
        say_json([asdict(each) for each in layers])
    else:
        rows = [
            (
                one_line(each.name),
                one_line(each.title),
                "" if each.features is None else _number(each.features),
            )
            for each in layers
        ]
        for line in table([(tr("layer"), tr("title"), tr("features")), *rows], frozenset({2})):
            say(line)
        for each in layers:
            _say_choices(each)
    return 0


def _say_choices(layer: SharedLayer) -> None:
    """Print the times and styles of a picture, and how to name one."""
    name = one_line(layer.name)
    if times := times_in(layer.times):
        example = one_line(with_choice(layer.name, PictureChoice(times[0])))
        gaps = {"name": name, "time": times[0], "example": example}
        say(tr("{name} has times up to {time}, named as in {example}", **gaps))
    if layer.styles:
        styles = one_line(", ".join(layer.styles[:MAX_STYLES]))
        example = one_line(with_choice(layer.name, PictureChoice(style=layer.styles[0])))
        gaps = {"name": name, "styles": styles, "example": example}
        say(tr("{name} has the styles {styles}, named as in {example}", **gaps))


def _lines(found: Description, atlas: dict[str, Any]) -> list[str]:
    if not found.driver:
        return []
    lines = [tr("Atlas") if atlas else found.driver]
    if atlas:
        lines += table([(f"  {name}", one_line(words)) for name, words in _about(atlas)])
    for layer in found.layers:
        extent = ", ".join(f"{degrees:.6g}" for degrees in layer.extent) if layer.extent else "-"
        rows = [
            (f"  {tr('geometry')}", geometry_in_words(layer.geometry or "") or tr("none")),
            (f"  {tr('features')}", _number(layer.features)),
            (f"  {tr('crs')}", layer.crs or tr("not said")),
            (f"  {tr('extent')}", extent),
            # An atlas's layers all have the same fields.
            *((f"    {one_line(each.name)}", each.type) for each in layer.fields if not atlas),
        ]
        lines += [one_line(tr(layer.name) if atlas else layer.name), *table(rows)]
    lines += [one_line(labelled(*each)) for each in found.problems[:MAX_PROBLEMS]]
    if more := len(found.problems) - MAX_PROBLEMS:
        lines += [tr_count(more, "and {count} more problem", "and {count} more problems")] if more > 0 else []
    return lines


def _about(atlas: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the properties of an atlas as labels and texts."""
    article = [value for key, value in atlas["article"].items() if value and key != "language"]
    yield tr("title"), tr(atlas["title"])
    yield tr("edition"), atlas["edition"] or tr("not said")
    yield tr("article"), ", ".join(article) or tr("not said")
    words = atlas["text_words"]
    yield tr("text"), tr("none in it") if words is None else tr_count(words, "{count} word", "{count} words")
    for key, name in COUNTED.items():
        yield tr(name).lower(), _number(atlas[key])


def _number(count: int) -> str:
    return digits(f"{count:,}")


def _describe_atlas(path: Path) -> tuple[Description, dict[str, Any]]:
    """Layers and problems of an atlas as for any file, and its own properties. Raises Unreadable."""
    try:
        folder, _ = unpacked(path)
        catalog = load(folder)
    except ContentError as error:
        raise Unreadable(error.what) from None
    problems = tuple((labelled(_within(path, each.file), each.where), each.why) for each in check.atlas(path))
    article = read_contents(folder).head.article
    description = Description(DRIVER, tuple(_layers(folder)), problems)
    return description, _contents(catalog, article, _text(folder))


def _contents(catalog: Catalog, article: ArticleRow, text: str | None) -> dict[str, Any]:
    """The object `atlas` in the JSON."""
    return {
        "title": catalog.title,
        "edition": catalog.version or None,
        "article": {key: getattr(article, key) or None for key in ABOUT},
        "text_words": None if text is None else len(text.split()),
        "facts": len(catalog.facts),
        "people": len(catalog.people),
        "ledger_rows": len(rows(catalog)),
        "charts": len(catalog.charts),
        "tour_steps": len(catalog.tour),
        "views": len(catalog.views),
        "sources": len(catalog.sources),
        "translations": sorted(catalog.words),
    }


def _layers(folder: Path) -> Iterator[Described]:
    """Yield the feature layers that can be read. The problems report the others."""
    for row in read_contents(folder).layers:
        path = inside(folder, row.file) if row.file else None
        if path is None:
            continue
        try:
            yield from (replace(layer, name=row.name) for layer in describe(path, Choice()).layers)
        except Unreadable:
            continue


def _text(folder: Path) -> str | None:
    own = own_text(folder)
    try:
        return article_text.read(own) if own else None
    except Unreadable:
        return None


def _within(path: Path, file: str) -> str:
    """The name of a file within the atlas."""
    return file.removeprefix(str(path)).removeprefix("/")
