"""The app is watched by a tracer while somebody works in it: nothing is requested from any network."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from tests.shared_server import shared_server

pytestmark = [
    pytest.mark.desktop,
    # What it watches with is only installed for these.
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="strace is for Linux"),
]

ROOT = Path(__file__).parents[2]
CALLS = "connect,bind,listen,sendto,sendmsg,sendmmsg"
FAMILY = re.compile(r"sa_family=(AF_\w+)")
ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
OWN = {"AF_UNIX", "AF_NETLINK", "AF_UNSPEC"}
"""Families of addresses that lie in this machine; netlink is the kernel."""
SAY = "import socket; socket.socket(socket.AF_INET{}, socket.SOCK_DGRAM).connect(({!r}, 9))"
"""Names an address to the kernel; not a byte is sent."""


def traced(*command: str, into: Path) -> list[str]:
    """The calls that a Python program and all that it starts made for a network."""
    strace = shutil.which("strace")
    assert strace, "strace is missing: `packaging/set_up/test_tools.sh` installs it"
    done = subprocess.run(
        # By the kernel's filter only these calls are stopped at, not every one.
        [strace, "-f", "--seccomp-bpf", "-qq", "-e", f"trace={CALLS}", "-o", str(into), sys.executable]
        + [*command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return into.read_text(errors="replace").splitlines()


def outside(lines: list[str]) -> Iterator[str]:
    """Those calls that name an address which is not of this machine."""
    for line in lines:
        for family in FAMILY.findall(line):
            if family in OWN:
                continue
            found = [first or second for first, second in ADDRESS.findall(line)]
            if not found or not all(ip_address(each).is_loopback for each in found):
                yield line


@pytest.mark.parametrize(
    ("family", "address", "seen"),
    [("", "192.0.2.1", True), ("6", "2001:db8::1", True), ("", "127.0.0.1", False), ("6", "::1", False)],
)
def test_the_tracer_sees_who_goes_outside(family: str, address: str, seen: bool, tmp_path: Path) -> None:
    code = f"try: {SAY.format(family, address)}\nexcept OSError: pass"
    lines = traced("-c", code, into=tmp_path / "calls")
    assert any(address in line for line in lines)
    assert bool(list(outside(lines))) is seen


def test_the_examination_asks_nothing_of_any_network(tmp_path: Path) -> None:
    lines = traced("-m", "arctic_map", "doctor", into=tmp_path / "calls")
    assert lines, "Qt and Chromium speak to each other by sockets of their own"
    assert list(outside(lines)) == []


def test_a_restless_user_brings_nothing_outside(tmp_path: Path) -> None:
    lines = traced("-m", "tests.end2end.restless_app", "7", "120", into=tmp_path / "calls")
    assert list(outside(lines)) == []


def test_a_layer_of_a_server_contacts_that_server_and_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with shared_server() as server:
        words = (
            "-m",
            "arctic_map",
            "export",
            str(tmp_path / "map.png"),
            "--with",
            f"{server.address}:stations",
        )
        lines = traced(*words, into=tmp_path / "calls")
    port = server.host.partition(":")[2]
    contacts = [line for line in lines if "AF_INET" in line and "connect(" in line]
    assert contacts and all(f"htons({port})" in line for line in contacts)
    assert list(outside(lines)) == []
