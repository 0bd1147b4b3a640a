"""`arctic-map review`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from arctic_map.cli.catalog import catalog_of
from arctic_map.cli.own_text import text_of
from arctic_map.cli.text import say, say_json, table
from arctic_map.scene.article.copy import copy_of, own_copy
from arctic_map.scene.review import GAPS, review

if TYPE_CHECKING:
    from arctic_map.scene.review import Remark


def run(options: Namespace) -> int:
    catalog = catalog_of(options)
    text = text_of(options, options.article)
    made = copy_of if options.article else own_copy
    copy = None if text is None else made(text, catalog.facts)
    remarks = review(catalog, copy)
    if options.json:
        say_json([remark_json(remark) for remark in remarks])
        return 0
    for line in table([(each.fact or "-", GAPS[each.gap], each.what) for each in remarks]):
        say(line)
    return 0


def remark_json(remark: Remark) -> dict[str, Any]:
    """`start` and `end` are characters of the copy's text."""
    sentence = not remark.fact
    return {
        "gap": remark.gap.value,
        "fact": remark.fact or None,
        "what": remark.what,
        "start": remark.start if sentence else None,
        "end": remark.end if sentence else None,
    }
