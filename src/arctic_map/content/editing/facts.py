"""Facts of a content: put, changed and taken away, with all that names them."""

from __future__ import annotations

from arctic_map.content.editing.links import fact_files, forget_fact, link_features
from arctic_map.content.editing.rows import FACT, Row, free_id, put_row, remove_row, row_of, rows_of
from arctic_map.content.edits import Content, EditRefused
from arctic_map.content.facts import row_problems

PREFIX = "F"
"""Of the ids of facts that are made in the window."""


def put_fact(content: Content, topic: str, row: Row) -> Content:
    """The content with this fact, by its row of a file of facts; one of its id is changed.

    The features that it names name it, and no others. Raises EditRefused.
    """
    id = str(row.get("id", ""))
    for where, why in row_problems({key: value for key, value in row.items() if value is not None}, topic):
        raise EditRefused(why, where=where)
    file = _file_of(content, topic)
    held = file_with(content, id)
    if held is not None and held != file:
        content = remove_row(content, held, FACT, id)
    content = put_row(content, file, FACT, row)
    features = row.get("features") or ()
    return link_features(content, id, tuple(features) if isinstance(features, list | tuple) else ())


def remove_fact(content: Content, id: str) -> Content:
    """The content without this fact: features, people and steps of the tour do not name it any more.

    Raises EditRefused.
    """
    file = file_with(content, id)
    if file is None:
        raise EditRefused(f"there is no fact {id!r}")
    return forget_fact(remove_row(content, file, FACT, id), id)


def file_with(content: Content, id: str) -> str | None:
    """The file that holds this fact."""
    return next((file for file in fact_files(content) if row_of(content, file, FACT, id)), None)


def new_fact_id(content: Content) -> str:
    ids = [str(row.get("id", "")) for file in fact_files(content) for row in rows_of(content, file, FACT)]
    return free_id(ids, PREFIX)


def _file_of(content: Content, topic: str) -> str:
    """The file of a topic's facts: the one that there is, or its usual name."""
    name = f"{topic}.toml"
    return next((file for file in fact_files(content) if file.rpartition("/")[2] == name), f"facts/{name}")
