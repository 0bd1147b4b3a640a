"""Files that the package brings: gazetteers, straits, ways along with lanes, ice edges, lines of the land."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from tests.unit.scene.routing.made_up import network

from arctic_map.errors import ContentError
from arctic_map.geo.projections import projection_named
from arctic_map.model.article_copy import PlaceClass
from arctic_map.storage import gazetteers, ice_record, route_data
from arctic_map.storage.base_map import ground_lines
from arctic_map.storage.route_network import network_path, read_network, write_network


def test_the_atlas_has_a_gazetteer_of_its_own_by_all_names() -> None:
    found = gazetteers.own_places(str.lower)
    (murmansk,) = found["murmansk"]
    assert (murmansk.name, murmansk.source) == ("Murmansk", gazetteers.OWN)
    assert (murmansk.lon, murmansk.lat) == pytest.approx((33.1, 69.0), abs=0.2)
    assert found["мурманск"] == [murmansk]
    assert {each.type for listed in found.values() for each in listed} >= {PlaceClass.SEA, PlaceClass.TOWN}
    assert all(not key.startswith("#") and "|" not in key for key in found)


def test_of_the_world_only_what_is_requested_is_read_and_ports_stand_behind() -> None:
    found = gazetteers.world_places(frozenset({"norway", "oslo", "no such place"}))
    assert set(found) == {"norway", "oslo"}
    assert (found["norway"][0].name, found["norway"][0].type) == ("Norway", PlaceClass.COUNTRY)
    assert found["norway"][0].source.endswith("at its capital")
    assert (found["oslo"][0].name, found["oslo"][0].people > 500_000) == ("Oslo, NO", True)
    with_ports = gazetteers.places_and_ports(str.lower)(frozenset({"hamburg"}))["hamburg"]
    assert (with_ports[0].type, with_ports[1].source) == (PlaceClass.PROVINCE, gazetteers.GEONAMES)
    assert with_ports[-1].source == gazetteers.PORTS
    assert gazetteers.places_and_ports(str.lower)(frozenset({"no such place"})) == {}


def test_a_gazetteer_that_is_no_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "broken.tsv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ContentError, match="gazetteer"):
        [*gazetteers._rows(tmp_path / "broken.tsv")]
    assert [*gazetteers._rows(tmp_path / "none.tsv")] == []
    (tmp_path / "some.tsv").write_text("# key\tname\na\tA\n\nb\tB\n")
    assert [*gazetteers._rows(tmp_path / "some.tsv")] == [["a", "A"], ["b", "B"]]
    assert [*gazetteers._rows(tmp_path / "some.tsv", frozenset({"b"}))] == [["b", "B"]]


def test_straits_are_those_of_the_package_or_of_a_file_that_is_named(tmp_path: Path) -> None:
    assert {"suez", "panama"} <= {strait.way for strait in route_data.read_straits().straits}
    file = tmp_path / "straits.toml"
    file.write_text('[[strait]]\nid = "a"\nname = "A"\nline = [[1.0, 2.0], [3.0, 4.0]]\n')
    assert [strait.id for strait in route_data.read_straits(file).straits] == ["a"]
    file.write_text('[[strait]]\nid = "a"\n')
    with pytest.raises(ContentError, match="straits"):
        route_data.read_straits(file)


def test_ways_along_with_lanes_come_back_as_they_were_written(tmp_path: Path) -> None:
    found = route_data.read_lane_ways()
    path = route_data.write_lane_ways(tmp_path, found)
    assert path.is_relative_to(tmp_path) and route_data.read_lane_ways(tmp_path) == found
    assert route_data.read_lane_ways(tmp_path / "nowhere") == ()
    path.write_text("[")
    with pytest.raises(ContentError, match="beside the lanes"):
        route_data.read_lane_ways(tmp_path)


def test_the_ice_of_march_holds_most_of_that_of_september() -> None:
    def area(month: int) -> shapely.Geometry:
        rings = ice_record.read_median_ice(month)
        assert all(len(ring) > 3 and ring.shape[1] == 2 for polygon in rings for ring in polygon)
        return shapely.union_all(shapely.make_valid([shapely.Polygon(polygon[0]) for polygon in rings]))

    march, september = area(3), area(9)
    assert march.intersection(september).area > 0.8 * september.area
    assert ice_record.read_median_ice(13) == []


def test_lines_of_the_land_are_lines_and_only_those_of_a_box_if_one_is_given() -> None:
    nsr, epsg3413 = projection_named("nsr"), projection_named("epsg3413")
    every = [*ground_lines(nsr, "coast")]
    assert len(every) > 20 and all(each.kind == "line" and each.style == "coast" for each in every)
    assert [*ground_lines(nsr, "land")] == [] == [*ground_lines(nsr, "nothing of the kind")]
    for each in every[:50]:
        x, y = np.array(each.parts[0]).reshape(-1, 2).T
        assert each.box == pytest.approx((x.min(), y.min(), x.max(), y.max()), abs=1.0)
    box = (0.0, 0.0, 1.5e6, 1.5e6)
    some = [*ground_lines(nsr, "coast", box=box)]
    assert 0 < len(some) < len(every)
    assert any(shapely.box(*each.box).intersects(shapely.box(*box)) for each in some)
    # The same coast on another projection of the family is only turned.
    turned = [*ground_lines(epsg3413, "coast")]
    assert sum(len(each.parts[0]) for each in turned) == sum(len(each.parts[0]) for each in every)
    there = [*ground_lines(epsg3413, "coast", box=box)]
    assert 0 < len(there) < len(turned)
    assert any(shapely.box(*each.box).intersects(shapely.box(*box)) for each in there)


def test_a_network_comes_back_as_it_was_to_a_decimetre(tmp_path: Path) -> None:
    made = network()
    made = replace(made, masks=np.where(np.arange(len(made.masks)) % 2, made.masks, np.uint64(0)))
    path = write_network(tmp_path, made)
    assert path == network_path(tmp_path)
    once = path.read_bytes()
    read = read_network(tmp_path)
    for name in ("rings", "nodes"):
        assert np.abs(getattr(read, name) - getattr(made, name)).max() <= 0.5e-6
    for name in ("sizes", "corner", "open", "starts", "ends"):
        assert getattr(read, name).tolist() == getattr(made, name).tolist()
    assert read.lengths == pytest.approx(made.lengths, rel=1e-6)
    assert write_network(tmp_path, read).read_bytes() == once


def test_a_network_that_is_missing_or_broken_says_so(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        read_network(tmp_path)
    path = network_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no network")
    with pytest.raises(ContentError, match="cannot be read"):
        read_network(tmp_path)
