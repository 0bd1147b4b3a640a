"""What is decided of the built-in atlas, in full, as files that can be read."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from tests.built_in import built_in

from arctic_map.export.features import fact_table, feature_tables, source_table, whole_table
from arctic_map.geo.position import project
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import Layer, LayerKind, Rows
from arctic_map.model.layer_style import LayerStyle, Method
from arctic_map.model.note import MEASURED, MIN_PLACES, Note, NoteKind
from arctic_map.model.preferences import Preferences
from arctic_map.model.projection import Selection, Viewport
from arctic_map.scene import map_views, reading, timeline
from arctic_map.scene.cards import card
from arctic_map.scene.chart_values import bars, in_words
from arctic_map.scene.compose import compose, start
from arctic_map.scene.editorial_review import review
from arctic_map.scene.identify import here
from arctic_map.scene.ledger import ledger_rows
from arctic_map.scene.map_views import step_here, view_here
from arctic_map.scene.page_texts import page_headline
from arctic_map.scene.reading import fact_choices, figure_choices
from arctic_map.scene.scene import Scene
from arctic_map.scene.search_index import index
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.sketches.drawn_sizes import copied, name_of
from arctic_map.scene.sketches.notes import draw_notes
from arctic_map.scene.styling import colours_of, styled
from arctic_map.scene.words.fact_texts import dated, places, readings, remarks, short_source_of, source_of
from arctic_map.scene.words.sources import citation
from arctic_map.scene.words.words import figure_in_words, kind_in_words

GOLDEN = Path(__file__).parents[2] / "golden" / "scenes"
LARGE = ("catalog", "look", "wording", "symbology", "plan")
"""What all scenes share."""
PLACES = ((33.1, 69.0), (40.5, 64.5), (74.0, 73.0), (69.5, 66.0), (105.0, 76.0), (-169.0, 65.8), (0.0, 88.0))
"""Degrees: towns, seas, a strait and the pole."""
QUERIES = (
    *("murmansk", "sea rout", "Ports of Ice", "2030", "coast guard", "лена", "北", "Rosatm", "18,709", "t"),
    *("yamal lng", "northern sea route", "march 2024", "70N 40E", "of the", "x", "icebreaker", "Xi", "T3"),
)


def session(*steps: actions.Action, **settings: object) -> Session:
    found = start(built_in()[0], replace(Session(), **settings))  # type: ignore[arg-type]
    for step in steps:
        found = step(found)
    return found


def made(*steps: actions.Action, **settings: object) -> Scene:
    return compose(built_in()[0], session(*steps, **settings), built_in()[1])


def view(*place: float, resolution: float = 6000.0, projection: str = "nsr") -> Viewport:
    at = project(projection_named(projection), *place)
    assert at is not None
    return Viewport(at[0], at[1], resolution, 900, 620)


def described(value: object, depth: int = 0) -> Iterator[str]:
    """A line for each value, deeper ones further in; numbers to six places."""
    room = "  " * depth
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            found = getattr(value, each.name)
            if each.name in LARGE or found in ((), "", None, frozenset(), False):
                continue
            if each.name == "facts" and isinstance(found, tuple) and not isinstance(found[0], str):
                found = tuple(fact.id for fact in found)
            lines = list(described(found, depth + 1))
            yield from (
                [f"{room}{each.name}: {lines[0].strip()}"]
                if len(lines) == 1
                else [f"{room}{each.name}:", *lines]
            )
    elif isinstance(value, frozenset):
        yield room + " ".join(sorted(map(str, value)))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield f"{room}{key}: {' | '.join(line.strip() for line in described(each))}"
    elif isinstance(value, list | tuple):
        if all(isinstance(each, str | int | float | date | None) for each in value):
            yield room + " | ".join("".join(described(each)) for each in value)
        else:
            for each in value:
                yield room + "- " + " | ".join(line.strip() for line in described(each))
    else:
        yield room + (f"{value:.6g}" if isinstance(value, float) else str(value))


def scenes() -> Iterator[tuple[str, Scene]]:
    yield "at the start", made()
    yield (
        "Murmansk selected",
        made(selected=Selection(feature="murmansk"), viewport=view(33.1, 69.0, resolution=2000.0)),
    )
    yield (
        "a fact, some days, kinds hidden, dark, turned, miles",
        made(
            actions.show_features(["murmansk"], False),
            actions.fade_layer("lanes", 0.4),
            actions.show_layers(["ports"], False),
            theme="dark",
            selected=Selection(fact="T3"),
            when=timeline.Range(date(2022, 1, 1), date(2024, 6, 30)),
            kinds_hidden=frozenset({"forecast"}),
            precisions_hidden=frozenset({"schematic"}),
            preferences=Preferences(units="nmi", names="ru", coordinates="decimal"),
            viewport=view(60.0, 73.0),
        ),
    )
    for each in PROJECTIONS[1:]:
        yield (
            f"{each.id}, a month",
            made(
                projection=each.id, month=3, viewport=view(30.0, 75.0, resolution=9000.0, projection=each.id)
            ),
        )


def of_scenes() -> Iterator[str]:
    for name, scene in scenes():
        yield from (name, *described(scene, 1))
        yield from ("  in order: " + " ".join(reading.features_in_order(scene)),)
        yield "  selected: " + " ".join(reading.facts_selected(scene))
        yield from (
            "  as a step",
            *described(step_here(scene), 2),
            "  as a view",
            *described(view_here(scene), 2),
        )


def of_cards() -> Iterator[str]:
    catalog, drawings = built_in()
    for projection in ("nsr", "world"):
        for id in (*catalog.features,)[::2]:
            selected = session(selected=Selection(feature=id), projection=projection)
            found = card(catalog, selected, drawings)
            if found is None:
                yield f"{projection} {id}: none"
            elif projection == "nsr":
                yield from described(found)
            else:
                yield f"{id}: {found.x:.6g} {found.y:.6g}, ends {len(found.ends)}"


def of_ledger() -> Iterator[str]:
    catalog = built_in()[0]
    for row in (
        *ledger_rows.rows(catalog),
        *ledger_rows.rows(catalog, "nmi")[:8],
        *ledger_rows.day_rows(catalog, 14.5),
    ):
        yield from (*described(row), f"  {row.difference} {row.difference_percent}", "")


def of_search() -> Iterator[str]:
    found = index(built_in()[0])
    for query in QUERIES:
        yield from (query, *(f"  {line}" for hit in found.find(query, 6) for line in described((hit,))))


def of_places() -> Iterator[str]:
    for place in PLACES:
        scene = made(viewport=view(*place, resolution=3000.0))
        at = project(scene.projection, *place)
        assert at is not None
        yield from (str(place), *(f"  {line}" for line in described(here(scene, built_in()[1], *at))))


def of_time() -> Iterator[str]:
    marks = timeline.marks(built_in()[0])
    yield from described(marks)
    yield " ".join(map(str, timeline.moments(marks)))
    yield str(timeline.extent(marks))
    for when in (
        timeline.Range(date(2020, 1, 1), date(2020, 12, 31)),
        timeline.Range(date(2024, 2, 29), date(2024, 3, 1)),
    ):
        yield from described(timeline.hidden(built_in()[0], when))


def of_steps() -> Iterator[str]:
    """Of the tour and the review."""
    catalog, drawings = built_in()
    for step in catalog.tour:
        after = map_views.at(step, session(), catalog, drawings)
        yield from (
            *described(step),
            "  shown",
            *described(after, 2),
            *described(map_views.exhibit(step, catalog), 2),
            "",
        )
    yield from described(review(catalog))


def of_pages() -> Iterator[str]:
    """Headlines and tables of views of all projections."""
    drawings = built_in()[1]
    for name, scene in scenes():
        drawn = {
            layer.id: drawings.get(layer.id, scene.projection.id) for layer in scene.layers if layer.shown
        }
        box = scene.viewport.box if scene.viewport else scene.projection.home
        yield f"{name}: {page_headline(scene, drawn, box)}"
        for facts in (("T3",), ("T3", "T5")):
            yield f"  {facts}: {page_headline(scene, drawn, box, facts)}"
        if scene.projection.id != "nsr":
            continue
        for table in feature_tables(scene):
            yield f"  {table.id}: {len(table.rows)} rows, {table.note}"
            if name == "at the start":
                yield from (f"    {' | '.join(described(row.values))}" for row in table.rows[:3])
        if name == "at the start":
            for table in (fact_table(scene), source_table(scene)):
                yield f"  {table.id}: {len(table.rows)} rows"
                yield from (f"    {' | '.join(described(row.values))}" for row in table.rows[::12])
        whole = whole_table(scene)
        yield f"  all: {len(whole.rows)} rows of {len(whole.columns)} columns"


def of_facts() -> Iterator[str]:
    """What cards, copies and lists say of each, a few of them in full."""
    catalog = built_in()[0]
    names = {id: (feature.name,) for id, feature in catalog.features.items()}
    for fact in catalog.facts:
        found = places(fact.where or "", fact.features, names)
        parts = " ".join(f"[{part.feature}]" if part.feature else part.text for part in found.parts)
        yield f"{fact.id}: {kind_in_words(fact)}; {dated(fact)}; {parts}"
        yield f"  {short_source_of(fact, section=True)}; {short_source_of(fact, section=False)}"
        yield f"  {found.more} {readings(fact)} {[heading for heading, _ in remarks(fact)]}"
        yield f"  {source_of(fact)}; {[figure_in_words(figure) for figure in fact.figures]}"
    for one in (None, *catalog.facts[::14]):
        yield from (citation(catalog, one, form) for form in ("plain", "bibtex"))
    yield from (f"{id}: {text}" for id, text in (*figure_choices(catalog)[::9], *fact_choices(catalog)[::19]))
    for chart in catalog.charts:
        yield in_words(chart, catalog, "nmi")
        for bar in bars(chart, catalog):
            yield "  " + " ".join(line.strip() for line in described(bar))


PLACED = ((30.0, 70.0), (60.0, 75.0), (100.0, 74.0), (95.0, 80.0), (40.0, 79.0))


def of_notes() -> Iterator[str]:
    """Marks of the reader's own, with their shapes and words."""
    for kind in NoteKind:
        most = 5 if kind in MEASURED else MIN_PLACES[kind]
        for count in range(MIN_PLACES[kind], most + 1):
            for text in ("", "Here"):
                note = Note(id="own-1", kind=kind, places=PLACED[:count], text=text)
                yield from (f"{units} {copied(note, Preferences(units=units))!r}" for units in ("km", "nmi"))
                yield name_of(note, Preferences(units="mi"))
                for projection in ("nsr", "world"):
                    yield from drawn(note, projection)


def drawn(note: Note, projection: str) -> Iterator[str]:
    found = draw_notes("own", [note], projection_named(projection), built_in()[0].symbology, Preferences())
    for shape in found.shapes:
        yield f"  {shape.kind} {shape.style} {' '.join(f'{each:.0f}' for each in shape.box)}"
    for label in found.labels:
        at = f"{label.x:.0f} {label.y:.0f} {label.dx:.1f} {label.dy:.1f} {label.anchor}"
        letters = " ".join(f"{each:g}" for each in label.letters[:6])
        yield f"  {label.text}: {at} {label.style} {label.zoom:.3f} {letters}".rstrip()
    yield from (f"  {mark}" for head in found.chevrons for mark in described(head.marks))


FILE = Layer(
    id="opened-1",
    name="a.gpkg",
    topic="opened",
    kind=LayerKind.FEATURES,
    file="/a.gpkg",
    rows=Rows(9, ("file-2-point",)),
)
STYLES = {
    "one colour": LayerStyle(colour="#336699"),
    "one colour and sizes": LayerStyle(size_field="d", size_edges=(0.0, 1.0, 2.0, 3.0), sizes=(4.0, 16.0)),
    "categories": LayerStyle(method=Method.CATEGORY, field="k", categories=("a", "b", "c"), empty=True),
    "others too": LayerStyle(method=Method.CATEGORY, field="k", categories=tuple("abcdefgh"), others=True),
    "steps": LayerStyle(method=Method.EQUAL, field="d", edges=(0.0, 5.0, 10.0), reverse=True),
    "steps and sizes": LayerStyle(
        method=Method.EQUAL,
        field="d",
        edges=(0.0, 5.0, 10.0),
        empty=True,
        size_field="d",
        size_edges=(0.0, 5.0, 10.0),
    ),
}


def of_styles() -> Iterator[str]:
    """What opened files are painted by in styles of their reader's."""
    before = replace(built_in()[0], layers=(*built_in()[0].layers, FILE))
    for name, style in STYLES.items():
        after = styled(before, {FILE.id: style})
        yield f"{name}: {colours_of(style)} {after.layers[-1].legend}"
        for id, row in after.symbology.styles.items():
            if id not in before.symbology.styles:
                symbol = row.symbol.outline if row.symbol else ""
                sizes = f"{symbol} {row.size:.3f} {row.width:.3f} {row.casing_width:.3f}"
                yield f"  {id}: {sizes} {row.fill} {row.stroke} {row.fill_opacity} {row.dash}"


LISTS: dict[str, Callable[[], Iterator[str]]] = {
    "scenes": of_scenes,
    "cards": of_cards,
    "ledger": of_ledger,
    "search": of_search,
    "places": of_places,
    "time": of_time,
    "steps": of_steps,
    "pages": of_pages,
    "facts": of_facts,
    "notes": of_notes,
    "styles": of_styles,
}


@pytest.mark.parametrize("name", LISTS)
def test_what_is_decided_is_the_golden_list(name: str) -> None:
    made = "\n".join(LISTS[name]()) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
