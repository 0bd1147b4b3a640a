"""Files of so many features that they lie on disk, in the real window."""

import json
import sqlite3
from contextlib import closing as closed
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from tests.bench.scale import written
from tests.desktop.driver import Driver, count_of, until
from tests.desktop.heartbeat import Heartbeat

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import LayerKind
from arctic_map.scene.session import actions
from arctic_map.tables.readers.read_features import MANY, PART

pytestmark = pytest.mark.desktop

COUNT = 3000
HUE = "#6a3d9a"
TIMES = 6.0
"""By which very many features may keep the window longer than three thousand.

The process that reads them, at work on the other half of a core, slows the window by up to three; whatever is
done in the window for each of a million points takes at least ten times as long.
"""


@pytest.fixture
def stations(tmp_path: Path) -> Path:
    features: list[Any] = [
        {
            "type": "Feature",
            "properties": {"name": f"Station {n}", "depth": n / 2},
            "geometry": {"type": "Point", "coordinates": [60 + (n % 60) * 0.5, 72 + (n // 60) * 0.1]},
        }
        for n in range(COUNT)
    ]
    path = tmp_path / "stations.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.mark.slow
def test_thousands_of_features_are_painted_clicked_hidden_turned_and_closed(
    closing: Driver, stations: Path
) -> None:
    driver, files = closing, closing.atlas.workspace.files
    lines: list[str] = []
    files.message_emitted.connect(lines.append)
    driver.atlas.open_files([stations])
    until(lambda: not files.reading.busy and driver.atlas.store.files, "the file is read")
    driver.settle()
    layer = driver.atlas.store.files[-1].layer
    assert (layer.kind, layer.count, layer.features) == (LayerKind.ROWS, COUNT, ())
    assert any("3,000 features" in each for each in lines)
    assert any(entry.text == "stations.geojson" for entry in driver.atlas.scene.legend)

    # A click says what was hit, with what it says of itself.
    rows = driver.atlas.store.drawings.files.rows(layer.id)
    assert rows is not None
    row = 1530
    box = rows.box("polar-stereographic", row)
    assert box is not None
    x, y = box[0], box[1]
    driver.painted_after(actions.go_to((x - 6e4, y - 6e4, x + 6e4, y + 6e4), smooth=False))
    driver.settle()
    px, py = driver.viewport.pixel(x, y)
    corner = driver.map_rect.topLeft()
    driver.click(QPoint(round(corner.x() + px), round(corner.y() + py)))
    until(lambda: driver.atlas.scene.card is not None, "the popup opens")
    card = driver.atlas.scene.card
    assert card is not None and card.title == f"Station {row}" and ("depth", "765") in card.lines

    seen = count_of(driver.map_shot(), HUE)
    assert seen > 50
    driver.painted_after(actions.select_nothing, actions.toggle_layer(layer.id))
    driver.settle()
    assert count_of(driver.map_shot(), HUE) == 0
    driver.painted_after(actions.toggle_layer(layer.id))
    for projection in ("epsg3413", "world"):
        driver.painted_after(actions.change_projection(projection_named(projection)))
        driver.settle()
        extent = driver.atlas.store.drawings.box(layer.id, projection)
        assert extent is not None
        driver.painted_after(actions.go_to(extent, smooth=False))
        driver.settle()
        assert count_of(driver.map_shot(), HUE) > 50

    files.close_file(layer.id)
    driver.settle()
    assert driver.atlas.store.files == () and count_of(driver.map_shot(), HUE) == 0


def hardest_while_opened(driver: Driver, path: Path) -> float:
    """The longest work of the window without a pause (s of its thread) until a file is read and shown."""
    files = driver.atlas.workspace.files
    with Heartbeat() as heartbeat:
        driver.atlas.open_files([path])
        until(lambda: not files.reading.busy and driver.atlas.store.files, "all is read", patience_ms=300_000)
        driver.settle()
    return heartbeat.hardest


@pytest.mark.slow
@pytest.mark.alone
# So many areas have five million vertices.
@pytest.mark.parametrize(("name", "count"), [("points.geojson", 1_000_000), ("areas.gpkg", 300_000)])
def test_very_many_features_keep_the_window_no_longer_than_three_thousand(
    closing: Driver, tmp_path: Path, name: str, count: int
) -> None:
    few = written(tmp_path / f"few-{name}", COUNT, indexed=False)
    many = written(tmp_path / name, count, indexed=False)
    # The first time it loads what opened files need.
    hardest_while_opened(closing, few)
    of_few = []
    for _ in range(3):
        closing.atlas.workspace.files.close_all()
        closing.settle()
        of_few.append(hardest_while_opened(closing, few))
    closing.atlas.workspace.files.close_all()
    closing.settle()
    of_many = hardest_while_opened(closing, many)
    assert closing.atlas.store.files[-1].layer.count == count
    assert of_many < TIMES * max(of_few)


def with_feature_count(path: Path, count: int) -> Path:
    """A GeoPackage that says it holds so many features: those that it lacks need not be written."""
    with closed(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_ogr_contents SET feature_count = ?", [count])
    return path


@pytest.mark.slow
def test_of_very_many_features_the_first_ones_are_shown_while_the_others_are_read(
    closing: Driver, tmp_path: Path
) -> None:
    driver, files = closing, closing.atlas.workspace.files
    count = PART + 100_000
    file = with_feature_count(written(tmp_path / "points.gpkg", count, indexed=False), MANY)
    shown: list[int] = []

    def note_boxed() -> None:
        rows = driver.atlas.store.drawings.files.rows(driver.atlas.store.files[-1].layer.id)
        assert rows is not None
        shown.append(sum(rows.box("polar-stereographic", row) is not None for row in (0, count - 1)))

    files.reading.loaded.connect(note_boxed)
    files.reading.rest_loaded.connect(note_boxed)
    driver.atlas.open_files([file])
    until(lambda: not files.reading.busy and driver.atlas.store.files, "all is read", patience_ms=300_000)
    driver.settle()
    assert shown == [1, 2]
    assert driver.atlas.store.files[-1].layer.count == count
    assert count_of(driver.map_shot(), HUE) > 1000


DRAG = """
(async () => {
  const { map, canvas, layers } = arctic.atlas;
  const frame = () => new Promise(requestAnimationFrame);
  const { picture } = [...layers.shown.values()].find((layer) => layer.picture);
  const painted = { ground: [], subject: [] };
  const [blurred, before] = [[], {}];
  let step = 0;
  // After a zoom the map rests before it is painted beyond the view.
  while (canvas.subject._bounds.getSize().x <= map.getSize().x || !picture.sharp) await frame();
  for (const name of ["ground", "subject"]) {
    const { paint } = canvas[name];
    before[name] = paint;
    canvas[name].paint = (ctx, frame) => { painted[name].push(step); paint(ctx, frame); };
  }
  for (; step < 60; step += 1) {
    map._rawPanBy(L.point(12, 0));
    map.fire("move");
    await frame();
    if (picture.shown.frame.x !== canvas.subject.frame().x) blurred.push(step);
    while (!picture.sharp) await frame();
  }
  for (const name of ["ground", "subject"]) canvas[name].paint = before[name];
  return { ...painted, blurred };
})()
"""


@pytest.mark.slow
def test_a_drag_over_rows_paints_each_canvas_once_and_not_both_in_one_frame(
    closing: Driver, stations: Path
) -> None:
    driver, files = closing, closing.atlas.workspace.files
    driver.atlas.open_files([stations])
    until(lambda: not files.reading.busy and driver.atlas.store.files, "the file is read")
    driver.settle()
    found = driver.ask(DRAG)
    ground, subject = found["ground"], found["subject"]
    assert 2 <= len(subject) <= 60 / 4 and 2 <= len(ground) <= 60 / 4
    # The picture was requested before the edge arrived, and is painted with all else.
    assert found["blurred"] == [] and len(subject) == len({*subject})
    assert not {*ground} & {*subject}
