"""Notes and measurements lie on every projection where they are on the Earth, in styles of their own."""

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.built_in import built_in_atlas
from tests.looks import SYMBOLOGY
from tests.projections import projection_ids

from arctic_map.geo.position import project, unproject, wgs84
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Precision
from arctic_map.model.note import MEASUREMENTS, NOTES, TOPIC, Note, NoteKind
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.scene.sketches.notes import draw_notes, drawings_of, with_notes

KOLA, BERING, SVALBARD = (33.0, 69.0), (-170.0, 66.0), (16.0, 78.0)


def drawn(kind: NoteKind, *places: tuple[float, float], on: str = "nsr", text: str = "") -> Drawing:
    note = Note(id="own-1", kind=kind, places=places, text=text)
    return draw_notes("own-notes", [note], projection_named(on), SYMBOLOGY, DEFAULT)


@pytest.mark.parametrize("on", projection_ids)
def test_a_leg_over_180_is_drawn_along_its_geodesic(on: str) -> None:
    (line,) = (
        shape for shape in drawn(NoteKind.DISTANCE, KOLA, BERING, on=on).shapes if shape.kind == "line"
    )
    projection, whole = projection_named(on), wgs84().inv(*KOLA, *BERING)[2]
    for part in line.parts:
        for x, y in zip(part[::2], part[1::2], strict=True):
            place = unproject(projection, x, y)
            assert place is not None
            # On the shortest way there is no way round by any of its places.
            detour = wgs84().inv(*KOLA, *place)[2] + wgs84().inv(*place, *BERING)[2] - whole
            assert detour < 10.0
    shown = sum(
        wgs84().inv(*start, *end)[2]
        for part in line.parts
        for a, b in pairwise(zip(part[::2], part[1::2], strict=True))
        if (start := unproject(projection, *a)) and (end := unproject(projection, *b))
    )
    assert shown == pytest.approx(whole, rel=1e-3)


@pytest.mark.parametrize("on", projection_ids)
def test_an_area_round_the_pole_holds_the_pole(on: str) -> None:
    ring = ((0.0, 80.0), (90.0, 80.0), (180.0, 80.0), (-90.0, 80.0))
    drawing, projection = drawn(NoteKind.AREA, *ring, on=on), projection_named(on)
    (area,) = (shape for shape in drawing.shapes if shape.kind == "area")
    pole = project(projection, 0.0, 90.0)
    assert pole is not None
    x0, y0, x1, y1 = area.box
    assert x0 <= pole[0] <= x1 and y0 - 1.0 <= pole[1] <= y1 + 1.0
    assert any(label.text.endswith("km²") for label in drawing.labels)


def test_what_a_projection_does_not_show_is_not_drawn_on_it() -> None:
    south = (10.0, -60.0)
    for projection in PROJECTIONS:
        shapes = drawn(NoteKind.MARKER, south, on=projection.id).shapes
        assert bool(shapes) == (projection.pole is None)


def test_larger_letters_need_longer_legs() -> None:
    note = Note(id="own-1", kind=NoteKind.DISTANCE, places=(KOLA, BERING))
    usual, large = (
        draw_notes(
            "own-notes", [note], projection_named("nsr"), SYMBOLOGY, Preferences(text_size=size)
        ).labels[0]
        for size in (100, 200)
    )
    assert large.width == pytest.approx(2 * usual.width, rel=0.01) and large.zoom > usual.zoom


MARKER = Note(id="own-1", kind=NoteKind.MARKER, places=((33.0, 69.0),), text="Ours")
WAY = Note(id="own-2", kind=NoteKind.DISTANCE, places=((33.0, 69.0), (40.5, 64.5)))


@pytest.fixture(scope="module")
def content() -> Catalog:
    return built_in_atlas()


def test_notes_and_measurements_are_layers_on_top(content: Catalog) -> None:
    whole = with_notes(content, (MARKER, WAY), DEFAULT)
    assert [layer.id for layer in whole.layers[-2:]] == [MEASUREMENTS, NOTES]
    assert {layer.topic for layer in whole.layers[-2:]} == {TOPIC}
    assert whole.layers[: len(content.layers)] == content.layers
    own = whole.features["own-2"]
    assert own.precision is Precision.UNCHECKED and not own.facts
    assert dict(own.details)["Length"] == "600 km"
    assert with_notes(content, (), DEFAULT) is content


def test_other_units_hidden_notes_and_other_words_are_other_drawings(content: Catalog) -> None:
    def digest(*notes: Note, preferences: Preferences = DEFAULT, hidden: frozenset[str] = frozenset()) -> str:
        return with_notes(content, notes, preferences, hidden).layers[-1].digest

    ways = (
        digest(MARKER),
        digest(replace(MARKER, text="Theirs")),
        digest(MARKER, preferences=Preferences(units="nmi")),
        digest(MARKER, hidden=frozenset({"own-1"})),
    )
    assert len(set(ways)) == len(ways)


def test_a_hidden_note_leaves_no_words_behind(content: Catalog) -> None:
    (drawings,) = drawings_of(content, (MARKER,), DEFAULT, {"own-1"})
    assert not drawings.drawing("nsr").labels and drawings.box("nsr") is None
