"""Puts links and citations on the clipboard, and says so in a sentence."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QGuiApplication

from arctic_map.model.catalog import Catalog
from arctic_map.scene.citation import citation
from arctic_map.scene.links import link_to_fact

What = Literal["link", "plain", "bibtex"]
NAMES: dict[What, str] = {
    "link": "The link to",
    "plain": "The citation of",
    "bibtex": "The BibTeX citation of",
}


def copy(catalog: Catalog, fact_id: str | None, what: What) -> str:
    """Copies for a fact, or without one for the atlas, and says what was copied."""
    fact = catalog.fact.get(fact_id or "")
    text = link_to_fact(fact.id) if fact and what == "link" else ""
    if what != "link":
        text = citation(catalog, fact, what)
    if not text:
        return ""
    QGuiApplication.clipboard().setText(text)
    return f"{NAMES[what]} {fact.id if fact else 'the atlas'} was copied"
