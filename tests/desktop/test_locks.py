"""What a script in the page might try: each way is refused, and the map stands as it stood."""

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.cases import first_quick
from tests.desktop.driver import LEFT, NO_KEYS, Driver, evaluated, until
from tests.desktop.test_safety import ON_THE_BRIDGE, page

from arctic_map.desktop.web import scheme
from arctic_map.page.from_page import MAX_MESSAGE_LENGTH
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

OPEN, SHUT = "127.0.0.1", "127.0.0.2"
"""Two addresses of this machine; the tests leave the first one open (see conftest.py)."""
SOON_MS, LATE_MS = 400, 10_000
QUIETLY = {
    "preconnect": "put('link', { rel: 'preconnect', href: url })",
    "prefetch": "put('link', { rel: 'prefetch', href: url })",
    "preload": "put('link', { rel: 'preload', as: 'image', href: url })",
    "fetch": "fetch(url, { mode: 'no-cors' })",
    "socket": "new WebSocket(url.replace('http', 'ws'))",
}
"""Ways out; some of them are announcements, of which neither the guard nor the policy hears."""
PUT = (
    "const put = (tag, what) => document.body.appendChild(Object.assign(document.createElement(tag), what));"
)
CALL = """new Promise(async (done) => {
  const servers = ["stun:HERE", "turn:HERE", "turn:THERE?transport=tcp"];
  const iceServers = servers.map((urls) => ({ urls, username: "a", credential: "b" }));
  const call = new RTCPeerConnection({ iceServers });
  const found = [];
  call.onicecandidate = ({ candidate }) => (candidate ? found.push(candidate.candidate) : done(found));
  call.createDataChannel("words");
  await call.setLocalDescription(await call.createOffer());
})"""
"""A call between browsers: asks machines outside for its own address, past all that guards requests."""

NO = "no: "
REQUESTS: dict[str, str] = {
    "files": "showOpenFilePicker()",
    "saving": "showSaveFilePicker()",
    "folder": "showDirectoryPicker()",
    "private files": "navigator.storage.getDirectory()",
    "clipboard": "navigator.clipboard.readText()",
    "clipboard writing": "navigator.clipboard.writeText('words')",
    "place": "new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))",
    "camera": "navigator.mediaDevices.getUserMedia({ video: true, audio: true })",
    "screen": "navigator.mediaDevices.getDisplayMedia({ video: true })",
    "instruments": "navigator.requestMIDIAccess({ sysex: true })",
    "ports": "navigator.serial.requestPort()",
    "keys": "navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16) } })",
    "full screen": "document.documentElement.requestFullscreen()",
    "pointer": "document.body.requestPointerLock()",
    "keeping awake": "navigator.wakeLock.request('screen')",
    "worker that stays": "navigator.serviceWorker.register('/arctic/main.js')",
    "worker of its own": "new Promise((yes, no) => {"
    " const work = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));"
    " work.onmessage = yes; work.onerror = () => no('worker') })",
    "local storage": "(localStorage.words = 1)",
    "links of its own": "navigator.registerProtocolHandler('web+words', 'arctic://app/%s')",
    "settings": "navigator.permissions.query({ name: 'camera' }).then(({ state }) =>"
    " state === 'granted' || Promise.reject(state))",
}
"""What a page may ask for."""
DONE: dict[str, str] = {
    "alert": "alert('words')",
    "confirm": "confirm('words')",
    "prompt": "prompt('words')",
    "print": "print()",
    "close": "close()",
    "stop": "stop()",
    "file": "(put('input', { type: 'file' }).click(), 0)",
    "download": "(put('a', { href: '/arctic/main.js', download: 'words.js' }).click(), 0)",
    "download of its own": "(put('a', { download: 'words.bin',"
    " href: URL.createObjectURL(new Blob(['words'])) }).click(), 0)",
    "frame": "(put('iframe', { srcdoc: '<script>parent.ran = 1</script>' }), 0)",
    "frame of its own": "(put('iframe', { src:"
    " URL.createObjectURL(new Blob(['<script>parent.ran = 1</script>'], { type: 'text/html' })) }), 0)",
    "object": "(put('object', { data: '/arctic/main.js' }), 0)",
    "script address": "(location.href = 'javascript:window.ran = 1')",
    "page in an address": "(location.href = 'data:text/html,words')",
    "page of its own": "(location.href = URL.createObjectURL(new Blob(['words'], { type: 'text/html' })))",
    "source": "(location.href = 'view-source:arctic://app/index.html')",
    "machine room": "(location.href = 'chrome://gpu')",
    "tools": "(location.href = 'devtools://devtools/bundled/inspector.html')",
    "file address": "(location.href = 'file:///etc/passwd')",
    "Qt's files": "(location.href = 'qrc:/qtwebchannel/qwebchannel.js')",
    "letter": "(location.href = 'mailto:nobody@example.org')",
    "own link": "(location.href = 'arctic-map://fact/T3')",
    "history": "history.back()",
    "window": "open('about:blank')",
    "popup": "open('/index.html', 'words', 'popup,width=100,height=100')",
}
"""What a page may do without asking."""


def tried(driver: Driver, code: str, patience_ms: int = SOON_MS) -> str:
    """What comes of it when a script does it while the user clicks; some things need a click."""
    script = f"""(window.tried = new Promise((done) => addEventListener("mousedown", () => {{
      {PUT}
      Promise.resolve().then(() => ({code})).then(
        (value) => done("yes: " + value), (problem) => done("{NO}" + (problem?.message ?? problem)));
      setTimeout(() => done("nothing"), {patience_ms});
    }}, {{ once: true, capture: true }})), 0)"""
    driver.ask(script)
    # What it does may keep the release of the button from the page.
    QTest.mouseClick(driver.glass, LEFT, NO_KEYS, driver.map_rect.center())
    return str(driver.ask("window.tried"))


def windows() -> set[object]:
    return {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}


@contextmanager
def unmoved(driver: Driver, what: str) -> Iterator[None]:
    """The page is the same afterwards, and the user was not disturbed."""
    driver.ask("(window.mark = 1, 0)")
    before, words = windows(), QGuiApplication.clipboard().text()
    yield
    assert driver.ask("window.mark") == 1, f"{what}: the page is another"
    assert driver.ask("window.ran ?? null") is None, f"{what}: a script ran"
    assert windows() == before, what
    assert QGuiApplication.clipboard().text() == words, what
    assert driver.atlas.view.url() == scheme.INDEX
    assert driver.text(".title h1")
    driver.problems.clear()


def test_what_a_page_may_ask_for_is_refused(driver: Driver) -> None:
    for what, code in REQUESTS.items():
        unanswered = what in ("saving", "folder")
        with unmoved(driver, what):
            answer = tried(driver, code, SOON_MS if unanswered else LATE_MS)
        assert answer.startswith(NO) or (answer == "nothing" and unanswered), f"{what}: {answer}"


def test_what_a_page_may_do_has_no_effect(driver: Driver) -> None:
    for what, code in DONE.items():
        with unmoved(driver, what):
            tried(driver, code)


def test_nothing_of_the_page_is_stored(driver: Driver) -> None:
    profile = driver.atlas.view.page().profile()
    assert profile.isOffTheRecord()
    assert not profile.isSpellCheckEnabled()
    assert not profile.isPushServiceEnabled()
    assert profile.persistentCookiesPolicy() is profile.PersistentCookiesPolicy.NoPersistentCookies
    assert driver.ask("(document.cookie = 'words=1', document.cookie)") == ""


def test_a_window_that_a_script_asks_for_is_none(driver: Driver) -> None:
    with unmoved(driver, "another window"):
        tried(driver, "window.other = open('about:blank')")
        until(lambda: driver.ask("window.other?.closed ?? true"), "no other window")


@pytest.mark.parametrize(
    "away",
    first_quick(["location.href = 'about:blank'", "history.pushState(0, '', '/other')", "location.reload()"]),
)
def test_a_page_that_leaves_without_a_navigation_request_is_restored(away: str, driver: Driver) -> None:
    driver.painted_after(actions.select_feature("murmansk"))
    received: list[bool] = []
    connection = driver.atlas.page.ready.connect(lambda: received.append(True))
    driver.atlas.view.page().runJavaScript(away, 0)
    until(lambda: received, "the map after it was left")
    driver.atlas.page.ready.disconnect(connection)
    driver.settle()
    assert driver.atlas.view.url() == scheme.INDEX
    assert driver.ask("[...arctic.atlas.layers.highlighted]") == ["murmansk"]
    driver.painted_after(actions.select_nothing)
    assert driver.ask("[...arctic.atlas.layers.highlighted]") == []


def test_who_asks_for_the_start_again_goes_on_hearing(driver: Driver) -> None:
    for address in ("/start.json", "/index.html"):
        fetched = f"fetch('{address}').then((answer) => answer.text())"
        assert driver.ask(f"{fetched}.then((text) => text.length > 100)")
    driver.painted_after(actions.toggle_layer("ports"))
    assert not driver.ask("arctic.atlas.layers.shown.has('ports')")
    driver.painted_after(actions.toggle_layer("ports"))
    assert driver.ask("arctic.atlas.layers.shown.has('ports')")


# The last lock: whatever leaves the page finds no way out of the program.


@pytest.mark.skipif(sys.platform == "darwin", reason="the system has one address of its own, not many")
@pytest.mark.parametrize("way", QUIETLY)
def test_a_page_without_locks_finds_no_address(way: str, qapp: QApplication) -> None:
    with page(guarded=False, with_policy=False) as bare, called(OPEN) as reachable, called(SHUT) as blocked:
        for server in (blocked, reachable):
            evaluated(bare, f"((url) => {{ {PUT} {QUIETLY[way]} }})('http://{at(server)}/a')")
        # What was requested later has arrived, so what was requested before would have arrived too.
        until(lambda: comes(reachable), f"the same way to {OPEN} is open")
        assert not comes(blocked)


@pytest.mark.skipif(sys.platform == "darwin", reason="the system has one address of its own, not many")
def test_a_call_between_browsers_finds_nobody(qapp: QApplication) -> None:
    with page(guarded=False, with_policy=False) as bare, called(SHUT) as tcp, udp_socket() as udp:
        code = CALL.replace("THERE", at(tcp)).replace("HERE", at(udp))
        assert evaluated(bare, code) == []
        assert not comes(tcp)
        with pytest.raises(BlockingIOError):
            udp.recv(1)


@contextmanager
def called(host: str) -> Iterator[socket.socket]:
    with socket.create_server((host, 0)) as server:
        server.setblocking(False)
        yield server


@contextmanager
def udp_socket() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as box:
        box.bind((OPEN, 0))
        box.setblocking(False)
        yield box


def at(place: socket.socket) -> str:
    host, port = place.getsockname()
    return f"{host}:{port}"


def comes(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


# The bridge.

LINES: list[Any] = [
    "",
    "no JSON",
    0,
    None,
    [],
    {},
    {"type": 6},
    {"type": 6, "object": "bridge"},
    {"type": 6, "object": "bridge", "method": -1, "args": []},
    {"type": 6, "object": "bridge", "method": 10**9, "args": [], "id": 1},
    {"type": 6, "object": "bridge", "method": "deleteLater", "args": [], "id": 1},
    {"type": 6, "object": "bridge", "method": "receive", "args": [], "id": 1},
    {"type": 6, "object": "bridge", "method": "receive", "args": [{}, [], None], "id": {}},
    {"type": 6, "object": "bridge", "method": "send", "args": ["[]"], "id": 1},
    {"type": 6, "object": "bridge", "method": "sent", "args": [1, "[]"], "id": 1},
    {"type": 6, "object": "bridge", "method": "setParent", "args": [None], "id": 1},
    {"type": 6, "object": "atlas", "method": "quit", "args": [], "id": 1},
    {"type": 7, "object": "bridge", "signal": 10**9},
    {"type": 7, "object": "nobody", "signal": 1},
    {"type": 8, "object": "bridge", "signal": -1},
    {"type": 9, "object": "bridge", "property": 0, "value": "another name"},
    {"type": 9, "object": "bridge", "property": 99, "value": {}},
    {"type": 10**12},
    {"type": "3"},
    {"type": 5},
    {"type": 4},
    "[" * 5_000,
    "x" * 300_000,
]
"""What the line to the program is not made for."""


def test_a_line_of_nonsense_harms_nobody(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    errors: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: errors.append(error))
    bridge = driver.atlas.view.bridge
    count = bridge.count
    for line in LINES:
        text = line if isinstance(line, str) else json.dumps(line)
        driver.ask(f"(qt.webChannelTransport.send({json.dumps(text)}), 0)")
    driver.ask("arctic.send('FeatureClicked', { layer: 'ports', feature: 'murmansk' })")
    until(lambda: driver.atlas.scene.selected, "the bridge stands")
    driver.settle()
    assert driver.atlas.view.page().webChannel().registeredObjects()["bridge"] is bridge
    assert bridge.parent() is driver.atlas.view
    assert bridge.count > count
    driver.problems.clear()
    assert errors == []


WRONG = (
    "'x'.repeat(50_000_000)",
    "'\\ud800'",
    "'[' + '['.repeat(100_000)",
    "7",
    "null",
    "undefined",
    "{}",
    "[[]]",
    "new Date()",
    '\'{"type": "Painted", "count": 99999999999999999999}\'',
    '\'{"type": "ViewMoved", "x": 1, "y": 1, "resolution": 0, "width": 1, "height": 1}\'',
    '\'{"type": "ViewMoved", "x": 1e300, "y": 1, "resolution": 1, "width": 1, "height": 1}\'',
    '\'{"type": "ViewMoved", "x": 1, "y": 1, "resolution": -1, "width": 1, "height": 1}\'',
    '\'{"type": "ViewMoved", "x": 1, "y": 1, "resolution": 1, "width": 0, "height": 1}\'',
    '\'{"type": "PointerMoved", "x": 1e300, "y": -1e300}\'',
    '\'{"type": "PageFailed", "why": "\' + \'words\\\\n\'.repeat(1_000) + \'"}\'',
)
"""What the page may say and nobody understands, as scripts."""


@pytest.mark.slow
def test_a_wrong_word_is_refused_in_a_short_sentence(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    errors: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: errors.append(error))
    before = driver.viewport
    for text in WRONG:
        # The channel answers no call that fits none of its slots, so nobody waits for an answer.
        driver.ask(ON_THE_BRIDGE.replace("await (DO)", f"(bridge.receive({text}), 0)"))
        driver.ask("arctic.send('FeatureClicked', { layer: 'ports', feature: 'murmansk' })")
        until(lambda: driver.atlas.scene.selected, f"the bridge stands after {text}")
        driver.atlas.apply(actions.select_nothing)
        # The popup may have moved the map a little.
        assert replace(driver.viewport, x=before.x, y=before.y) == before, text
        assert abs(driver.viewport.x) < 1e8, text
        assert all(len(problem) < MAX_MESSAGE_LENGTH / 10 for problem in driver.problems), text
        driver.problems.clear()
    driver.settle()
    assert errors == []


places = st.floats(-1e9, 1e9, exclude_min=True, exclude_max=True)
views = st.fixed_dictionaries(
    {
        "x": places,
        "y": places,
        "resolution": st.floats(1e-3, 1e6, exclude_max=True),
        "width": st.floats(1, 1e5, exclude_max=True),
        "height": st.floats(1, 1e5, exclude_max=True),
    }
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=views, pointer=st.tuples(places, places))
def test_every_view_and_place_that_a_message_can_hold_is_handled(
    view: dict[str, float], pointer: tuple[float, float], opened_driver: Driver
) -> None:
    errors: list[object] = []
    usual, sys.excepthook = sys.excepthook, lambda *error: errors.append(error)
    received = opened_driver.atlas.view.bridge.received
    try:
        received.emit(json.dumps({"type": "ViewMoved", **view}))
        received.emit(json.dumps({"type": "PointerMoved", "x": pointer[0], "y": pointer[1]}))
    finally:
        sys.excepthook = usual
    assert errors == []


def test_the_keyboard_opens_no_tools(driver: Driver) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    with unmoved(driver, "keys"):
        for key, keys in (
            (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_I, control | Qt.KeyboardModifier.ShiftModifier),
            (Qt.Key.Key_U, control),
            (Qt.Key.Key_S, control),
            (Qt.Key.Key_R, control),
            (Qt.Key.Key_F5, control),
            (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        ):
            driver.press(key, keys)
        driver.settle()
    assert driver.atlas.view.page().devToolsPage() is None
