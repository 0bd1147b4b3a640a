"""What a screen reader learns from the running app, by AT-SPI: real processes on a real X server."""

import ast
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

pytestmark = [
    pytest.mark.slow,
    pytest.mark.desktop,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems have no AT-SPI"),
]
PATIENCE_S = 60.0
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
CONTROLS = {"push button", "check box", "entry", "spin button", "slider", "tree", "document"}
"""Roles of what a reader works with: none of these may be without a name."""
SHOWING = 1 << 25
"""Of the states of AT-SPI."""
Address = tuple[str, str]
"""A program on the bus, and an object of it."""


class NoAnswer(Exception):
    """Of who has not come up yet, or has gone."""


def until[T](ask: Callable[[], T | None], what: str) -> T:
    """The first answer; whoever is to answer may not have started yet."""
    end, why = time.monotonic() + PATIENCE_S, ""
    while True:
        try:
            if found := ask():
                return found
        except NoAnswer as not_yet:
            why = str(not_yet)
        assert time.monotonic() < end, f"waited in vain: {what} {why}"
        time.sleep(0.1)


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str], *, tell: bool = False) -> Iterator[str]:
    """A process, with the first line it says where it tells one."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE if tell else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process.stdout.readline().strip() if process.stdout else ""
        assert process.poll() is None, f"{command[0]} has ended by itself"
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@dataclass(frozen=True)
class Bus:
    address: str

    @cached_property
    def _line(self) -> QDBusConnection:
        line = QDBusConnection.connectToBus(self.address, self.address)
        assert line.isConnected(), line.lastError().message()
        return line

    def ask(self, at: Address, method: str, *arguments: str | int) -> Any:
        """A word or number that an object answers: in a hundredth of the time, as no process is started."""
        interface, _, name = method.rpartition(".")
        message = QDBusMessage.createMethodCall(*at, interface, name)
        message.setArguments(list(arguments))
        answer = self._line.call(message, QDBus.CallMode.Block, round(PATIENCE_S * 1000))
        if answer.type() != QDBusMessage.MessageType.ReplyMessage:
            raise NoAnswer(answer.errorMessage())
        found = next(iter(answer.arguments()), None)
        return found.variant() if isinstance(found, QDBusVariant) else found

    def call(self, at: Address, method: str, *arguments: str) -> Any:
        """Whatever an object answers, as Python writes it; PySide reads no structures."""
        result = subprocess.run(
            ["gdbus", "call", "--address", self.address, "--dest", at[0], "--object-path", at[1]]
            + ["--method", method, *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
        if result.returncode:
            raise NoAnswer(result.stderr)
        plain = re.sub(r"(?<![\w'])(?:objectpath |@a\(so\) |uint32 )", "", result.stdout)
        return ast.literal_eval(re.sub(r"<('.*'|\".*\")>", r"\1", plain, flags=re.DOTALL))[0]

    def property(self, of: Address, name: str) -> Any:
        return self.ask(of, "org.freedesktop.DBus.Properties.Get", ACCESSIBLE, name)

    def parts(self, of: Address) -> list[Address]:
        return list(self.call(of, f"{ACCESSIBLE}.GetChildren")) if self.property(of, "ChildCount") else []

    def role(self, of: Address) -> str:
        return str(self.ask(of, f"{ACCESSIBLE}.GetRoleName"))

    def name(self, of: Address) -> str:
        return str(self.property(of, "Name"))

    def is_shown(self, of: Address) -> bool:
        return bool(self.call(of, f"{ACCESSIBLE}.GetState")[0] & SHOWING)

    def named(self, top: Address, *names: str) -> Address:
        """The object that is reached from part to part by these names."""
        for name in names:
            top = until(partial(self._part, top, name), name)
        return top

    def _part(self, of: Address, name: str) -> Address | None:
        """A part of this name, or a part of its parts: a menu lists its commands in a window of its own."""
        for part in self.parts(of):
            if self.name(part).replace("&", "").partition("\t")[0] == name:
                return part
            if not self.name(part) and (found := self._part(part, name)):
                return found
        return None

    def do(self, at: Address) -> None:
        """The first action of an object: to press, open or toggle it."""
        self.ask(at, "org.a11y.atspi.Action.DoAction", 0)

    @contextmanager
    def announcements(self, out: Path) -> Iterator[Callable[[], list[str]]]:
        """What is announced meanwhile, in the words that a screen reader speaks."""
        registry = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
        self.ask(registry, "org.a11y.atspi.Registry.RegisterEvent", "Object:Announcement")
        rule = "type='signal',interface='org.a11y.atspi.Event.Object',member='Announcement'"
        with out.open("w") as file:
            monitor = subprocess.Popen(["dbus-monitor", "--address", self.address, rule], stdout=file)
            until(lambda: "NameAcquired" in out.read_text() or out.stat().st_size, "the monitor")
            try:
                yield lambda: re.findall(r'variant +string "(.*?)"\n', out.read_text(), re.DOTALL)
            finally:
                monitor.kill()
                monitor.wait()

    def all_in(self, top: Address) -> Iterator[tuple[str, str]]:
        """Role and name of everything, but for what is within the cards of facts."""
        try:
            role, name, parts = self.role(top), self.name(top), self.parts(top)
            if role in CONTROLS and not name.strip() and not self.is_shown(top):
                name = "not shown"
        except NoAnswer:
            # It has gone since somebody named it.
            return
        yield role, name
        if not name.startswith("Fact "):
            for part in parts:
                yield from self.all_in(part)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    """The bus of a desktop of its own, on which the app has reported that its map is ready."""
    for name in ("state", "config", "cache", "run"):
        (tmp_path / name).mkdir(mode=0o700)
    places = {f"XDG_{name.upper()}_HOME": str(tmp_path / name) for name in ("state", "config", "cache")}
    desk = {**places, "XDG_RUNTIME_DIR": str(tmp_path / "run"), "QT_QPA_PLATFORM": "xcb"}
    with ExitStack() as stack:
        server = ("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24")
        desk["DISPLAY"] = ":" + stack.enter_context(running(server, {}, tell=True))
        session = ("dbus-daemon", "--session", "--nofork", "--print-address=1")
        desk["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(running(session, desk, tell=True))
        here = Bus(desk["DBUS_SESSION_BUS_ADDRESS"])
        launcher = ("org.a11y.Bus", "/org/a11y/bus")
        found = Bus(until(lambda: here.call(launcher, "org.a11y.Bus.GetAddress"), "the bus of readers"))
        app = (sys.executable, "-m", "arctic_map")
        stack.enter_context(running(app, {**desk, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}))
        yield found


def test_everything_in_the_window_and_the_page_has_a_name(bus: Bus) -> None:
    app = until(lambda: bus.parts(ROOT), "the app on the bus")[0]
    until(lambda: any("Fact T1" in name for _, name in bus.all_in(app)), "the panels")
    nodes = list(bus.all_in(app))
    assert [role for role, name in nodes if role in CONTROLS and not name.strip()] == []
    for part in (
        ("push button", "Whole route"),
        ("check box", "Layers"),
        ("tree", "Layers by topic"),
        ("push button", "Legend"),
    ):
        assert part in nodes
    names = [name for _, name in nodes]
    assert any(name.startswith("Map. Arrow keys move it") for name in names)
    assert any(name.startswith("Scale: ") for name in names)
    # Qt's own, which come only where the toolbar is too narrow and where there is text to clear.
    assert {"More tools", "Clear the text"} <= set(names)


def test_what_one_does_by_menus_is_announced(bus: Bus, tmp_path: Path) -> None:
    app = until(lambda: bus.parts(ROOT), "the app on the bus")[0]
    until(lambda: any("Fact T1" in name for _, name in bus.all_in(app)), "the panels")
    window = next(part for part in bus.parts(app) if bus.role(part) == "frame")
    bar = next(part for part in bus.parts(window) if bus.role(part) == "menu bar")
    with bus.announcements(tmp_path / "announced") as announced:
        for names, words in (
            (("Layers", "Hide all thematic layers"), "layers are hidden"),
            (("Layers", "Show all thematic layers"), "layers are shown"),
            (("Select", "Next feature"), "Precision"),
            (("Select", "Clear selection"), "Nothing is selected"),
            (("Select", "Next fact"), "T1. "),
            (("Tour", "Guided tour"), "Guided tour, step 1 of 16"),
            (("Tour", "Next step"), "Guided tour, step 2 of 16"),
        ):
            count = len(announced())
            bus.do(bus.named(bar, *names))
            until(lambda: any(words in text for text in announced()[count:]), f"{names}: {words}")  # noqa: B023
