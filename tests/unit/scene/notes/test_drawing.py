"""Notes and measurements lie on every projection where they are on the Earth, in styles of their own."""

from itertools import pairwise

import pytest
from tests.looks import SYMBOLOGY
from tests.projections import projection_ids

from arctic_map.geo.position import project, unproject, wgs84
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.drawing import Drawing
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.scene.notes.drawing import draw_notes

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
