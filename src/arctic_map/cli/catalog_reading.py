"""Reading the catalogue for commands."""

from argparse import Namespace
from contextlib import AbstractContextManager

from arctic_map.cli.main import data_of
from arctic_map.cli.text import complain
from arctic_map.content.prepared_catalog import content_of
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import ENGLISH, speaking, tr_count, use_atlas
from arctic_map.storage.user_language import wording_of


def in_language_of_data(options: Namespace) -> AbstractContextManager[None]:
    """A context for what programs read: in English unless the options say otherwise. Raises ContentError."""
    return speaking(wording_of(options.language or "en") or ENGLISH)


def catalog_of(options: Namespace) -> Catalog:
    """The content, with the number of its problems reported on stderr. Raises ContentError.

    Texts are in the language of the context, by the translations of the atlas too.
    """
    catalog = content_of(data_of(options))
    use_atlas(catalog.words)
    if count := len(catalog.problems):
        complain(
            tr_count(
                count,
                "the content has {count} problem: see arctic-map check",
                "the content has {count} problems: see arctic-map check",
            )
        )
    return catalog
