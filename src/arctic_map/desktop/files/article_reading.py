"""Decoding and matching of an article's text, imported only in the task that needs it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from arctic_map.article.copy import copy_of, own_copy
from arctic_map.content.documents import article_text
from arctic_map.model.article_copy import ArticleCopy
from arctic_map.model.catalog import Catalog
from arctic_map.scene.proposing.lexicon import key_of
from arctic_map.scene.proposing.propose import propose, with_content
from arctic_map.storage.gazetteers import own_places, places_and_ports


def text_of(source: Path | str, *, page: bool) -> str:
    """Return the text of a file or of a pasted text, which may be a web page. Raises Unreadable."""
    return article_text.read(source) if isinstance(source, Path) else article_text.whole(source, page=page)


def copy_in(text: str, catalog: Catalog, *, own: bool) -> ArticleCopy:
    """Return a copy matched with the facts; for the atlas's `own` text also with proposals of facts."""
    if not own:
        return copy_of(text, catalog.facts)
    places, confirmed = with_content(own_places(key_of), catalog)
    proposals = propose(text, places, places_and_ports(key_of), confirmed)
    return replace(own_copy(text, catalog.facts), proposals=proposals)
