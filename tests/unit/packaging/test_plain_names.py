"""Words of the former dialect do not return as names, in Python or in the page's scripts."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "packaging")]

from checks import plain_names  # noqa: E402  # from the root of the checkout
from checks.plain_names import DIALECT, findings, main  # noqa: E402
from web_check.check import FOLDER, SCRIPTS, TOOLS, run  # noqa: E402

NAMES = """
import os as told
from os import path as kept_path
TAKEN = 1
class AskedFor: ...
def wanted(said, *, held=None): ...
other.heard = beside = 2
try:
    pass
except OSError as nought: ...
foretold = mistaken = 3
print(told, other.held)
"""


def test_every_kind_of_definition_is_found_and_uses_and_longer_words_are_not() -> None:
    expected = "told kept_path TAKEN AskedFor wanted said held heard beside nought"
    assert {name for _, name in findings(NAMES)} == set(expected.split())


def test_a_name_in_any_folder_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("src", "packaging", "tests/unit"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "example.py").write_text("told = 1")
    monkeypatch.setattr(plain_names, "ROOT", tmp_path)
    assert main() == 1
    reported = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert reported == [f"{folder}/example.py" for folder in ("src", "packaging", "tests/unit")]


@pytest.mark.slow
def test_scripts_follow_the_same_list() -> None:
    bad = ["told", "isTold", "told_of", "MOST_TOLD", "tellAll"]
    good = ["foretold", "toldest", "Mistold", "TOLDEST"]
    script = "\n".join(
        ['"use strict";', "(function () {", *(f"arctic.{name} = 1;" for name in bad + good), "})();"]
    )
    options = ("--format=json", "--stdin", f"--stdin-filename={SCRIPTS / 'names.js'}")
    ended = run(TOOLS / "eslint/bin/eslint.js", "-c", FOLDER / "eslint.config.js", *options, stdin=script)
    messages = json.loads(ended.stdout)[0]["messages"]
    assert "told" in DIALECT
    assert [each["line"] - 3 for each in messages if each["ruleId"] == "id-match"] == [*range(len(bad))]
