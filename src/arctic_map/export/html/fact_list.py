"""Facts, people and the ledger as accessible HTML."""

from collections.abc import Iterable, Iterator

from arctic_map.export.html.offered_views import never_shown
from arctic_map.export.html.page_parts import button, fact_links, fold, section
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.fact import Fact, Figure
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import Names
from arctic_map.model.tr import tr, tr_content, tr_count
from arctic_map.scene.ledger.groups import (
    COLUMNS,
    Group,
    computed,
    difference,
    grouped,
    per_cent,
    planned_rows,
    stated,
)
from arctic_map.scene.ledger.ledger_rows import Basis, Row, rows
from arctic_map.scene.reading import facts_in_order
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.fact_texts import dated, remarks, source_of
from arctic_map.scene.words.words import figure_text, kind_in_words, name_of, person_name, topic_name
from arctic_map.storage.route_data import read_lane_ways


def fact_list(scene: Scene) -> str:
    """All facts except those of hidden kinds, in reading order by topic."""
    never = never_shown(scene).facts
    facts = facts_in_order(
        (fact for fact in scene.catalog.facts if fact.id not in never), scene.catalog.topic
    )
    topics: dict[str, list[Fact]] = {}
    for fact in facts:
        topics.setdefault(fact.topic, []).append(fact)
    count = tag("span", tr_count(len(facts), "{count} fact", "{count} facts"), id="count")
    return section(
        "facts",
        tr("Facts"),
        tag("p", count, button(tr("All facts"), id="all-facts", hidden=""), class_="line"),
        *(_topic(topic, listed, scene) for topic, listed in topics.items()),
        # Its counts are there for the script.
        hidden=not facts,
    )


def _topic(topic: str, facts: Iterable[Fact], scene: Scene) -> str:
    heading = tag("h3", text(topic_name(topic, scene.catalog.topic)), id=f"topic-{topic}")
    items = (_fact(fact, scene) for fact in facts)
    return tag("section", heading, tag("ol", *items), class_="topic", aria_labelledby=f"topic-{topic}")


def _fact(fact: Fact, scene: Scene) -> str:
    places = [feature for id in fact.features if (feature := scene.catalog.features.get(id))]
    return tag(
        "li",
        tag("p", *_head(fact, bool(places)), class_="head"),
        tag("p", text(tr_content(fact.text)), class_="text"),
        *_figures(fact.figures),
        *_places(places, scene.preferences.names),
        *_remarks(fact),
        id=f"fact-{fact.id}",
        data_fact=fact.id,
    )


def _head(fact: Fact, on_map: bool) -> Iterator[str]:
    yield tag("b", text(fact.id), class_="id")
    yield tag("span", text(f"{kind_in_words(fact)} · {dated(fact)}"), class_="quiet")
    if on_map:
        name = tr("Show {id} on the map", id=fact.id)
        yield button(
            tr("On the map"), class_="show", data_show=fact.id, aria_pressed="false", aria_label=name
        )


def _figures(figures: Iterable[Figure]) -> Iterator[str]:
    listed = [_figure(figure) for figure in figures]
    if listed:
        yield tag("ul", *listed, class_="figures", aria_label=tr("Figures"))


def _figure(figure: Figure) -> str:
    return tag("li", tag("b", text(figure_text(figure))), " ", tag("span", text(tr_content(figure.what))))


def _places(places: Iterable[Feature], names: Names) -> Iterator[str]:
    """A button for each place, which moves the map there."""
    listed = [
        tag("li", button(name_of(place, names), class_="place", data_place=place.id, aria_pressed="false"))
        for place in places
    ]
    if listed:
        yield tag("ul", *listed, class_="places", aria_label=tr("Places"))


def _remarks(fact: Fact) -> Iterator[str]:
    for heading, words in (
        (tr("Where"), tr_content(fact.where or "")),
        *remarks(fact),
        (tr("In the article"), source_of(fact)),
    ):
        if words:
            yield tag("p", tag("b", text(heading + tr(": "))), text(words), class_="remark")


def people(scene: Scene) -> str:
    """The people of the atlas with their facts. Empty if it has none."""
    listed = [
        tag(
            "li",
            tag("b", text(person_name(person))),
            text(tr(", {role}", role=tr_content(person.role)) if person.role else ""),
            fact_links(person.facts, scene),
        )
        for person in scene.catalog.people
    ]
    return fold("people", tr("People"), tag("ul", *listed)) if listed else ""


def ledger(scene: Scene) -> str:
    """Figures of the article compared with the map and with arithmetic. Empty if there are none."""
    units, ways = scene.preferences.units, read_lane_ways()
    entries = (*rows(scene.catalog, units, ways), *planned_rows(scene.catalog, ways))
    if not entries:
        return ""
    tables = (_table(basis, [row for row in entries if row.basis is basis], scene) for basis in Basis)
    return section("ledger", tr("Ledger"), *tables)


def _table(basis: Basis, found: Iterable[Row], scene: Scene) -> str:
    groups = grouped(found, scene.preferences.units)
    if not groups:
        return ""
    heads = (tr("Figure"), *map(tr, COLUMNS[basis]), tr("Differs"), "%")
    head = tag("thead", tag("tr", *(tag("th", text(words), scope="col") for words in heads)))
    return tag("table", head, *(tag("tbody", *_rows(group, scene)) for group in groups))


def _rows(group: Group, scene: Scene) -> Iterator[str]:
    yield tag("tr", tag("th", text(group.heading), colspan="5", scope="rowgroup"))
    units = scene.preferences.units
    for short, row in group.rows:
        figures = stated(row, units), computed(row, units), difference(row, units), per_cent(row)
        yield tag(
            "tr",
            tag("th", _explained(short, row, scene), scope="row"),
            *(tag("td", text(figure)) for figure in figures),
            id=f"ledger-{row.id}",
        )


def _explained(short: str, row: Row, scene: Scene) -> str:
    """The name of a row, which unfolds how its figure was computed."""
    remarks = ((tr("How"), row.how), (tr("Why it may differ"), row.why), (tr("In the article"), row.passage))
    listed = (
        tag("p", tag("b", text(heading + tr(": "))), text(words)) for heading, words in remarks if words
    )
    return tag("details", tag("summary", text(short)), *listed, fact_links(row.facts, scene))
