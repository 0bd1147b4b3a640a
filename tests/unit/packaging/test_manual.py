"""The man pages have the help of each command in each language."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

from packages import manual  # noqa: E402  # from the root of the checkout

PROGRAM = """\
import os, sys
language = os.environ["ARCTIC_MAP_LANGUAGE"]
if "facts" in sys.argv:
    print(f"usage\\n\\n.facts in {language} --json")
else:
    print("usage\\n\\nAn atlas.\\n\\ncommands:\\n  COMMAND\\n    facts       list the facts\\n")
"""


@pytest.mark.parametrize(
    ("language", "heading"), [("en", ".SH COMMANDS"), ("ru", ".SH КОМАНДЫ"), ("zh", ".SH 命令")]
)
def test_a_page_has_the_help_of_commands_in_its_language(language: str, heading: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    page = manual.page([sys.executable, str(program)], "1.0", datetime(2026, 1, 2), language)
    assert heading in page
    assert f".SS arctic\\-map facts\n.nf\nusage\n\n\\&.facts in {language} \\-\\-json\n.fi" in page
