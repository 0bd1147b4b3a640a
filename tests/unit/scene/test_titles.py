"""A page is titled and credited by what it shows: nothing of the atlas heads a map of other data."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.built_in import built_in, built_in_atlas
from tests.unit.content.contents import read
from tests.unit.scene.test_opened import NAMED, written

from arctic_map.content.package.making import About, made
from arctic_map.export.decided import legend_lines
from arctic_map.export.html.credits import credits
from arctic_map.export.html.requested import requested
from arctic_map.export.metadata import metadata
from arctic_map.export.request import Request
from arctic_map.model.catalog import Catalog
from arctic_map.model.wording import ENGLISH
from arctic_map.scene.compose import compose, start
from arctic_map.scene.opened import with_files
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.scene.titles import APART, titles
from arctic_map.scene.variants import with_wording
from arctic_map.scene.words.citation import bibtex, plain

RIVER = About("Low water", "A. Writer", "2022-09-01", "https://example.org/rhine")


def subject_of(catalog: Catalog) -> frozenset[str]:
    """Ids of the layers of the article."""
    return frozenset(layer.id for layer in catalog.layers if layer.topic not in APART)


def scene_of(catalog: Catalog, *, subject_shown: bool = True) -> Scene:
    session = start(catalog, Session())
    if not subject_shown:
        session = replace(session, hidden=session.hidden | subject_of(catalog))
    return compose(catalog, session, built_in()[1])


@pytest.fixture
def buoys(tmp_path: Path) -> Scene:
    """An opened file on the built-in map, with all layers of the article hidden."""
    opened = written(tmp_path / "my_buoys.geojson", NAMED)
    return scene_of(with_files(built_in_atlas(), [opened]), subject_shown=False)


def test_a_map_of_own_data_is_titled_by_its_file_and_does_not_credit_the_article(buoys: Scene) -> None:
    page = with_wording(buoys, ENGLISH)
    assert (page.title, page.subtitle) == ("my buoys", "")
    assert "article" not in page.source_line and "World Port" not in page.source_line
    assert "Natural Earth" in page.source_line and "my_buoys.geojson" in page.source_line
    about = metadata(page, Request(), page.projection.home)
    assert about.title == "my buoys" and "article" not in about.sources + about.rights


def test_a_web_page_of_own_data_has_no_title_fact_or_credit_of_the_article(buoys: Scene) -> None:
    page = requested(buoys, Request())
    assert page.title == "my buoys" and not (page.facts or page.catalog.facts or page.catalog.people)
    assert "article" not in credits(page) and "Port Index" not in credits(page)
    assert not {layer.id for layer in page.layers} & {"lanes", "ports", "drills"}
    assert {layer.id for layer in page.layers} == {layer.id for layer in page.catalog.layers}


def test_a_map_of_the_earth_alone_has_no_title_and_one_with_a_layer_of_the_article_has_its() -> None:
    catalog = built_in_atlas()
    assert titles(scene_of(catalog, subject_shown=False), ENGLISH) == ("", "")
    lanes = replace(Session(), hidden=subject_of(catalog) - {"lanes"})
    assert titles(compose(catalog, lanes, built_in()[1]), ENGLISH)[0] == catalog.title


def test_an_atlas_of_ones_own_credits_its_author_date_and_address_and_nothing_of_another() -> None:
    scene = with_wording(scene_of(read(made("Some words.", RIVER))), ENGLISH)
    assert scene.title == "Low water"
    assert scene.source_line == (
        "Sources: the article “Low water” (A. Writer, 1 September 2022, https://example.org/rhine), Natural "
        "Earth, ETOPO5 (public domain), names by Arctic Map (MIT)"
    )
    page = credits(requested(scene, Request()))
    link = '<a href="https://example.org/rhine" rel="noopener">example.org/rhine</a>'
    assert f"A. Writer, 2022-09-01, {link}" in page
    assert "anes" not in page.replace("planes", "") and "data 1" not in page


def test_an_atlas_of_ones_own_is_cited_without_the_name_of_the_program_as_its_publisher() -> None:
    catalog = read(made("Some words.", RIVER))
    assert plain(catalog) == (
        "Low water. An atlas made with Arctic Map. After the article “Low water”. A. Writer, 2022-09-01, "
        "https://example.org/rhine."
    )
    assert "title = {{Low water}}" in bibtex(catalog)


def test_an_atlas_with_a_source_of_its_own_for_the_article_credits_it_once() -> None:
    assert [each.id for each in built_in_atlas().sources].count("article") == 1


def test_a_web_page_of_an_atlas_of_ones_own_explains_no_marks_of_another() -> None:
    scene = requested(scene_of(read(made("Some words.", RIVER))), Request())
    texts = [line["text"] for line in legend_lines(scene)]
    assert "Disputed boundary" in texts
    assert [text for text in texts if any(word in text for word in ("Lane", "Railway", "Port", "Cape"))] == []
