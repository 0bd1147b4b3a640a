"""Find constructors of Qt that get properties or signals by keyword: `QTimer(interval=0)`.

PySide capitalizes the keyword's first letter by the rules of the user's locale. In a Turkish one `interval`
becomes `İnterval`, which Qt does not know, so the call fails there and nowhere else.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("src", "packaging", "tests")
NAMED = frozenset({"parent"})
"""Arguments that Qt itself names, which are not properties."""


def main(root: Path) -> int:
    """Print what is found below `root`; return 1 if there is anything."""
    found = [
        f"{path.relative_to(root)}:{finding}"
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*.py"))
        for finding in findings(path.read_text(encoding="utf-8"))
    ]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


def findings(source: str) -> Iterator[str]:
    """Yield `line: sentence` for each keyword that Qt would take for a property or a signal."""
    tree = ast.parse(source)
    modules, classes = _imported(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if name := _qt_class(call.func, modules, classes):
            yield from _sentences(call, name)
    for heir in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        name = next(filter(None, (_qt_class(base, modules, classes) for base in heir.bases)), "")
        for call in (node for node in ast.walk(heir) if isinstance(node, ast.Call)):
            if name and ast.unparse(call.func) == "super().__init__":
                yield from _sentences(call, name)


def _imported(tree: ast.Module) -> tuple[frozenset[str], dict[str, str]]:
    """Return the names of PySide6's modules, and Qt's names of its classes by those of the file."""
    modules = {"PySide6"}
    classes: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {each.asname for each in node.names if each.asname and each.name.startswith("PySide6")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "PySide6":
            found = {each.asname or each.name: each.name for each in node.names}
            modules |= {name for name in found if node.module == "PySide6"}
            classes |= {name: there for name, there in found.items() if there not in modules}
    return frozenset(modules), classes


def _qt_class(made: ast.expr, modules: frozenset[str], classes: dict[str, str]) -> str:
    """Return the class that an expression names; "" for functions, which begin with a small letter."""
    name = ""
    if isinstance(made, ast.Name):
        name = classes.get(made.id, "")
    elif isinstance(made, ast.Attribute) and ast.unparse(made.value).partition(".")[0] in modules:
        name = made.attr
    return name if name[:1].isupper() else ""


def _sentences(call: ast.Call, name: str) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg is None:
            yield f"{call.lineno}: {name} is given keywords that are not to be seen here; set them by methods"
        elif keyword.arg not in NAMED:
            yield (
                f"{call.lineno}: {name} is given {keyword.arg!r} by keyword, which fails in Turkish locales; "
                "set it by its method"
            )


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2]))
