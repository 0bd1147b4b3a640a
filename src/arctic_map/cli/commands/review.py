"""`arctic-map review`."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from arctic_map.article.copy import copy_of, own_copy
from arctic_map.cli.article import text_of
from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.parser import Parser
from arctic_map.cli.text import say, say_json, table
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.editorial_review import GAPS, Gap, Remark, review
from arctic_map.storage.languages import program_texts

TEXT = tr_later(
    """Reviews the claims of the atlas: lists claims without a passage, places that are not on the map,
forecasts without a date, and shares and lengths that no row of the ledger tests. With --article, or for an
atlas that contains its text, also lists sentences with a figure but no fact. An atlas with translations also
lists texts that have none, by language. These are questions, not errors; `check` finds errors."""
)


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT), examples=("arctic-map review", "arctic-map review --article my-copy.txt --json")
    )
    parser.add_argument("--article", metavar="TEXT", type=Path, help=tr("your copy of the article"))
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: Namespace) -> int:
    """Print the remarks of the review."""
    catalog = catalog_of(args)
    text = text_of(args, args.article)
    made = copy_of if args.article else own_copy
    copy = None if text is None else made(text, catalog.facts)
    remarks = review(catalog, copy, program_texts() if catalog.words else ())
    if args.json:
        say_json([remark_json(remark) for remark in remarks])
        return 0
    for line in table([(each.fact or "-", tr(GAPS[each.gap]), each.about) for each in remarks]):
        say(line)
    return 0


def remark_json(remark: Remark) -> dict[str, Any]:
    """A remark for JSON. `start` and `end` are positions of characters in the copy's text."""
    sentence = remark.gap is Gap.FACT
    return {
        "gap": remark.gap.value,
        "fact": remark.fact or None,
        "what": remark.what,
        "start": remark.start if sentence else None,
        "end": remark.end if sentence else None,
        **({"language": remark.language, "place": remark.place} if remark.language else {}),
    }
