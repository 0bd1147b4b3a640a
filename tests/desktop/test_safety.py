"""Nothing gets out and nothing gets in: the page reaches only the app itself, and words stay words."""

import json
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineUrlRequestInfo
from PySide6.QtWidgets import QApplication
from shiboken6 import delete
from tests.desktop.driver import Driver, evaluated, until

from arctic_map.desktop.web import scheme
from arctic_map.desktop.web.scheme import Guard, allowed
from arctic_map.model.decorations import Card, LegendEntry
from arctic_map.page import to_page
from arctic_map.page.static import Asset, policy

pytestmark = pytest.mark.desktop

WAYS = {
    "fetch": "fetch(URL, { mode: 'no-cors' })",
    "request": "(() => { const ask = new XMLHttpRequest(); ask.open('GET', URL); ask.send(); })()",
    "beacon": "navigator.sendBeacon(URL, 'words')",
    "socket": "new WebSocket(URL.replace('http', 'ws'))",
    "events": "new EventSource(URL)",
    "module": "import(URL + '/a.js')",
    "image": "(new Image()).src = URL",
    "script": "put('script', { src: URL })",
    "frame": "put('iframe', { src: URL })",
    "style": "put('link', { rel: 'stylesheet', href: URL })",
    "font": "new FontFace('x', `url(${URL})`).load()",
}
"""Ways out of a page."""
ATTEMPT = """(() => {
  const put = (tag, what) => document.body.appendChild(Object.assign(document.createElement(tag), what));
  try {
    Promise.resolve(CODE).catch(() => 0);
  } catch {}
})()"""
ROUNDS = 8
AWAY = {
    "navigation": "location.href = URL",
    "window": "window.open(URL)",
    "link": "put('a', { href: URL, target: '_blank' }).click()",
    "form": "put('form', { action: URL }).submit()",
}
OTHERS = (
    "file:///etc/passwd",
    "arctic://other/arctic/main.js",
    "arctic://app.other/arctic/main.js",
    "qrc:/qtwebchannel/qwebchannel.js",
    "data:text/plain,words",
    "ftp://127.0.0.1/a",
    "chrome://version",
    "blob:arctic://app/1",
)
TRICKS = (
    "/../prepared/index.html",
    "/..%2fprepared%2findex.html",
    "/%2e%2e/prepared/index.html",
    "/%2e%2e%2fprepared%2fnsr%2fports.json",
    "/arctic/..%2f..%2fprepared%2findex.html",
    "/arctic/..%5c..%5cprepared%5cindex.html",
    "/fonts/..%2findex.html",
    "/ground/polar-stereographic/..%2f..%2f..%2fcatalog.toml",
    "/drawing/nsr/..%2findex.json",
    "/drawing/nsr/nothing.json",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/arctic/main.js%00.html",
    "/arctic",
    "/",
)
SCRIPT = (
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))"
)
ON_THE_BRIDGE = """new Promise((done) => {
  const line = qt.webChannelTransport;
  const own = line.onmessage;
  new QWebChannel(line, async ({ objects: { bridge } }) => {
    const result = await (DO);
    line.onmessage = own;
    done(result);
  });
})"""
"""A second channel, as a hostile script would open it; the page's own gets its line back."""
BEYOND = (
    "{}",
    "[1]",
    "no JSON",
    '{"type": "RunCommand", "command": "rm"}',
    '{"type": "FeatureClicked", "layer": "ports", "feature": 7}',
    '{"type": "ViewMoved", "x": null, "y": 0, "resolution": 1, "width": 1, "height": 1}',
)
"""What a page may say that is no message of ours."""
MARKUP = "<img src='/nothing.png' onerror='window.ran = 1'><script>window.ran = 1</script><b>bold</b>"


class Listener(socketserver.ThreadingTCPServer):
    """A machine of the world outside; counts those who call."""

    daemon_threads = True
    callers = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def process_request(self, request: Any, client_address: Any) -> None:
        self.callers += 1
        self.shutdown_request(request)


@contextmanager
def listening() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """Nobody may call here, not even late."""
    with listening() as server:
        yield server
        assert server.callers == 0


@contextmanager
def page(*, guarded: bool, with_policy: bool) -> Iterator[QWebEnginePage]:
    """A page of our scheme, empty but for one text, with one of the two locks, with both or with none."""
    profile = QWebEngineProfile()
    handler = scheme.SchemeHandler(profile)
    rules = policy("0" * 32) if with_policy else ""
    handler.answer_with(lambda path: Asset("text/html", b"<body>words</body>", rules))
    profile.installUrlSchemeHandler(scheme.NAME, handler)
    guard = Guard(profile)
    if guarded:
        profile.setUrlRequestInterceptor(guard)
    bare = QWebEnginePage(profile)
    loaded: list[bool] = []
    bare.loadFinished.connect(loaded.append)
    bare.load(scheme.INDEX)
    until(lambda: loaded == [True], "the page is loaded")
    yield bare
    delete(bare)
    delete(profile)


def attempt(ask: Callable[[str], Any], code: str, url: str) -> None:
    """Do it in the page, whatever comes of it; then ask the app itself, so often that a call would be out."""
    ask(ATTEMPT.replace("CODE", code).replace("URL", json.dumps(url)))
    for _ in range(ROUNDS):
        ask(f"fetch({json.dumps(scheme.INDEX.toString())}).then((answer) => answer.ok)")


def test_a_page_without_locks_calls_outside(qapp: QApplication) -> None:
    """So the tests below test something."""
    with page(guarded=False, with_policy=False) as bare, listening() as outside:
        for way, code in WAYS.items():
            before = outside.callers
            attempt(lambda code: evaluated(bare, code), code, outside.url)
            until(lambda before=before: outside.callers > before, f"a call by {way}")  # type: ignore[misc]


@pytest.mark.parametrize("lock", ["guarded", "with_policy"])
def test_each_lock_alone_keeps_the_page_in(lock: str, listener: Listener, qapp: QApplication) -> None:
    locks = {"guarded": False, "with_policy": False} | {lock: True}
    with page(**locks) as bare:
        for way, code in WAYS.items():
            attempt(lambda code: evaluated(bare, code), code, listener.url)
            assert listener.callers == 0, way


def test_the_map_reaches_nobody(listener: Listener, driver: Driver) -> None:
    for way, code in (WAYS | AWAY).items():
        attempt(driver.ask, code, listener.url)
        assert listener.callers == 0, way
        assert driver.atlas.view.url() == scheme.INDEX, way
        assert driver.text(".title h1"), way
    driver.problems.clear()


def test_other_addresses_are_refused(driver: Driver) -> None:
    def answered(address: str) -> object:
        return driver.ask(f"fetch({json.dumps(address)}).then((answer) => answer.ok, () => false)")

    assert answered("/arctic/main.js") is True
    for address in OTHERS:
        assert answered(address) is False, address
    for trick in TRICKS:
        assert answered(trick) is answered(f"arctic://app{trick}") is False, trick
    for method in ("POST", "PUT", "DELETE", "HEAD"):
        ask = f"fetch('/arctic/main.js', {{ method: '{method}' }}).then((answer) => answer.ok, () => false)"
        assert driver.ask(ask) is False, method


def test_the_page_never_leaves_its_address(driver: Driver) -> None:
    for address in ("/start.json", "data:text/html,words", "file:///etc/passwd"):
        attempt(driver.ask, "location.href = URL", address)
        assert driver.atlas.view.url() == scheme.INDEX
        assert driver.text(".title h1")


def test_a_stranger_gets_no_answer(qapp: QApplication) -> None:
    """A page of another origin may not read the app's files."""
    profile = QWebEngineProfile()
    handler = scheme.SchemeHandler(profile)
    paths: list[str] = []
    handler.answer_with(lambda path: paths.append(path) or Asset("text/html", b""))  # type: ignore[func-returns-value]
    profile.installUrlSchemeHandler(scheme.NAME, handler)
    stranger = QWebEnginePage(profile)
    loaded: list[bool] = []
    stranger.loadFinished.connect(loaded.append)
    stranger.setHtml("<p>words</p>", QUrl("https://example.org/"))
    until(lambda: loaded, "the stranger is loaded")
    assert (
        evaluated(stranger, "fetch('arctic://app/arctic/main.js').then((answer) => answer.ok, () => false)")
        is False
    )
    assert paths == []
    delete(stranger)
    delete(profile)


def test_scripts_that_are_not_ours_do_not_run(driver: Driver) -> None:
    with page(guarded=True, with_policy=False) as bare:
        assert evaluated(bare, f"({SCRIPT}, window.ran)") == 1
    assert driver.ask(f"({SCRIPT}, window.ran ?? null)") is None
    driver.ask(
        f"(document.body.appendChild(document.createElement('div')).innerHTML = {json.dumps(MARKUP)}, 0)"
    )
    attempt(driver.ask, "fetch(URL)", "/nothing.png")
    assert driver.ask("window.ran ?? null") is None
    assert driver.ask("(() => { try { return new Function('return 1')() } catch { return 0 } })()") == 0


def test_the_policy_is_sent_with_the_page(driver: Driver) -> None:
    sent = driver.ask("fetch('/index.html').then((answer) => answer.headers.get('content-security-policy'))")
    assert sent.startswith("default-src 'none'")
    assert "unsafe" not in sent and "http" not in sent and "*" not in sent


def test_the_guard_lets_only_our_own_addresses_through() -> None:
    kind = QWebEngineUrlRequestInfo.ResourceType
    assert allowed(scheme.INDEX, kind.ResourceTypeMainFrame)
    assert allowed(QUrl("data:image/png;base64,AA"), kind.ResourceTypeImage)
    assert not allowed(QUrl("data:text/html,words"), kind.ResourceTypeSubFrame)
    for address in (
        "http://app/",
        "https://app/",
        "file:///index.html",
        "arctic://other/",
        "arctic:index.html",
        "ws://app",
    ):
        assert not allowed(QUrl(address), kind.ResourceTypeImage)


def test_what_is_beyond_the_vocabulary_is_refused(driver: Driver) -> None:
    before = driver.atlas.scene
    for text in BEYOND:
        driver.ask(ON_THE_BRIDGE.replace("DO", f"bridge.receive({json.dumps(text)})"))
        until(lambda: driver.problems, "the refusal")
        assert "does not understand" in driver.problems.pop(), text
        assert driver.atlas.scene == before


def test_a_feature_that_does_not_exist_is_not_selected(driver: Driver) -> None:
    driver.ask("arctic.send('FeatureClicked', { layer: 'ports', feature: '../../etc/passwd' })")
    driver.ask("arctic.send('FeatureClicked', { layer: 'ports', feature: 'murmansk' })")
    until(lambda: driver.atlas.scene.selected, "the second is received")
    driver.settle()
    assert driver.atlas.scene.highlighted == ("murmansk",)


def test_the_bridge_has_one_slot_and_cannot_be_removed(driver: Driver) -> None:
    offered = driver.ask(
        ON_THE_BRIDGE.replace("DO", "Object.keys(bridge).filter((name) => /^[a-z]\\w*$/.test(name))")
    )
    qt = {"deleteLater", "objectName", "objectNameChanged", "destroyed"}
    machinery = {"unwrapQObject", "unwrapProperties", "propertyUpdate", "signalEmitted"}
    assert set(offered) - qt - machinery == {"receive", "sent", "received"}
    driver.ask(ON_THE_BRIDGE.replace("DO", "bridge.deleteLater().then(() => 0)"))
    driver.ask("arctic.send('FeatureClicked', { layer: 'ports', feature: 'murmansk' })")
    until(lambda: driver.atlas.scene.selected, "the bridge stands")


def test_words_from_data_stay_words(driver: Driver) -> None:
    words = to_page.ShowWords(MARKUP, MARKUP, MARKUP, MARKUP, MARKUP)
    shown = to_page.ShowCard(
        Card("x", MARKUP, ((MARKUP, MARKUP),), 2e6, 2e6, (2e6, 2e6, 2e6, 2e6), (MARKUP,))
    )
    legend = to_page.ShowLegend((LegendEntry("lane-nsr", MARKUP),))
    # That of a test before fades for a while.
    until(lambda: driver.ask("document.querySelectorAll('.leaflet-popup').length") == 0, "no other popup")
    driver.atlas.view.bridge.send(to_page.encode(words, shown, legend))
    driver.settle()
    for place in (
        ".title h1",
        ".title p",
        ".foot",
        ".legend",
        ".card h2",
        ".card dt:last-of-type",
        ".card dd:last-of-type",
    ):
        assert MARKUP in driver.ask(f"document.querySelector({json.dumps(place)}).textContent")
        assert (
            driver.ask(f"document.querySelectorAll({json.dumps(place + ' :is(img, script, b)')}).length") == 0
        )
    assert driver.ask("window.ran ?? null") is None
    again: list[bool] = []
    driver.atlas.view.loadFinished.connect(again.append)
    driver.atlas.view.reload()
    # A query that is sent before would go to the page that leaves.
    until(lambda: again, "the page is there again")


def test_names_on_the_map_stay_words(driver: Driver) -> None:
    driver.ask(
        "[...arctic.atlas.layers.visible()].forEach(({ drawing }) => {"
        f" if (drawing.names?.arkhangelsk) drawing.names.arkhangelsk = {json.dumps(MARKUP)} }})"
    )
    place = driver.point_of("arkhangelsk")
    driver.point(place + QPoint(2, 2))
    until(
        lambda: MARKUP in driver.ask("document.querySelector('.leaflet-tooltip')?.textContent ?? ''"),
        "the tooltip",
    )
    assert driver.ask("document.querySelectorAll('.leaflet-tooltip :is(img, script, b)').length") == 0
    assert driver.ask("window.ran ?? null") is None
