"""An exported picture opens the view that it was made from."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.desktop.driver import Driver, until
from tests.desktop.test_field_labels import labels_of
from tests.end2end.tools import exported

from arctic_map.export.request import Request
from arctic_map.geo.projections import projection_named
from arctic_map.model.layer_style import PLAIN, LayerStyle, Method
from arctic_map.model.note import Note, NoteKind
from arctic_map.render import headless
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import move_layer
from arctic_map.scene.styling import colours_of
from arctic_map.storage import embedded_view

pytestmark = pytest.mark.desktop


def test_projection_layers_view_and_selection_are_those_of_the_picture(
    driver: Driver, tmp_path: Path
) -> None:
    driver.painted_after(actions.change_projection(projection_named("epsg3995")))
    driver.painted_after(actions.show_layers(["drills"], False), actions.select_fact("T1"))
    driver.painted_after(actions.go_to((0.0, -3_000_000.0, 3_000_000.0, -500_000.0), smooth=False))
    then = driver.atlas.scene
    out = tmp_path / "map.png"
    headless.write_scene(then, driver.atlas.store.drawings, Request(), out)
    driver.painted_after(
        actions.change_projection(projection_named("nsr")), actions.show_layers(["drills"], True)
    )
    driver.atlas.workspace.navigator.show_view(embedded_view.read(out))
    driver.settle()
    now = driver.atlas.scene
    assert now.projection == then.projection
    assert now.selected == then.selected
    assert [layer.shown for layer in now.layers] == [layer.shown for layer in then.layers]
    assert then.viewport and now.viewport
    assert abs(now.viewport.x - then.viewport.x) < 2 * then.viewport.resolution
    assert abs(now.viewport.y - then.viewport.y) < 2 * then.viewport.resolution


@pytest.mark.slow
def test_opacity_order_turn_and_hidden_features_are_those_of_the_picture(
    driver: Driver, tmp_path: Path
) -> None:
    apply, store = driver.atlas.store.apply, driver.atlas.store
    before = store.session
    apply(actions.fade_layer("lanes", 0.4))
    apply(actions.fade_layer("drills", 0.7))
    apply(actions.show_layers(["places"], False))
    apply(move_layer("ports", 0, store.catalog))
    apply(move_layer("places", 3, store.catalog))
    apply(actions.show_features(["hamburg"], False))
    driver.painted_after(actions.change_projection(projection_named("nsr@45")))
    then = store.session
    out = tmp_path / "map.svg"
    headless.write_scene(driver.atlas.scene, store.drawings, Request(), out)
    # An order of its own, other opacities: nothing of them may stay.
    driver.painted_after(
        actions.fade_layer("lanes", 1.0),
        actions.fade_layer("ports", 0.2),
        actions.show_features(["hamburg"], True),
        move_layer("lanes", 0, store.catalog),
        actions.change_projection(projection_named("nsr")),
    )
    driver.atlas.open_files([out])
    until(lambda: store.session.projection == "nsr@45", "the picture's view")
    driver.settle()
    now = store.session
    assert dict(now.opacity) == dict(then.opacity)
    assert now.order == then.order
    assert now.hidden == then.hidden
    assert now.features_hidden == then.features_hidden
    driver.painted_after(lambda _: replace(before, viewport=None, goal=None))
    driver.painted_after(actions.change_projection(projection_named("nsr")))


def svg_with(folder: Path, **entries: Any) -> Path:
    """A picture that carries a view of its own making."""
    view = json.dumps({"version": 1, "projection": "nsr", "box": [0, 0, 1, 1], "layers": [], **entries})
    out = folder / "map.svg"
    out.write_text(f'<svg><v:view xmlns:v="{embedded_view.NAMESPACE}">{view}</v:view></svg>')
    return out


def test_a_picture_with_an_unknown_projection_gets_a_sentence(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *trouble: raised.append(trouble))
    driver.atlas.open_files([svg_with(tmp_path, projection="epsg9999")])
    until(lambda: raised or "epsg9999" in driver.message, "the sentence")
    assert raised == []
    assert driver.atlas.scene.projection.id == "nsr"


def test_a_picture_made_with_a_file_whose_name_is_too_long_is_shown(driver: Driver, tmp_path: Path) -> None:
    driver.atlas.open_files([svg_with(tmp_path, projection="world", files=["n" * 300 + ".geojson"])])
    until(lambda: "which no longer exists" in driver.message, "the sentence")
    assert driver.atlas.scene.projection.id == "world"
    driver.settle()


@pytest.mark.slow
def test_styles_labels_names_and_notes_are_those_of_the_picture(driver: Driver, tmp_path: Path) -> None:
    store, place = driver.atlas.store, driver.atlas.workspace
    features = [
        {
            "type": "Feature",
            "properties": {"code": f"S{n}", "kind": "ice" if n % 2 else "ship"},
            "geometry": {"type": "Point", "coordinates": [60 + n, 72 + n % 5]},
        }
        for n in range(40)
    ]
    first = tmp_path / "first"
    first.mkdir()
    file = first / "stations.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    layer = driver.open_file(file)
    style = LayerStyle(method=Method.CATEGORY, field="kind", label_field="code")
    place.file_layers.styling.choose(layer, style, 5)
    until(lambda: dict(store.session.styles).get(layer, PLAIN).categories, "the style")
    until(lambda: not place.file_layers.labels.waits and labels_of(driver, layer), "the labels")
    place.file_layers.properties.rename(layer, "Soundings")
    note = Note(id="own-1", kind=NoteKind.MARKER, places=((90.0, 75.0),), text="Look here")
    driver.painted_after(actions.keep_note(note))
    out = first / "map.png"
    headless.write_scene(driver.atlas.scene, store.drawings, Request(width=900, height=700), out)
    written = dict(store.session.styles)[layer]

    # Elsewhere, as on another computer.
    there = tmp_path / "there"
    first.rename(there)
    place.files.close_all()
    driver.painted_after(actions.delete_notes(["own-1"]))
    other = Note(id="own-1", kind=NoteKind.TEXT, places=((10.0, 80.0),), text="Made since")
    driver.painted_after(actions.keep_note(other))
    driver.atlas.open_files([there / out.name])
    until(lambda: store.files and not place.files.reading.busy, "the file is found next to the picture")
    id = store.files[-1].layer.id
    assert id != layer
    until(lambda: labels_of(driver, id) and not place.file_layers.styling.waits, "their labels")
    driver.settle()
    assert dict(store.session.styles)[id] == written
    assert [each.name for each in driver.atlas.scene.layers if each.id == id] == ["Soundings"]
    until(
        lambda: {"ice", "ship"} <= {entry.text for entry in driver.atlas.scene.legend},
        "the classes in the legend",
    )
    assert [each.text for each in store.session.notes] == ["Made since", "Look here"]
    # The command line makes the same of both.
    again = tmp_path / "again.svg"
    exported(again, "--from", there / out.name, "--with", there / file.name, "--size", "900x700")
    drawn = again.read_text()
    colours = colours_of(written)
    assert len(colours) == 2 and all(colour in drawn for colour in colours)
    assert all(f">{word}<" in drawn for word in ("ice", "ship"))
    texts = {label.text for label in labels_of(driver, id)}
    assert len(texts) > 10 and len([text for text in texts if f">{text}<" in drawn]) > len(texts) / 2
    assert "Soundings" in drawn
    assert len({each.id for each in store.session.notes}) == 2
    place.files.close_all()
    driver.painted_after(actions.delete_notes([each.id for each in store.session.notes]))
