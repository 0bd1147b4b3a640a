"""Find code that changes another module or class at run time.

That is `module.name = ...`, `setattr(module, ...)`, `vars(module)`, or access by `sys.modules`. What ruff can
identify by its import (threads, pickle, builtins) is banned in pyproject.toml.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src"
PUBLIC = frozenset({"sys.excepthook", "threading.excepthook"})
"""Hooks that Python documents as settable."""
CALLS = frozenset({"setattr", "delattr", "vars"})


def main() -> int:
    """Print what is found in the sources; return 1 if there is anything."""
    found = [
        f"{path.relative_to(SOURCES.parent)}:{finding}"
        for path in sorted(SOURCES.rglob("*.py"))
        for finding in findings(path.read_text(encoding="utf-8"))
    ]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


def findings(source: str) -> Iterator[str]:
    """Yield `line: sentence` for each way to change something imported."""
    tree = ast.parse(source)
    imported = _imported(tree)
    for node in ast.walk(tree):
        for changed in _changed(node):
            whole = ast.unparse(changed)
            if whole.partition(".")[0] in imported and whole not in PUBLIC:
                yield f"{changed.lineno}: {whole} can be changed here; use what its module offers"


def _imported(tree: ast.Module) -> frozenset[str]:
    """Return the names by which a file knows modules, and their classes or objects."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    return frozenset((each.asname or each.name).partition(".")[0] for node in imports for each in node.names)


def _changed(node: ast.AST) -> Iterator[ast.expr]:
    """Yield expressions whose attributes a node sets or deletes, or whose names it reads."""
    if isinstance(node, ast.Attribute | ast.Subscript) and ast.unparse(node.value) == "sys.modules":
        yield node.value
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
        yield node
    elif isinstance(node, ast.Attribute) and node.attr == "__dict__":
        yield node.value
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS and node.args:
        yield node.args[0]


if __name__ == "__main__":
    sys.exit(main())
