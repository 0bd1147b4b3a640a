"""The legend: a few lines in groups for what the view shows, and below them what all marks have in common."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from arctic_map.model.catalog import Layer
from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES, Precision
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.note import ROLES as OWN
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.model.tr import tr_later
from arctic_map.model.wording import ENGLISH, Wording
from arctic_map.scene.words.sources import short

MOST = 12
"""Lines, without their headings and what stands at the foot."""
FEW_FILES = 3
"""Opened files that have a line each."""
FILES = tr_later("Your files, not checked by the atlas")
SIGNS = tr_later("Told of a mark")
SURE = tr_later("How sure the marks are")


def entries(
    symbology: Symbology,
    styles: Collection[str],
    precisions: Collection[Precision] = (),
    files: Sequence[Layer] = (),
    signs: Collection[str] = (),
    wording: Wording = ENGLISH,
) -> tuple[LegendEntry, ...]:
    """The legend for what is in view: styles of marks, how sure these are, opened files, styles of signs."""
    lines = [_line(row, wording) for row in explained(symbology) if row.id in styles]
    return (
        *fewer([*lines, *of_files(files, wording)], symbology, wording),
        *of_classes(files),
        *at_foot(symbology, precisions, {*signs, *styles}, wording),
    )


def explained(symbology: Symbology) -> tuple[StyleRow, ...]:
    """The rows of the table that have a line in the legend, in its order."""
    foot = {symbology.roles.get(role) for role in (*Kind, *CLASSES, *OWN.values())}
    rows = (*symbology.styles.values(), *symbology.ground.values())
    return tuple(row for row in rows if row.legend and row.id not in foot)


def words(symbology: Symbology) -> dict[str, str]:
    """What the legend says of each style of marks, in its order."""
    return {row.id: row.legend for row in explained(symbology)}


def tails(symbology: Symbology) -> dict[str, tuple[str, str]]:
    """Of the styles that may share the line of the row above: that row's style, and their words there."""
    rows = explained(symbology)
    return {
        row.id: (above.id, row.legend_tail)
        for above, row in pairwise(rows)
        if row.legend_tail and row.legend_group == above.legend_group
    }


def fewer(
    lines: Sequence[LegendEntry], symbology: Symbology, wording: Wording = ENGLISH
) -> list[LegendEntry]:
    """The same in at most MOST lines: neighbours share one, first where the table has words for it."""
    lines, shared = list(lines), tails(symbology)
    while len(lines) > MOST:
        at = min(range(1, len(lines)), key=lambda number: (_unfit(lines, number, shared), -number))
        above, line = lines[at - 1], lines[at]
        text = wording(shared[line.style][1]) if _unfit(lines, at, shared) == 0 else line.text
        lines[at - 1 : at + 1] = [replace(above, more=(*above.more, (line.style, text), *line.more))]
    return lines


def _unfit(lines: Sequence[LegendEntry], number: int, shared: dict[str, tuple[str, str]]) -> int:
    """How little a line suits the one above it: 0 where the table has words for both."""
    above, line = lines[number - 1], lines[number]
    if shared.get(line.style, ("", ""))[0] == above.symbols[-1][0]:
        return 0
    return 1 if line.group == above.group else 2


def of_files(files: Sequence[Layer], wording: Wording = ENGLISH) -> Iterator[LegendEntry]:
    files = [layer for layer in files if not layer.legend]
    listed = files if len(files) <= FEW_FILES + 1 else files[:FEW_FILES]
    for layer in listed:
        yield LegendEntry(layer.file_style, short(layer.name), wording(FILES))
    if len(listed) < len(files):
        yield LegendEntry(
            files[FEW_FILES].file_style,
            wording.counted(len(files) - FEW_FILES, "{count} more file", "{count} more files"),
            wording(FILES),
        )


def of_classes(files: Sequence[Layer]) -> Iterator[LegendEntry]:
    """A line for each class of styled files: these are read one against the other, and share none."""
    for layer in files:
        title = ": ".join(filter(None, (short(layer.name), layer.legend_title)))
        yield from (LegendEntry(style, words, title) for style, words in layer.legend)


def at_foot(
    symbology: Symbology,
    precisions: Collection[Precision],
    styles: Collection[str],
    wording: Wording = ENGLISH,
) -> Iterator[LegendEntry]:
    """The reader's own marks, what the signs at marks say, and how sure the atlas's marks are."""
    for role in OWN.values():
        row = symbology.styles.get(symbology.roles.get(role, ""))
        if row is not None and row.legend and row.id in styles:
            yield LegendEntry(row.id, wording(row.legend), wording(row.legend_group), at_foot=True)
    for role, group in (*((kind, SIGNS) for kind in Kind), *((sure, SURE) for sure in CLASSES)):
        row = symbology.styles.get(symbology.roles.get(role, ""))
        if row is not None and (row.id in styles if group == SIGNS else role in precisions):
            yield LegendEntry(row.id, wording(row.legend), wording(group), at_foot=True)


def kind_style(symbology: Symbology, kind: Kind) -> str:
    """The style of a kind's symbol: the same in the legend, on the map, on cards and on the timeline."""
    return symbology.roles.get(kind, "")


def _line(row: StyleRow, wording: Wording) -> LegendEntry:
    return LegendEntry(row.id, wording(row.legend), row.legend_group and wording(row.legend_group))
