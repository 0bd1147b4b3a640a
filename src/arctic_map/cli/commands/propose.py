"""`arctic-map propose`."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from arctic_map.cli.article import text_of
from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.text import say, say_json, table
from arctic_map.model.article_copy import Candidate, Proposal, Sort
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.proposing.lexicon import key_of
from arctic_map.scene.proposing.propose import propose, with_content
from arctic_map.storage.gazetteers import own_places, places_and_ports

TEXT = tr_later(
    """Finds places, dates, figures with their units, and people in a text, which may become places and
facts of an atlas. These are proposals, not facts. Nothing is proposed where a word may well be something
else.

Places come from the atlas's own gazetteer and from the content, then from ports, provinces (Natural Earth),
countries and cities of over 15,000 people, or of 500 in the north (GeoNames, CC BY 4.0). Candidates in the
province or country named behind them, and near the places of the content, come first. Dates are written in
EDTF. Nothing is sent anywhere. The text can be plain text, Markdown, HTML, .docx or PDF."""
)
HEADINGS = tr_later("Kind"), tr_later("Where"), tr_later("Text"), tr_later("Read as")
KINDS = {
    Sort.PLACE: tr_later("place"),
    Sort.DATE: tr_later("date"),
    Sort.FIGURE: tr_later("figure"),
    Sort.PERSON: tr_later("person"),
}
ROUND = 3
"""Decimals of degrees, since these are only proposals."""


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map propose article.txt",
            "arctic-map propose article.txt --json > proposals.json",
            "arctic-map propose --data my.arctic",
        ),
    )
    parser.add_argument(
        "file", metavar="TEXT", nargs="?", type=Path, help=tr("the text; default: that of the atlas")
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: Namespace) -> int:
    """Print proposals for a text."""
    text = text_of(args, args.file)
    if text is None:
        raise UsageError(tr("give a TEXT, or with --data an atlas that contains one"))
    catalog: Catalog = catalog_of(args)
    own, confirmed = with_content(own_places(key_of), catalog)
    proposals = propose(text, own, places_and_ports(key_of), confirmed)
    if args.json:
        say_json([_json(each) for each in proposals])
        return 0
    rows = [tuple(tr(each).upper() for each in HEADINGS)]
    rows += [
        (tr(KINDS[each.kind]), _where(each), " ".join(each.text.split()), _read_as(each))
        for each in proposals
    ]
    for line in table(rows):
        say(line)
    return 0


def _where(each: Proposal) -> str:
    return f"{each.paragraph}.{each.sentence}" if each.paragraph else "-"


def _read_as(each: Proposal) -> str:
    if each.candidates:
        first, others = each.candidates[0], len(each.candidates) - 1
        place = f"{first.name}, {first.lon:.1f} {first.lat:.1f}"
        return tr("{place} (or {count} more)", place=place, count=others) if others else place
    if each.value is not None:
        return " ".join(part for part in (each.sign, f"{each.value:.12g}", each.unit) if part)
    return tr("{date} (year inferred)", date=each.when) if each.is_inferred else each.when


def _json(each: Proposal) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "text": each.text,
        "start": each.start,
        "end": each.end,
        "paragraph": each.paragraph or None,
        "sentence": each.sentence or None,
        "value": each.value,
        "unit": each.unit or None,
        "sign": each.sign or None,
        "when": each.when or None,
        "year_inferred": each.is_inferred,
        "candidates": [_place(candidate) for candidate in each.candidates],
    }


def _place(candidate: Candidate) -> dict[str, Any]:
    return {
        "name": candidate.name,
        "lon": round(candidate.lon, ROUND),
        "lat": round(candidate.lat, ROUND),
        "source": candidate.source,
    }
