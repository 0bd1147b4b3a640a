"""Bad files of every format by every door: a sentence or what can be read, and the program goes on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import damaged
from tests.end2end.doors import HOSTILE, READER
from tests.unit.files.readers import test_hostile_formats as hostile

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each file has a process by fork"),
]
MOST_SECONDS, MOST_MB = 20.0, 700.0
"""Of the processor, and of memory with all that the program loads."""


def through_doors(what: str, folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.end2end.doors", what, str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    found: list[dict[str, Any]] = [json.loads(line) for line in ended.stdout.splitlines()]
    for each in found:
        what_it_is = f"{each['door']}, {each['name']}: {each}"
        assert each["code"] in (0, 1), what_it_is
        assert "Traceback" not in each["said"] and "unexpected" not in each["said"], what_it_is
        assert each["seconds"] < MOST_SECONDS and each["mb"] < MOST_MB, what_it_is
        assert not each["touched"] and not each["left"], what_it_is
        if each["door"] == READER:
            assert each["refused"] or each["rows"], what_it_is
        elif each["code"]:
            assert each["said"].strip(), what_it_is
    return found


@pytest.mark.parametrize("suffix", damaged.FORMATS)
def test_damaged_files_are_refused_or_read_in_part(suffix: str, tmp_path: Path) -> None:
    found = through_doors(suffix, tmp_path)
    assert {each["door"] for each in found} == {"info", "check", READER}
    assert any(each["code"] or each.get("refused") for each in found), "some are beyond repair"


def test_malicious_files_are_refused_by_every_door_with_the_same_words(tmp_path: Path) -> None:
    found = through_doors(HOSTILE, tmp_path)
    assert len(found) == 3 * len(hostile.REFUSED)
    for each in found:
        sentence = hostile.REFUSED[each["name"]][2]
        told = each["refused"] if each["door"] == READER else each["said"]
        assert sentence in told, f"{each['door']}, {each['name']}: {each}"
        assert hostile.SECRET not in told
