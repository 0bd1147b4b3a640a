"""The flags that Chromium is started with."""

from arctic_map.desktop.shell.startup.environment import CHROMIUM_FLAGS, chromium_flags


def test_the_locks_are_among_the_flags() -> None:
    flags = chromium_flags("")
    assert '--host-resolver-rules="MAP * ~NOTFOUND"' in flags
    assert "--no-proxy-server" in flags
    assert "--force-webrtc-ip-handling-policy=disable_non_proxied_udp" in flags
    for off in ("background-networking", "component-update", "domain-reliability", "sync"):
        assert f"--disable-{off}" in flags


def test_flags_for_javascript_that_the_user_has_set_count() -> None:
    flags = [flag for flag in chromium_flags("--js-flags=--expose-gc").split(" ") if "--js-flags" in flag]
    assert flags[-1] == "--js-flags=--expose-gc"


def test_what_the_user_has_set_comes_last_and_takes_nothing_away() -> None:
    flags = chromium_flags("--disable-gpu --log-level=0").split(" ")
    assert flags[-2:] == ["--disable-gpu", "--log-level=0"]
    assert " ".join(CHROMIUM_FLAGS).split(" ") == flags[:-2]


def test_flags_that_are_there_are_not_set_twice() -> None:
    once = chromium_flags("--disable-gpu")
    assert chromium_flags(once) == once


def test_no_port_is_opened_for_tools() -> None:
    assert "remote" not in chromium_flags("--remote-debugging-port=9222 --remote-debugging-address=0.0.0.0")
