"""Which of several opened files the table shows."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.desktop.panels.table_panel import TablePanel
from arctic_map.desktop.panels.table_view import statistics_in_words
from arctic_map.model.attributes import Field, Kind, RowQuery
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.opened import OpenedFile
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.opened_files import with_files
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.tables.attributes.attribute_store import Statistics
from arctic_map.tables.readers import geojson


def opened(path: Path) -> OpenedFile:
    place = {"type": "Point", "coordinates": [60, 75]}
    feature = {"type": "Feature", "properties": {"name": path.stem}, "geometry": place}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return OpenedFile(layer=geojson.read(path).layer)


def test_it_shows_the_newest_file_and_then_that_of_a_feature_selected_on_the_map(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = (opened(tmp_path / f"{name}.geojson") for name in ("ships", "stations"))
    panel = TablePanel(lambda _: None, "Ctrl+O")
    qtbot.addWidget(panel)

    def shown(*files: OpenedFile, selected: str = "") -> str:
        catalog = with_files(built_in_atlas(), files)
        session = start(catalog, Session())
        if selected:
            session = actions.select_feature(selected)(session)
        panel.show_scene(compose(catalog, session, drawings_for(catalog, read_drawing)))
        return panel.layer_id

    (ship,), (station,) = first.layer.features, second.layer.features
    assert shown(first) == first.layer.id
    assert shown(first, second) == second.layer.id
    assert shown(first, second, selected=ship.id) == first.layer.id
    panel.show_layer(second.layer.id)
    assert shown(first, second, selected=ship.id) == second.layer.id, "the reader chose it since"
    assert shown(first, second, selected=station.id) == second.layer.id
    assert shown(first, second, selected="murmansk") == second.layer.id


def test_a_filter_being_typed_outlasts_other_changes_of_the_map(qtbot: QtBot, tmp_path: Path) -> None:
    file = opened(tmp_path / "ships.geojson")
    panel = TablePanel(lambda _: None, "Ctrl+O")
    qtbot.addWidget(panel)
    catalog = with_files(built_in_atlas(), [file])

    def show(query: RowQuery) -> None:
        session = actions.style_layer(file.layer.id, LayerStyle(query=query))(start(catalog, Session()))
        panel.show_scene(compose(catalog, session, drawings_for(catalog, read_drawing)))

    show(RowQuery())
    panel.bar.on_map.setChecked(True)
    panel.bar.expression.setText("depth > 5")
    panel._filter_map()
    panel.bar.expression.setText("depth > 50")
    show(RowQuery())
    show(RowQuery((), "depth > 5"))
    assert panel.bar.expression.text() == "depth > 50"
    show(RowQuery((), "depth > 7"))
    assert panel.bar.expression.text() == "depth > 7", "it was changed elsewhere"


def test_statistics_have_all_whole_digits_with_separators() -> None:
    words = statistics_in_words(
        Statistics(Field("people", Kind.REAL, "people"), 2, 2, 2, 1.0, 2.0, total=30382830.5)
    )
    assert words.endswith("sum 30,382,830")
