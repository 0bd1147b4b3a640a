"""Reading the catalogue for commands."""

from argparse import Namespace
from contextlib import AbstractContextManager

from arctic_map.cli.main import Parser, data_of
from arctic_map.cli.text import complain
from arctic_map.content.prepared_catalog import content_of
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import NAMES
from arctic_map.model.tr import speaking, use_atlas
from arctic_map.storage.languages import wording


def add_language(parser: Parser) -> None:
    """Add the option for `in_language`."""
    parser.add_argument("--language", choices=NAMES, default="en", help="language of the text (en)")


def in_language(options: Namespace) -> AbstractContextManager[None]:
    """A context whose texts are in the language of the options. Raises ContentError."""
    return speaking(wording(options.language))


def catalog_of(options: Namespace) -> Catalog:
    """The content, with the number of its problems reported on stderr. Raises ContentError.

    Texts are in the language of the context, by the translations of the atlas too.
    """
    catalog = content_of(data_of(options))
    use_atlas(catalog.words)
    if count := len(catalog.problems):
        complain(f"the content has {count} {'problem' if count == 1 else 'problems'}: see arctic-map check")
    return catalog
