"""The desk at which somebody spends a first half-hour with the app."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end2end.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.desktop)
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.skipif(os.name == "nt", reason="the desk is a Unix one"))
