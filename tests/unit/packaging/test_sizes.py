"""The check of sizes measures what it says, and every limit stands on the way to its goal."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

from checks.sizes import LIMITS, measured  # noqa: E402  # from the root of the checkout

SMALL = '"""A module."""\n\n\nclass A:\n    """A class."""\n\n    def of(self):\n\n        import os\n'
METHODS = "class B:\n" + "".join(f"    def m{number}(self): ...\n" for number in range(26))
LONG = "def f():\n" + "    x = 1\n" * 350


def values(**sources: str) -> dict[str, float]:
    found = measured({Path(f"{name}.py".replace("__", "/")): text for name, text in sources.items()})
    return {limit.what: value for limit, value in zip(LIMITS, found, strict=True)}


def test_a_small_module() -> None:
    assert values(a=SMALL) == {
        "lines": 9,
        "modules": 1,
        "modules above 350 lines": 0,
        "classes above 25 methods": 0,
        "lines of the longest function": 3,
        "late imports": 1,
        "file names that stand three times or more": 0,
        "public docstrings, per cent": pytest.approx(200 / 3),
    }


def test_what_is_too_large_is_counted() -> None:
    found = values(a=METHODS, b=LONG)
    assert found["classes above 25 methods"] == found["modules above 350 lines"] == 1
    assert found["lines of the longest function"] == 351


def test_a_name_in_three_folders_is_counted() -> None:
    assert values(a__x="", b__x="")["file names that stand three times or more"] == 0
    assert values(a__x="", b__x="", c__x="")["file names that stand three times or more"] == 1


@pytest.mark.parametrize(
    ("source", "share"),
    [
        ('"""Without an end"""', 0),
        ('"""First:\n\nsecond"""', 100),
        ('"""A."""\ndef _own(): ...\nclass _Own:\n    def of(self): ...\n', 100),
        ('"""A."""\nclass W:\n    """B."""\n    def paintEvent(self): ...\n', 100),
        ('"""A."""\ndef f(): ...\n', 50),
    ],
)
def test_a_public_docstring_is_a_sentence(source: str, share: float) -> None:
    assert values(a=source)["public docstrings, per cent"] == share


def test_no_limit_is_stricter_than_its_goal() -> None:
    for limit in LIMITS:
        assert limit.limit <= limit.goal if limit.at_least else limit.limit >= limit.goal
