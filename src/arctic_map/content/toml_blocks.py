"""Changes single tables of a TOML text and keeps everything else, including comments."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from arctic_map.storage import toml_text

TomlTable = Mapping[str, object]
_HEADER = re.compile(r"\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")
_SILENT = re.compile(r"\s*(?:#.*)?$")


def parsed(text: str) -> dict[str, Any]:
    """The tables of a text. Raises ValueError if it is not TOML."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("the TOML is nested too deeply") from None


def with_rows(text: str, key: str, rows: Sequence[TomlTable]) -> str:
    """The text with these rows as [[key]]; unchanged ones keep their text. Raises ValueError if not TOML."""
    whole = parsed(text)
    before = whole.get(key, [])
    after = [dict(row) for row in rows]
    if before == after:
        return text
    spliced = _spliced(text, key, before, after)
    if _holds(spliced, {**whole, key: after} if after else _without(whole, key)):
        return spliced
    # Tables in an unusual notation lose it, but no value.
    return written({**whole, key: after})


def with_value(text: str, key: str, value: object) -> str:
    """The text with `key = value` set at its top. Raises ValueError if it is not TOML."""
    whole = parsed(text)
    if whole.get(key) == value:
        return text
    after = {**whole, key: value}
    line = f"{key} = {toml_text.value_of(value)}\n"
    lines = text.splitlines(keepends=True)
    start, end = _value_at(lines, key)
    changed = "".join((*lines[:start], line, *lines[end:]))
    return changed if _holds(changed, after) else written(after)


def written(table: Mapping[str, Any]) -> str:
    """A table as TOML: single values first, then tables, then lists of tables."""
    lists = {key: value for key, value in table.items() if _is_list_of_tables(value)}
    tables = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    single = {key: value for key, value in table.items() if key not in lists and key not in tables}
    blocks = [toml_text.table(single)] if single else []
    blocks += (f"[{key}]\n{toml_text.table(value)}" for key, value in tables.items())
    blocks += (_block(key, row) for key, rows in lists.items() for row in rows)
    return "\n\n".join(blocks) + "\n"


def _spliced(text: str, key: str, before: Sequence[TomlTable], after: Sequence[TomlTable]) -> str:
    lines = text.splitlines(keepends=True)
    spans = _spans(lines, key)
    if len(spans) != len(before):
        return ""
    words = ["".join(lines[start:end]).rstrip("\n") for start, end in spans]
    blocks = [_words_of(key, row, list(zip(before, words, strict=True))) for row in after]
    most = min(len(blocks), len(words))
    head = next((at for at in range(most) if blocks[at] != words[at]), most)
    tail = next((at for at in range(most - head) if blocks[-1 - at] != words[-1 - at]), most - head)
    new, old = blocks[head : len(blocks) - tail], spans[head : len(spans) - tail]
    if old:
        first, last = old[0][0], old[-1][1]
    elif spans:
        first = last = spans[head - 1][1] if head else spans[0][0]
    else:
        first = last = len(lines)
    above, below = "".join(lines[:first]).rstrip("\n"), "".join(lines[last:]).strip("\n")
    return "\n\n".join(part for part in (above, "\n\n".join(new), below) if part) + "\n"


def _words_of(key: str, row: TomlTable, known: Sequence[tuple[TomlTable, str]]) -> str:
    """The text of a row: unchanged, or written anew below the comments that preceded it."""
    if (same := next((words for each, words in known if each == row), None)) is not None:
        return same
    before = next((words for each, words in known if each.get("id", "") == row.get("id")), "")
    comments = before[: before.index(f"[[{key}")] if f"[[{key}" in before else ""
    return f"{comments}{_block(key, row)}"


def _spans(lines: Sequence[str], key: str) -> list[tuple[int, int]]:
    """Line ranges from the comments above each entry to after its last line with a value."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for number, line in enumerate((*lines, "[[end]]")):
        header = _HEADER.match(line.rstrip("\n"))
        if not header or (start is not None and header[1].startswith(f"{key}.")):
            continue
        if start is not None:
            end = number
            while end > start + 1 and _SILENT.match(lines[end - 1]):
                end -= 1
            spans.append((start, end))
        start = number if number < len(lines) and header[1] == key and line.startswith("[[") else None
    return [(_with_comments(lines, start), end) for start, end in spans]


def _with_comments(lines: Sequence[str], start: int) -> int:
    """The line of the first comment directly above a header."""
    while start > 0 and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _value_at(lines: Sequence[str], key: str) -> tuple[int, int]:
    """Line range of a value above all tables, or an empty range where a new one goes."""
    head = next((at for at, line in enumerate(lines) if _HEADER.match(line.rstrip("\n"))), len(lines))
    begin = re.compile(rf"{re.escape(key)}\s*=")
    start = next((at for at in range(head) if begin.match(lines[at])), None)
    if start is None:
        while head > 0 and _SILENT.match(lines[head - 1]):
            head -= 1
        return head, head
    for end in range(start + 1, head + 1):
        try:
            tomllib.loads("".join(lines[start:end]))
        except ValueError:
            continue
        return start, end
    return start, head


def _holds(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == dict(expected)
    except ValueError:
        return False


def _block(key: str, row: TomlTable) -> str:
    return f"[[{key}]]\n{toml_text.table(row)}"


def _without(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != key}


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)
