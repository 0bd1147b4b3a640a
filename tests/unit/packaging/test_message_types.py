"""The compiler of the page's scripts knows the program's messages, so that neither side can change alone."""

import json
import sys
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import msgspec
import pytest

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "packaging")]

from arctic_map.page.from_page import FeatureClicked, FromPage  # noqa: E402
from arctic_map.page.to_page import FilterOut, HideLayer, ToPage  # noqa: E402
from web_check.check import FOLDER, SCRIPTS, TOOLS, compile_types  # noqa: E402  # from the root of the checkout
from web_check.message_types import ROOTS, declarations  # noqa: E402


def test_a_message_is_declared_with_its_type_and_its_members() -> None:
    declared = declarations(ROOTS)
    assert "type FromPage = PageReady |" in declared
    assert 'interface HideLayer {\n  readonly type: "HideLayer";\n  readonly id: string;\n}' in declared


def test_what_the_program_leaves_out_and_what_the_page_may_leave_out_may_lack() -> None:
    declared = declarations(ROOTS)
    assert "readonly high_contrast?: boolean" in declared
    assert "readonly foot?: number" in declared
    assert "readonly url: string" in declared


def test_all_that_messages_are_made_of_is_declared() -> None:
    declared = declarations(ROOTS)
    assert 'readonly kind: "area" | "line" | "point";' in declared
    assert "readonly card: Card | null;" in declared
    assert "readonly lines: ([string, string])[];" in declared


def renamed(message: type[msgspec.Struct], old: str, new: str) -> Any:
    """The same message with another name of a member."""
    fields = [
        (new if field.name == old else field.name, field.type) for field in msgspec.structs.fields(message)
    ]
    return msgspec.defstruct(message.__name__, fields, bases=message.__bases__, frozen=True, tag=True)


@pytest.mark.slow
def test_a_changed_vocabulary_is_an_error_of_the_compiler(tmp_path: Path) -> None:
    """A member of another name on either side, a message that is gone, and a new one."""
    sent = [each for each in ToPage.__subclasses__() if each not in (HideLayer, FilterOut)]
    received = [each for each in FromPage.__subclasses__() if each is not FeatureClicked]
    new = msgspec.defstruct("ShowNews", [("words", str)], bases=(ToPage,), frozen=True, tag=True)
    changed = {
        "ToPage": reduce(or_, [*sent, renamed(HideLayer, "id", "layer"), new]),
        "FromPage": reduce(or_, [*received, renamed(FeatureClicked, "feature", "mark")]),
    }
    found = compiled(tmp_path, ROOTS | changed)
    assert "Property 'id' does not exist on type 'HideLayer'" in found
    assert "'feature' does not exist in type 'Payload<\"FeatureClicked\">'" in found
    assert "has no exported member 'FilterOut'" in found
    assert "Property 'ShowNews' is missing in type 'Atlas'" in found
    assert compiled(tmp_path, ROOTS) == ""


def compiled(folder: Path, roots: dict[str, Any]) -> str:
    """What the compiler says of the page's scripts when these are the messages."""
    assert TOOLS.is_dir(), "`make check` installs the compiler"
    types = folder / "messages.d.ts"
    types.write_text(declarations(roots), encoding="utf-8")
    include = [f"{ROOT / SCRIPTS}/*.js", f"{FOLDER}/*.d.ts", str(types)]
    project = folder / "tsconfig.json"
    project.write_text(json.dumps({"extends": str(FOLDER / "tsconfig.json"), "include": include}))
    ended = compile_types(project)
    return ended.stdout + ended.stderr
