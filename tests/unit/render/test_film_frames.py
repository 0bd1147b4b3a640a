"""The pictures of a film are pages of its moments, and stay in place."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.built_in import built_in
from tests.unit.scene.routing.made_up import port

from arctic_map.export.request import Request
from arctic_map.export.svg import Page
from arctic_map.model.itinerary import LAYER, Itinerary, RouteLine, Stop
from arctic_map.render import snapshot
from arctic_map.render.film_files import Film
from arctic_map.render.film_frames import FilmOrder, FilmPages, filmed, readable
from arctic_map.render.progress import LISTENER, NO_LEGEND, NO_MOMENT, NO_WORDS, ExportCancelled, reporting_to
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.film import FilmSubject, Moment, moments_of
from arctic_map.scene.routing.routes import Plan
from arctic_map.scene.routing.way_layer import with_route
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.storage.languages import wording

REQUEST = Request(width=640, height=360)


def scene_of(session: Session) -> tuple[Scene, Drawings]:
    catalog, drawings = built_in()
    return compose(catalog, session, drawings), drawings


@cache
def moments(subject: FilmSubject) -> tuple[Moment, ...]:
    catalog, drawings = built_in()
    session = start(catalog, Session())
    return moments_of(subject, compose(catalog, session, drawings), session, drawings, wording("en"))


def scene_with_route(session: Session) -> tuple[Scene, Drawings]:
    catalog, drawings = built_in()
    ends = port("", "A", 179.9, 60.0), port("", "B", -179.9, 60.0)
    line = RouteLine("direct", (ends[0].water, ends[1].water), 11_000.0, ())
    plan = Plan(Itinerary(Stop("A", ends[0].place), Stop("B", ends[1].place)), None, ends, (line,))
    catalog = with_route(catalog, plan, "km")
    drawings = drawings.with_route(next(each for each in catalog.layers if each.id == LAYER))
    return compose(catalog, session, drawings, plan), drawings


def film(subject: FilmSubject, *some: int) -> Film:
    return filmed(FilmOrder([moments(subject)[each] for each in some], scene_of, REQUEST))


def pixels(picture: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(BytesIO(picture)).convert("RGB"))


def pages(subject: FilmSubject, *some: int) -> list[Page]:
    made = FilmPages(FilmOrder([moments(subject)[each] for each in some], scene_of, REQUEST))
    return [made.page(number) for number in range(len(some))]


def test_a_step_of_the_tour_is_the_page_of_its_view() -> None:
    (page,) = pages(FilmSubject.TOUR, 3)
    moment = moments(FilmSubject.TOUR)[3]
    request = replace(REQUEST, title=moment.title, moment=moment.words, box=moment.box)
    assert page.svg == snapshot.page(*scene_of(moment.session), request).svg


def test_a_step_of_the_tour_shows_its_subject_although_there_is_a_route() -> None:
    moment = moments(FilmSubject.TOUR)[0]
    alone, routed = (
        FilmPages(FilmOrder([moment], scenes, REQUEST)).page(0) for scenes in (scene_of, scene_with_route)
    )
    assert {entry.style for entry in alone.legend} <= {entry.style for entry in routed.legend}


def test_between_two_months_only_ice_and_words_change() -> None:
    march, september, again = pages(FilmSubject.YEAR, 2, 8, 2)
    assert march.svg == again.svg
    assert march.layout == replace(september.layout, subtitle=march.layout.subtitle)
    assert march.around.replace("March", "month") == september.around.replace("September", "month")
    assert march.map != september.map


@pytest.mark.usefixtures("qapp")
def test_what_two_pictures_have_in_common_is_painted_once_and_the_rest_is_right() -> None:
    march, september = (pixels(each) for each in film(FilmSubject.YEAR, 2, 8).pictures)
    differs = (march != september).any(axis=2)
    # The ice of March reaches south, that of September does not.
    assert 0.001 < differs.mean() < 0.2


def test_tall_pictures_have_larger_text_unless_a_scale_is_requested() -> None:
    tall = Request(width=1080, height=1920)
    assert readable(tall).text_scale > 1.5
    for other in (replace(tall, text_scale=1.2), Request(), Request(width=1080, height=1080)):
        assert readable(other) == other


def test_the_legend_names_no_single_month() -> None:
    order = FilmOrder(moments(FilmSubject.YEAR), scene_of, replace(REQUEST, language="ru"))
    page = FilmPages(order).page(0)
    assert "январь" in page.svg and "декабрь" not in page.svg
    monthly = {each.style for each in built_in()[0].monthly}
    assert not monthly & {style for entry in page.legend for style, _ in entry.symbols}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("side", "lacking"), [(640, []), (200, [NO_MOMENT, NO_LEGEND]), (120, [NO_WORDS])])
def test_a_film_says_once_what_its_pictures_lack(side: int, lacking: list[str]) -> None:
    sentences = list[str]()
    request = replace(REQUEST, width=side, height=side)
    with reporting_to(sentences.append):
        filmed(FilmOrder(moments(FilmSubject.TOUR)[:2], scene_of, request))
    assert sentences == lacking


@pytest.mark.usefixtures("qapp")
def test_a_film_says_how_much_is_painted_and_can_be_cancelled() -> None:
    shares = list[float]()

    def listen(share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise ExportCancelled

    token = LISTENER.set(listen)
    try:
        with pytest.raises(ExportCancelled):
            film(FilmSubject.YEAR, 0, 1, 2)
    finally:
        LISTENER.reset(token)
    assert shares == sorted(shares) and len(shares) == 2


@pytest.mark.usefixtures("qapp")
def test_a_film_has_the_requested_quality() -> None:
    order = FilmOrder(moments(FilmSubject.YEAR)[:1], scene_of, replace(REQUEST, quality=40))
    assert filmed(order).quality == 40
