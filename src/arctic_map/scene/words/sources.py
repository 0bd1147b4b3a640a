"""The source line of a map with credits and terms, and citations of a fact or the whole atlas."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Literal

from arctic_map.model.catalog import ARTICLE, BASE, Catalog, Layer, Source
from arctic_map.model.fact import Fact
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.tr import ENGLISH, Wording, speaking
from arctic_map.scene.sea_ice import CREDIT
from arctic_map.scene.words.fact_texts import dated, passage_in_words
from arctic_map.scene.words.links import link_to_fact
from arctic_map.scene.words.words import kind_in_words, when_in_words

LONG, END = 34, 12
"""Maximum displayed characters of a file name, and how many of them are its end."""
FEW = 3
"""Maximum file names in a line."""
_FIRST = re.compile(r"[^;,(]*")


def source_line(
    catalog: Catalog,
    shown: Iterable[Layer],
    filtered_out: Collection[str] = (),
    wording: Wording = ENGLISH,
    *,
    with_terms: bool = False,
) -> str:
    """The source line; `with_terms` adds the licences in brackets."""
    shown = tuple(shown)
    used = tuple(source for source in drawn(catalog, shown, filtered_out) if source.short)
    if with_terms:
        used = tuple(_by_title(source, catalog, wording) for source in used)
    names = _named(used, wording, with_terms=with_terms) if used else ""
    version = wording("{publisher} data {version}", publisher=catalog.publisher, version=catalog.version)
    parts = (
        own_files(shown, wording),
        fetched(shown, wording),
        own_notes(shown, wording),
        wording("Sources: {names}", names=names) if names else "",
        version if catalog.publisher else "",
    )
    return " · ".join(part for part in parts if part)


def drawn(catalog: Catalog, shown: Iterable[Layer], filtered_out: Collection[str] = ()) -> tuple[Source, ...]:
    """Sources of what is visible, and those that no layer refers to."""
    used = {source for layer in shown for source in _of(layer, filtered_out)}
    claimed = {source for layer in catalog.layers for source in _of(layer)}
    return tuple(source for source in catalog.sources if source.id in used or source.id not in claimed)


def _by_title(source: Source, catalog: Catalog, wording: Wording) -> Source:
    """The article as cited on a page: title with the original, author, date and address."""
    original = catalog.article_title
    if source.id != ARTICLE or not original:
        return source
    name, title = wording.content(source.short), wording.content(original)
    named = wording("{name} “{title}”", name=name, title=title)
    if title != original:
        named = wording("{name} “{title}” ({original})", name=name, title=title, original=original)
    author, date, address = catalog.article_credit
    credit = [part for part in (author, when_in_words(date, wording) if date else "", address) if part]
    if credit:
        listed = reduce(lambda text, detail: wording("{text}, {detail}", text=text, detail=detail), credit)
        named = wording("{names} ({terms})", names=named, terms=listed)
    return replace(source, short=named)


def _of(layer: Layer, filtered_out: Collection[str] = ()) -> Iterator[str]:
    yield from layer.sources
    for feature in layer.features if not layer.file else ():
        if feature.id not in filtered_out:
            yield feature.source
            # Facts about a place are from the article, whatever its source; measured ice is not.
            if feature.facts and layer.topic != BASE and not feature.ice:
                yield ARTICLE


def _named(sources: Iterable[Source], wording: Wording, *, with_terms: bool) -> str:
    if not with_terms:
        return _listed((wording.content(source.short) for source in sources), wording)
    groups: dict[str, list[str]] = {}
    for source in sources:
        groups.setdefault(terms(source), []).append(wording.content(source.short))
    credited = []
    for licence, each in groups.items():
        listed = _listed(each, wording)
        row = (
            wording("{names} ({terms})", names=listed, terms=wording.content(licence)) if licence else listed
        )
        credited.append(row)
    return _listed(credited, wording)


def _listed(names: Iterable[str], wording: Wording) -> str:
    """The names, each once, with the comma of the language between them."""
    once = dict.fromkeys(names)
    return reduce(lambda first, second: wording("{first}, {second}", first=first, second=second), once)


def terms(source: Source) -> str:
    """The licence in a word or two: its text before the first comma, semicolon or bracket."""
    match = _FIRST.match(source.licence)
    words = match[0].strip() if match else ""
    return words if words.isupper() else words[:1].lower() + words[1:]


def own_files(shown: Iterable[Layer], wording: Wording = ENGLISH) -> str:
    """The part about the reader's visible files; empty without any."""
    names = [short(layer.name) for layer in shown if layer.file and not layer.origin]
    if not names:
        return ""
    return wording.counted(
        len(names),
        "With the reader's own file {names}, not checked",
        "With the reader's own files {names}, not checked",
        names=few(names, wording),
    )


def fetched(shown: Iterable[Layer], wording: Wording = ENGLISH) -> str:
    """The part about the visible layers that were fetched from elsewhere; empty without any."""
    names: dict[tuple[str, str], list[str]] = {}
    for layer in shown:
        if layer.origin:
            day = when_in_words(layer.origin.fetched[:10], wording)
            name, credit = short(layer.name), layer.origin.credit
            named = wording("{names} ({terms})", names=name, terms=credit) if credit else name
            names.setdefault((layer.origin.host, day), []).append(named)
    return " · ".join(
        wording(
            "With {names} from {host}, fetched {date}, not checked",
            names=few(each, wording),
            host=host,
            date=day,
        )
        for (host, day), each in names.items()
    )


def few(names: Sequence[str], wording: Wording) -> str:
    """The first names, and how many more there are."""
    listed = _listed(names[:FEW], wording)
    if len(names) > FEW:
        return wording("{names} and {count} more", names=listed, count=len(names) - FEW)
    return listed


def own_notes(shown: Iterable[Layer], wording: Wording = ENGLISH) -> str:
    """The part about the reader's visible notes; empty without any."""
    noted = any(layer.topic == YOURS for layer in shown)
    return wording("With the reader's own notes, not of the article") if noted else ""


def short(name: str) -> str:
    """A file name shortened for the legend to its beginning and end."""
    return name if len(name) <= LONG else f"{name[: LONG - END - 1]}…{name[-END:]}"


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


@speaking(ENGLISH)
def plain(catalog: Catalog, fact: Fact | None = None) -> str:
    """A citation in one paragraph, in English like the work that it names."""
    atlas = f"{_atlas(catalog)}. {_version(catalog)}"
    if fact is None:
        return " ".join((atlas, *_article(catalog)))
    record = _record(catalog, fact)
    text = f"Fact {fact.id} ({kind_in_words(fact)}; {dated(fact)}): {_stopped(fact.text)}"
    return " ".join((text, f"In: {atlas}", *_article(catalog, fact), *record, link_to_fact(fact.id)))


@speaking(ENGLISH)
def bibtex(catalog: Catalog, fact: Fact | None = None) -> str:
    """A BibTeX entry of type misc in English; like the copy of the article it has no author and no year."""
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
