"""Names on the map: the important ones first, none over another, whatever the zoom."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry
from tests.built_in import built_in_atlas, read_drawing, read_labelled
from tests.looks import LIGHT, OTHER_MONTHS, SYMBOLOGY

from arctic_map.geo.label_requests import LabelCandidate, text_box
from arctic_map.geo.line_clearance import STEP
from arctic_map.geo.position import project
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import DRAWN, Catalog, LayerKind
from arctic_map.model.drawing import BELOW, Drawing, Label
from arctic_map.model.preferences import Labelling
from arctic_map.model.projection import COARSEST, ZOOM_RANGE, Projection, Viewport
from arctic_map.model.reckoning import EXTREMES
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.labelling import with_labels
from arctic_map.scene.drawings.painting import draw
from arctic_map.scene.symbology.looks import enlarged
from arctic_map.storage.base_map import land_on

GOLDEN = Path(__file__).parents[3] / "golden" / "drawings"
every_projection = pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
LABELLINGS = (Labelling("ru"), Labelling("zh"), Labelling("en", 200), Labelling("ru", 150))
every_labelling = pytest.mark.parametrize(
    ("projection", "labelling"),
    [
        # Labels of other sizes are placed here, which takes seconds on each projection.
        pytest.param(
            projection,
            labelling,
            id=f"{projection.id}-{labelling.key}",
            marks=() if labelling.text_size == 100 else pytest.mark.slow,
        )
        for labelling in LABELLINGS
        for projection in (PROJECTIONS if labelling.text_size == 100 else (PROJECTIONS[0], PROJECTIONS[-1]))
    ],
)


@pytest.fixture(scope="module")
def content() -> Catalog:
    return built_in_atlas()


class Drawn(dict[str, tuple[Drawing, ...]]):
    """By projection, read as the program reads them when first requested."""

    def __init__(self, content: Catalog) -> None:
        self.drawings = drawings_for(content, read_drawing, read_labelled, land_on)
        self.layers = [layer.id for layer in content.layers if layer.kind in DRAWN]

    def __missing__(self, projection_id: str) -> tuple[Drawing, ...]:
        self[projection_id] = tuple(self.drawings.get(id, projection_id) for id in self.layers)
        return self[projection_id]


@pytest.fixture(scope="module")
def drawings(content: Catalog) -> Drawn:
    return Drawn(content)


class Relabelled(dict[tuple[str, Labelling], tuple[Drawing, ...]]):
    """By projection and labelling; of other sizes they are placed when first requested."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn

    def __missing__(self, key: tuple[str, Labelling]) -> tuple[Drawing, ...]:
        self[key] = tuple(self.drawn.drawings.get(id, *key) for id in self.drawn.layers)
        return self[key]


@pytest.fixture(scope="module")
def relettered(drawings: Drawn) -> Relabelled:
    return Relabelled(drawings)


def labels(drawings: tuple[Drawing, ...]) -> list[Label]:
    return [label for drawing in drawings for label in drawing.labels]


def boxes(label: Label, text_size: int = 100) -> list[tuple[float, float, float, float]]:
    """Round its text, or round the middle of each of its letters, pixels from its place, y down."""
    lettering = LIGHT.styles[label.style].lettering
    assert lettering is not None
    size = enlarged(lettering, text_size).size
    if not label.letters:
        candidate, below = (
            LabelCandidate(label.x, label.y, label.dx, label.dy, label.anchor),
            bool(label.below),
        )
        return [text_box(candidate, label.width, size, BELOW * size * below)]
    half, letters = 0.3 * size, np.array(label.letters).reshape(-1, 3)
    turn, along, up = np.radians(letters[:, 2]), 0.28 * size, 0.33 * size
    across = letters[:, 0] + along * np.cos(turn) + up * np.sin(turn)
    down = letters[:, 1] + along * np.sin(turn) - up * np.cos(turn)
    return [
        (dx - half, dy - half, dx + half, dy + half)
        for dx, dy in zip(across.tolist(), down.tolist(), strict=True)
    ]


CASING = 2.25
"""Half the width of a lane with its casing, px."""
CLEAR = 3.0
"""A name keeps four pixels clear; one is left to lines that were made lighter to compute with."""


def on_plane(label: Label, zoom: float) -> list[BaseGeometry]:
    """Its boxes on the projection at a zoom."""
    metre = COARSEST / 2.0**zoom
    return [
        shapely.box(
            label.x + left * metre, label.y - bottom * metre, label.x + right * metre, label.y - top * metre
        )
        for left, top, right, bottom in boxes(label)
    ]


def lines_in(drawings: tuple[Drawing, ...], expected: Callable[[str], bool]) -> shapely.STRtree:
    return shapely.STRtree(
        [
            LineString(np.reshape(part, (-1, 2)))
            for drawing in drawings
            for shape in drawing.shapes
            if shape.kind == "line" and expected(shape.style)
            for part in shape.parts
        ]
    )


def shown_at(zoom: float, labels: Iterable[Label]) -> list[Label]:
    return [label for label in labels if label.zoom <= zoom < label.until]


def month_of(label: Label) -> int:
    """The month that it stands in, 0 for all."""
    return int(label.style[4:]) if label.style[:4] == "ice-" else 0


def without_a_month(labels: list[Label]) -> list[Label]:
    """What stands there when no month is chosen."""
    return [label for label in labels if month_of(label) in (0, *EXTREMES)]


def together(labels: list[Label]) -> np.ndarray:
    """Of each two whether they stand there at once: when no month is chosen, or when one is."""
    of = np.array([month_of(label) for label in labels])
    one, other = of[:, None], of[None, :]
    extreme = np.isin(of, (0, *EXTREMES))
    return np.asarray((one == 0) | (other == 0) | (one == other) | (extreme[:, None] & extreme[None, :]))


def overlapping(shown: list[Label], zoom: float, text_size: int = 100) -> list[str]:
    """The texts of two labels that overlap, if any do."""
    scale = 2**zoom / COARSEST
    rows = [(number, box) for number, label in enumerate(shown) for box in boxes(label, text_size)]
    of = np.array([number for number, _ in rows])
    at = np.array([(shown[number].x * scale, -shown[number].y * scale) * 2 for number, _ in rows])
    placed = at + np.array([box for _, box in rows])
    # Shifts are stored to a tenth of a pixel, well within the margin round each text.
    frames = shapely.box(*(placed[:, :2] + 0.2).T, *(placed[:, 2:] - 0.2).T)
    one, other = shapely.STRtree(frames).query(frames, "intersects")
    meeting = (of[one] < of[other]) & together(shown)[of[one], of[other]]
    return [shown[of[each]].text for each in (*one[meeting][:1], *other[meeting][:1])]


@every_projection
def test_no_two_labels_overlap(drawings: dict[str, tuple[Drawing, ...]], projection: Projection) -> None:
    every = labels(drawings[projection.id])
    for zoom in np.arange(ZOOM_RANGE[0], ZOOM_RANGE[1] + 0.5, 0.5):
        assert not overlapping(shown_at(zoom, every), zoom), zoom


@every_labelling
def test_no_two_labels_overlap_in_any_language_and_size(
    relettered: Relabelled, projection: Projection, labelling: Labelling
) -> None:
    every = labels(relettered[projection.id, labelling])
    for zoom in (-1.0, 0.0, 0.5, 1.5, 3.0, 5.0):
        shown = without_a_month(shown_at(zoom, every))
        assert not overlapping(shown, zoom, labelling.text_size), zoom


@every_labelling
def test_names_are_in_the_language_where_it_has_one(
    content: Catalog,
    drawings: dict[str, tuple[Drawing, ...]],
    relettered: Relabelled,
    projection: Projection,
    labelling: Labelling,
) -> None:
    found = relettered[projection.id, labelling]
    called = {label.feature: label.text for label in labels(found)}
    for id in ("arkhangelsk", "moscow", "barents-sea"):
        assert called[id] == content.features[id].names.get(labelling.names, content.features[id].name)
    port = next(drawing for drawing in found if drawing.layer == "ports")
    assert port.names and port.names["arkhangelsk"] == called["arkhangelsk"]
    assert port.shapes == next(each for each in drawings[projection.id] if each.layer == "ports").shapes


@every_projection
def test_named_ports_are_lettered_in_the_first_view(
    drawings: dict[str, tuple[Drawing, ...]], projection: Projection
) -> None:
    named = [label for label in labels(drawings[projection.id]) if label.style == "port-named"]
    assert len({label.feature for label in named}) == 6
    for zoom in np.arange(0.25, ZOOM_RANGE[1] + STEP, STEP):
        assert len({label.feature for label in shown_at(zoom, named)}) == 6, zoom


@every_projection
def test_the_first_view_is_not_crowded(
    drawings: dict[str, tuple[Drawing, ...]], projection: Projection
) -> None:
    first = {label.feature for label in without_a_month(shown_at(0.5, labels(drawings[projection.id])))}
    assert 15 <= len(first) <= 65


@every_projection
def test_every_point_that_the_projection_shows_has_its_label_at_some_zoom(
    drawings: dict[str, tuple[Drawing, ...]], projection: Projection
) -> None:
    points = {s.feature for drawing in drawings[projection.id] for s in drawing.shapes if s.kind == "point"}
    assert points <= {label.feature for label in labels(drawings[projection.id])}


@every_projection
def test_no_town_is_named_over_its_railway(
    drawings: dict[str, tuple[Drawing, ...]], projection: Projection
) -> None:
    rails = lines_in(drawings[projection.id], lambda style: style == "rail")
    towns = [label for label in labels(drawings[projection.id]) if label.style == "place"]
    assert len(rails.geometries) and towns
    for zoom in np.arange(ZOOM_RANGE[0], ZOOM_RANGE[1] + 0.5, 0.5):
        for label in shown_at(zoom, towns):
            assert not len(rails.query(on_plane(label, zoom), "intersects")[0]), (label.text, zoom)


@every_projection
def test_no_name_lies_over_a_lane_but_that_of_a_port_of_the_article(
    drawings: dict[str, tuple[Drawing, ...]], projection: Projection
) -> None:
    lanes = lines_in(drawings[projection.id], SYMBOLOGY.is_lane)
    others = [
        label
        for label in labels(drawings[projection.id])
        if label.style != "port-named" and label.style not in OTHER_MONTHS
    ]
    for zoom in np.arange(ZOOM_RANGE[0], ZOOM_RANGE[1] + 0.25, 0.25):
        near = (CASING + CLEAR) * COARSEST / 2.0**zoom
        for label in shown_at(zoom, others):
            assert not len(lanes.query(on_plane(label, zoom), "dwithin", near)[0]), (label.text, zoom)


def test_lanes_to_compare_say_their_stated_lengths_and_market_countries_bear_no_letters(
    content: Catalog, drawings: dict[str, tuple[Drawing, ...]]
) -> None:
    assert not {label.style for label in labels(drawings["nsr"])} & {"country"}
    lanes = next(drawing for drawing in drawings["nsr"] if drawing.layer == "lanes")
    stated = {
        figure.what: f"{figure.value:,.0f} km"
        for fact in content.facts
        for figure in fact.figures
        if figure.unit == "km" and isinstance(figure.value, int | float)
    }
    texts = {label.feature: label.text for label in lanes.labels}
    assert {*texts} == {"L5", "L6", "L7"}
    for feature, text in texts.items():
        assert text.endswith(f"{stated[content.features[feature].name]} (article)")


def test_the_route_and_the_lanes_are_named_letter_by_letter(drawings: dict[str, tuple[Drawing, ...]]) -> None:
    for label in labels(drawings["nsr"]):
        along = label.style in ("nsr-stretch", "lane-nsr", "lane-suez", "lane-cape", "arctic-circle") or (
            label.feature.startswith("ice-edge")
        )
        assert bool(label.letters) == along
        assert len(label.letters) in (0, 3 * len(label.text))


def test_every_port_of_the_article_is_named_in_the_first_view(
    content: Catalog, drawings: dict[str, tuple[Drawing, ...]]
) -> None:
    # The map of a window of 1280 x 800 with all its panels is this high.
    home, height = projection_named("nsr").home, 424
    first = np.log2(COARSEST * height / (home[3] - home[1]))
    named = {label.text for label in shown_at(first, labels(drawings["nsr"]))}
    ports = next(layer for layer in content.layers if layer.id == "ports")
    assert {feature.name for feature in ports.features} <= named


def test_most_ports_of_the_article_stay_named_on_a_small_map_with_letters_of_twice_the_size(
    content: Catalog, relettered: Relabelled
) -> None:
    ports = next(layer for layer in content.layers if layer.id == "ports")
    names = {feature.name for feature in ports.features}
    decided = labels(relettered["nsr", Labelling("en", 200)])
    for zoom in np.arange(-1.5, 0.0, STEP):
        assert len(names & {label.text for label in shown_at(zoom, decided)}) >= len(names) - 2


def test_an_end_of_a_way_is_named_once_by_its_own_name_or_by_that_of_the_port_there(
    content: Catalog, drawings: dict[str, tuple[Drawing, ...]]
) -> None:
    port = next(each for layer in content.layers for each in layer.features if each.name == "Murmansk")
    end = replace(port, id="end", style="way-end", rank=1)
    ways = replace(content.layers[0], id="ways", kind=LayerKind.FEATURES, features=(end,))
    nsr = projection_named("nsr")
    whole = replace(content, layers=(*content.layers, ways))
    (named,) = with_labels([draw(ways, nsr, content.symbology)], whole, nsr, avoid=drawings["nsr"])
    every = [label for label in (*labels(drawings["nsr"]), *named.labels) if label.text == port.name]
    counts = {len(shown_at(zoom, every)) for zoom in np.arange(*ZOOM_RANGE, STEP)}
    assert counts <= {0, 1} and named.labels
    assert len(shown_at(-0.5, named.labels)) == 1


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_straits_are_called_out_on_a_page_of_the_whole_route_in_its_language(
    content: Catalog, drawings: dict[str, tuple[Drawing, ...]], relettered: Relabelled, language: str
) -> None:
    found = drawings["nsr"] if language == "en" else relettered["nsr", Labelling(language)]  # type: ignore[arg-type]
    called = {label.feature: label for label in shown_at(0.375, labels(found)) if label.below}
    assert called.keys() == {"vilkitsky-strait", "bering-strait"}
    for id, label in called.items():
        assert label.below == content.features[id].callout[language]
        assert len(label.leader) == 4


def test_drills_are_named_on_a_page_of_the_whole_route(drawings: dict[str, tuple[Drawing, ...]]) -> None:
    named = {label.feature for label in shown_at(0.375, labels(drawings["nsr"]))}
    assert {f"Z{number}" for number in range(1, 8)} <= named


def test_no_port_of_the_article_is_named_over_a_lane_in_the_first_view(
    drawings: dict[str, tuple[Drawing, ...]],
) -> None:
    lanes = lines_in(drawings["nsr"], SYMBOLOGY.is_lane)
    (ports,) = (drawing.labels for drawing in drawings["nsr"] if drawing.layer == "ports")
    for zoom in np.arange(-0.25, 0.75, 0.0625):
        for label in shown_at(zoom, ports):
            assert not len(lanes.query(on_plane(label, zoom), "intersects")[0]), (label.text, zoom)


def seen(drawings: tuple[Drawing, ...], view: Viewport) -> set[str]:
    """The features that are named within a view."""
    frame, zoom = shapely.box(*view.box), np.log2(COARSEST / view.resolution)
    return {
        label.feature
        for label in shown_at(zoom, labels(drawings))
        if all(frame.covers(each) for each in on_plane(label, zoom))
    }


@pytest.mark.parametrize("lon_lat", [(40.0, 61.0), (60.0, 56.0), (135.0, 50.0), (160.0, 66.0), (33.0, 58.0)])
def test_russia_is_named_where_its_middle_is_far_away(
    drawings: dict[str, tuple[Drawing, ...]], lon_lat: tuple[float, float]
) -> None:
    place = project(projection_named("nsr"), *lon_lat)
    assert place is not None
    assert "name-russia" in seen(drawings["nsr"], Viewport(*place, COARSEST / 2**2.5, 1100.0, 700.0))


def ends(zone: BaseGeometry) -> Iterator[tuple[float, float, float]]:
    """Places near both of its ends, and how long it is: projected metres."""
    corners = np.array(shapely.minimum_rotated_rectangle(zone).exterior.coords)
    if np.hypot(*(corners[1] - corners[0])) < np.hypot(*(corners[2] - corners[1])):
        corners = corners[1:]
    start, end = (corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2
    for share in (1 / 6, 5 / 6):
        place = shapely.Point(start + share * (end - start))
        x, y = shapely.get_coordinates(shapely.shortest_line(zone, place))[0]
        yield float(x), float(y), float(np.hypot(*(end - start)))


def zones_in(drawings: tuple[Drawing, ...]) -> dict[str, BaseGeometry]:
    """The widest extent of each drill, projected metres."""
    return {
        feature: shapely.union_all(
            [
                shapely.Polygon(np.reshape(part, (-1, 2))).buffer(0)
                for shape in shapes
                for part in shape.parts
                if shape.feature == feature
            ]
        )
        for drawing in drawings
        for shapes in [[shape for shape in drawing.shapes if shape.kind == "area"]]
        for feature in {shape.feature for shape in shapes if shape.style[:5] == "drill"}
    }


def dense_in(drawings: tuple[Drawing, ...]) -> dict[str, BaseGeometry]:
    """The part of each drill that is easily seen: of nested areas the inner half, of an outline all."""
    nested: dict[str, list[BaseGeometry]] = {}
    for drawing in drawings:
        for shape in drawing.shapes:
            if shape.kind == "area" and shape.style[:5] == "drill":
                rings = [shapely.Polygon(np.reshape(part, (-1, 2))).buffer(0) for part in shape.parts]
                nested.setdefault(shape.feature, []).append(shapely.union_all(rings))
    return {feature: areas[len(areas) // 2] for feature, areas in nested.items()}


@every_projection
def test_the_line_of_a_drill_ends_where_it_is_easily_seen(
    drawings: dict[str, tuple[Drawing, ...]], projection: Projection
) -> None:
    zones = dense_in(drawings[projection.id])
    tied = [label for label in labels(drawings[projection.id]) if label.leader and label.feature in zones]
    assert tied
    for label in tied:
        pixel = COARSEST / 2**label.zoom
        end = shapely.Point(label.x + label.leader[0] * pixel, label.y - label.leader[1] * pixel)
        # The line to an area with an edge ends before it, and beside the mark of a port.
        most = 3.0 if label.style == "drill-undisclosed" else 9.0
        assert zones[label.feature].distance(end) <= most * pixel, label


@every_projection
def test_a_large_zone_is_named_where_its_middle_is_out_of_view(
    drawings: dict[str, tuple[Drawing, ...]], projection: Projection
) -> None:
    zones = zones_in(drawings[projection.id])
    for zone in ("Z1", "Z3", "Z5", "Z6", "Z7"):
        others = shapely.union_all([area for id, area in zones.items() if id != zone])
        for x, y, length in ends(zones[zone]):
            view = Viewport(x, y, length / 2 / 1100.0, 1100.0, 700.0)
            if zone not in seen(drawings[projection.id], view):
                # Next to another zone there is no room for a name that is not read as that of the other.
                assert others.distance(shapely.Point(x, y)) < 100_000.0, (zone, x, y)


def named_on_the_wrong_mark(
    drawings: tuple[Drawing, ...], zones: dict[str, BaseGeometry], zoom: float
) -> list[str]:
    """Names on the zone of another drill, or at another named port and without a line to their own."""
    ports = {
        shape.feature: shapely.Point(shape.parts[0][:2])
        for drawing in drawings
        for shape in drawing.shapes
        if shape.style == "port-named"
    }
    wrong: list[str] = []
    for label in shown_at(zoom, labels(drawings)):
        if not LIGHT.styles[label.style].symbol and label.feature not in zones:
            # Seas, straits and capes have no mark, and drills happen in them.
            continue
        (box,), place = on_plane(label, zoom), shapely.Point(label.x, label.y)
        # What lies in a zone may be named there.
        off = [
            id
            for id in zones
            if id != label.feature and (label.feature in zones or not zones[id].covers(place))
        ]
        wrong += [f"{label.text} on {id}" for id in off if box.intersects(zones[id])]
        own = zones.get(label.feature)
        if own is not None and not label.leader:
            others = (zone for id, zone in zones.items() if id != label.feature)
            wrong += [label.text for zone in others if box.distance(zone) <= box.distance(own)]
        elif own is not None:
            wrong += [] if own.intersects(place) else [f"{label.text} tied to nothing"]
        if label.feature in ports and not label.leader:
            away = box.distance(ports[label.feature])
            nearer = [id for id, place in ports.items() if box.distance(place) < away]
            wrong += [f"{label.text} at {id}" for id in nearer]
    return wrong


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@every_projection
def test_no_name_stands_on_another_drill_or_nearer_to_another_port_than_to_its_own(
    drawings: dict[str, tuple[Drawing, ...]], relettered: Relabelled, projection: Projection, language: str
) -> None:
    labelling = Labelling(language)  # type: ignore[arg-type]
    found = drawings[projection.id] if language == "en" else relettered[projection.id, labelling]
    zones = zones_in(found)
    # Farther in, one drill fills the whole view.
    for zoom in np.arange(-0.75, 3.25, 0.25):
        assert not named_on_the_wrong_mark(found, zones, zoom), zoom


def test_zooms_come_in_steps_within_the_range(drawings: dict[str, tuple[Drawing, ...]]) -> None:
    for label in labels(drawings["nsr"]):
        assert label.zoom % STEP == 0.0
        assert ZOOM_RANGE[0] <= label.zoom <= ZOOM_RANGE[1]


def test_labels_that_are_decided_stay_and_new_ones_keep_clear(
    content: Catalog, drawings: dict[str, tuple[Drawing, ...]]
) -> None:
    before = drawings["nsr"]
    ports = next(drawing for drawing in before if drawing.layer == "ports")
    others = [drawing for drawing in before if drawing.layer != "ports"]
    (again,) = with_labels([ports], content, projection_named("nsr"), avoid=others)
    assert {label.feature for label in again.labels} == {label.feature for label in ports.labels}
    test_no_two_labels_overlap({"nsr": (again, *others)}, projection_named("nsr"))


@pytest.mark.parametrize(
    "projection", [PROJECTIONS[0], PROJECTIONS[-1]], ids=lambda projection: projection.id
)
def test_drawings_and_names_are_the_golden_ones(
    drawings: dict[str, tuple[Drawing, ...]], relettered: Relabelled, projection: Projection
) -> None:
    compare_with_golden(
        f"{projection.id}-shapes",
        (line for drawing in drawings[projection.id] for line in shapes_in_words(drawing)),
    )
    compare_with_golden(f"{projection.id}-names", map(name_in_words, labels(drawings[projection.id])))
    compare_with_golden(
        f"{projection.id}-names-ru", map(name_in_words, labels(relettered[projection.id, Labelling("ru")]))
    )


def compare_with_golden(name: str, lines: Iterable[str]) -> None:
    made, golden = "".join(f"{line}\n" for line in lines), GOLDEN / f"{name}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def shapes_in_words(drawing: Drawing) -> Iterator[str]:
    """For each shape its parts and its box, in whole kilometres; then direction marks and places of signs."""
    for shape in drawing.shapes:
        edges = " ".join(map(km, shape.box))
        yield f"{drawing.layer} {shape.feature} {shape.kind} {shape.style}: {len(shape.parts)} in {edges}"
    for each in drawing.chevrons:
        zooms = Counter(zoom for *_, zoom in each.marks)
        counts = ", ".join(f"{zooms[zoom]} from {zoom:g}" for zoom in sorted(zooms))
        places = " ".join(f"{km(x)},{km(y)}>{angle:g}" for x, y, angle, zoom in each.marks if zoom < 1)
        yield f"{drawing.layer} {each.feature} marks: {counts}: {places}"
    for feature, (x, y) in (drawing.spots or {}).items():
        yield f"{drawing.layer} {feature} sign at {km(x)} {km(y)}"


def name_in_words(label: Label) -> str:
    """Its place in whole kilometres, its shift in pixels, and the zoom that it stands from."""
    place = f"{km(label.x)} {km(label.y)} by {label.dx:g} {label.dy:g} {label.anchor}"
    return f"{label.style} {label.text}: {place} from {label.zoom:g}"


def km(metres: float) -> str:
    return f"{metres / 1000:.0f}"


EVERY = {"country-names": 12, "sea-names": 12, "ice-edge": 4, "ports-other": 2}
"""Of these layers only so many-th features are there."""


def test_names_of_a_thinned_out_atlas_stand_at_the_golden_places(content: Catalog) -> None:
    whole = content
    layers = tuple(
        replace(layer, features=layer.features[:: EVERY.get(layer.id, 1)])
        for layer in whole.layers
        if layer.kind in DRAWN
    )
    fewer, drawings = replace(whole, layers=layers), drawings_for(whole, read_drawing)
    ids = {feature.id for layer in layers for feature in layer.features}
    plain = []
    for layer in layers:
        drawing = drawings.get(layer.id, "nsr")
        shapes = tuple(
            each for each in drawing.shapes if each.feature in ids or each.feature not in whole.features
        )
        plain.append(replace(drawing, shapes=shapes, labels=()))
    found = with_labels(plain, fewer, projection_named("nsr"), labelling=Labelling("en", 120))
    lines = []
    for drawing in found:
        lines.append(drawing.layer)
        for each in drawing.labels:
            shift = f"{each.dx:.1f} {each.dy:.1f} {each.anchor} {each.width:.1f}"
            zooms = f"{each.zoom:.2f} to {each.until:.2f}"
            letters = f", {len(each.letters) // 3} letters {sum(each.letters):.0f}" if each.letters else ""
            below = f", below: {each.below}" if each.below else ""
            lines.append(
                f"    {each.text} ({each.style}, {each.feature}): {each.x:.0f} {each.y:.0f} {shift}, {zooms}"
                f"{letters}{below}"
            )
    compare_with_golden("nsr-names-120", lines)
