"""Figures of a measurement are shown in the reader's units and copied whole."""

import pytest

from arctic_map.model.note import Note, NoteKind
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.scene.notes.figures import copied, figures

ROUND_THE_POLE = ((0.0, 89.0), (90.0, 89.0), (180.0, 89.0), (-90.0, 89.0))


def way(*places: tuple[float, float], text: str = "") -> Note:
    return Note(id="own-1", kind=NoteKind.DISTANCE, places=places, text=text)


def area(*places: tuple[float, float]) -> Note:
    return Note(id="own-2", kind=NoteKind.AREA, places=places)


def test_a_way_has_its_length_and_that_of_each_leg_with_its_bearing() -> None:
    result = figures(way((0.0, 80.0), (180.0, 80.0), (180.0, 85.0)), DEFAULT)
    assert result.headline == "2,792 km"
    assert result.legs == ("2,234 km · 000°", "558 km · 000°")


@pytest.mark.parametrize(
    ("units", "length", "within"),
    [("km", "632 km", "24,952 km²"), ("nmi", "341 nmi", "7,275 nmi²"), ("mi", "393 mi", "9,634 mi²")],
)
def test_an_area_round_the_pole_is_formatted_in_each_unit(units: str, length: str, within: str) -> None:
    result = figures(area(*ROUND_THE_POLE), Preferences(units=units))  # type: ignore[arg-type]
    assert (result.perimeter, result.headline) == (length, within)
    assert len(result.legs) == 4


def test_an_outline_that_crosses_itself_has_no_area() -> None:
    result = figures(area((0, 70), (10, 75), (10, 70), (0, 75)), DEFAULT)
    assert result.headline == "The outline crosses itself" and not result.perimeter


def test_small_areas_keep_figures_that_count() -> None:
    near = area((30.0, 70.0), (30.001, 70.0), (30.001, 70.001), (30.0, 70.001))
    assert figures(near, DEFAULT).headline == "4,260 m²"
    assert figures(near, Preferences(units="nmi")).headline == "0.0012 nmi²"


def test_a_copy_names_every_leg_by_its_ends_in_the_chosen_form() -> None:
    note = way((33.0, 69.0), (40.5, 64.5), text="The way back")
    assert copied(note, DEFAULT).splitlines() == [
        "The way back",
        "Length: 600 km",
        "Leg 1: 69°00.0′N 33°00.0′E to 64°30.0′N 40°30.0′E: 600 km · 143°",
    ]
    assert "69.000" in copied(note, Preferences(coordinates="decimal"))
