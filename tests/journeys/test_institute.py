"""An analyst opens what an institute shares, works with it, keeps it, and goes on without a network."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from PIL import Image
from tests.database import Database, database
from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import Person, half_hour
from tests.map_server import LAYER, RASTER, map_server

from arctic_map.desktop.dialogs.shared_dialog import SharedDialog

STATIONS = 60
METRE = 9e-6
"""Degrees of latitude."""
SERVER = "ogc-api"
SOURCES = "sources.json"
"""Addresses of the institute by names, and the titles of the layers that are opened."""
DIALOG = "Open from a server or database"


def stations() -> dict[str, tuple[float, float, float]]:
    """Invented stations: longitude, latitude and depth by name."""
    return {f"Station {n}": (-180.0 + 5.9234567 * n, 61.7654321 + n % 25, n * 2.5) for n in range(STATIONS)}


def test_an_analyst_works_with_what_an_institute_shares(desk: Desk) -> None:
    with institute(desk.folder) as sources:
        (desk.folder / SOURCES).write_text(json.dumps(sources))
        desk.start(f"{__name__}:analyst")
        desk.ends_well()
    features = json.loads((desk.folder / f"{SERVER}.geojson").read_text())["features"]
    found = {each["properties"]["name"]: each for each in features}
    assert found.keys() == stations().keys()
    for station, (lon, lat, depth) in stations().items():
        x, y = found[station]["geometry"]["coordinates"]
        assert found[station]["properties"]["depth"] == pytest.approx(depth)
        assert abs(y - lat) < METRE and abs(x - lon) * np.cos(np.radians(lat)) < METRE, station
    desk.start(f"{__name__}:offline")
    desk.ends_well()


@contextmanager
def institute(folder: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """Its servers while they run."""
    features = [
        {
            "type": "Feature",
            "properties": {"n": number, "name": name, "depth": depth},
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
        }
        for number, (name, (lon, lat, depth)) in enumerate(stations().items())
    ]
    points, world = folder / "points.geojson", folder / "world.png"
    points.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    Image.fromarray(np.full((180, 360, 3), (40, 90, 160), np.uint8)).save(world)
    world.with_suffix(".pgw").write_text("1\n0\n0\n-1\n-179.5\n89.5\n")
    systems = "EPSG:4326 EPSG:3413"
    # Sockets have short paths.
    with (
        TemporaryDirectory(prefix="arctic-map-db-") as server,
        database(Path(server)) as base,
        map_server(folder) as maps,
    ):
        maps.offer(
            LAYER.format(
                name="stations", type="POINT", file=points, table="points", title="Stations",
                formats="geojson", srs=systems, own="epsg:4326",
            ),
            RASTER.format(name="relief", file=world, srs=systems),
        )  # fmt: skip
        fill(base)
        yield {
            SERVER: (maps.ogc_api, "Stations"),
            "postgis": (base.address, "stations"),
            "wms": (f"{maps.address}&SERVICE=WMS", "relief"),
        }


def fill(base: Database) -> None:
    values = ", ".join(
        f"('{name}', {depth}, ST_SetSRID(ST_MakePoint({lon}, {lat}), 4326))"
        for name, (lon, lat, depth) in stations().items()
    )
    base.run("CREATE TABLE stations (name text, depth numeric, place geometry(Point, 4326))")
    base.run(f"INSERT INTO stations VALUES {values}")


def analyst(hands: Hands) -> None:
    with half_hour(hands) as person:
        sources = json.loads((person.folder / SOURCES).read_text())
        for count, (name, (address, title)) in enumerate(sources.items(), 1):
            fetch(person, address, title)
            opened(person, count)
            person.look(name)
            if name == SERVER:
                filtered_and_styled(person, name)
        person.export("institute.png", "PNG")


def fetch(person: Person, address: str, title: str) -> None:
    """Connect to an address, and fetch the layer of a title."""
    dialog = ask(person)
    person.write_over(address)
    person.press("Return")
    person.wait_until(lambda: row_of(dialog, title) is not None, f"{title} is listed")
    go_to(person, dialog, title)
    person.look(f"dialog-{title}")
    person.press("Return")


def filtered_and_styled(person: Person, name: str) -> None:
    """Filter and style the layer that was opened last, and keep it as a file."""
    table, store = person.workspace.table_panel, person.store
    person.press("F3")
    layer = store.files[-1].layer.id
    person.wait_until(lambda: table.layer_id == layer, "its table is there")
    person.wait_until(lambda: len(table.model.places) == STATIONS, "its rows are there")
    person.click_widget(table.header.line("name"))
    person.write("station 1")
    person.wait_until(lambda: len(table.model.places) == 11, "the rows are filtered")
    person.press("Ctrl+A", "Del")
    person.wait_until(lambda: len(table.model.places) == STATIONS, "all rows are back")
    person.press("F3", "Ctrl+Shift+Y")
    person.dialog("Style")
    person.press("Alt+B")
    person.choose_entry("Classes of equal count")
    person.wait_until(lambda: layer in dict(store.session.styles), "it is styled")
    person.press("Esc")
    person.at_the_window()
    person.command("Export features")
    person.dialog("Export features")
    copied = person.folder / f"{name}.geojson"
    person.name_file(copied)
    person.wait_until(copied.is_file, "it is kept as a file")
    person.at_the_window()


def offline(hands: Hands) -> None:
    """A second start, when nothing can be reached any more."""
    with half_hour(hands) as person:
        # The layers of the last time are back without a question.
        opened(person, 3)
        assert sorted(file.layer.count for file in person.store.files)[-2:] == [STATIONS] * 2
        person.press("Ctrl+W")
        person.wait_until(lambda: not person.store.files, "all are closed")
        dialog = ask(person)
        assert dialog.list.topLevelItemCount() == 3 and not dialog.fetch_button.isEnabled()
        person.tab_to("Layers")
        go_to(person, dialog, "relief")
        person.press("Alt+O")
        opened(person, 1)
        person.look("offline")
        person.command("Fetch again")
        person.expect_warning("was not fetched")


def ask(person: Person) -> SharedDialog:
    person.press("Ctrl+Alt+O")
    dialog = person.dialog(DIALOG)
    assert isinstance(dialog, SharedDialog)
    return dialog


def row_of(dialog: SharedDialog, title: str) -> int | None:
    items = (dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount()))
    return next((at for at, item in enumerate(items) if item and item.text(0) == title), None)


def go_to(person: Person, dialog: SharedDialog, title: str) -> None:
    """Select the layer of a title in the list, which has the keyboard."""
    row = row_of(dialog, title)
    assert row is not None and dialog.list.hasFocus()
    person.press("Home", *["Down"] * row)


def opened(person: Person, count: int) -> None:
    files = person.workspace.files
    person.wait_until(lambda: len(person.store.files) == count, f"{count} layers are open")
    person.wait_until(lambda: not files.reading.busy, "they are read")
    person.map.settle()
