"""The ledger as a table of an HTML page."""

from collections.abc import Iterable, Iterator

from arctic_map.export.html.sections import fact_links, section
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.tr import tr
from arctic_map.scene.ledger.groups import COLUMNS, Group, computed, difference, grouped, per_cent, stated
from arctic_map.scene.ledger.ledger import Basis, Row, rows
from arctic_map.scene.ledger.planned import planned_rows
from arctic_map.scene.scene import Scene
from arctic_map.storage.shipped.lane_ways import read_lane_ways


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
    remarks = (
        (tr("How"), row.how),
        (tr("Why it may differ"), row.why),
        (tr("In the article"), row.passage),
    )
    listed = (tag("p", tag("b", f"{heading}:"), " ", text(words)) for heading, words in remarks if words)
    return tag("details", tag("summary", text(short)), *listed, fact_links(row.facts, scene))
