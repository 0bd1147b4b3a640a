"""The check for patches finds what changes another module, and lets objects of one's own be changed."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

from checks.patches import findings  # noqa: E402  # from the root of the checkout


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("import dataclasses\ndataclasses.exec = quick", "dataclasses.exec"),
        (
            "import importlib.util\nimportlib.util.cache_from_source = quick",
            "importlib.util.cache_from_source",
        ),
        ("import sys as system\nsystem.stdout: object = None", "system.stdout"),
        ("from shiboken6 import Shiboken\nShiboken.feature = None", "Shiboken.feature"),
        ("import json\nfor json.loads in (): ...", "json.loads"),
        ("import json\ndel json.loads", "json.loads"),
        ("import json\nsetattr(json, 'loads', quick)", "json"),
        ("import json\nvars(json)['loads'] = quick", "json"),
        ("import json\njson.decoder.__dict__['scan'] = quick", "json.decoder"),
        ("import sys\nmodule = sys.modules.get('json')", "sys.modules"),
    ],
)
def test_a_change_of_something_imported_is_found(source: str, changed: str) -> None:
    assert list(findings(source)) == [f"2: {changed} can be changed here; use what its module offers"]


@pytest.mark.parametrize(
    "source",
    [
        "import sys\nsys.excepthook = show",
        "import sys\nknown = 'json' in sys.modules",
        "import json\nself.json = json.loads",
        "import json\nself.loads = json.loads(text)\nsetattr(self, 'text', 1)",
    ],
)
def test_public_hooks_and_own_objects_may_be_set(source: str) -> None:
    assert list(findings(source)) == []
