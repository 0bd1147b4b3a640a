"""Check that each import inside a function gives its reason. `make check` runs this.

Except in a few packages, no two functions of a file may import the same: they belong in a file of their own.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src"
SEVERAL_TIMES = ("desktop", "tables")
"""Packages whose files may, since they start the window or load libraries for formats."""
Scope = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def unexplained(source: str) -> tuple[int, ...]:
    """Return the lines of a source on which a function's first import has no reason.

    A reason is a comment above or beside it, or a docstring around it that mentions loading or importing.
    """
    lines = source.split("\n")
    return tuple(sorted({*_within(ast.parse(source), lines, explained=False)}))


def repeated(source: str) -> tuple[int, ...]:
    """Return the lines of a source on which a function imports what another one has imported already."""
    known: dict[str, ast.AST] = {}
    lines = []
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for function in sorted(functions, key=lambda each: each.lineno):
        for node in own_nodes(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                of = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                if any(known.setdefault(of + each.name, function) is not function for each in node.names):
                    lines.append(node.lineno)
    return tuple(sorted(lines))


def _within(scope: Scope, lines: list[str], *, explained: bool) -> Iterator[int]:
    docstring = (ast.get_docstring(scope) or "").lower()
    explained = explained or "load" in docstring or "import" in docstring
    nodes = list(own_nodes(scope))
    if not isinstance(scope, ast.Module | ast.ClassDef) and not explained:
        imports = [node.lineno for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
        if imports and not _has_comment(min(imports), lines):
            yield min(imports)
    for node in nodes:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _within(node, lines, explained=explained)


def own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a scope, without those of the scopes inside."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from own_nodes(node)


def _has_comment(number: int, lines: list[str]) -> bool:
    above, line = lines[number - 2].strip(), lines[number - 1].partition("  # ")[2]
    return above.startswith("#") or bool(line and not line.startswith("noqa"))


def main() -> int:
    """Print what is found; return 1 if there is anything."""
    found = [
        f"{path.relative_to(SOURCES.parent)}:{number}"
        for path in sorted(SOURCES.rglob("*.py"))
        for number in unexplained(path.read_text(encoding="utf-8"))
    ]
    twice = [
        f"{path.relative_to(SOURCES.parent)}:{number}"
        for path in sorted(SOURCES.rglob("*.py"))
        if path.relative_to(SOURCES / "arctic_map").parts[0] not in SEVERAL_TIMES
        for number in repeated(path.read_text(encoding="utf-8"))
    ]
    if found:
        print("these imports do not say why they are late:", *found, sep="\n  ", file=sys.stderr)
    if twice:
        print("another function of the file imports the same:", *twice, sep="\n  ", file=sys.stderr)
    return 1 if found or twice else 0


if __name__ == "__main__":
    sys.exit(main())
