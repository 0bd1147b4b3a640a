"""What somebody who types may mean: ports, places of the atlas and positions, best first."""

from dataclasses import replace

import pytest
from tests.unit.scene.routing.made_up import catalog, feature, layer, point, port

from arctic_map.errors import UnknownName
from arctic_map.model.feature import Feature
from arctic_map.scene.routing.ends import MAX_LISTED, EndFinder, end_named, merged, own_ports, stop_of

SEA: Feature = feature(
    "kara", "Kara Sea", {"type": "Polygon", "coordinates": [[[60, 70], [80, 70], [80, 75]]]}
)
LANE: Feature = feature("L1", "Lane of Kara", {"type": "LineString", "coordinates": [[1, 2], [3, 4], [5, 6]]})
MANY: Feature = feature("many", "Karas", {"type": "MultiPoint", "coordinates": []})
ATLAS = catalog(
    layer(
        "ports",
        point("h", "Hamburg", 10.0, 53.5, names={"ru": "Гамбург", "zh": "汉堡"}, aliases=("Hammaburg",)),
        SEA,
    ),
    layer("ports-other", point("k", "Karachi", 67.0, 24.8)),
    layer("seas", SEA, LANE, MANY, name="Seas"),
    layer("file-1", point("x", "Karaganda", 73.0, 49.8), file="/a.csv"),
)
LISTED = (
    port("DEHAM", "Hamburg", 10.1, 53.6),
    port("USHAM", "Hamburg", -79.0, 42.7),
    port("SEKAA", "Karlskrona", 15.6, 56.2),
    port("NOKAR", "Port of Kara", 20.0, 70.0),
    port("RUKAR", "Kar", 30.0, 60.0),
)
PORTS = merged(own_ports(ATLAS), LISTED)


@pytest.mark.parametrize("text", ["Hamburg", "hamburg ", "Гамбург", "汉堡", "DEHAM", "de ham"])
def test_names_in_three_languages_and_codes_find_a_port(text: str) -> None:
    assert end_named(text, PORTS).code == "DEHAM"


def test_a_port_of_the_gazetteer_is_found_by_its_names_in_other_languages() -> None:
    ports = (*PORTS, replace(port("JPYOK", "Yokohama", 139.6, 35.4), others=("Иокогама", "横滨")))
    assert {end_named(text, ports).code for text in ("Иокогама", "横滨", "Иоко")} == {"JPYOK"}
    assert EndFinder(ATLAS, ports).find("横滨")[0].stop.code == "JPYOK"


def test_a_position_is_an_end() -> None:
    assert end_named("69.5N 33.5E", PORTS).place == (33.5, 69.5)


def found(text: str, limit: int = MAX_LISTED) -> list[tuple[str, str]]:
    return [(each.title, each.detail) for each in EndFinder(ATLAS, LISTED).find(text, limit)]


def test_ports_of_the_atlas_are_its_points_with_all_their_names() -> None:
    hamburg, karachi = own_ports(ATLAS)
    assert (hamburg.name, hamburg.place, hamburg.water) == ("Hamburg", (10.0, 53.5), (10.0, 53.5))
    assert hamburg.names == ("Гамбург", "汉堡", "Hammaburg") and karachi.name == "Karachi"
    assert (hamburg.code, hamburg.country, hamburg.moved) == ("", "", 0.0)


def test_names_that_begin_as_typed_come_before_those_with_such_a_word() -> None:
    assert found("kar") == [
        ("Kar", "XX · RUKAR"),
        ("Kara Sea", "Seas"),
        ("Karachi", "Port"),
        ("Karlskrona", "XX · SEKAA"),
        ("Lane of Kara", "Seas"),
        ("Port of Kara", "XX · NOKAR"),
    ]


def test_a_whole_name_comes_before_all_that_go_on() -> None:
    assert found("Kara Sea")[0] == ("Kara Sea", "Seas")
    assert found("kar")[0][0] == "Kar"


def test_of_two_namesakes_the_one_of_the_atlas_comes_first_and_a_code_before_all() -> None:
    assert found("hamburg") == [("Hamburg", "XX · DEHAM"), ("Hamburg", "XX · USHAM")]
    assert found("us ham")[0] == ("Hamburg", "XX · USHAM") == found("USHAM")[0]
    assert found("гамбург") == found("hammaburg") == [("Hamburg", "XX · DEHAM")]


def test_a_position_is_nothing_but_itself() -> None:
    assert found(" 69.5N 33.5E ") == [("69.5N 33.5E", "Position")]
    (candidate,) = EndFinder(ATLAS, LISTED).find("69.5N 33.5E")
    assert candidate.stop.place == (33.5, 69.5) and candidate.stop.code == ""


def test_a_slip_is_forgiven_in_long_words_alone() -> None:
    assert found("hamborg")[0][0] == "Hamburg"
    assert found("karlskrone") == [("Karlskrona", "XX · SEKAA")]
    assert found("karlskrune") == [("Karlskrona", "XX · SEKAA")]
    assert found("kor") == found("") == found("  ") == []


def test_no_more_are_found_than_requested() -> None:
    assert found("kar", 2) == found("kar")[:2]


def test_a_place_of_the_atlas_is_where_its_middle_vertex_is() -> None:
    ends = EndFinder(ATLAS, LISTED)
    places = {each.title: each.stop.place for each in ends.find("kara")}
    assert places["Kara Sea"] == (80.0, 70.0) and places["Lane of Kara"] == (3.0, 4.0)
    assert "Karas" not in places and "Karaganda" not in places


def test_a_port_is_found_by_its_code_alone() -> None:
    ends = EndFinder(ATLAS, LISTED)
    coded = ends.coded("usham")
    assert coded is not None and coded.place == (-79.0, 42.7)
    assert ends.coded("") is None and ends.coded("XXXXX") is None
    assert stop_of(coded).code == "USHAM" and stop_of(coded).name == "Hamburg"


def test_a_port_of_the_atlas_takes_the_code_of_the_nearest_of_its_name() -> None:
    own = (port("", "Hamburg", 10.0, 53.5, ("H",)),)
    listed = (
        port("AAAAA", "Hamburg", 10.9, 53.5),
        port("BBBBB", "Hamburg", 10.2, 53.9),
        port("CCCCC", "Hamburg", 11.0, 53.5),
    )
    first, *others = merged(own, listed)
    assert (first.code, first.country, first.place) == ("BBBBB", "XX", (10.0, 53.5))
    # One that is a degree away is another port, the other two are this one.
    assert [each.code for each in others] == ["CCCCC"]
    assert merged((port("", "Elsewhere"),), listed)[0].code == ""
    by_other_name = merged((port("", "X", 10.0, 53.5, ("hamburg",)),), listed)
    assert by_other_name[0].code == "BBBBB"


def test_a_name_that_three_letters_begin_is_enough_and_two_are_not() -> None:
    ports = PORTS
    assert end_named("karl", ports).code == "SEKAA"
    with pytest.raises(UnknownName, match="no port"):
        end_named("po", ports)
    assert end_named("por", ports).code == "NOKAR"
    with pytest.raises(UnknownName, match="more than one port"):
        end_named("kara", (*ports, port("KARAB", "Karabo")))


def test_of_many_candidates_twelve_are_listed() -> None:
    ports = [port(f"AA{number:03}", f"Haven {number}") for number in range(15)]
    with pytest.raises(UnknownName, match=r"Haven 11 \(AA011\), XX; and 3 more; give the code"):
        end_named("haven", ports)
    with pytest.raises(UnknownName, match=r"Haven 11 \(AA011\), XX; give the code"):
        end_named("haven", ports[:12])


def test_an_unknown_name_leads_to_a_hint() -> None:
    ports = PORTS
    for text in ("", "xyz", "kor"):
        with pytest.raises(UnknownName, match="give a port, its UN/LOCODE or a position"):
            end_named(text, ports)
    with pytest.raises(UnknownName, match=r"did you mean Karachi\?"):
        end_named("karuchi", ports)
