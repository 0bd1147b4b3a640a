"""Places of the content go before those of the gazetteers, and its facts say where the text is about."""

from dataclasses import replace

from tests.unit.scene.routing.made_up import catalog, feature, layer, point

from arctic_map.model.catalog import Source
from arctic_map.model.proposal import Candidate, PlaceClass
from arctic_map.scene.proposing.gazetteer import with_content
from arctic_map.scene.proposing.keys import key_of

OWN = {"kara sea": [Candidate("Kara", 75.0, 75.0, "list", PlaceClass.REGION)]}


def test_places_of_the_content_come_first_by_all_their_names() -> None:
    port = replace(
        point("p", "Port One", 10.0, 60.0, facts=("T1",), names={"ru": "Порт"}, aliases=("One", "1")),
        source="s",
    )
    sea = feature(
        "k", "Kara Sea", {"type": "MultiPoint", "coordinates": [[70.0, 74.0], [80.0, 76.0]]}, "sea-name"
    )
    land = point("c", "Some Land", 5.0, 50.0, style="country-name")
    line = feature(
        "l", "A Lane", {"type": "LineString", "coordinates": [[0.0, 60.0], [1.0, 60.0]]}, facts=("T2",)
    )
    content = replace(
        catalog(layer("a", port, sea), layer("b", land, line)), sources=(Source("s", "The List", "", ""),)
    )
    found, confirmed = with_content(OWN, content)
    assert confirmed == ((10.0, 60.0),)
    one = Candidate("Port One", 10.0, 60.0, "The List", PlaceClass.TOWN)
    assert found["port one"] == found[key_of("Порт")] == found["one"] == [one]
    assert "1" not in found and "a lane" not in found
    assert [(each.name, each.lon, each.type) for each in found["kara sea"]] == [
        ("Kara Sea", 70.0, PlaceClass.REGION),
        ("Kara", 75.0, PlaceClass.REGION),
    ]
    assert [(each.type, each.source) for each in found["some land"]] == [(PlaceClass.COUNTRY, "")]
    assert len(OWN["kara sea"]) == 1


def test_a_sea_that_no_list_has_is_a_sea() -> None:
    sea = point("k", "New Sea", 70.0, 74.0, style="sea-name")
    found, confirmed = with_content({}, catalog(layer("a", sea)))
    assert found["new sea"][0].type is PlaceClass.SEA and confirmed == ()
