"""What systems hand to the atlas on a double click is what it opens."""

import re
from pathlib import Path

import pytest

from arctic_map.model.opened import ATLAS, LAYERS

PACKAGING = Path(__file__).parents[3] / "packaging"


@pytest.mark.parametrize(
    ("file", "pattern"),
    [
        ("linux/arctic-map-mime.xml", r'glob pattern="\*(\.\w+)"'),
        ("windows/arctic-map.iss", r'Classes\\(\.\w+)["\\]'),
        ("arctic-map.spec", r'"(?=\w+"[,\]])(?<=[\[ ]")(\w+)'),
    ],
)
def test_each_suffix_that_is_registered_with_a_system_is_opened(file: str, pattern: str) -> None:
    text = (PACKAGING / file).read_text(encoding="utf-8")
    if file.endswith(".spec"):
        text = "".join(re.findall(r'"CFBundleTypeExtensions": (\[.*?\])', text))
    found = {f".{suffix.removeprefix('.')}" for suffix in re.findall(pattern, text)}
    assert ATLAS in found and len(found) > 5
    assert not found - {ATLAS, *LAYERS}
