"""`arctic-map layers`."""

from argparse import Namespace
from typing import Any

from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.parser import Parser
from arctic_map.cli.text import say, say_json, table
from arctic_map.model.catalog import Layer
from arctic_map.model.tr import tr, tr_content, tr_later

HEADINGS = tr_later("Layer"), tr_later("Topic"), tr_later("Features"), tr_later("Name")


def options(parser: Parser) -> None:
    parser.describe(examples=("arctic-map layers", "arctic-map layers --json"))
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: Namespace) -> int:
    """Print the layers."""
    catalog = catalog_of(args)
    if args.json:
        say_json([layer_json(layer) for layer in catalog.layers])
        return 0
    rows = [tuple(tr(each).upper() for each in HEADINGS)]
    rows += [
        (layer.id, layer.topic, str(len(layer.features) or "-"), tr_content(layer.name))
        for layer in catalog.layers
    ]
    for line in table(rows, right=frozenset({2})):
        say(line)
    return 0


def layer_json(layer: Layer) -> dict[str, Any]:
    """A layer for JSON."""
    return {
        "id": layer.id,
        "name": tr_content(layer.name),
        "topic": layer.topic,
        "features": len(layer.features),
    }
