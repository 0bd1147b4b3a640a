"""Layers of a server: listed, fetched, shown with their origin, and opened again without the server."""

from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.desktop.driver import Driver, until
from tests.keyring import unlocked_keyring
from tests.shared_server import STATIONS, Server, reply, shared_server

from arctic_map.desktop.dialogs.shared_dialog import SharedDialog, SharedRow
from arctic_map.desktop.files import refresh_timers
from arctic_map.model.origin import Origin
from arctic_map.model.shared_source import SharedLayer
from arctic_map.scene.session import actions
from arctic_map.storage.app_folders import shared_folder
from arctic_map.storage.layer_copies import layer_copies

pytestmark = pytest.mark.desktop


@pytest.fixture
def server() -> Iterator[Server]:
    with shared_server() as running:
        yield running


@pytest.fixture
def dialog(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SharedDialog]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shared = driver.atlas.workspace.file_layers.shared
    shared.process._folder = shared_folder()
    driver.atlas.workspace.menus.actions["file.shared"].trigger()
    assert shared.dialog is not None
    yield shared.dialog
    # A timer may have begun another request, for which the next one would wait.
    shared.cancel()
    shared.dialog.close()
    driver.atlas.workspace.files.close_all()
    driver.dismiss_notices()
    driver.settle()


def type_address(dialog: SharedDialog, address: str) -> None:
    dialog.address.setEditText(address)
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)


def fetched(driver: Driver) -> None:
    files = driver.atlas.workspace.files
    until(lambda: driver.atlas.store.files and not files.reading.busy, "the layer is on the map")
    driver.settle()


def test_a_layer_is_fetched_shown_with_its_origin_and_opened_again_without_the_server(
    driver: Driver, dialog: SharedDialog, server: Server
) -> None:
    type_address(dialog, server.address)
    until(lambda: dialog.list.topLevelItemCount() == 1, "the layers are listed")
    item = dialog.list.topLevelItem(0)
    assert item is not None and item.text(0) == "Weather stations" and item.text(3) == ""
    requests = len(server.requests)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    fetched(driver)
    assert not dialog.isVisible() and len(server.requests) == requests + 4
    (file,) = driver.atlas.store.files
    assert (file.layer.name, file.layer.count) == ("Weather stations", STATIONS)
    layer = next(each for each in driver.atlas.scene.layers if each.file)
    assert layer.note.startswith(f"From {server.host}, fetched ")
    assert f"With Weather stations from {server.host}, fetched " in driver.atlas.scene.source_line

    server.stop()
    driver.atlas.workspace.files.close_all()
    driver.atlas.workspace.menus.actions["file.shared"].trigger()
    assert dialog.isVisible() and not dialog.fetch_button.isEnabled()
    dialog.copy_button.click()
    fetched(driver)
    assert [each.layer.name for each in driver.atlas.store.files] == ["Weather stations"]
    driver.atlas.workspace.menus.actions["file.fetch-again"].trigger()
    notices = driver.atlas.window.notices
    assert notices is not None
    until(lambda: any("nothing answers" in each.text for each in notices.cards), "the failure is said")
    assert [each.layer.count for each in driver.atlas.store.files] == [STATIONS]

    driver.atlas.workspace.menus.actions["file.shared"].trigger()
    dialog.remove_button.click()
    assert dialog.list.topLevelItemCount() == 0 and not layer_copies(shared_folder())


def test_a_layer_is_fetched_again_by_a_timer_and_read_again(
    driver: Driver, dialog: SharedDialog, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh_timers, "MS", 1)
    commands, workspace = driver.atlas.workspace.menus.actions, driver.atlas.workspace
    assert not commands["file.refresh-60"].isEnabled()
    workspace.file_layers.shared.fetch(server.address, [SharedLayer("stations", "Stations")])
    fetched(driver)
    assert commands["file.refresh-0"].isChecked()
    server.count = 9
    commands["file.refresh-60"].trigger()
    assert commands["file.refresh-60"].isChecked() and not commands["file.refresh-0"].isChecked()
    until(lambda: driver.atlas.store.files[0].layer.count == 9, "the layer is read again")
    assert "the server announced 2,500 features and gave 9" in next(
        each.note for each in driver.atlas.scene.layers if each.file
    )
    layer_id = driver.atlas.store.files[0].layer.id
    workspace.files.close_all()
    timers = workspace.file_layers.refreshing
    until(lambda: timers.minutes(layer_id) == 0, "the timer has ended")


def test_a_server_that_does_not_answer_neither_blocks_the_window_nor_survives_a_cancellation(
    driver: Driver, dialog: SharedDialog, server: Server
) -> None:
    def silent(to: BaseHTTPRequestHandler) -> None:
        to.rfile.read(1)

    server.faults["/collections"] = silent
    type_address(dialog, server.address)
    until(lambda: server.requests, "the server is asked")
    assert dialog.status.text() == f"Connecting to {server.host}…"
    driver.painted_after(actions.show_layers(["ports"], False))
    driver.painted_after(actions.show_layers(["ports"], True))
    began = monotonic()
    dialog.connect_button.click()
    assert monotonic() - began < 0.2 and not driver.atlas.workspace.file_layers.shared.process.busy
    assert dialog.status.text() == "Cancelled. Nothing was fetched."
    assert dialog.connect_button.text() == "&Connect"


def test_a_wrong_address_is_explained_and_one_without_its_password_is_stored_until_it_is_forgotten(
    driver: Driver, dialog: SharedDialog, server: Server
) -> None:
    type_address(dialog, "example.org")
    assert dialog.status.text() == "The address must begin with https://, http:// or postgresql://"
    assert not dialog.connect_button.isEnabled()
    type_address(dialog, server.address.replace("//", "//me:secret@"))
    until(lambda: dialog.list.topLevelItemCount() == 1, "the layers are listed")
    addresses = [dialog.address.itemText(at) for at in range(dialog.address.count())]
    assert addresses[0] == server.address.replace("//", "//me@")
    settings = driver.atlas.workspace.file_layers.shared._settings
    assert "secret" not in str(settings.value("shared/addresses"))
    dialog.address.setEditText(addresses[0])
    dialog.forget_button.click()
    assert (dialog.address.count(), dialog.address.currentText()) == (len(addresses) - 1, "")
    assert addresses[0] not in str(settings.value("shared/addresses"))
    assert not dialog.forget_button.isEnabled()


def origin_hosts(driver: Driver) -> set[str]:
    """The servers that the opened layers come from."""
    return {each.layer.origin.host for each in driver.atlas.store.files if each.layer.origin}


def asks_for_login(to: BaseHTTPRequestHandler) -> bool:
    """Whether a request lacks the login of the reader, which is then refused."""
    if to.headers["Authorization"] == f"Basic {b64encode(b'me:secret').decode()}":
        return False
    to.send_error(401)
    return True


def test_a_server_that_needs_a_login_gets_one(driver: Driver, dialog: SharedDialog, server: Server) -> None:
    server.guard = asks_for_login
    type_address(dialog, server.address)
    until(lambda: dialog.login.isVisible(), "the login is asked for")
    assert "it asks for a user name and a password" in dialog.status.text()
    assert not dialog.login.stores.isChecked()
    dialog.login.user.setText("me")
    dialog.login.password.setText("wrong")
    QTest.keyClick(dialog.login.password, Qt.Key.Key_Return)
    requests = len(server.requests)
    until(lambda: len(server.requests) > requests and not dialog._is_busy, "it is refused")
    dialog.login.password.setText("secret")
    QTest.keyClick(dialog.login.password, Qt.Key.Key_Return)
    until(lambda: dialog.list.topLevelItemCount() == 1, "the layers are listed")
    assert dialog.address.itemText(0) == server.address.replace("//", "//me@")
    line = dialog.address.lineEdit()
    assert line is not None
    dialog.login.begin(server.address)
    dialog.login.password.setText("secret")
    line.setText(f"{server.address}/collections")
    assert dialog.login.isVisible() and dialog.login.password.text() == "secret"
    dialog.address.insertItem(0, "https://example.org/ogc")
    dialog.address.setCurrentIndex(0)
    assert not dialog.login.isVisible() and not dialog.login.password.text()
    assert dialog.login.completed("https://example.org/ogc") == "https://example.org/ogc"


def test_a_password_is_used_until_the_window_closes_whatever_else_is_fetched(
    driver: Driver, dialog: SharedDialog, server: Server
) -> None:
    server.guard = asks_for_login
    type_address(dialog, server.address.replace("//", "//me:secret@"))
    until(lambda: dialog.list.topLevelItemCount() == 1, "the layers are listed")
    shared = driver.atlas.workspace.file_layers.shared
    with shared_server() as other:
        shared.renew(Origin(other.address, other.host, "stations", "Stations", "2026-12-01T00:00Z"))
        until(lambda: not shared.process.busy, "the other layer is fetched")
    assert dialog.isVisible()
    dialog.fetch_button.click()
    until(lambda: server.host in origin_hosts(driver), "the layer is on the map")
    driver.settle()
    driver.atlas.workspace.menus.actions["file.shared"].trigger()
    type_address(dialog, server.address.replace("//", "//me@"))
    until(lambda: dialog.list.topLevelItemCount() == 1 and not dialog._is_busy, "it is connected again")
    assert dialog.login.isHidden()


def cards(driver: Driver) -> list[str]:
    notices = driver.atlas.window.notices
    return [card.text for card in notices.cards] if notices else []


def test_a_layer_that_fails_does_not_stop_the_next_ones(
    driver: Driver, dialog: SharedDialog, server: Server
) -> None:
    shared = driver.atlas.workspace.file_layers.shared
    wrong = [SharedLayer(name, name.title()) for name in ("ships", "ice")]
    shared.fetch(server.address, [wrong[0], SharedLayer("stations", "Stations"), wrong[1]])
    until(lambda: not shared.process.busy and not shared._waiting, "all are fetched or failed")
    fetched(driver)
    (failures,) = (text for text in cards(driver) if "not fetched" in text)
    assert [line.split(":")[0] for line in failures.splitlines()] == [
        "Ships was not fetched",
        "Ice was not fetched",
    ]
    server.guard = asks_for_login
    shared.fetch(server.address, [*wrong, SharedLayer("stations", "Stations")])
    until(lambda: any("Ships was" in text and "Ice, Stations" in text for text in cards(driver)), "all names")
    server.guard = lambda request: False
    shared.fetch(server.address, [SharedLayer("stations", "Stations"), *wrong])
    shared.cancel()
    assert driver.atlas.window.statusBar().currentMessage() == "Cancelled. Not fetched: Stations, Ships, Ice"


@pytest.mark.slow
def test_a_stored_password_is_used_again(
    driver: Driver, dialog: SharedDialog, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.guard = asks_for_login
    shared = driver.atlas.workspace.file_layers.shared
    with unlocked_keyring(tmp_path / "keyring") as variables:
        bus = "DBUS_SESSION_BUS_ADDRESS"
        monkeypatch.setenv(bus, variables[bus])
        type_address(dialog, server.address)
        until(lambda: dialog.login.isVisible(), "the login is asked for")
        dialog.login.user.setText("me")
        dialog.login.password.setText("secret")
        dialog.login.stores.setChecked(True)
        QTest.keyClick(dialog.login.password, Qt.Key.Key_Return)
        until(lambda: dialog.list.topLevelItemCount() == 1, "the layers are listed")
        dialog.fetch_button.click()
        fetched(driver)
        # As after a new start.
        shared._logins.clear()
        server.count = 9
        driver.atlas.workspace.menus.actions["file.fetch-again"].trigger()
        until(lambda: driver.atlas.store.files[0].layer.count == 9, "the layer is fetched again")
        # The fields of another window are hidden and empty.
        dialog.login.leave_for("https://example.org/ogc")
        assert dialog.login.stores_password is None
        driver.atlas.workspace.menus.actions["file.shared"].trigger()
        type_address(dialog, server.address.replace("//", "//me@"))
        until(lambda: dialog.login.isVisible() and not dialog._is_busy, "the layers are listed")
        assert dialog.login.user.text() == "me" and dialog.login.stores.isChecked()
        assert dialog.login.stores_password is None
        dialog.login.stores.setChecked(False)
        requests = len(server.requests)
        dialog.connect_button.click()
        until(lambda: len(server.requests) > requests and not dialog._is_busy, "the layers are listed")
        shared._logins.clear()
        driver.atlas.workspace.menus.actions["file.fetch-again"].trigger()
        notices = driver.atlas.window.notices
        assert notices is not None
        until(lambda: any("a user name" in each.text for each in notices.cards), "the login is needed")


def test_only_what_the_map_shows_can_be_fetched(driver: Driver, dialog: SharedDialog, server: Server) -> None:
    driver.atlas.workspace.navigator.go_to_position(40.0, 65.0)
    driver.settle()
    row = SharedRow(server.address, SharedLayer("stations", "Stations"))
    dialog.show_rows([row], connected=True)
    dialog.only_view.setChecked(True)
    dialog.fetch_button.click()
    fetched(driver)
    (file,) = driver.atlas.store.files
    assert 0 < file.layer.count < STATIONS and file.layer.origin is not None and file.layer.origin.only_view
    dialog.only_view.setChecked(False)


def test_a_query_is_for_databases_only(driver: Driver, dialog: SharedDialog) -> None:
    requests = list[tuple[str, object, bool]]()
    dialog.fetch_requested.disconnect()
    dialog.fetch_requested.connect(lambda *request: requests.append(request))
    try:
        dialog.show_rows([SharedRow("https://example.org/ogc", SharedLayer("a", "A"))], connected=True)
        assert not dialog.query_button.isEnabled()
        dialog.show_rows([SharedRow("postgresql://host/db", SharedLayer("a", "A"))], connected=True)
        assert dialog.query_button.isEnabled()
        for sql in ("DROP TABLE a", "SELECT *\nFROM a"):
            dialog.query_button.click()
            assert dialog.query_dialog is not None
            dialog.query_dialog.setTextValue(sql)
            dialog.query_dialog.accept()
        assert dialog.status.text() == "The query must begin with SELECT or WITH"
        layer = SharedLayer("SELECT *\nFROM a", "SELECT * FROM a")
        assert requests == [("postgresql://host/db", [layer], False)]
    finally:
        dialog.fetch_requested.connect(driver.atlas.workspace.file_layers.shared.fetch)


CAPABILITIES = b"""<WMT_MS_Capabilities version="1.1.1"><Service/><Capability>
<Request><GetMap><Format>image/png</Format></GetMap></Request><Layer><SRS>EPSG:3413</SRS>
<Layer><Name>plain</Name><Title>Plain</Title></Layer>
<Layer><Name>ice</Name><Title>Ice</Title><Extent name="time" default="2026">2024/2026/P1Y</Extent>
<Style><Name>white</Name></Style><Style><Name>grey</Name></Style></Layer></Layer></Capability>
</WMT_MS_Capabilities>"""


def picture_of_ice(to: BaseHTTPRequestHandler) -> None:
    """Answer with a picture of the requested size, or what the server offers."""
    query = parse_qs(urlsplit(to.path).query)
    if "GetCapabilities" in to.path:
        return reply(to, CAPABILITIES, "text/xml")
    out = BytesIO()
    Image.new("RGB", (int(query["WIDTH"][0]), int(query["HEIGHT"][0])), (9, 9, 9)).save(out, "PNG")
    return reply(to, out.getvalue(), "image/png")


def test_the_time_and_the_style_of_a_picture_are_chosen(
    driver: Driver, dialog: SharedDialog, server: Server
) -> None:
    shared = driver.atlas.workspace.file_layers.shared
    server.faults["/wms"] = picture_of_ice
    type_address(dialog, f"http://{server.host}/wms")
    until(lambda: dialog.list.topLevelItemCount() == 2, "the layers are listed")
    assert not dialog.choices.isVisible()
    dialog.list.setCurrentIndex(dialog.list.model().index(1, 0))
    choices = dialog.choices
    assert choices.isVisible() and choices.time_field.currentText() == "as the server chooses"
    offered = [choices.time_field.itemText(at) for at in range(1, choices.time_field.count())]
    assert offered == ["2026", "2025", "2024"]
    choices.time_field.setEditText("2025")
    choices.style_field.setCurrentText("grey")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    fetched(driver)
    (file,) = driver.atlas.store.files
    assert file.layer.name == "Ice, 2025, grey"
    driver.atlas.workspace.menus.actions["file.fetch-again"].trigger()
    until(lambda: sum("GetMap" in each for each in server.requests) == 2, "it is fetched again")
    assert all("TIME=2025" in each and "STYLES=grey" in each for each in server.requests if "GetMap" in each)
    until(
        lambda: not shared.process.busy and not driver.atlas.workspace.files.reading.busy, "it is read again"
    )
