"""Citations of a fact or the whole atlas with the version of the data, without unknown author or year."""

import re
from typing import Literal

from arctic_map.model.catalog import ARTICLE, Catalog
from arctic_map.model.fact import Fact
from arctic_map.scene.ice.shares import CREDIT
from arctic_map.scene.words.links import link_to_fact
from arctic_map.scene.words.passages import passage_in_words
from arctic_map.scene.words.remarks import dated
from arctic_map.scene.words.words import kind_in_words

NAME = "Arctic Map"

Form = Literal["plain", "bibtex"]

_SPECIAL = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def citation(catalog: Catalog, fact: Fact | None, form: Form) -> str:
    """A citation of a fact, or of the atlas for None."""
    return bibtex(catalog, fact) if form == "bibtex" else plain(catalog, fact)


def plain(catalog: Catalog, fact: Fact | None = None) -> str:
    """A citation in one paragraph."""
    atlas = f"{_atlas(catalog)}. {_version(catalog)}"
    if fact is None:
        return " ".join((atlas, *_article(catalog)))
    record = _record(catalog, fact)
    text = f"Fact {fact.id} ({kind_in_words(fact)}; {dated(fact)}): {_stopped(fact.text)}"
    return " ".join((text, f"In: {atlas}", *_article(catalog, fact), *record, link_to_fact(fact.id)))


def bibtex(catalog: Catalog, fact: Fact | None = None) -> str:
    """A BibTeX entry of type misc; like the copy of the article it has no author and no year."""
    fields: dict[str, str] = {}
    if fact is not None:
        fields["title"] = f"{{{_tex(f'Fact {fact.id}: {fact.text}')}}}"
        fields["howpublished"] = _tex(f"{_atlas(catalog)}. {_version(catalog)}".rstrip("."))
    else:
        fields["title"] = f"{{{_tex(_atlas(catalog))}}}"
        fields["howpublished"] = _tex(_version(catalog).rstrip("."))
    remarks = [f"{kind_in_words(fact)}; {dated(fact)}."] if fact else []
    if note := " ".join((*remarks, *_article(catalog, fact), *_record(catalog, fact))):
        fields["note"] = _tex(note)
    if fact is not None:
        fields["url"] = link_to_fact(fact.id)
    lines = (f"  {name} = {{{value}}}," for name, value in fields.items())
    return "\n".join((f"@misc{{{_key(catalog, fact)},", *lines, "}"))


def _atlas(catalog: Catalog) -> str:
    return f"{catalog.publisher}: {catalog.title}" if catalog.publisher else catalog.title


def _version(catalog: Catalog) -> str:
    """The version of published data; an atlas of the user names the program instead."""
    return f"Data version {catalog.version}." if catalog.publisher else f"An atlas made with {NAME}."


def _article(catalog: Catalog, fact: Fact | None = None) -> tuple[str, ...]:
    """The source of the facts, the passage of this one, and the note on the source."""
    source = catalog.source.get(ARTICLE)
    passage = passage_in_words(fact.passage) if fact else ""
    where = f", {passage}" if passage else ""
    named = f"After the article “{catalog.article}”{where}." if catalog.article else ""
    note = f"{source.note.rstrip('.')}." if source and source.note else ""
    return tuple(part for part in (named, note) if part)


def _record(catalog: Catalog, fact: Fact | None) -> tuple[str, ...]:
    """The credit of the ice record, if its figures belong to a fact's places."""
    places = (catalog.features.get(id) for id in fact.features) if fact else ()
    return (f"{CREDIT}.",) if any(each and (each.ice or each.month) for each in places) else ()


def _key(catalog: Catalog, fact: Fact | None) -> str:
    parts = ("arctic-map", catalog.version, fact.id if fact else "")
    return "-".join(key for part in parts if (key := re.sub(r"[^A-Za-z0-9.-]+", "-", part).strip("-")))


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _tex(text: str) -> str:
    """The text with special characters of TeX escaped."""
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))
