"""The legend in words of somebody's own: lines renamed, and lines left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from arctic_map.model.legend_entry import LegendEntry


def reworded(entries: Iterable[LegendEntry], words: Mapping[str, str]) -> tuple[LegendEntry, ...]:
    """The entries with these words for styles; none leave a style out, and with the last one its line."""
    return tuple(_reworded(entries, words)) if words else tuple(entries)


def _reworded(entries: Iterable[LegendEntry], words: Mapping[str, str]) -> Iterator[LegendEntry]:
    for entry in entries:
        symbols = [(style, words.get(style, text)) for style, text in entry.symbols]
        kept = [(style, text) for style, text in symbols if text]
        if kept:
            (style, text), *more = kept
            yield replace(entry, style=style, text=text, more=tuple(more))
