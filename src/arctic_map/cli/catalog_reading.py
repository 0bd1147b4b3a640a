"""Reading the catalogue for commands."""

from argparse import Namespace

from arctic_map.cli.main import data_of
from arctic_map.cli.text import complain
from arctic_map.content.prepared_catalog import content_of
from arctic_map.model.catalog import Catalog


def catalog_of(options: Namespace) -> Catalog:
    """The content, with the number of its problems reported on stderr. Raises ContentError."""
    catalog = content_of(data_of(options))
    if count := len(catalog.problems):
        complain(f"the content has {count} {'problem' if count == 1 else 'problems'}: see arctic-map check")
    return catalog
