"""Reads a content folder into a Catalog. Invalid entries are left out and reported as problems."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from arctic_map.article.passage_search import completed
from arctic_map.content import vocabulary
from arctic_map.content.catalog_file import (
    CATALOG,
    Contents,
    LayerRow,
    inside,
    read_contents,
    required,
    topics_of,
)
from arctic_map.content.charts import read_charts, sound_charts
from arctic_map.content.content_index import KnownIds, index_of, linked
from arctic_map.content.facts import read_facts
from arctic_map.content.features import LayerFile, read_layer
from arctic_map.content.ledger import (
    read_ice_ledger,
    read_ledger,
    read_voyages,
    sound_ice_ledger,
    sound_ledger,
    sound_voyages,
)
from arctic_map.content.people import read_people
from arctic_map.content.symbology.style_checks import built_in, read_symbology, usable
from arctic_map.content.toml_rows import Identified
from arctic_map.content.tour import read_tour, sound_steps
from arctic_map.content.translations import (
    language_of,
    language_problem,
    read_translations,
    with_joined,
    with_names,
)
from arctic_map.content.views import read_views, sound_views
from arctic_map.errors import ContentError
from arctic_map.model.catalog import ARTICLE, Catalog, Layer, LayerKind, Source, ViewHeadline
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Fact, Person
from arctic_map.model.itinerary import STYLES as ROUTE_STYLES
from arctic_map.model.problem import MAX_PROBLEMS, FileProblem, Problem
from arctic_map.model.symbology import Symbology
from arctic_map.model.tr import AtlasWords, tr, tr_later
from arctic_map.storage.bounded_reading import Unreadable, read_text
from arctic_map.storage.ice_record import record_for

NO_WORDS = tr_later("the text of the atlas has no such passage")


@dataclass(slots=True)
class CatalogReader:
    """Reads the files of a folder and collects problems and ids."""

    data: Path
    problems: list[Problem] = field(default_factory=list)
    feature_files: dict[str, str] = field(default_factory=dict)
    """All ids found, also of invalid features, with the file of each."""
    fact_files: dict[str, str] = field(default_factory=dict)
    all_layers: bool = True
    """Whether every layer file was read completely."""
    all_facts: bool = True

    def add(self, file: str, *problems: FileProblem) -> None:
        """Record the problems of a file."""
        self.problems += (Problem(file, where, why) for where, why in problems)

    def read[T](self, name: str, read: Callable[[Path], T]) -> T | None:
        """The result of reading the file of this name, or None if it cannot be read."""
        try:
            return read(required(self.data, name))
        except Unreadable as error:
            self.add(name, (error.where, error.why))
            return None

    def sound[T](self, name: str, rows: tuple[tuple[T, ...], tuple[FileProblem, ...]]) -> tuple[T, ...]:
        """The objects without the problems of their file, which are recorded."""
        entries, problems = rows
        self.add(name, *problems)
        return entries

    def rows[T](
        self, name: str, read: Callable[[Path], tuple[tuple[T, ...], tuple[FileProblem, ...]]]
    ) -> tuple[T, ...]:
        """The valid rows of a file; none if the catalogue names no file."""
        rows = self.read(name, read) if name else None
        return self.sound(name, rows) if rows else ()

    def new[N: Identified](
        self, file: str, entries: Iterable[N], ids: Iterable[str], files: dict[str, str]
    ) -> Iterator[N]:
        """Yield the objects whose id no other file uses. `ids` are all ids of this file."""
        for noun in entries:
            if other := files.get(noun.id):
                self.add(
                    file, (noun.id, tr("the id {id!r} is already used in {file}", id=noun.id, file=other))
                )
            else:
                yield noun
        for id in ids:
            files.setdefault(id, file)


def load(data: Path) -> Catalog:
    """The content of a folder with its problems. Raises ContentError if there is no readable catalogue."""
    try:
        contents = read_contents(data)
    except Unreadable as error:
        place = f", {error.where}" if error.where else ""
        raise ContentError(error.why, where=f"{data / CATALOG}{place}") from None
    head, reader = contents.head, CatalogReader(data, all_layers=contents.whole)
    reader.add(CATALOG, *contents.problems)
    sources = frozenset(source.id for source in _sources_of(contents))
    symbology = _symbology(head.symbology, reader)
    styles = usable(symbology)
    words = _words(head.words, reader)
    read = (_layer(row, sources, styles, reader) for row in contents.layers)
    every_layer = [_drawn(with_names(layer, words) if words else layer, symbology) for layer in read]
    legends = _legends(contents.layers, every_layer, symbology)
    symbology = symbology.with_legends({style: ", ".join(texts) for style, texts in legends.items()})
    topics = topics_of(head.topics)
    symbology = symbology.with_topics({topic.id: topic.colour for topic in topics})
    reader.add(
        CATALOG,
        *(
            (f"topics.{topic.id}", vocabulary.unknown("colour", topic.colour, [*symbology.plain]))
            for topic in topics
            if topic.colour and topic.colour not in symbology.plain
        ),
    )
    symbology = symbology.without_family if head.publisher else symbology
    every_fact = [
        fact
        for number, name in enumerate(head.facts)
        for fact in _facts(number, name, [topic.id for topic in topics], reader)
    ]
    every_fact = [*_with_passages(every_fact, head.article.text, reader)]
    known = KnownIds(reader.feature_files, reader.fact_files, reader.all_layers, reader.all_facts)
    layers, facts, problems = linked(every_layer, every_fact, known)
    people = tuple(_people(head.people, facts, reader))
    charts = reader.rows(head.charts, partial(read_charts, styles=styles))
    steps = reader.rows(head.tour, read_tour)
    ledger = reader.rows(head.ledger, read_ledger)
    voyages = reader.rows(head.voyages, read_voyages)
    ice_ledger = reader.rows(head.ice_ledger, read_ice_ledger)
    views = reader.rows(head.views, read_views)
    there = index_of(layers, facts, (*reader.fact_files, *reader.feature_files))
    catalog = Catalog(
        **_head(contents),
        layers=layers,
        facts=facts,
        people=people,
        charts=reader.sound(head.charts, sound_charts(charts, there)),
        voyages=reader.sound(head.voyages, sound_voyages(voyages, there)),
        ice_ledger=reader.sound(head.ice_ledger, sound_ice_ledger(ice_ledger, there)),
        views=reader.sound(head.views, sound_views(views, there)),
        ledger=reader.sound(head.ledger, sound_ledger(ledger, there)),
        tour=reader.sound(head.tour, sound_steps(steps, there)),
        words=with_joined(words, legends.values()) if words else {},
        symbology=symbology if head.publisher or head.symbology else _own(symbology, every_layer, charts),
        read_ice=record_for(layers),
    )
    return replace(catalog, problems=(*reader.problems, *problems))


def _head(contents: Contents) -> dict[str, Any]:
    """Fields of the catalogue file itself."""
    head, article = contents.head, contents.head.article
    return {
        "version": head.version,
        "title": head.title,
        "subtitle": head.subtitle,
        "article": f"{article.title} ({article.rubric})" if article.rubric else article.title,
        "article_title": article.title,
        "article_credit": (article.author, article.date, article.address),
        "publisher": head.publisher,
        "topics": topics_of(head.topics),
        "sources": tuple(_sources_of(contents)),
        "headlines": tuple(ViewHeadline(row.text, row.features) for row in head.headline),
    }


def _sources_of(contents: Contents) -> Iterator[Source]:
    """Yield the sources, and the article first if the catalogue describes it only in its own table."""
    article = contents.head.article
    if article.title and all(row.id != ARTICLE for row in contents.sources):
        note = ", ".join(filter(None, (article.author, article.date, article.address)))
        yield Source(ARTICLE, article.title, "the article", note=note)  # no words: a citation
    for row in contents.sources:
        yield Source(id=row.id, name=row.name, short=row.short, licence=row.licence, note=row.note)


def _symbology(name: str, reader: CatalogReader) -> Symbology:
    """The style table of the atlas, or the built-in one if it names none or an unreadable one."""
    file = reader.read(name, read_symbology) if name else None
    if file is None:
        return built_in()
    reader.add(name, *file.problems)
    return file.symbology


def _layer(row: LayerRow, sources: frozenset[str], styles: frozenset[str], reader: CatalogReader) -> Layer:
    """The layer of a row, without features if its file cannot be read."""
    content = LayerFile((), (), frozenset(), "", {})
    if row.kind == LayerKind.FEATURES:
        read = reader.read(row.file, partial(read_layer, sources=sources, styles=styles))
        reader.all_layers &= read is not None and len(read.problems) <= MAX_PROBLEMS
        content = read or content
    reader.add(row.file, *content.problems)
    return Layer(
        id=row.id,
        name=row.name,
        topic=row.topic,
        kind=LayerKind(row.kind),
        items=row.items,
        features=tuple(reader.new(row.file, content.features, content.ids, reader.feature_files)),
        shown=row.shown,
        note=row.note,
        sources=_sources(row, sources, reader),
        digest=content.digest,
    )


def _own(symbology: Symbology, layers: Iterable[Layer], charts: Iterable[Chart]) -> Symbology:
    """The table without the styles of the built-in atlas that this atlas does not use."""
    used = {feature.style for layer in layers for feature in layer.features}
    used |= {chart.style for chart in charts}
    used |= {id for id in symbology.styles if id.startswith(ROUTE_STYLES)} | {*symbology.roles.values()}
    return symbology.without(usable(symbology) - symbology.family - used)


def _words(names: Sequence[str], reader: CatalogReader) -> dict[str, AtlasWords]:
    """The translations of the files by language."""
    words: dict[str, AtlasWords] = {}
    for number, name in enumerate(names):
        if why := language_problem(name, words):
            reader.add(CATALOG, (f"words[{number}]", why))
        elif file := reader.read(name, read_translations):
            words[language_of(name)], problems = file
            reader.add(name, *problems)
    return words


def _legends(
    rows: Iterable[LayerRow], layers: Iterable[Layer], symbology: Symbology
) -> dict[str, tuple[str, ...]]:
    """The legend texts that layers choose; styles of the plain family have their names otherwise."""
    legends: dict[str, list[str]] = {}
    by_id = {layer.id: layer for layer in layers}
    for row in rows:
        for style in dict.fromkeys(feature.style for feature in by_id[row.id].features):
            if text := row.legend.get(style, row.name if style in symbology.family else ""):
                legends.setdefault(style, []).append(text)
    return {style: tuple(dict.fromkeys(texts)) for style, texts in legends.items()}


def _sources(row: LayerRow, known: frozenset[str], reader: CatalogReader) -> tuple[str, ...]:
    for source in row.sources:
        if source not in known:
            reader.add(CATALOG, (f"layer {row.id}", tr("there is no source {id!r}", id=source)))
    return tuple(source for source in row.sources if source in known)


def _drawn(layer: Layer, symbology: Symbology) -> Layer:
    """The layer with its style rows included in its digest, which identifies its drawings."""
    if layer.kind in (LayerKind.GROUND, LayerKind.IMAGE):
        return layer
    if layer.kind is LayerKind.GRATICULE:
        styles = {symbology.roles.get(role, "") for role in ("graticule", "circle")}
    else:
        styles = {feature.style for feature in layer.features}
    return replace(layer, digest=f"{layer.digest}{symbology.drawn_by(styles)}")


def _facts(number: int, name: str, topics: Sequence[str], reader: CatalogReader) -> Iterator[Fact]:
    path, where = inside(reader.data, name), f"facts[{number}]"
    content = None
    if path is None:
        reader.add(CATALOG, (where, tr("{name!r} is not inside the content folder", name=name)))
    elif path.stem not in topics:
        reader.add(CATALOG, (where, vocabulary.unknown("topic", path.stem, topics)))
    else:
        content = reader.read(name, read_facts)
    reader.all_facts &= content is not None and len(content.problems) <= MAX_PROBLEMS
    if content is not None:
        reader.add(name, *content.problems)
        yield from reader.new(name, content.facts, content.ids, reader.fact_files)


def _with_passages(facts: Iterable[Fact], text_file: str, reader: CatalogReader) -> Iterator[Fact]:
    """Yield the facts, those whose passage is given by its words alone with what the text says of it."""
    text: str | None = None
    for fact in facts:
        if fact.passage and not fact.passage.fingerprints:
            if text is None:
                text = (reader.read(text_file, read_text) or b"").decode() if text_file else ""
            if (passage := completed(fact.passage, text)) is None:
                reader.add(reader.fact_files[fact.id], (f"{fact.id}.passage", tr(NO_WORDS)))
            fact = replace(fact, passage=passage)
        yield fact


def _people(name: str, facts: tuple[Fact, ...], reader: CatalogReader) -> Iterator[Person]:
    """Yield the people of the file, each with those of its facts that exist."""
    sound = {fact.id for fact in facts}
    for person in reader.rows(name, read_people):
        missing = [id for id in person.facts if id not in reader.fact_files] if reader.all_facts else []
        reader.add(name, *((f"{person.id}.facts", tr("there is no fact {id!r}", id=id)) for id in missing))
        yield replace(person, facts=tuple(id for id in person.facts if id in sound))
