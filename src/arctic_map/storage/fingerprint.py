"""Fingerprints of files, and the files of this package that a file imports."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32


def of_files(files: Iterable[Path], root: Path) -> str:
    """Return the fingerprint of files in the given order, with names relative to `root`. Raises OSError.

    It detects changes, not forgery: a CRC suffices, and importing hashlib would slow down startup.
    """
    lines = []
    for file in files:
        body = file.read_bytes()
        lines.append(f"{file.relative_to(root).as_posix()} {len(body)} {crc32(body):08x}")
    return "\n".join(lines)


def of_content(data: Path) -> str:
    """Return the fingerprint of a content folder without its base map. Raises OSError."""
    return of_files(
        (*sorted(data.glob("*.toml")), *sorted(data.glob("layers/*")), *sorted(data.glob("facts/*"))), data
    )


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
