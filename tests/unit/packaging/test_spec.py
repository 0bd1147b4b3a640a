"""The recipe of the frozen app, which no checker of Python reads."""

import ast
import sys
from importlib import import_module
from pathlib import Path

PACKAGING = Path(__file__).parents[3] / "packaging"
SPEC = PACKAGING / "arctic-map.spec"
sys.path[:0] = [str(PACKAGING)]
OWN = ("packages", "arctic_map")


def test_what_it_imports_of_the_projects_own_modules_is_there_and_used() -> None:
    tree = ast.parse(SPEC.read_text(encoding="utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    own = [
        (node.module, name.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in OWN
        for name in node.names
    ]
    assert own
    for module, name in own:
        assert hasattr(import_module(module), name), (module, name)
        assert name in used
