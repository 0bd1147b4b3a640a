"""What a reader has written next to the marks of a file: on screen, in exports, on another day."""

import json
from collections.abc import Callable
from math import log2
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from tests.desktop.driver import Driver, until

from arctic_map.export.request import Request
from arctic_map.geo.label_requests import LabelCandidate, text_box
from arctic_map.model.catalog import DRAWN
from arctic_map.model.drawing import Label
from arctic_map.model.layer_style import PLAIN, LayerStyle
from arctic_map.model.projection import COARSEST
from arctic_map.render import headless
from arctic_map.scene.session import actions, saved_sessions
from arctic_map.scene.session.saved_sessions import restored

pytestmark = pytest.mark.desktop


def stations(folder: Path, count: int) -> Path:
    features: list[Any] = [
        {
            "type": "Feature",
            "properties": {"code": f"S{n}", "depth": (n * 7919) % count, "note": "" if n % 2 else "even"},
            "geometry": {
                "type": "Point",
                "coordinates": [40 + (n % 60) * 2.0, 70 + (n // 60) * 10 / count * 60],
            },
        }
        for n in range(count)
    ]
    path = folder / "stations.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def style_of(driver: Driver, layer: str) -> LayerStyle:
    return dict(driver.atlas.store.session.styles).get(layer, PLAIN)


def done(driver: Driver, holds: Callable[[], object], what: str) -> None:
    place = driver.atlas.workspace

    def idle() -> bool:
        soon = (
            place.file_layers.styling.dialog is not None and place.file_layers.styling.dialog._soon.isActive()
        )
        return not (place.file_layers.styling.waits or place.file_layers.labels.waits or soon)

    until(lambda: idle() and holds(), what)
    driver.settle()
    until(lambda: idle() and holds(), what)


def choose(combo: QComboBox, words: str) -> None:
    """By the keyboard, as somebody types who knows what is in the list."""
    combo.setFocus()
    QTest.keyClicks(combo, words)
    QTest.keyClick(combo, Qt.Key.Key_Return)
    assert combo.currentText() == words


def labels_of(driver: Driver, layer: str) -> tuple[Label, ...]:
    found = next(each for each in driver.atlas.scene.layers if each.id == layer)
    return found.labels or ()


def boxes(driver: Driver, labels: tuple[Label, ...]) -> list[tuple[float, float, float, float]]:
    """Of those that this view shows, px."""
    view = driver.viewport
    zoom = log2(COARSEST / view.resolution)
    styles = driver.atlas.scene.look.styles
    found = []
    for label in labels:
        lettering = styles[label.style].lettering
        if lettering and label.zoom <= zoom < label.until and not label.letters:
            x, y = view.pixel(label.x, label.y)
            candidate = LabelCandidate(label.x, label.y, label.dx, label.dy, label.anchor)
            left, top, right, foot = text_box(candidate, label.width, lettering.size)
            # Padding is room, and letters may touch it.
            found.append((x + left + 1, y + top + 1, x + right - 1, y + foot - 1))
    return found


def overlaps(driver: Driver, layer: str) -> int:
    """How many pairs of names meet, of which one at least is the layer's."""
    scene, drawings = driver.atlas.scene, driver.atlas.store.drawings
    own = boxes(driver, labels_of(driver, layer))
    others = [
        box
        for each in scene.layers
        if each.shown and each.kind in DRAWN and each.id != layer
        for box in boxes(driver, drawings.get(each.id, scene.projection.id).labels)
    ]
    return sum(
        a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
        for number, a in enumerate(own)
        for b in [*own[:number], *others]
    )


@pytest.mark.slow
@pytest.mark.parametrize("count", [240, 3000])
def test_labels_by_a_field_stand_clear_of_each_other_in_the_window_and_in_exports(
    closing: Driver, count: int, tmp_path: Path
) -> None:
    driver, store = closing, closing.atlas.store
    layer = driver.open_file(stations(tmp_path, count))
    assert labels_of(driver, layer) == ()
    driver.atlas.workspace.file_layers.choose_style(layer)
    dialog = driver.atlas.workspace.file_layers.styling.dialog
    assert dialog is not None
    done(driver, lambda: dialog.layer_id == layer and dialog.label_field.count() > 1, "the dialog")
    assert not dialog.form.isRowVisible(dialog.label_order)

    choose(dialog.label_field, "code")
    done(driver, lambda: len(labels_of(driver, layer)) > 20, "the labels")
    assert overlaps(driver, layer) == 0
    texts = {label.text for label in labels_of(driver, layer)}
    assert texts <= {f"S{n}" for n in range(count)}
    assert dialog.form.isRowVisible(dialog.label_order)

    # Those of the greatest rather.
    choose(dialog.label_order, "depth")
    deepest = {f"S{n}" for n in range(count) if (n * 7919) % count >= count - 40}
    done(
        driver,
        lambda: len(deepest & {label.text for label in labels_of(driver, layer)}) > 20,
        "those with the largest values",
    )
    assert overlaps(driver, layer) == 0

    # Zoomed, there is room for others.
    view = driver.viewport
    x, y = labels_of(driver, layer)[0].x, labels_of(driver, layer)[0].y
    half = view.resolution * 150
    driver.painted_after(actions.go_to((x - half, y - half, x + half, y + half), smooth=False, exact=True))
    done(driver, lambda: boxes(driver, labels_of(driver, layer)), "the labels of the view")
    assert overlaps(driver, layer) == 0
    names = f"arctic.atlas.layers.names.get('{layer}').labels.length"
    assert driver.ask(names) == len(labels_of(driver, layer))

    # On a page the same labels stand, or more where it shows more.
    out = tmp_path / "map.svg"
    headless.write_scene(store.scene, store.drawings, Request(width=900, height=700), out)
    assert f">{labels_of(driver, layer)[0].text}<" in out.read_text()

    stored = restored(saved_sessions.to_saved(store.session), store.catalog, "light")
    assert dict(stored.styles)[layer].label_field == "code", "they come back on another day"
    # What says nothing has no label, and only what is on the map has one.
    choose(dialog.label_field, "note")
    done(driver, lambda: {each.text for each in labels_of(driver, layer)} == {"even"}, "another field")
    store.undo()
    done(driver, lambda: style_of(driver, layer).label_field == "code", "it is undone")
    choose(dialog.label_field, "Default labels")
    done(driver, lambda: not style_of(driver, layer).label_field, "no field")
    assert labels_of(driver, layer) == ()
    until(lambda: not driver.ask(f"arctic.atlas.layers.names.has('{layer}')"), "the page has none any more")
    dialog.close()
