"""`arctic-map layers` and `arctic-map facts`."""

from __future__ import annotations

import re
from argparse import Namespace
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from arctic_map.cli.content import catalog_of
from arctic_map.cli.parser import Commands
from arctic_map.cli.text import say, say_json, table
from arctic_map.scene.words.words import figure_in_words, kind_in_words, topic_name, when_in_words

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog, Layer
    from arctic_map.model.fact import Fact

WIDTH = 100
"""Of the text of a fact, columns."""


def add(commands: Commands) -> None:
    layers = commands.add(
        "layers",
        run_layers,
        help="list the layers with their numbers of features",
        examples=("arctic-map layers", "arctic-map layers --json"),
    )
    facts = commands.add(
        "facts",
        run_facts,
        help="list the facts of the article, in the atlas's own words",
        examples=("arctic-map facts", "arctic-map facts --json > facts.json"),
    )
    for command in (layers, facts):
        command.add_argument("--json", action="store_true", help="as JSON, for other programs")


def run_layers(options: Namespace) -> int:
    catalog = catalog_of(options)
    if options.json:
        say_json([layer_json(layer) for layer in catalog.layers])
        return 0
    rows = [("LAYER", "TOPIC", "FEATURES", "NAME")]
    rows += [(layer.id, layer.topic, str(len(layer.features) or "-"), layer.name) for layer in catalog.layers]
    for line in table(rows, right=frozenset({2})):
        say(line)
    return 0


def run_facts(options: Namespace) -> int:
    catalog = catalog_of(options)
    facts = sorted(catalog.facts, key=natural)
    if options.json:
        say_json([fact_json(fact) for fact in facts])
        return 0
    for number, fact in enumerate(facts):
        if number:
            say()
        for line in fact_lines(fact, catalog):
            say(line)
    return 0


def layer_json(layer: Layer) -> dict[str, Any]:
    return {"id": layer.id, "name": layer.name, "topic": layer.topic, "features": len(layer.features)}


def fact_json(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "topic": fact.topic,
        "text": fact.text,
        "when": fact.when,
        "where": fact.where,
        "kind": fact.kind.value,
        "attributed_to": fact.attributed_to,
        "figures": [{"value": each.value, "unit": each.unit, "what": each.what} for each in fact.figures],
        "features": list(fact.features),
        "inferred": bool(fact.inferred),
    }


def natural(fact: Fact) -> list[tuple[bool, int, str]]:
    """D2 before D10, and D before G."""
    return [
        (part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.findall(r"\d+|\D+", fact.id)
    ]


def fact_lines(fact: Fact, catalog: Catalog) -> list[str]:
    """A fact to read: its id in the margin, then the text and one line for each thing that is known of it."""
    places = ", ".join(catalog.features[id].name for id in fact.features)
    figures = ("{} {}: {}".format(*figure_in_words(figure), figure.what) for figure in fact.figures)
    notes: tuple[tuple[str, str], ...] = (
        ("where", fact.where or ""),
        ("on the map", places),
        *(("figure", " ".join(figure.split())) for figure in figures),
        ("inferred", fact.inferred),
        ("open question", fact.question),
        ("note", fact.note),
    )
    head = f"{fact.id:<5}{topic_name(fact.topic)} · {when_in_words(fact.when)} · {kind_in_words(fact)}"
    lines = [head, *wrap(fact.text, WIDTH, initial_indent=" " * 5, subsequent_indent=" " * 5)]
    for name, text in notes:
        if text:
            lines += wrap(
                f"{name + ':':<15}{text}", WIDTH, initial_indent=" " * 5, subsequent_indent=" " * 20
            )
    return lines
