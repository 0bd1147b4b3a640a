"""An analyst opens files, good and broken, filters and styles rows, and exports them."""

import json
from pathlib import Path

from PySide6.QtCore import QPoint
from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import half_hour

from arctic_map.desktop.window.panel import Panel

STATIONS = 40


def test_an_analyst_opens_files_and_exports_rows(desk: Desk) -> None:
    write_files(desk.folder)
    desk.start(f"{__name__}:analyst")
    desk.ends_well()
    exported = json.loads((desk.folder / "exported.geojson").read_text())
    assert len(exported["features"]) == STATIONS
    assert exported["features"][7]["properties"]["depth"] == 17.5


def write_files(folder: Path) -> None:
    """Examples: a table of stations, a line, and a file that is cut off in the middle."""
    rows = [
        f"Station {n},{n * 2.5},2024-{n % 12 + 1:02}-05,{75 + n % 5},{70 + 1.5 * n}" for n in range(STATIONS)
    ]
    (folder / "stations.csv").write_text("\n".join(("name,depth,seen,lat,lon", *rows)))
    line = {"type": "LineString", "coordinates": [[40, 70], [90, 78], [150, 75]]}
    whole = json.dumps({"type": "Feature", "properties": {"name": "Track"}, "geometry": line})
    (folder / "track.geojson").write_text(whole)
    (folder / "broken.geojson").write_text(whole[: len(whole) // 2])


def analyst(hands: Hands) -> None:
    with half_hour(hands) as person:
        workspace, window, store = person.workspace, person.window, person.store
        for count, name in enumerate(("stations.csv", "track.geojson"), 1):
            person.open_file(person.folder / name, count)
        person.map.settle()
        person.look("files")

        # A file that cannot be read says so, and nothing else happens.
        person.press("Ctrl+O")
        person.name_file(person.folder / "broken.geojson")
        person.expect_warning("broken.geojson was not opened")
        assert len(store.files) == 2

        # The table: sorted, filtered, a row chosen.
        layer = store.files[0].layer.id
        person.press("F7")
        person.press("Home", "Down", "Down", "F3")
        table = workspace.table_panel
        person.wait_until(lambda: table.layer_id == layer, "the table of the stations is there")
        person.wait_until(lambda: len(table.model.places) == STATIONS, "the rows are there")
        column = [each.column for each in table.model.fields].index("depth")
        for _ in range(2):
            heading = QPoint(table.header.sectionViewportPosition(column) + 20, 8)
            person.click_widget(table.header.viewport(), heading)
        deepest = f"{2.5 * (STATIONS - 1):g}"
        person.wait_until(lambda: table.model.index(0, column).data() == deepest, "the deepest is first")
        line = table.header.line("name")
        person.click_widget(line)
        person.write("station 1")
        person.wait_until(lambda: len(table.model.places) == 11, "the rows are filtered")
        person.look("table")
        person.press("Ctrl+A", "Del")
        person.wait_until(lambda: len(table.model.places) == STATIONS, "all rows are back")
        person.press("F3")
        assert not window.panel_shown(Panel.TABLE)

        # What the file is, and a style by one of its fields.
        person.press("Alt+Return")
        person.dialog("Properties")
        person.look("properties")
        person.press("Esc")
        person.at_the_window()
        person.press("Ctrl+Shift+Y")
        person.dialog("Style")
        person.press("Alt+B")
        person.choose_entry("Classes of equal count")
        person.wait_until(lambda: store.session.styles, "the stations are styled")
        person.look("style")
        person.press("Esc")
        person.at_the_window()
        person.map.settle()
        person.look("styled")

        # The session with its files is undone and redone, and the rows leave as another file.
        # Each style that the arrow keys passed by is a step of its own.
        styled = store.session.styles
        while store.session.styles:
            person.press("Ctrl+Z")
            person.map.settle()
        while store.session.styles != styled:
            person.press("Ctrl+Shift+Z")
            person.map.settle()
        person.map.settle()
        person.command("Export features")
        person.dialog("Export features")
        person.look("export-features")
        person.name_file(person.folder / "exported.geojson")
        person.wait_until((person.folder / "exported.geojson").is_file, "the rows are exported")
        person.at_the_window()
