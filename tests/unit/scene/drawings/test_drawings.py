"""Drawings come from the prepared files when these fit, and are made again when they do not."""

from collections.abc import Callable
from cProfile import Profile
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import pytest
from tests.looks import SYMBOLOGY

from arctic_map.errors import UnknownName
from arctic_map.model.catalog import Catalog, Layer, LayerDays, LayerKind
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.opened import PREFIX, style_id
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.file_layers import FileLayer
from arctic_map.scene.timeline import Range
from arctic_map.tables.attributes.row_values import RowDays


def port(id: str, lon: float, lat: float) -> Feature:
    return Feature(
        id=id,
        name=id.title(),
        geometry={"type": "Point", "coordinates": [lon, lat]},
        precision=Precision.SURVEYED,
        source="",
        style="port-named",
    )


PORTS = Layer(
    id="ports",
    name="Ports",
    topic="trade",
    kind=LayerKind.FEATURES,
    features=(port("shanghai", 121.5, 31.2),),
    digest="new",
)
LAND = Layer(id="land", name="Land", topic="base", kind=LayerKind.GROUND)
CATALOG = Catalog("1", "", "", "", (LAND, PORTS), (), (), symbology=SYMBOLOGY)


class Shelf:
    """Prepared drawings in memory, which counts its queries."""

    def __init__(self, *drawings: Drawing) -> None:
        self.drawings = {(each.projection, each.layer, each.digest): each for each in drawings}
        self.requests: list[tuple[str, str, str]] = []

    def __call__(self, projection: str, layer: str, digest: str) -> Drawing | None:
        self.requests.append((projection, layer, digest))
        return self.drawings.get((projection, layer, digest))


def test_a_prepared_drawing_is_read_once() -> None:
    prepared = Drawing("ports", "nsr", "new")
    shelf = Shelf(prepared)
    drawings = drawings_for(CATALOG, shelf)
    assert drawings.get("ports", "nsr") is drawings.get("ports", "nsr") is prepared
    assert shelf.requests == [("nsr", "ports", "new")]


def test_a_layer_that_has_changed_is_drawn_with_its_labels() -> None:
    drawings = drawings_for(CATALOG, Shelf(Drawing("ports", "nsr", "old")))
    drawing = drawings.get("ports", "nsr")
    assert [shape.feature for shape in drawing.shapes] == ["shanghai"]
    assert [label.text for label in drawing.labels] == ["Shanghai"]
    assert drawings.get("ports", "nsr") is drawing


def test_where_a_layer_has_changed_the_labels_of_all_are_placed_together() -> None:
    other = replace(PORTS, id="other", digest="old", features=())
    catalog = replace(CATALOG, layers=(*CATALOG.layers, other))
    (first,) = drawings_for(CATALOG, Shelf()).get("ports", "nsr").labels
    prepared = Drawing("other", "nsr", "old", labels=(replace(first, text="Gone"),))
    # In whatever order they are requested.
    for order in (("ports", "other"), ("other", "ports")):
        drawings = drawings_for(catalog, Shelf(prepared))
        found = {layer: drawings.get(layer, "nsr").labels for layer in order}
        assert found == {"ports": (first,), "other": ()}


def test_each_projection_has_its_own_drawing() -> None:
    drawings = drawings_for(CATALOG, Shelf())
    assert drawings.get("ports", "nsr").shapes != drawings.get("ports", "world").shapes


def test_parts_of_the_base_map_have_an_empty_drawing() -> None:
    drawings = drawings_for(CATALOG, Shelf())
    assert drawings.get("land", "nsr") == Drawing("land", "nsr", "")
    assert drawings.get("land", "nsr") is drawings.get("land", "nsr")


def test_a_layer_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownName):
        drawings_for(CATALOG, Shelf()).get("moon", "nsr")


def test_other_labels_are_placed_when_none_are_prepared() -> None:
    russian = replace(PORTS, features=(replace(PORTS.features[0], names={"ru": "Шанхай"}),))
    drawings = drawings_for(replace(CATALOG, layers=(LAND, russian)), Shelf())
    drawing = drawings.get("ports", "nsr", Labelling("ru"))
    assert [label.text for label in drawing.labels] == ["Шанхай"]
    assert drawing.names == {"shanghai": "Шанхай"}
    assert drawing is drawings.get("ports", "nsr", Labelling("ru"))
    (large,) = drawings.get("ports", "nsr", Labelling("ru", 200)).labels
    assert large.width == pytest.approx(drawing.labels[0].width * 2, abs=0.2)
    assert [label.text for label in drawings.get("ports", "nsr").labels] == ["Shanghai"]


def test_prepared_labels_are_read_while_no_layer_has_changed() -> None:
    usual, russian = Drawing("ports", "nsr", "new"), Drawing("ports", "nsr", "new", names={})
    requested: list[tuple[str, ...]] = []

    def read(*names: str) -> Drawing | None:
        requested.append(names)
        return russian

    drawings = drawings_for(CATALOG, Shelf(usual), read)
    assert drawings.get("ports", "nsr", Labelling("ru")) is russian
    assert drawings.get("ports", "nsr", Labelling("ru")) is russian
    assert requested == [("ru", "nsr", "ports", "new")]
    assert drawings_for(CATALOG, Shelf(), read).get("ports", "nsr", Labelling("ru")) is not russian


def opened(name: str, lon: float) -> Layer:
    """A file with one named place."""
    id = f"{PREFIX}{name}"
    place = replace(port(f"{id}.0", lon, 70.0), name=name.title(), style=style_id(1, "point"), rank=1)
    return Layer(
        id=id,
        name=name,
        topic="trade",
        kind=LayerKind.FEATURES,
        features=(place,),
        digest=name,
        file=f"/{name}.geojson",
    )


def test_names_of_an_opened_file_leave_those_of_the_atlas_where_they_are() -> None:
    whole = replace(CATALOG, layers=(*CATALOG.layers, opened("mine", 60.0)))
    prepared = Drawing("ports", "nsr", "new")
    drawings = drawings_for(whole, Shelf(prepared))
    (own,) = drawings.get(f"{PREFIX}mine", "nsr").labels
    assert own.text == "Mine"
    assert drawings.get("ports", "nsr") is prepared


@pytest.mark.parametrize("projection", ["nsr", "nsr@30"])
@pytest.mark.parametrize("labelling", [Labelling("ru"), Labelling("en", 200)], ids=lambda each: each.key)
def test_other_names_of_the_atlas_stay_when_files_come_and_go(labelling: Labelling, projection: str) -> None:
    first, second = opened("first", 60.0), opened("second", 60.0)
    drawings = drawings_for(CATALOG, Shelf())
    before = drawings.get("ports", projection, labelling)
    drawings = drawings.with_content(replace(CATALOG, layers=(*CATALOG.layers, first, second)))
    assert drawings.get("ports", projection, labelling) is before
    below = drawings.get(first.id, projection, labelling)
    above = drawings.get(second.id, projection, labelling)
    assert [label.text for label in (*below.labels, *above.labels)] == ["First", "Second"]
    # Both places are one, so that the second name stands elsewhere.
    (one,), (other,) = below.labels, above.labels
    assert (one.x, one.y) == (other.x, other.y) and (one.dx, one.dy) != (other.dx, other.dy)
    drawings = drawings.with_content(replace(CATALOG, layers=(*CATALOG.layers, second)))
    assert drawings.get("ports", projection, labelling) is before
    (alone,) = drawings.get(second.id, projection, labelling).labels
    assert (alone.dx, alone.dy) == (one.dx, one.dy)


def test_a_changed_layer_keeps_clear_of_the_names_of_an_opened_file() -> None:
    file = opened("mine", 121.5)
    file = replace(file, features=(replace(file.features[0], geometry=PORTS.features[0].geometry),))
    whole = replace(CATALOG, layers=(*CATALOG.layers, file))
    alone = drawings_for(whole, Shelf()).get("ports", "nsr").labels
    (name,) = drawings_for(replace(CATALOG, layers=(LAND, file)), Shelf()).get(file.id, "nsr").labels
    assert name.anchor == alone[0].anchor == "start"
    drawings = drawings_for(whole, Shelf())
    file_drawings = StubFile(Drawing(file.id, "nsr", file.digest, labels=(name,)))
    drawings = drawings.with_files(drawings.files.with_file(file_drawings))
    assert drawings.get("ports", "nsr").labels == alone
    drawings = drawings.with_content(replace(whole, layers=(LAND, replace(PORTS, digest="newer"), file)))
    (moved,) = drawings.get("ports", "nsr").labels
    assert (moved.dx, moved.dy) != (alone[0].dx, alone[0].dy)


def test_a_period_moves_no_label_of_a_file_and_has_none_placed_again() -> None:
    file = opened("mine", 60.0)
    drawings = drawings_for(replace(CATALOG, layers=(*CATALOG.layers, file)), Shelf())
    day = date(2020, 1, 5)
    days = RowDays(np.array([day.toordinal()], np.int32), LayerDays(day, day, (1,)))
    files = drawings.files.with_layer(file.id, FileLayer(dated_by="day", days=days))
    style = {file.id: LayerStyle(date_field="day")}
    years = [Range(date(year, 1, 1), date(year, 12, 31)) for year in (2019, 2020)]
    for labelling in (USUAL, Labelling("ru")):
        first, second = (
            drawings.with_files(files.in_style(style, year)).get(file.id, "nsr", labelling) for year in years
        )
        assert first is second and first.labels


def calls(run: Callable[[], object]) -> int:
    """The number of functions that are called."""
    profile = Profile()
    profile.runcall(run)
    return sum(each.callcount for each in profile.getstats())


def test_the_work_for_the_names_of_a_file_grows_less_than_with_the_square_of_their_number() -> None:
    def placed(count: int) -> None:
        file = opened(f"many-{count}", 60.0)
        places = (
            replace(
                file.features[0],
                id=f"{file.id}.{number}",
                geometry={"type": "Point", "coordinates": [3.0 * (number % 40), 60.0 + 2.0 * (number // 40)]},
            )
            for number in range(count)
        )
        file = replace(file, features=tuple(places))
        drawings_for(replace(CATALOG, layers=(file,)), Shelf()).get(file.id, "nsr")

    placed(1)
    few, many = (calls(partial(placed, count)) for count in (80, 160))
    assert many < 4 * few


class StubFile:
    """An opened file's drawing, made elsewhere."""

    rows = None
    raster = None

    def __init__(self, drawing: Drawing) -> None:
        self._drawing, self.layer_id = drawing, drawing.layer

    def drawing(self, projection_id: str) -> Drawing:
        return replace(self._drawing, projection=projection_id)

    def body(self, projection_id: str) -> bytes:
        return b""

    def box(self, projection_id: str) -> None:
        return None


def test_an_earlier_version_had_the_layers_that_are_gone() -> None:
    drawings = drawings_for(CATALOG, Shelf())
    assert not drawings.was_there("ports")
    drawings = drawings.with_content(replace(CATALOG, layers=(LAND,)))
    assert drawings.was_there("ports") and not drawings.was_there("land")
    assert not drawings.with_content(CATALOG).was_there("ports")
