"""The page before its content: the same bytes each time, and nothing remote."""

import re
from pathlib import Path

from arctic_map.page.shell import render

GOLDEN = Path(__file__).parents[2] / "golden" / "index.html"


def test_the_shell_is_the_same_bytes_each_time() -> None:
    assert render() == render() == GOLDEN.read_text()


def test_the_shell_names_no_remote_address() -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*)"', render())
    assert addresses
    assert all(re.match(r"/[a-z]", address) for address in addresses)
    assert "http:" not in render() and "https:" not in render()


def test_the_shell_carries_no_policy_of_its_own() -> None:
    """It is a header, so that Chromium may fetch ahead."""
    assert "Content-Security-Policy" not in render()
