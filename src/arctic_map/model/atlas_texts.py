"""The texts of an atlas that can be translated, and those that are not."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from arctic_map.model.catalog import BASE, Catalog, Layer
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Fact, Person
from arctic_map.model.reckoning import ComparedWay, IceReckoning, Reckoning
from arctic_map.model.tr import AtlasWords

TITLES = ("title", "subtitle")
OF_FACTS = ("headline", "text", "where", "attributed_to", "inferred", "inferred_when", "question", "note")
OF_LEDGER = ("group", "what", "short", "how", "why", "between", "name", "against", "checked", "saved")
OF_STYLES = ("legend", "legend_group", "legend_tail")


@dataclass(frozen=True, slots=True)
class AtlasText:
    """A text of an atlas."""

    place: str
    """Its entry and field, such as `F3.headline`."""
    text: str
    fact: str = ""
    """Id of the fact that it belongs to; empty for others."""
    is_unit: bool = False
    """Whether it has plural forms."""
    is_name: bool = False
    """Whether it is a name of a feature or person, which only the atlas translates."""
    is_optional: bool = False
    """Whether it may stay as it is, as the name of a source."""
    languages: Container[str] = ()
    """Languages that its entry itself translates it into."""


def untranslated(catalog: Catalog, language: str, program: Container[str]) -> Iterator[AtlasText]:
    """Yield each text without a translation into a language once; `program` translates its own texts."""
    known = catalog.words.get(language, AtlasWords())
    seen: set[str] = set()
    for each in texts_of(catalog):
        if each.is_optional or language in each.languages or each.text in seen:
            continue
        by_program = not each.is_name and each.text in program
        if not by_program and each.text not in known.words and each.text not in known.plurals:
            seen.add(each.text)
            yield each


def texts_of(catalog: Catalog) -> Iterator[AtlasText]:
    """Yield all texts with letters in the order of the atlas; the same text may be yielded several times."""
    parts = (
        _fields("", catalog, TITLES),
        (AtlasText(f"headline[{at}]", row.text) for at, row in enumerate(catalog.headlines)),
        (AtlasText(f"topics.{topic.id}", topic.name) for topic in catalog.topics),
        chain.from_iterable(map(_of_layer, catalog.layers)),
        chain.from_iterable(map(_of_fact, catalog.facts)),
        chain.from_iterable(map(_of_person, catalog.people)),
        chain.from_iterable(map(_of_chart, catalog.charts)),
        chain.from_iterable(_fields(step.id, step, ("title", "text")) for step in catalog.tour),
        (AtlasText(f"{view.id}.name", view.name) for view in catalog.views),
        _of_ledger(catalog),
        _of_styles(catalog),
        (AtlasText("article.title", catalog.article_title, is_optional=True),),
        _of_sources(catalog),
    )
    return (each for each in chain.from_iterable(parts) if any(map(str.isalpha, each.text)))


def _fields(id: str, entry: object, names: tuple[str, ...], fact: str = "") -> Iterator[AtlasText]:
    for name in names:
        if text := getattr(entry, name, ""):
            yield AtlasText(f"{id}.{name}" if id else name, text, fact)


def _of_layer(layer: Layer) -> Iterator[AtlasText]:
    yield from _fields(layer.id, layer, ("name", "note"))
    for feature in layer.features:
        # The base map has names of its own, which need none.
        name = AtlasText(f"{feature.id}.name", feature.name, is_name=True, languages=feature.names)
        yield replace(name, is_optional=layer.topic == BASE)
        yield from _fields(feature.id, feature, ("inferred", "note"))


def _of_fact(fact: Fact) -> Iterator[AtlasText]:
    yield from _fields(fact.id, fact, OF_FACTS, fact.id)
    for at, figure in enumerate(fact.figures):
        yield AtlasText(f"{fact.id}.figures[{at}].what", figure.what, fact.id)
        yield AtlasText(f"{fact.id}.figures[{at}].unit", figure.unit, fact.id, is_unit=True)


def _of_person(person: Person) -> Iterator[AtlasText]:
    yield AtlasText(f"{person.id}.name", person.name, is_name=True, languages=person.names)
    yield AtlasText(f"{person.id}.role", person.role)


def _of_chart(chart: Chart) -> Iterator[AtlasText]:
    yield from _fields(chart.id, chart, ("title", "note"))
    yield AtlasText(f"{chart.id}.unit", chart.unit, is_unit=True)
    for at, item in enumerate(chart.items):
        yield from _fields(f"{chart.id}.items[{at}]", item, ("label", "how", "sign"))


def _of_ledger(catalog: Catalog) -> Iterator[AtlasText]:
    rows: tuple[Reckoning | ComparedWay | IceReckoning, ...]
    rows = (*catalog.ledger, *catalog.voyages, *catalog.ice_ledger)
    yield from chain.from_iterable(_fields(row.id, row, OF_LEDGER) for row in rows)
    yield from (AtlasText(f"{row.id}.unit", row.unit, is_unit=True) for row in catalog.ledger)


def _of_styles(catalog: Catalog) -> Iterator[AtlasText]:
    symbology = catalog.symbology
    # Only the form of a place lists the plain styles that nothing is drawn in.
    plain = symbology.family - {feature.style for feature in catalog.features.values()}
    for row in (*symbology.styles.values(), *symbology.ground.values()):
        for each in _fields(row.id, row, OF_STYLES):
            yield replace(each, is_optional=row.id in plain)


def _of_sources(catalog: Catalog) -> Iterator[AtlasText]:
    for source in catalog.sources:
        for name in ("short", "licence"):
            yield AtlasText(f"{source.id}.{name}", getattr(source, name), is_optional=True)
