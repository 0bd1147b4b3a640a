"""All problems of a content folder or one file, including those too slow to look for at startup."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from arctic_map.article.passage_search import completed
from arctic_map.content.catalog import NO_WORDS, load
from arctic_map.content.catalog_file import CATALOG, Head, files_of, inside, own_text, read_contents, required
from arctic_map.content.documents import article_text
from arctic_map.content.facts import read_facts
from arctic_map.content.features import read_layer
from arctic_map.content.package.unpacked import unpacked
from arctic_map.content.symbology.style_checks import TABLE, usable
from arctic_map.content.translations import FOLDER, language_of, outdated_rows
from arctic_map.errors import ContentError
from arctic_map.geo.marks import marks
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES, Feature
from arctic_map.model.opened import HUES, LAYERS, Choice, Reader, parted, reader_of, style_id
from arctic_map.model.preferences import NAMES
from arctic_map.model.problem import FileProblem, Problem, first
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.model.tr import tr, tr_count
from arctic_map.storage import ground_files
from arctic_map.storage.bounded_reading import Unreadable, read_text
from arctic_map.storage.ice_record import read_ice_record
from arctic_map.tables.description import describe
from arctic_map.tables.readers import any_file

IN_LEGEND = (*Kind, *CLASSES)
"""Roles of marks that the program paints itself and explains in the legend."""
POINTS = ("Point", "MultiPoint")


def lacking(catalog: Catalog) -> Iterator[FileProblem]:
    """Yield what the style table lacks, by row id and key. Unknown styles are reported elsewhere."""
    symbology = catalog.symbology
    used: dict[str, list[Feature]] = {}
    for feature in (feature for layer in catalog.layers for feature in layer.features):
        used.setdefault(feature.style, []).append(feature)
    for id, features in used.items():
        if id in symbology.styles:
            yield from _lacking(symbology.styles[id], features)
    for role in IN_LEGEND:
        row = symbology.styles.get(symbology.roles.get(role, ""))
        if row is not None and not row.legend:
            yield f"{row.id}.legend", tr("the row has no words for the legend, where its marks are explained")
    for id in own_marks(symbology):
        if id in symbology.styles and symbology.styles[id].symbol is None:
            yield f"{id}.symbol", tr("points are drawn in this style, and it has no symbol")
    yield from _colourless(symbology)


def own_marks(symbology: Symbology) -> tuple[str, ...]:
    """The styles of points that the program paints itself."""
    kinds = (symbology.roles.get(kind, "") for kind in Kind)
    return (*kinds, *(style_id(hue, "point") for hue in range(1, HUES + 1)))


def _lacking(row: StyleRow, features: list[Feature]) -> Iterator[FileProblem]:
    """Yield what a style lacks for the features drawn in it."""
    if row.label is None and (row.named or row.letters_only):
        yield (
            f"{row.id}.label",
            tr_count(
                len(features),
                "{count} feature of this style has a name but it has no rank among the labels; give it a "
                "label, or say named = false",
                "{count} features of this style have a name but it has no rank among the labels; give it a "
                "label, or say named = false",
            ),
        )
    if row.letters_only:
        return
    if not row.legend:
        yield f"{row.id}.legend", tr("the row has no words for the legend, where its marks are explained")
    if row.stroke is None and row.fill is None:
        yield row.id, tr("nothing is painted in this style: it has no stroke, fill or symbol")
    elif row.symbol is None and any(feature.geometry["type"] in POINTS for feature in features):
        yield f"{row.id}.symbol", tr("points are drawn in this style, and it has no symbol")


def _colourless(symbology: Symbology) -> Iterator[FileProblem]:
    for row in symbology.styles.values():
        if row.grey is None:
            yield (
                f"{row.id}.grey",
                tr('the row says nothing of shades of grey; write "tone" for greys as light as its colours'),
            )


Legible = Callable[[Symbology], Iterable[FileProblem]]
"""Finds problems of a style table's colours, such as low contrast."""


def content(data: Path, legible: Legible | None = None, *, outdated: bool = True) -> list[Problem]:
    """All problems of a content folder, with `outdated` also translations of texts that it lacks.

    Files are named as in its catalogue.
    """
    try:
        catalog = load(data)
    except ContentError as error:
        return [Problem(CATALOG, error.where, error.what)]
    problems = list(catalog.problems)
    contents = read_contents(data)
    table = contents.head.symbology or TABLE
    problems += (Problem(table, where, why) for where, why in lacking(catalog))
    if legible:
        problems += (Problem(table, where, why) for where, why in legible(catalog.symbology))
    for row in contents.layers:
        problems += _shape_problems(data, row.file, catalog)
    problems += (
        Problem(path.relative_to(data).as_posix(), "", why) for path, why in ground_files.problems(data)
    )
    problems += _ice_problems(catalog)
    problems += _text_problems(data, contents.head.article.text, article_text.read)
    problems += _text_problems(data, contents.head.notes, read_text)
    problems += _passage_problems(data, contents.head, catalog)
    problems += _unnamed_translations(data, contents.head.words)
    # A file of facts that cannot be read would make all of its translations outdated.
    if outdated and all(problem.file in contents.head.words for problem in catalog.problems):
        problems += _outdated_translations(data, contents.head.words, catalog)
    return problems


def _outdated_translations(data: Path, names: Iterable[str], catalog: Catalog) -> Iterator[Problem]:
    """Yield translations that match no text; files that cannot be read are reported elsewhere."""
    for name in names:
        with suppress(Unreadable):
            rows = outdated_rows(required(data, name), catalog)
            yield from (Problem(name, where, why) for where, why in rows)


def _unnamed_translations(data: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Yield files of translations that nobody reads."""
    for path in sorted((data / FOLDER).glob("*.toml")):
        if (name := path.relative_to(data).as_posix()) not in names and language_of(name) in NAMES:
            yield Problem(
                name, "", tr("the catalogue does not name the file: {row}", row=f"words = [{name!r}]")
            )


def _passage_problems(data: Path, head: Head, catalog: Catalog) -> Iterator[Problem]:
    """Yield passages that stand elsewhere in the atlas's own text, or nowhere."""
    path = own_text(data)
    text = path.read_text(encoding="utf-8", errors="replace") if path else ""
    files = {Path(name).stem: name for name in head.facts}
    for fact in catalog.facts if text else ():
        if (passage := fact.passage) and (actual := completed(passage, text)) is not passage:
            sentences = ", ".join(map(str, actual.sentences)) if actual else ""
            why = (
                tr(
                    "its words are in paragraph {paragraph}, sentence {sentences}",
                    paragraph=actual.paragraph,
                    sentences=sentences,
                )
                if actual
                else tr(NO_WORDS)
            )
            yield Problem(files[fact.topic], f"{fact.id}.passage", why)


def _text_problems(data: Path, name: str, read: Callable[[Path], object]) -> Iterator[Problem]:
    """Yield why a text that the catalogue names cannot be read."""
    if not name:
        return
    try:
        read(required(data, name))
    except Unreadable as error:
        yield Problem(name, error.where, error.why)


def atlas(path: Path, legible: Legible | None = None) -> list[Problem]:
    """All problems of an atlas file and its content."""
    try:
        folder, archive = unpacked(path)
    except ContentError as error:
        return [Problem(error.where or str(path), "", error.what)]
    damage = [Problem(f"{path}/{name}" if name else str(path), "", why) for name, why in archive.problems]
    inner = content(folder, legible)
    return [*damage, *(Problem(f"{path}/{each.file}", each.where, each.why) for each in inner)]


def file(path: Path, legible: Legible | None = None, choice: Choice | None = None) -> list[Problem]:
    """All problems of one file, with its links if it belongs to a folder; `choice` as for reading."""
    if home := _home(path):
        folder, name = home
        return [
            Problem(str(path), problem.where, problem.why)
            for problem in content(folder, legible)
            if problem.file == name
        ]
    try:
        return [Problem(str(path), where, why) for where, why in first(_problems(path, choice))]
    except Unreadable as error:
        return [Problem(str(path), error.where, error.why)]


def _home(path: Path) -> tuple[Path, str] | None:
    """The content folder that a file belongs to, and its name there, or None."""
    for folder in (path.parent, path.parent.parent):
        for name in (CATALOG, *files_of(folder)):
            if (listed := inside(folder, name)) and listed == path.resolve():
                return folder, name
    return None


def _problems(path: Path, choice: Choice | None) -> Iterator[FileProblem]:
    suffix = parted(path)[0].suffix.lower()
    if reader_of(suffix) is Reader.RASTER:
        yield from describe(path, choice or Choice()).problems
    elif suffix in LAYERS:
        yield from any_file.read(path, choice=choice).problems
    elif suffix == ".toml":
        yield from read_facts(path).problems
    else:
        known = ", ".join((*LAYERS, ".toml"))
        raise Unreadable(tr("files of this kind cannot be checked; known kinds: {known}", known=known))


def _ice_problems(catalog: Catalog) -> Iterator[Problem]:
    """Yield why the ice record cannot be read, if a feature refers to it."""
    if any(feature.ice for feature in catalog.features.values()):
        try:
            read_ice_record()
        except ContentError as error:
            yield Problem("ice", error.where, error.why)


def _shape_problems(data: Path, name: str, catalog: Catalog) -> Iterator[Problem]:
    """Yield invalid geometry, such as crossing rings, of the features read so far."""
    if not (path := inside(data, name)):
        return
    try:
        layer = read_layer(path, frozenset(catalog.source), usable(catalog.symbology))
    except Unreadable:
        return
    for number, where, why in marks([feature.geometry for feature in layer.features]).problems:
        yield Problem(name, f"{layer.places[layer.features[number].id]}.geometry.{where}", why)
