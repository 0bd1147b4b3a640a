"""Files whose features have dates, in the timeline: few of them and very many."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.desktop.driver import Driver, count_of, until
from tests.desktop.test_field_labels import choose, done, style_of

from arctic_map.export import features as feature_files
from arctic_map.scene.session import actions, saved_sessions
from arctic_map.scene.session.saved_sessions import restored
from arctic_map.scene.timeline import Range

pytestmark = pytest.mark.desktop
HUE = "#6a3d9a"


def sightings(folder: Path, count: int) -> Path:
    """A day each from 2001 on, spread over twenty years."""
    step = 7300 / count
    features: list[Any] = [
        {
            "type": "Feature",
            "properties": {"seen": str(date(2001, 1, 1) + timedelta(days=int(n * step))), "n": n},
            "geometry": {"type": "Point", "coordinates": [20 + 160 * (n / count), 66 + (n * 7 % 60) / 4]},
        }
        for n in range(count)
    ]
    path = folder / "sightings.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("count", [200, 2500])
def test_the_timelines_period_chooses_among_the_features_of_a_dated_file(
    closing: Driver, count: int, tmp_path: Path
) -> None:
    driver, store = closing, closing.atlas.store
    panel = driver.atlas.workspace.timeline_panel
    layer = driver.open_file(sightings(tmp_path, count))
    driver.atlas.workspace.file_layers.choose_style(layer)
    dialog = driver.atlas.workspace.file_layers.styling.dialog
    assert dialog is not None
    done(driver, lambda: dialog.layer_id == layer and dialog.date_field.count() > 1, "the dialog")
    choose(dialog.date_field, "seen")
    done(driver, lambda: any(mark.id == layer for mark in panel._marks), "its bar on the time axis")
    dialog.close()
    mark = next(mark for mark in panel._marks if mark.id == layer)
    assert (mark.kind, mark.span.first, sum(mark.counts)) == ("layer", date(2001, 1, 1), count)

    def shown() -> int:
        return count_of(driver.map_shot(), HUE)

    everything = shown()
    driver.painted_after(actions.choose_range(Range(date(2001, 1, 1), date(2005, 12, 31))))
    until(lambda: 0 < shown() < 0.6 * everything, "a quarter of them is on the map")
    catalog = store.catalog
    drawings = store.drawings
    painted_by = drawings.files.classes_now(layer)
    assert painted_by is not None
    stored = sum(number != 255 for number in painted_by[0])
    assert abs(stored - count / 4) < 0.02 * count + 2
    if catalog.features.get(f"{layer}.0"):
        # In files of features too, as everywhere.
        written = json.loads(feature_files.encoded(driver.atlas.scene, ".geojson"))
        own = [each for each in written["features"] if str(each["id"]).startswith(layer)]
        assert len(own) == stored
    again = restored(saved_sessions.to_saved(store.session), store.catalog, "light")
    assert dict(again.styles)[layer].date_field == "seen", "it comes back on another day"

    # By the keyboard: the first handle goes on a step, and all dates bring all back.
    before = store.session.when
    panel.first.setFocus()
    QTest.keyClick(panel.first, Qt.Key.Key_Right)
    assert store.session.when != before
    driver.painted_after(actions.choose_range(None))
    until(lambda: shown() > 0.95 * everything, "all of them")
    assert style_of(driver, layer).date_field == "seen"
