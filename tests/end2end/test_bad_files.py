"""Bad files of every format by every door: a sentence or what can be read, and the program goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from tests import damaged
from tests.end2end.doors import HOSTILE, READER
from tests.unit.tables.readers import test_file_kinds as hostile

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each file has a process by fork"),
]
MAX_SECONDS, MAX_MB = 20.0, 700.0
"""Of the processor, and of memory with all that the program loads."""


@dataclass(frozen=True)
class Doors:
    """The program that goes through them: started once, as it loads much."""

    process: "subprocess.Popen[str]"

    def went_through(self, what: str, folder: Path) -> list[dict[str, Any]]:
        requests, result = self.process.stdin, self.process.stdout
        assert requests and result
        requests.write(f"{what} {folder}\n")
        requests.flush()
        lines = [*takewhile(str.strip, result)]
        assert self.process.poll() is None, f"it ended at {what}"
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def doors() -> Iterator[Doors]:
    command = [sys.executable, "-m", "tests.end2end.doors"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Doors(process)
    assert process.returncode == 0


def through_doors(doors: Doors, what: str, folder: Path) -> list[dict[str, Any]]:
    found = doors.went_through(what, folder)
    for each in found:
        what_it_is = f"{each['door']}, {each['name']}: {each}"
        assert each["code"] in (0, 1), what_it_is
        assert "Traceback" not in each["output"] and "unexpected" not in each["output"], what_it_is
        assert each["seconds"] < MAX_SECONDS and each["mb"] < MAX_MB, what_it_is
        assert not each["touched"] and not each["left"], what_it_is
        if each["door"] == READER:
            assert each["refused"] or each["rows"], what_it_is
        elif each["code"]:
            assert each["output"].strip(), what_it_is
    return found


@pytest.mark.parametrize("suffix", damaged.FORMATS)
def test_damaged_files_are_refused_or_read_in_part(suffix: str, doors: Doors, tmp_path: Path) -> None:
    found = through_doors(doors, suffix, tmp_path)
    assert {each["door"] for each in found} == {"info", "check", READER}
    assert any(each["code"] or each.get("refused") for each in found), "some are beyond repair"


def test_malicious_files_are_refused_by_every_door_with_the_same_words(doors: Doors, tmp_path: Path) -> None:
    found = through_doors(doors, HOSTILE, tmp_path)
    assert len(found) == 3 * len(hostile.REFUSED)
    for each in found:
        sentence = hostile.REFUSED[each["name"]][2]
        message = each["refused"] if each["door"] == READER else each["output"]
        assert sentence in message, f"{each['door']}, {each['name']}: {each}"
        assert hostile.SECRET not in message
