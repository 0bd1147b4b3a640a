"""The app runs with the versions that the tests try."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def pinned(name: str) -> set[str]:
    return set(re.findall(r"^[a-z][\w.-]*==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_lock_of_the_app_is_part_of_the_lock_of_the_tests() -> None:
    assert pinned("requirements.lock") - pinned("requirements-dev.lock") == set()
