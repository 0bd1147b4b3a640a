"""Find texts that translators do not see or have not translated, and list all texts. `make check` runs this.

In the folders of COVERED, a text that reads like words must be in `tr`, `tr_count` or `tr_later`, or its line
must have a comment `# no words: why`. Marked texts are listed in resources/words/template.toml, which
`--write` rewrites.
"""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "arctic_map"
CONTENT = (ROOT / "resources" / "data", ROOT / "resources" / "atlases")
TEMPLATE = ROOT / "resources" / "words" / "template.toml"
COVERED = (
    *("cli", "content", "desktop", "render", "scene", "tables", "storage", "errors.py"),
    *("fetching/fetch.py", "fetching/ogc_api.py", "fetching/remote_raster.py", "fetching/tiles.py"),
    *("geo/antimeridian.py", "geo/marks.py", "model/problem.py"),
    *("export/html", "export/page", "page/updates.py"),
)
"""Folders and files of SOURCES in which all texts are marked.

Not yet: the rest of `fetching`, `export`, `geo`, `model` and `page`, which have few texts.
"""
EXCEPT = {
    "cli/commands/doctor.py": "a report for whoever mends the atlas; its help is marked",
    "cli/commands/fetch.py": "a command for the window",
    "cli/commands/layer_of.py": "a command for the window",
    "cli/commands/prepare.py": "a step of the build",
    "desktop/shell/doctor.py": "a report for whoever mends the atlas",
    "desktop/shell/file_trial.py": "the same",
    "desktop/shell/startup/environment.py": "a report for whoever mends the atlas",
    "desktop/shell/coming_up.py": "a report for whoever mends the atlas",
    "desktop/shell/startup/instance_lock.py": "a report for whoever mends the atlas",
    "scene/proposing/dates.py": "the grammar of an article's language",
    "scene/proposing/figures.py": "the grammar of an article's language",
    "export/features.py": "names of tables in files of data, which programs read",
    "scene/symbology/legibility.py": "a report for whoever edits the content",
    "scene/words/sources.py": "citations, which name an English work",
    "export/html/document.py": "markup; its words stand in `texts`",
    "storage/languages.py": "what is wrong with the words themselves",
    "tables/attributes/attribute_store.py": "SQL",
    "tables/attributes/attribute_writer.py": "SQL",
    "tables/attributes/conditions.py": "names of functions of SQL",
    "tables/attributes/found_rows.py": "SQL",
    "desktop/dialogs/components.py": "names of components and of their licences",
}
"""Files in these folders that stay English, with the reason."""
ONE = frozenset({"tr", "tr_later", "wording"})
COUNTED = frozenset({"tr_count", "counted"})
"""Functions whose first argument is a marked text, and those that take two after a number."""
UNSEEN = re.compile(
    r"log\.\w+|\w*\.?(?:setObjectName|setProperty|objectName|removesuffix|removeprefix|replace|startswith|value"
    r"|setValue|addParameter|getLogger|trigger)|keys|QKeySequence|AssetMissing|ValueError|TypeError|RuntimeError|re\.compile"
    r"|_version|QSettings|Literal|cast|invokeMethod|(?:\w+\.)?setStyleSheet"
)
"""Functions whose texts are not for users."""
EXCUSE = "# no words:"
WORDS_OR_UNITS = re.compile(r"[^\W\d_]")
WORDS = re.compile(r"[A-Z][a-z]|[^\W\d_] [^\W\d_]|[^\W\d_]…")
KEYS = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|Home|End|PgUp|PgDown|Left|Right|Up|Down|Esc|Space|Return|Enter|Backspace"
    r"|Delete|Ins|Tab|Menu|\S)(?:, .*)?"
)
CODE = re.compile(
    r"\S*[./_:<>={}#]\S*|arctic-map(?: .*)?|Q[A-Z]\w+|[^ ]*px;.*|<.*>|(?:Multi)?(?:Point|LineString|Polygon)"
    r"|Measured|[A-Z]\w*[A-Z]\w*|[a-z]+[A-Z]\w*"
    r"|(?:SELECT|select|DESCRIBE|SET|CREATE|INSERT|COPY|CASE|CAST|TRY_CAST|ST_AsWKB|FORMAT)\b.*",
    re.DOTALL,
)
NAMES = frozenset({"Arctic Map"})
OF_FACTS = ("headline", "text", "where", "attributed_to", "inferred", "inferred_when", "question", "note")
OF_CHARTS = ("title", "note")
OF_CHART_ITEMS = ("label", "how", "sign")
OF_FEATURES = ("inferred", "note")
OF_ROWS = ("between", "name", "against", "checked", "saved", "group", "what", "short", "how", "why")
"""Keys of ledger rows in the content that are shown."""
ARCTIC_TR = re.compile(r'\barctic\.tr\(\s*"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked text; with a number, `one` is its singular."""

    text: str
    one: str = ""


def main(arguments: Iterable[str]) -> int:
    """Print what is found, or write the list with `--write`; return 1 if anything is left."""
    listed = template()
    if "--write" in arguments:
        TEMPLATE.write_text(listed, encoding="utf-8")
    found = [*_findings(), *_unlisted()]
    if not TEMPLATE.is_file() or TEMPLATE.read_text(encoding="utf-8") != listed:
        found.append(f"{TEMPLATE.relative_to(ROOT)} is not up to date: python {__file__} --write")
    glossaries = TEMPLATE.parent.glob("glossary.*.toml")
    for path in sorted(set(TEMPLATE.parent.glob("*.toml")) - {TEMPLATE, *glossaries}):
        missing = untranslated(listed, path.read_text(encoding="utf-8"))
        found += (f"{path.relative_to(ROOT)}: not translated: {text!r}" for text in missing)
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


def unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each literal that reads like words and is not marked."""
    lines = source.split("\n")
    for node, above in _literals(ast.parse(source)):
        text = _text_of(node)
        if _reads_as_words(text) and not _unseen(node, above) and EXCUSE not in lines[node.lineno - 1]:
            yield node.lineno, text


def marked(source: str) -> Iterator[Marked]:
    """Yield the marked texts in the order of the source."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda each: (each.lineno, each.col_offset)):
        texts = [_constant(each) for each in call.args]
        name = _name(call.func)
        if name in ONE and texts and texts[0]:
            yield Marked(texts[0])
        elif name in COUNTED and len(texts) == 3 and texts[1] and texts[2]:
            yield Marked(texts[2], texts[1])


def unfilled(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each marked text whose placeholders are not filled, or format numbers."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name, texts = _name(call.func), [_constant(each) for each in call.args]
        if name not in ("tr", "tr_count") or any(each.arg is None for each in call.keywords):
            continue
        given = {each.arg for each in call.keywords} | ({"count"} if name == "tr_count" else set())
        for text in filter(None, texts):
            gaps = {gap for _, gap, _, _ in Formatter().parse(text) if gap is not None}
            specs = [spec for _, _, spec, _ in Formatter().parse(text) if spec]
            if gaps - given or (name == "tr" and given - gaps) or specs:
                yield call.lineno, text


def template() -> str:
    """Return the list of all texts, by the file that uses them first."""
    seen: set[Marked] = set()
    words: list[str] = []
    plurals: list[str] = []
    for where, each in _everything():
        if each not in seen:
            seen.add(each)
            rows = plurals if each.one else words
            if f"# {where}" not in rows:
                rows += ["", f"# {where}"]
            rows.append(f"{_quoted(each.text)} = {_forms(each)}")
    return "\n".join(
        (
            "# All words that the atlas shows, by the files that say them: `packaging/checks/marked_words.py",
            "# --write` makes it. A language has rows like these in a file of its own, as ru.toml is;",
            "# `make check` names what it lacks. Gaps in braces are filled by the program.",
            "",
            "[plurals]    # a list of as many forms as the language has",
            *plurals[1:],
            "",
            "[words]",
            *words[1:],
            "",
        )
    )


def _everything() -> Iterator[tuple[str, Marked]]:
    for path in sorted(SOURCES.rglob("*.py")):
        for each in marked(path.read_text(encoding="utf-8")):
            yield path.relative_to(SOURCES).as_posix(), each
    for folder in CONTENT:
        for path in sorted(folder.rglob("*.toml")):
            for each in _of_data(path):
                yield path.relative_to(ROOT).as_posix(), each
        for path in sorted(folder.rglob("layers/*.geojson")):
            for text in _of_features(path):
                yield path.relative_to(ROOT).as_posix(), Marked(text)


def _of_data(path: Path) -> Iterator[Marked]:
    """Yield the texts of a table of content, and its units of figures, which have plural forms."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    yield from (Marked(text) for text in dict.fromkeys(_texts_of(table, path)) if WORDS_OR_UNITS.search(text))
    figures = (figure for fact in table.get("fact", ()) for figure in fact.get("figures", ()))
    units = (row["unit"] for row in (*figures, *table.get("chart", ())))
    yield from (Marked(unit, unit) for unit in dict.fromkeys(units) if WORDS_OR_UNITS.search(unit))


def _texts_of(table: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Yield the texts that are shown, such as names of layers, facts, charts and the tour."""
    if path.name == "catalog.toml":
        yield from (table["title"], table["subtitle"])
        yield from (layer[key] for layer in table["layer"] for key in ("name", "note") if layer.get(key))
    for row in (row for key in ("voyage", "row") for row in table.get(key, ())):
        yield from (row[key] for key in OF_ROWS if row.get(key))
    for fact in table.get("fact", ()):
        yield from (fact[key] for key in OF_FACTS if fact.get(key))
        yield from (figure["what"] for figure in fact.get("figures", ()) if figure["what"])
    for chart in table.get("chart", ()):
        yield from (chart[key] for key in OF_CHARTS if chart.get(key))
        yield from (item[key] for item in chart["items"] for key in OF_CHART_ITEMS if item.get(key))
    yield from (person["role"] for person in table.get("person", ()) if person.get("role"))
    yield from (row["name"] for row in table.get("strait", ()))
    for step in table.get("step", ()):
        yield from (step["title"], step["text"])
    if path.name == "symbology.toml":
        for row in (*table["style"], *table["ground"]):
            yield from (row[key] for key in ("legend", "legend_group", "legend_tail") if row.get(key))


def _of_features(path: Path) -> Iterator[str]:
    """Yield the notes of a layer's features."""
    rows = json.loads(path.read_text(encoding="utf-8"))["features"]
    properties = (row["properties"] for row in rows)
    yield from dict.fromkeys(row[key] for row in properties for key in OF_FEATURES if row.get(key))


def _findings() -> Iterator[str]:
    for path in sorted(SOURCES.rglob("*.py")):
        where, source = path.relative_to(SOURCES).as_posix(), path.read_text(encoding="utf-8")
        if where.startswith(COVERED) and where not in EXCEPT:
            yield from (
                f"{where}:{line}: not marked for translators: {text!r}" for line, text in unmarked(source)
            )
        yield from (
            f"{where}:{line}: other gaps than are filled: {text!r}" for line, text in unfilled(source)
        )


def untranslated(texts: str, table: str) -> Iterator[str]:
    """Yield texts of the template that the table of a language lacks."""
    needed, there = (
        {key for part in ("words", "plurals") for key in tomllib.loads(each).get(part, {})}
        for each in (texts, table)
    )
    yield from sorted(needed - there)


def _unlisted() -> Iterator[str]:
    """Yield texts of the page's scripts that the program does not pass to it, and the reverse."""
    scripts = sorted((ROOT / "resources" / "web" / "arctic").glob("*.js"))
    in_scripts = {text for path in scripts for text in ARCTIC_TR.findall(path.read_text(encoding="utf-8"))}
    known = {each.text for each in marked((SOURCES / "page" / "updates.py").read_text(encoding="utf-8"))}
    yield from (f"page/updates.py lacks what a script says: {text!r}" for text in sorted(in_scripts - known))
    yield from (f"page/updates.py has what no script says: {text!r}" for text in sorted(known - in_scripts))


def _literals(tree: ast.Module) -> Iterator[tuple[ast.expr, tuple[ast.AST, ...]]]:
    """Yield texts with the nodes around them, innermost last; texts in placeholders of others separately."""

    def within(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[tuple[ast.expr, tuple[ast.AST, ...]]]:
        for child in ast.iter_child_nodes(node):
            is_text = isinstance(child, ast.Constant) and isinstance(child.value, str)
            if isinstance(child, ast.JoinedStr) or (is_text and not isinstance(node, ast.JoinedStr)):
                assert isinstance(child, ast.expr)
                yield child, (*above, node)
            yield from within(child, (*above, node))

    yield from within(tree, ())


def _text_of(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)
    assert isinstance(node, ast.Constant)
    return str(node.value)


def _reads_as_words(text: str) -> bool:
    plain = text.strip().replace("&", "")
    if "<" in plain and ">" in plain:
        plain = re.sub(r"<[^>]*>", " ", plain).strip()
    return (
        bool(WORDS.search(plain))
        and plain not in NAMES
        and not CODE.fullmatch(plain)
        and not KEYS.fullmatch(plain)
    )


def _unseen(node: ast.expr, above: tuple[ast.AST, ...]) -> bool:
    """Return whether a text is marked or not for users: documentation, types, names, values compared."""
    parent = above[-1]
    if isinstance(parent, ast.Expr | ast.Compare) or any(_is_type(each, above) for each in (*above, node)):
        return True
    calls = [each for each in above if isinstance(each, ast.Call)]
    if any(_name(call.func) in ONE | COUNTED for call in calls):
        return True
    return bool(calls) and bool(UNSEEN.fullmatch(ast.unparse(calls[-1].func)))


def _is_type(node: ast.AST, above: tuple[ast.AST, ...]) -> bool:
    for each in above:
        annotation = getattr(each, "annotation", None) or getattr(each, "returns", None)
        if annotation is node:
            return True
    return isinstance(node, ast.Subscript) and _name(node.value) in ("Literal", "Callable")


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _forms(each: Marked) -> str:
    return f"[{_quoted(each.one)}, {_quoted(each.text)}]" if each.one else _quoted(each.text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
