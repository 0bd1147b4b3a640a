"""`arctic-map layers`."""

from argparse import Namespace
from typing import Any

from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.main import Parser
from arctic_map.cli.text import say, say_json, table
from arctic_map.model.catalog import Layer


def options(parser: Parser) -> None:
    parser.describe(examples=("arctic-map layers", "arctic-map layers --json"))
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: Namespace) -> int:
    """Print the layers."""
    catalog = catalog_of(args)
    if args.json:
        say_json([layer_json(layer) for layer in catalog.layers])
        return 0
    rows = [("LAYER", "TOPIC", "FEATURES", "NAME")]
    rows += [(layer.id, layer.topic, str(len(layer.features) or "-"), layer.name) for layer in catalog.layers]
    for line in table(rows, right=frozenset({2})):
        say(line)
    return 0


def layer_json(layer: Layer) -> dict[str, Any]:
    """A layer for JSON."""
    return {"id": layer.id, "name": layer.name, "topic": layer.topic, "features": len(layer.features)}
