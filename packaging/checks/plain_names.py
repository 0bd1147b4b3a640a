"""Find names that contain a word of the dialect that this code once used: `told`, `wanted`, `taken`.

`dialect.json` has the words, and ESLint applies the same list to the page's scripts. A name says what a thing
is (`problems`, `requested`, `occupied`), so that a reader finds it by the usual word.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("src", "packaging", "tests")
DIALECT = frozenset(json.loads(Path(__file__).with_name("dialect.json").read_text(encoding="utf-8")))
ALLOWED = frozenset(
    {
        # A key of charts.toml, which atlases of earlier versions have.
        ("src/arctic_map/content/charts.py", "beside"),
        ("src/arctic_map/model/chart.py", "beside"),
    }
)
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def main() -> int:
    """Print what is found in sources and tests; return 1 if there is anything."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name} is not a plain name; see CONTRIBUTING.md"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, name in findings(path.read_text(encoding="utf-8"))
        if (path.relative_to(ROOT).as_posix(), name) not in ALLOWED
    ]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


def findings(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each definition, argument or assigned name with a word of the dialect."""
    for node in ast.walk(ast.parse(source)):
        name = _defined(node)
        if name and DIALECT.intersection(word.lower() for word in WORD.findall(name)):
            yield getattr(node, "lineno", 0), name


def _defined(node: ast.AST) -> str | None:
    """The name that a node gives to something."""
    match node:
        case (
            ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.ExceptHandler() | ast.MatchAs()
        ):
            return node.name
        case ast.Name(ctx=ast.Store()):
            return node.id
        case ast.Attribute(ctx=ast.Store()):
            return node.attr
        case ast.arg():
            return node.arg
        case ast.alias():
            return node.asname
        case _:
            return None


if __name__ == "__main__":
    sys.exit(main())
