"""One of all edits that the window makes of an atlas, at random, with what there is in it."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.unit.content.contents import TEXT

from arctic_map.article.passage_search import found_again
from arctic_map.content import places
from arctic_map.content.article import replace_text
from arctic_map.content.charts import CHARTS
from arctic_map.content.edits import Content, Edit
from arctic_map.content.facts import put_fact, remove_fact
from arctic_map.content.ledger import LEDGER
from arctic_map.content.people import PEOPLE
from arctic_map.content.symbology.style_checks import usable
from arctic_map.content.tour import STEPS
from arctic_map.content.views import VIEWS
from arctic_map.model.chart import Chart, ChartItem, FigureRef, Form
from arctic_map.model.fact import Person
from arctic_map.model.outline import OutlineKind
from arctic_map.model.reckoning import Operation, Reckoning
from arctic_map.model.saved_view import NamedView
from arctic_map.scene.map_views import step_here, view_here
from arctic_map.scene.scene import Scene
from arctic_map.scene.symbology.legend import fitting

DRAWN: dict[OutlineKind, dict[str, object]] = {
    OutlineKind.POINT: {"type": "Point", "coordinates": [18.96, 69.65]},
    OutlineKind.LINE: {"type": "LineString", "coordinates": [[33.0, 72.0], [70.0, 76.0], [125.0, 78.0]]},
    OutlineKind.AREA: {
        "type": "Polygon",
        "coordinates": [[[60.0, 80.0], [100.0, 82.0], [100.0, 85.0], [60.0, 80.0]]],
    },
}
NEWER = f"{TEXT}\nIt came back in June.\n"


def any_edit(pick: Random, scene: Scene) -> tuple[str, Edit]:
    """Its kind, and what it does; one that would break the atlas is refused."""
    catalog, number = scene.catalog, pick.randrange(10**6)
    facts = [fact.id for fact in catalog.facts]
    drawn = [each.id for layer in catalog.layers if layer.topic == "trade" for each in layer.features]
    figures = [FigureRef(fact.id, 1) for fact in catalog.facts if fact.figures]
    ways: dict[str, Callable[[], Edit]] = {
        "fact": lambda: _fact(number, drawn, pick),
        "text": lambda: lambda content: replace_text(content, pick_text(content), found_again).content,
        "place": lambda: places.keep(_place(number, facts, scene, pick)),
        "step": lambda: STEPS.keep(
            replace(step_here(scene), title=f"Step {number % 9}", text=f"It says {number}.", facts=())
        ),
        "view": lambda: VIEWS.keep(NamedView("", f"View {number % 9}", view_here(scene))),
    }
    ways["person"] = lambda: PEOPLE.keep(_person(number, facts, pick))
    if catalog.people:
        ways["person removed"] = lambda: PEOPLE.remove(pick.choice(catalog.people).id)
    if facts:
        ways["fact removed"] = lambda: _removing_fact(pick.choice(facts))
    if drawn:
        ways["place removed"] = lambda: places.remove(pick.choice(drawn))
    if figures:
        ways["chart"] = lambda: CHARTS.keep(_chart(number, figures, scene))
        ways["row"] = lambda: LEDGER.keep(_row(number, figures))
    if catalog.charts:
        ways["chart removed"] = lambda: CHARTS.remove(pick.choice(catalog.charts).id)
    if catalog.ledger:
        ways["row removed"] = lambda: LEDGER.remove(pick.choice(catalog.ledger).id)
    if catalog.tour:
        ways["step moved"] = lambda: STEPS.move(pick.choice(catalog.tour).id, 0)
        ways["step removed"] = lambda: STEPS.remove(pick.choice(catalog.tour).id)
    if catalog.views:
        ways["view moved"] = lambda: VIEWS.move(pick.choice(catalog.views).id, 0)
        ways["view removed"] = lambda: VIEWS.remove(pick.choice(catalog.views).id)
    kind = pick.choice(list(ways))
    return kind, ways[kind]()


KINDS = {
    f"{kind}{what}"
    for kind in ("fact", "person", "place", "step", "view", "chart", "row")
    for what in ("", " removed")
} | {"text", "step moved", "view moved"}


def pick_text(content: Content) -> str:
    """The other one of two versions."""
    return TEXT if content.get("article.txt", b"").decode() == NEWER else NEWER


def _fact(number: int, drawn: list[str], pick: Random) -> Edit:
    row = {
        "id": f"F{number % 40}",
        "text": f"Number {number}.",
        "kind": pick.choice(("reported", "judgement")),
        "figures": [{"value": number % 900 + 1, "unit": "km", "what": "sailed"}],
        **({"features": [pick.choice(drawn)]} if drawn and number % 2 else {}),
    }
    topic = pick.choice(("trade", "ice"))
    return lambda content: put_fact(content, topic, row)


def _person(number: int, facts: list[str], pick: Random) -> Person:
    lines = (pick.choice(facts),) if facts else ()
    return Person(id="", name=f"Person {number % 9}", names={"ru": f"Лицо {number % 9}"}, facts=lines)


def _removing_fact(id: str) -> Edit:
    return lambda content: remove_fact(content, id)


def _place(number: int, facts: list[str], scene: Scene, pick: Random) -> places.DrawnPlace:
    table = scene.catalog.symbology
    kind = pick.choice(list(OutlineKind))
    style = fitting(table, kind, usable(table))[0].id
    layers = {layer.id for layer in scene.catalog.layers}
    return places.DrawnPlace(
        name=f"Place {number % 30}",
        geometry=DRAWN[kind],
        layer="marks" if "marks" in layers else "",
        new_layer="" if "marks" in layers else "Marks",
        topic="trade",
        style=style,
        precision="schematic",
        reason="Read off a map.",
        source="atlas",
        facts=tuple(facts[:1]),
    )


def _chart(number: int, figures: list[FigureRef], scene: Scene) -> Chart:
    table = scene.catalog.symbology
    style = fitting(table, OutlineKind.LINE, usable(table))[0].id
    items = tuple(ChartItem(label=each.fact, figures=(each,)) for each in figures[:3])
    return Chart(
        id="",
        title=f"Chart {number % 9}",
        unit="km",
        form=Form.BARS,
        style=style,
        items=items,
        note="",
        on=(),
    )


def _row(number: int, figures: list[FigureRef]) -> Reckoning:
    return Reckoning(id="", what=f"Sum {number % 9}", unit="km", way=Operation.SUM, of=tuple(figures[:2]))
