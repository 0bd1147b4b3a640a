"""`arctic-map facts`."""

import re
from argparse import Namespace
from typing import Any

from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.parser import Parser
from arctic_map.cli.text import padded, say, say_json, wrapped
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact, Passage
from arctic_map.model.tr import interface, labelled, tr, tr_content
from arctic_map.scene.words.fact_texts import dated, inferred_why, passage_in_words, remarks
from arctic_map.scene.words.words import figure_text, kind_in_words, topic_name

WIDTH = 100
"""Width of the text of a fact in characters."""


def options(parser: Parser) -> None:
    parser.describe(examples=("arctic-map facts --language ru", "arctic-map facts --json > facts.json"))
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: Namespace) -> int:
    """Print all facts."""
    catalog = catalog_of(args)
    facts = sorted(catalog.facts, key=natural)
    if args.json:
        say_json([fact_json(fact) for fact in facts])
        return 0
    for number, fact in enumerate(facts):
        if number:
            say()
        for line in fact_lines(fact, catalog):
            say(line)
    return 0


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact for JSON."""
    return {
        "id": fact.id,
        "topic": fact.topic,
        "headline": tr_content(fact.headline) or None,
        "text": tr_content(fact.text),
        "when": fact.when,
        "where": fact.where and tr_content(fact.where),
        "kind": fact.kind.value,
        "attributed_to": fact.attributed_to and tr_content(fact.attributed_to),
        "figures": [
            {
                "value": each.value,
                "unit": interface().unit(each.value, each.unit),
                "what": tr_content(each.what),
            }
            for each in fact.figures
        ],
        "features": list(fact.features),
        "inferred": bool(inferred_why(fact)),
        "inferred_why": inferred_why(fact) or None,
        "question": tr_content(fact.question) or None,
        "note": tr_content(fact.note) or None,
        "passage": passage_json(fact.passage) if fact.passage else None,
        "keywords": list(fact.keywords),
    }


def passage_json(passage: Passage) -> dict[str, Any]:
    """A passage for JSON: the sentence of the claim, and all sentences if there are several."""
    fields: dict[str, Any] = {
        "section": passage.section,
        "paragraph": passage.paragraph,
        "sentence": passage.sentences[0],
        "fingerprint": passage.fingerprints[0],
    }
    if len(passage.sentences) > 1:
        fields["sentences"] = list(passage.sentences)
        fields["fingerprints"] = list(passage.fingerprints)
    return fields


def natural(fact: Fact) -> list[tuple[bool, int, str]]:
    """A sort key for facts: D2 before D10, and D before G."""
    return [
        (part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.findall(r"\d+|\D+", fact.id)
    ]


def fact_lines(fact: Fact, catalog: Catalog) -> list[str]:
    """A fact as text: its id in the margin, then the text and one line for each further detail."""
    features = (catalog.features[id] for id in fact.features)
    places = tr(", ").join(each.names.get(interface().language, each.name) for each in features)
    figures = (labelled(figure_text(figure), tr_content(figure.what)) for figure in fact.figures)
    notes: tuple[tuple[str, str], ...] = (
        (tr("Where"), tr_content(fact.where or "")),
        (tr("On the map"), places),
        *((tr("Figure"), " ".join(figure.split())) for figure in figures),
        *remarks(fact),
        (tr("Article"), passage_in_words(fact.passage)),
    )
    head = f"{fact.id:<5}{topic_name(fact.topic, catalog.topic)} · {dated(fact)} · {kind_in_words(fact)}"
    lines = [head, *wrapped(tr_content(fact.text), WIDTH, 5, 5)]
    for name, text in notes:
        if text:
            lines += wrapped(f"{padded(f'{name.lower()}:', 15)} {text}", WIDTH, 5, 21)
    return lines
