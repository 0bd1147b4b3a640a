"""The closure holds each file that may be loaded, and no other."""

from pathlib import Path

import arctic_map
from arctic_map.storage.fingerprint import closure

PACKAGE = Path(arctic_map.__file__).parent


def test_imports_are_followed_also_inside_of_functions_and_those_for_types_are_not(tmp_path: Path) -> None:
    code = {
        "a": "from arctic_map import b\nfrom arctic_map.room import c\nimport json",
        "b": "def late():\n    from arctic_map.d import thing",
        "c": "",
        "d": "if TYPE_CHECKING:\n    from arctic_map import e\n",
        "e": "",
        "room/__init__": "",
        "room/c": "import arctic_map.b",
    }
    for name, text in code.items():
        (tmp_path / f"{name}.py").parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.py").write_text(text)
    found = {file.relative_to(tmp_path).as_posix() for file in closure(tmp_path / "a.py", tmp_path)}
    assert found == {"a.py", "b.py", "d.py", "room/__init__.py", "room/c.py"}


def test_what_prepares_the_data_depends_on_the_painting_but_not_on_the_ledger_or_the_window() -> None:
    found = {file.relative_to(PACKAGE).as_posix() for file in closure(PACKAGE / "prepare.py", PACKAGE)}
    assert {"prepare.py", "geo/planar.py", "scene/drawings/painting.py", "page/to_page.py"} <= found
    assert not any(
        name.startswith(("desktop/", "export/", "scene/ledger/", "scene/search/")) for name in found
    )
