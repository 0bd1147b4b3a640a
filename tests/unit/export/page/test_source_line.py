"""Whom the page thanks, and what they allow."""

from dataclasses import replace

from arctic_map import resources
from arctic_map.export.page.source_line import source_line, terms
from arctic_map.files import catalog
from arctic_map.files.prepared import read_drawing
from arctic_map.model.catalog import Source
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session


def test_the_terms_of_each_licence_stand_behind_its_sources(scene: Scene) -> None:
    sources = (
        Source("a", "A", "Alpha", "Public domain (work of a government)"),
        Source("b", "B", "Beta", "MIT, as the rest"),
        Source("c", "C", "Gamma", "Public domain"),
        Source("d", "D", "", "Free"),
        Source("e", "E", "Delta"),
    )
    told = replace(
        scene,
        catalog=replace(scene.catalog, sources=sources),
        source_line="Mine · Sources: Alpha, Beta, Gamma, Delta · Data 7",
    )
    expected = "Mine · Sources: Alpha, Gamma (public domain), Beta (MIT), Delta · Data 7"
    assert source_line(told) == expected
    assert source_line(scene) == scene.source_line


def test_every_source_that_is_named_has_terms() -> None:
    content = catalog.load(resources.data())
    line = source_line(compose(content, start(content, Session()), Drawings(content, read_drawing)))
    for source in content.sources:
        if source.short:
            assert terms(source) and f"({terms(source)})" in line
    assert len(line) < 220
