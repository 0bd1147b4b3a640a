"""Facts name features and features name facts: an edit of one is an edit of the others."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from arctic_map.content.editing.layers import each_feature, layer_files
from arctic_map.content.editing.rows import FACT, PERSON, STEP, each_row, file_of, head_of
from arctic_map.content.edits import Content


def fact_files(content: Content) -> tuple[str, ...]:
    """The files of facts that the catalogue names and that there are."""
    return tuple(file for file in head_of(content).get("facts", []) if file in content)


def link_facts(content: Content, feature: str, facts: Collection[str]) -> Content:
    """The content in which these facts name the feature, and no others."""
    for file in fact_files(content):
        content = each_row(
            content, file, FACT, lambda row: _with_name(row, "features", feature, row.get("id") in facts)
        )
    return content


def link_features(content: Content, fact: str, features: Collection[str]) -> Content:
    """The content in which these features name the fact, and no others."""
    for file in layer_files(content).values():
        content = each_feature(content, file, _naming(fact, features))
    return content


def forget_feature(content: Content, id: str) -> Content:
    """The content in which no fact and no step of the tour names the feature."""
    content = link_facts(content, id, ())
    return each_row(content, file_of(content, STEP), STEP, lambda row: _with_name(row, "view", id, False))


def forget_fact(content: Content, id: str) -> Content:
    """The content in which no feature, person or step of the tour names the fact."""
    content = link_features(content, id, ())
    for table in (PERSON, STEP):
        content = each_row(
            content, file_of(content, table), table, lambda row: _with_name(row, "facts", id, False)
        )
    return content


def _naming(fact: str, features: Collection[str]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(feature: dict[str, Any]) -> dict[str, Any]:
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            return feature
        return {**feature, "properties": _with_name(properties, "facts", fact, feature.get("id") in features)}

    return change


def _with_name(row: dict[str, Any], key: str, name: str, named: bool) -> dict[str, Any]:
    """The row whose list of this key holds the name, or does not; a list without names stays as it was."""
    names = row.get(key) or []
    if (name in names) == named:
        return row
    return {**row, key: [*names, name] if named else [each for each in names if each != name]}
