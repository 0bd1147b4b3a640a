"""Labels on the page."""

import re
from dataclasses import replace

import pytest
from tests.looks import LIGHT

from arctic_map.export.marks import lettering, typeface
from arctic_map.export.marks.path import Field
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.note import MEASUREMENTS, NOTES
from arctic_map.model.projection import COARSEST, ZOOM_RANGE, Box, Viewport
from arctic_map.model.style import Look


def named(text: str, x: float) -> Drawing:
    label = Label(text, x, 0.0, 0.0, 0.0, "middle", "port-named", ZOOM_RANGE[0], text, 50.0)
    return Drawing(text, "nsr", "", labels=(label,))


def field(resolution: float) -> Field:
    return Field(Viewport(0.0, 0.0, resolution, 300.0, 200.0))


def written(
    *drawings: Drawing, look: Look = LIGHT, on: Field, occupied: list[Box] | None = None
) -> list[str]:
    """Of each drawing the halos and letters that stand."""
    found = lettering.labels(drawings, look, on, occupied)
    return ["".join(name.halo + name.letters for name in own) for own in found]


def test_a_name_whose_symbol_the_frame_cuts_off_is_left_out() -> None:
    label = Label("port", 148_000.0, 0.0, -12.0, 0.0, "end", "port-named", ZOOM_RANGE[0], "port", 30.0)
    port = Drawing("ports", "nsr", "", labels=(label,))
    assert written(port, on=field(1000.0)) == [""]
    # What is painted beyond the frame, to be cut by it, counts no more than on the screen.
    assert written(port, on=Field(field(1000.0).view, bleed=40.0)) == [""]
    inside = Drawing("ports", "nsr", "", labels=(replace(label, x=140_000.0),))
    assert "port" in written(inside, on=field(1000.0))[0]


def test_farther_out_than_labels_were_decided_for_the_later_layer_wins() -> None:
    beyond = COARSEST / 2 ** ZOOM_RANGE[0] * 2
    lower, upper = written(named("lower", 0.0), named("upper", beyond * 20), on=field(beyond))
    assert lower == ""
    assert "upper" in upper


def test_a_call_out_has_its_words_below_its_name_and_a_line_to_its_place() -> None:
    tie = (0.0, -2.0, 0.0, -41.0)
    label = Label(
        "Strait", 0.0, 0.0, 0.0, -60.0, "middle", "callout", -2.0, "s", 60.0, below="a way", leader=tie
    )
    (name,) = lettering.labels([Drawing("names", "nsr", "", labels=(label,))], LIGHT, field(1000.0))[0]
    assert 'd="M150.0 98.0L150.0 59.0"' in name.letters and "<path" not in name.halo
    lines = re.findall(r'<text x="150" y="([\d.]+)" text-anchor="middle"[^>]*>([^<]+)<', name.letters)
    assert [text for _, text in lines] == ["Strait", "a way"]
    assert float(lines[1][0]) > float(lines[0][0])
    # Its second line must have room too.
    low = replace(label, dy=88.0)
    assert lettering.labels([Drawing("names", "nsr", "", labels=(low,))], LIGHT, field(1000.0)) == [[]]


def test_a_label_fills_the_box_of_its_letters() -> None:
    style = LIGHT.styles["port-named"].lettering
    assert style is not None
    for anchor, left in (("start", 157.0), ("middle", 132.0), ("end", 107.0)):
        label = Label("port", 0.0, 0.0, 7.0, -3.0, anchor, "port-named", ZOOM_RANGE[0], "port", 50.0)  # type: ignore[arg-type]
        used: list[Box] = []
        (port,) = written(Drawing("p", "nsr", "", labels=(label,)), on=field(1000.0), occupied=used)
        assert used == [pytest.approx((left, 97 - style.size * 0.8, left + 50, 97 + style.size * 0.3))]
        # Its halo lies below it at the same place.
        assert port.count(f'x="{left:g}" y="97"') == 2


@pytest.mark.parametrize(("y", "stands"), [(97e3, False), (80e3, True), (-97e3, False), (-80e3, True)])
def test_letters_stand_wholly_between_upper_and_lower_edge(y: float, stands: bool) -> None:
    label = Label("sea", 0.0, y, 0.0, 0.0, "middle", "sea-name", ZOOM_RANGE[0], "", 50.0)
    (sea,) = written(Drawing("s", "nsr", "", labels=(label,)), on=field(1000.0))
    assert bool(sea) is stands


def test_a_label_waits_for_its_zoom() -> None:
    shown = Label("sea", 0.0, 0.0, 0.0, 0.0, "middle", "sea-name", field(1000.0).zoom, "", 50.0)
    for label, stands in ((shown, True), (replace(shown, zoom=shown.zoom + 0.1), False)):
        (sea,) = written(Drawing("s", "nsr", "", labels=(label,)), on=field(1000.0))
        assert bool(sea) is stands


def test_letters_that_are_spaced_stand_one_by_one() -> None:
    style = LIGHT.styles["sea-name"]
    assert style.lettering is not None
    spaced = replace(style, lettering=replace(style.lettering, spacing=5.0))
    look = replace(LIGHT, styles={**LIGHT.styles, "sea-name": spaced})
    label = Label("a b", 0.0, 0.0, 0.0, 0.0, "start", "sea-name", ZOOM_RANGE[0])
    (sea,) = written(Drawing("s", "nsr", "", labels=(label,)), look=look, on=field(1000.0))
    xs = [float(x) for x in re.findall(r'<text x="([\d.]+)"', sea)]
    type = spaced.lettering
    assert type is not None
    a, space, _ = typeface.letters("a b", type.size, weight=type.weight, italic=type.italic)
    # Twice: the halo and the letters; the space between is not written.
    assert xs == pytest.approx([150, 150 + a + space + 10] * 2, abs=0.01)


def test_the_name_of_an_area_without_an_edge_is_a_tag_while_it_is_selected() -> None:
    label = Label("Drill", 0.0, 0.0, 0.0, 0.0, "middle", "drill-undisclosed", ZOOM_RANGE[1], "Z1", 30.0)
    zone = Drawing("drills", "nsr", "", labels=(label,))
    assert lettering.labels([zone], LIGHT, field(1000.0)) == [[]]
    ((name,),) = lettering.labels([zone], LIGHT, field(1000.0), highlighted=("Z1",))
    # On ground of its own, from whatever zoom it usually shows: nothing else says what is selected.
    assert name.is_tag and not name.halo
    assert name.letters.startswith("<rect") and LIGHT.palette.halo in name.letters
    ((other,),) = lettering.labels([named("port", 0.0)], LIGHT, field(1000.0), highlighted=("port",))
    assert not other.is_tag


def test_a_name_leaves_its_room_to_the_words_and_lines_of_notes_whatever_their_layer() -> None:
    words = replace(named("Ours", 0.0), layer=NOTES)
    leg = Shape("own-1", "line", "note-arrow", ((-100_000.0, -50_000.0, 100_000.0, -50_000.0),), (0, 0, 0, 0))
    line = Drawing(MEASUREMENTS, "nsr", "", shapes=(leg,))
    below = named("below the line", 0.0)
    lower = replace(below, labels=tuple(replace(label, y=-50_000.0) for label in below.labels))
    apart = named("apart", 100_000.0)
    found = written(words, named("theirs", 10_000.0), line, lower, apart, on=field(1000.0))
    assert ["Ours" in found[0], *found[1:4], "apart" in found[4]] == [True, "", "", "", True]
