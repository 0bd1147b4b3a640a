"""Check that the sizes of the sources stay within their limits. `make check` runs this.

A limit is the value reached so far with a small margin, and may only be lowered; next to it is the goal.

A late import is an import statement within a function. A public docstring belongs to a module, or to a class,
function or method without a leading underscore in its own name or those around it; it counts if its first
paragraph is a sentence, that is, ends with a full stop or a colon. Methods that override those of Qt, which
have a capital within their names, need none. File names are compared without `__init__.py`.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from checks.late_imports import SOURCES, own_nodes

MAX_MODULE_LINES, MAX_METHODS, SAME_NAME = 350, 25, 3
Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | Function


class Limit(NamedTuple):
    """The greatest permitted value of a size, or the least one with `at_least`."""

    what: str
    limit: float
    goal: float
    at_least: bool = False

    def met_by(self, value: float) -> bool:
        """Return whether a value is within the limit."""
        return value >= self.limit if self.at_least else value <= self.limit


LIMITS = (
    Limit("lines", 98_700, 65_000),
    Limit("modules", 611, 480),
    Limit("modules above 350 lines", 0, 0),
    Limit("classes above 25 methods", 0, 0),
    Limit("lines of the longest function", 60, 60),
    Limit("late imports", 238, 60),
    Limit("file names that stand three times or more", 6, 6),
    Limit("public docstrings, per cent", 90, 90, at_least=True),
)


def measured(sources: Mapping[Path, str]) -> tuple[float, ...]:
    """Return the values of LIMITS, in their order, for the texts of files."""
    trees = [ast.parse(text) for text in sources.values()]
    lines = [len(text.splitlines()) for text in sources.values()]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    functions = [node for node in nodes if isinstance(node, Function)]
    names = Counter(path.name for path in sources if path.name != "__init__.py")
    documented = [has_sentence(node) for tree in trees for node in _public(tree)]
    return (
        sum(lines),
        len(lines),
        sum(count > MAX_MODULE_LINES for count in lines),
        sum(_methods(node) > MAX_METHODS for node in nodes if isinstance(node, ast.ClassDef)),
        max((_length(function) for function in functions), default=0),
        sum(_late_imports(function) for function in functions),
        sum(count >= SAME_NAME for count in names.values()),
        100 * sum(documented) / max(len(documented), 1),
    )


def has_sentence(node: Documented) -> bool:
    """Return whether a docstring begins with a sentence."""
    first = (ast.get_docstring(node) or "").partition("\n\n")[0].rstrip()
    return first.endswith((".", ":"))


def _public(scope: Documented) -> Iterator[Documented]:
    yield scope
    if isinstance(scope, ast.Module | ast.ClassDef):
        for node in scope.body:
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                overrides_qt = isinstance(scope, ast.ClassDef) and not node.name.islower()
                if isinstance(node, ast.ClassDef) or not overrides_qt:
                    yield from _public(node)


def _methods(node: ast.ClassDef) -> int:
    return sum(isinstance(each, Function) for each in node.body)


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _late_imports(function: Function) -> int:
    return sum(isinstance(node, ast.Import | ast.ImportFrom) for node in own_nodes(function))


def main() -> int:
    """Print the table; return 1 if a limit is exceeded."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py"))}
    values = measured(sources)
    print(f"{'sizes of src':<44}{'now':>9}{'limit':>9}{'goal':>9}")
    for limit, value in zip(LIMITS, values, strict=True):
        sign = "" if limit.met_by(value) else "  <- beyond the limit"
        print(f"{limit.what:<44}{value:>9,.0f}{limit.limit:>9,.0f}{limit.goal:>9,.0f}{sign}")
    return 0 if all(limit.met_by(value) for limit, value in zip(LIMITS, values, strict=True)) else 1


if __name__ == "__main__":
    sys.exit(main())
