"""Reads a folder of content into a Catalog: what is sound is kept, what is not becomes a Problem."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from arctic_map.content import vocabulary
from arctic_map.content.catalog_file import CATALOG, Contents, LayerRow, inside, read_contents
from arctic_map.content.charts import read_charts, sound_charts
from arctic_map.content.content_index import index_of
from arctic_map.content.facts import FactFile, read_facts
from arctic_map.content.features import LayerFile, read_layer
from arctic_map.content.ice_ledger import read_ice_ledger, sound_ice_ledger
from arctic_map.content.ledger import read_ledger, sound_ledger
from arctic_map.content.links import Known, linked
from arctic_map.content.people import read_people
from arctic_map.content.symbology.style_table import built_in, read_symbology, usable
from arctic_map.content.tour import read_tour, sound_steps
from arctic_map.content.views import read_views, sound_views
from arctic_map.content.voyages import read_voyages, sound_voyages
from arctic_map.errors import ContentError
from arctic_map.model.catalog import Catalog, Layer, LayerKind, Source, ViewHeadline
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature
from arctic_map.model.person import Person
from arctic_map.model.problem import MOST, FileProblem, Problem
from arctic_map.model.symbology import Symbology
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.shipped.ice_record import record_for


@dataclass(slots=True)
class Found:
    """What reading has come upon so far."""

    problems: list[Problem] = field(default_factory=list)
    feature_files: dict[str, str] = field(default_factory=dict)
    """Ids that occur, of faulty features too, and the file of each."""
    fact_files: dict[str, str] = field(default_factory=dict)
    all_layers: bool = True
    """Whether all that the catalogue names was read, to its end."""
    all_facts: bool = True

    def add(self, file: str, *problems: FileProblem) -> None:
        self.problems += (Problem(file, where, why) for where, why in problems)


def load(data: Path) -> Catalog:
    """All content below `data`; with its problems. Raises ContentError without a readable catalogue."""
    try:
        contents = read_contents(data)
    except Unreadable as error:
        place = f", {error.where}" if error.where else ""
        raise ContentError(error.why, where=f"{data / CATALOG}{place}") from None
    found = Found(all_layers=contents.whole)
    found.add(CATALOG, *contents.problems)
    sources = frozenset(source.id for source in contents.sources)
    symbology = _symbology(data, contents.head.symbology, found)
    styles = usable(symbology)
    layers = [_drawn(_layer(data, row, sources, styles, found), symbology) for row in contents.layers]
    facts = [fact for n, name in enumerate(contents.head.facts) for fact in _facts(data, n, name, found)]
    known = Known(found.feature_files, found.fact_files, found.all_layers, found.all_facts)
    sound_layers, sound_facts, problems = linked(layers, facts, known)
    people = tuple(_people(data, contents.head.people, sound_facts, found))
    there = index_of(sound_layers, sound_facts)
    charts, chart_problems = sound_charts(
        _entries(data, contents.head.charts, partial(read_charts, styles=styles), found), there
    )
    steps, step_problems = sound_steps(_entries(data, contents.head.tour, read_tour, found), there)
    ledger, ledger_problems = sound_ledger(_entries(data, contents.head.ledger, read_ledger, found), there)
    voyages, voyage_problems = sound_voyages(
        _entries(data, contents.head.voyages, read_voyages, found), there
    )
    ice_ledger, ice_problems = sound_ice_ledger(
        _entries(data, contents.head.ice_ledger, read_ice_ledger, found), there
    )
    views, view_problems = sound_views(_entries(data, contents.head.views, read_views, found), there)
    found.add(contents.head.charts, *chart_problems)
    found.add(contents.head.voyages, *voyage_problems)
    found.add(contents.head.ice_ledger, *ice_problems)
    found.add(contents.head.views, *view_problems)
    found.add(contents.head.ledger, *ledger_problems)
    found.add(contents.head.tour, *step_problems)
    catalog = _catalog(contents, sound_layers, sound_facts, people, (*found.problems, *problems))
    return replace(
        catalog,
        charts=charts,
        tour=steps,
        ledger=ledger,
        voyages=voyages,
        ice_ledger=ice_ledger,
        views=views,
        symbology=symbology,
        article_title=contents.head.article.title,
        read_ice=record_for(sound_layers),
        headlines=tuple(ViewHeadline(row.text, row.features) for row in contents.head.headline),
    )


def _catalog(
    contents: Contents,
    layers: tuple[Layer, ...],
    facts: tuple[Fact, ...],
    people: tuple[Person, ...],
    problems: tuple[Problem, ...],
) -> Catalog:
    head, article = contents.head, contents.head.article
    return Catalog(
        version=head.version,
        title=head.title,
        subtitle=head.subtitle,
        article=f"{article.title} ({article.rubric})" if article.rubric else article.title,
        layers=layers,
        facts=facts,
        sources=tuple(
            Source(id=row.id, name=row.name, short=row.short, licence=row.licence, note=row.note)
            for row in contents.sources
        ),
        problems=problems,
        people=people,
    )


def _symbology(data: Path, name: str, found: Found) -> Symbology:
    """The table that the catalogue names; the atlas's own where it names none, or one that cannot be read."""
    if not name:
        return built_in()
    try:
        if (path := inside(data, name)) is None:
            raise Unreadable("the file is not inside the content folder")
        file = read_symbology(path)
    except Unreadable as error:
        found.add(name, (error.where, error.why))
        return built_in()
    found.add(name, *file.problems)
    return file.symbology


def _layer(data: Path, row: LayerRow, sources: frozenset[str], styles: frozenset[str], found: Found) -> Layer:
    """The layer of a row; empty when its file cannot be read."""
    content = LayerFile((), (), frozenset(), "", {})
    if row.kind == LayerKind.FEATURES:
        try:
            if (path := inside(data, row.file)) is None:
                raise Unreadable("the file is not inside the content folder")
            content = read_layer(path, sources, styles)
        except Unreadable as error:
            found.all_layers = False
            found.add(row.file, (error.where, error.why))
    return Layer(
        id=row.id,
        name=row.name,
        topic=row.topic,
        kind=LayerKind(row.kind),
        items=row.items,
        features=tuple(_new_features(content, row.file, found)),
        shown=row.shown,
        note=row.note,
        sources=_sources(row, sources, found),
        digest=content.digest,
    )


def _sources(row: LayerRow, known: frozenset[str], found: Found) -> tuple[str, ...]:
    for source in row.sources:
        if source not in known:
            found.add(CATALOG, (f"layer {row.id}", f"there is no source {source!r}"))
    return tuple(source for source in row.sources if source in known)


def _drawn(layer: Layer, symbology: Symbology) -> Layer:
    """With a digest of its rows in the table too, by which its drawings are known."""
    if layer.kind in (LayerKind.GROUND, LayerKind.IMAGE):
        return layer
    if layer.kind is LayerKind.GRATICULE:
        styles = {symbology.roles.get(role, "") for role in ("graticule", "circle")}
    else:
        styles = {feature.style for feature in layer.features}
    return replace(layer, digest=f"{layer.digest}{symbology.drawn_by(styles)}")


def _new_features(content: LayerFile, file: str, found: Found) -> Iterator[Feature]:
    found.all_layers &= len(content.problems) <= MOST
    found.add(file, *content.problems)
    for feature in content.features:
        if other := found.feature_files.get(feature.id):
            found.add(file, (feature.id, f"the id {feature.id!r} is already used in {other}"))
        else:
            yield feature
    for id in content.ids:
        found.feature_files.setdefault(id, file)


def _facts(data: Path, number: int, name: str, found: Found) -> Iterator[Fact]:
    path, where = inside(data, name), f"facts[{number}]"
    if path is None:
        found.add(CATALOG, (where, f"{name!r} is not inside the content folder"))
    elif path.stem not in vocabulary.FACT_TOPICS:
        found.add(CATALOG, (where, vocabulary.unknown("topic", path.stem, vocabulary.FACT_TOPICS)))
    else:
        try:
            content = read_facts(path)
        except Unreadable as error:
            found.add(name, (error.where, error.why))
        else:
            yield from _new_facts(content, name, found)
            return
    found.all_facts = False


def _new_facts(content: FactFile, file: str, found: Found) -> Iterator[Fact]:
    found.all_facts &= len(content.problems) <= MOST
    found.add(file, *content.problems)
    for fact in content.facts:
        if other := found.fact_files.get(fact.id):
            found.add(file, (fact.id, f"the id {fact.id!r} is already used in {other}"))
        else:
            yield fact
    for id in content.ids:
        found.fact_files.setdefault(id, file)


def _entries[T](
    data: Path, name: str, read: Callable[[Path], tuple[tuple[T, ...], tuple[FileProblem, ...]]], found: Found
) -> tuple[T, ...]:
    """The sound entries of a file that the catalogue need not name."""
    if not name:
        return ()
    try:
        if (path := inside(data, name)) is None:
            raise Unreadable("the file is not inside the content folder")
        entries, problems = read(path)
    except Unreadable as error:
        found.add(name, (error.where, error.why))
        return ()
    found.add(name, *problems)
    return entries


def _people(data: Path, name: str, facts: tuple[Fact, ...], found: Found) -> Iterator[Person]:
    """The people of the file, each with those facts that there are."""
    sound = {fact.id for fact in facts}
    for person in _entries(data, name, read_people, found):
        missing = [id for id in person.facts if id not in found.fact_files] if found.all_facts else []
        found.add(name, *((f"{person.id}.facts", f"there is no fact {id!r}") for id in missing))
        yield replace(person, facts=tuple(id for id in person.facts if id in sound))
