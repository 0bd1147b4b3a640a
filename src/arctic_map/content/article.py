"""The article's text in an atlas of the user: reading it, and replacing it with all passages of facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from arctic_map.article.passage_search import completed
from arctic_map.content.edits import Content, EditRefused, RowData, each_row, head_of, rows_of, with_file
from arctic_map.content.facts import FACT, fact_files
from arctic_map.content.package.packing import TEXT
from arctic_map.content.passages import passage_in, passage_row
from arctic_map.model.fact import Passage
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import MAX_ARTICLE_SIZE


@dataclass(frozen=True, slots=True)
class ReplacedText:
    """The result of replacing the text."""

    content: Content
    lost: tuple[str, ...]
    """Ids of facts whose passages were not found in the new text. They keep the passages of the old one."""


def text_of(content: Content) -> str:
    """The article's text. Empty if the atlas has none or it is too large."""
    name = head_of(content).get("article", {}).get("text", "")
    text = content.get(name, b"")
    return text.decode(errors="replace") if len(text) <= MAX_ARTICLE_SIZE else ""


def with_passages(content: Content) -> Content:
    """The content with passages completed from its own text, where that has them. Raises EditRefused."""
    text = text_of(content)
    return replace_text(content, text, completed).content if text else content


def replace_text(content: Content, text: str, find: Callable[[Passage, str], Passage | None]) -> ReplacedText:
    """The content with a new text, in which `find` looks up passages. Raises EditRefused without a text."""
    name = head_of(content).get("article", {}).get("text", "")
    if not name:
        raise EditRefused(
            tr("this atlas has no text of its own; its catalogue names none, as {name}", name=TEXT)
        )
    lost: list[str] = []

    def moved(row: dict[str, object]) -> RowData:
        # A check reports a passage with problems; it stays as it is.
        if (before := passage_in(row.get("passage"))) is None:
            return row
        after = find(before, text)
        if after is None:
            lost.append(str(row.get("id", "")))
            return row
        return {**row, "passage": passage_row(after)}

    content = with_file(content, name, text.encode())
    for file in fact_files(content):
        if rows_of(content, file, FACT):
            content = each_row(content, file, FACT, moved)
    return ReplacedText(content, tuple(lost))
