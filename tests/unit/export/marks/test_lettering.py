"""Labels on the page."""

from dataclasses import replace

from tests.looks import LIGHT

from arctic_map.export.marks import lettering
from arctic_map.export.marks.field import Field
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.view import COARSEST, ZOOM_RANGE, Viewport


def named(text: str, x: float) -> Drawing:
    label = Label(text, x, 0.0, 0.0, 0.0, "middle", "port-named", ZOOM_RANGE[0], text, 50.0)
    return Drawing(text, "nsr", "", labels=(label,))


def field(resolution: float) -> Field:
    return Field(Viewport(0.0, 0.0, resolution, 300.0, 200.0))


def test_a_label_that_would_stick_out_of_the_map_is_left_out() -> None:
    assert lettering.labels([named("edge", 140_000.0)], LIGHT, field(1000.0)) == [""]
    assert lettering.labels([named("edge", 140_000.0)], LIGHT, Field(field(1000.0).view, bleed=40.0)) == [""]


def test_a_name_whose_symbol_the_frame_cuts_off_is_left_out() -> None:
    label = Label("port", 148_000.0, 0.0, -12.0, 0.0, "end", "port-named", ZOOM_RANGE[0], "port", 30.0)
    port = Drawing("ports", "nsr", "", labels=(label,))
    assert lettering.labels([port], LIGHT, field(1000.0)) == [""]
    # What is painted beyond the frame, to be cut by it, counts no more than on the screen.
    assert lettering.labels([port], LIGHT, Field(field(1000.0).view, bleed=40.0)) == [""]
    inside = Drawing("ports", "nsr", "", labels=(replace(label, x=140_000.0),))
    assert "port" in lettering.labels([inside], LIGHT, field(1000.0))[0]


def test_farther_out_than_labels_were_decided_for_the_later_layer_wins() -> None:
    beyond = COARSEST / 2 ** ZOOM_RANGE[0] * 2
    lower, upper = lettering.labels([named("lower", 0.0), named("upper", beyond * 20)], LIGHT, field(beyond))
    assert lower == ""
    assert "upper" in upper


def test_words_are_turned_about_their_anchor() -> None:
    line = lettering.words("70°N", 10, 20, 11, "#000000", anchor="middle", turn=-90)
    assert 'transform="rotate(-90 10.00 20.00)"' in line
    assert 'font-family="&#x27;Source Sans 3&#x27;"' in line
