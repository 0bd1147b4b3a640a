import pytest

from arctic_map.errors import UnknownName
from arctic_map.model.port import Port
from arctic_map.scene.routing.ends import end_named, merged


def port(code: str, name: str, lon: float = 0.0, names: tuple[str, ...] = ()) -> Port:
    return Port(code, name, "Somewhere", (lon, 50.0), (lon, 50.0), 0.0, names)


OWN = (port("", "Hamburg", 10.0, ("Гамбург", "汉堡")),)
LISTED = (
    port("DEHAM", "Hamburg", 10.05),
    port("USHAM", "Hamburg", -80.0),
    port("AUPTJ", "Portland", 141.0),
    port("GBPTL", "Portland", -2.0),
    port("JPYOK", "Yokohama", 139.0),
)
PORTS = merged(OWN, LISTED)


def test_a_port_of_the_atlas_stands_for_the_same_one_of_the_gazetteer() -> None:
    assert [each.code for each in PORTS] == ["DEHAM", "USHAM", "AUPTJ", "GBPTL", "JPYOK"]


@pytest.mark.parametrize("text", ["Hamburg", "hamburg ", "Гамбург", "汉堡", "DEHAM", "de ham"])
def test_names_in_three_languages_and_codes_find_a_port(text: str) -> None:
    assert end_named(text, PORTS).code == "DEHAM"


def test_the_beginning_of_one_name_is_enough() -> None:
    assert end_named("Yoko", PORTS).code == "JPYOK"


def test_a_position_is_an_end() -> None:
    assert end_named("69.5N 33.5E", PORTS).place == (33.5, 69.5)


def test_an_ambiguous_name_lists_the_candidates() -> None:
    with pytest.raises(UnknownName, match=r"more than one port: Portland \(AUPTJ\).*Portland \(GBPTL\)"):
        end_named("Portland", PORTS)


def test_a_slip_of_the_finger_is_answered_with_what_was_meant() -> None:
    with pytest.raises(UnknownName, match=r"did you mean Yokohama \(JPYOK\)"):
        end_named("Yokohoma", PORTS)
    with pytest.raises(UnknownName, match="give a port"):
        end_named("", PORTS)
