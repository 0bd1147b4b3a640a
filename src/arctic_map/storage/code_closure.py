"""The files of this package that a file imports, directly or indirectly."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "arctic_map"


def closure(start: Path, package: Path) -> tuple[Path, ...]:
    """Return the file and all files that it may import, also inside functions, sorted by path."""
    files, waiting = set[Path](), [start]
    while waiting:
        file = waiting.pop()
        if file not in files:
            files.add(file)
            waiting += _imported(file, package)
    return tuple(sorted(files))


def _imported(file: Path, package: Path) -> Iterator[Path]:
    for name in _names(ast.parse(file.read_bytes())):
        first, *rest = name.split(".")
        place = package.joinpath(*rest)
        if first == PACKAGE:
            yield from (each for each in (place.with_suffix(".py"), place / "__init__.py") if each.is_file())


def _names(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names that are imported, without those below `TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                pass
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{each.name}" for each in names)
            case ast.Import(names=names):
                yield from (each.name for each in names)
            case _:
                yield from _names(node)
