"""The legend, the signs at marks that it explains, and the styles that it has texts for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from arctic_map.model.catalog import Layer
from arctic_map.model.decorations import LegendEntry, Sign
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import CLASSES, Feature, Precision
from arctic_map.model.note import ROLES as OWN
from arctic_map.model.outline import OutlineKind
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.model.tr import ENGLISH, Wording, labelled, tr, tr_later
from arctic_map.scene.timeline import HiddenByTime
from arctic_map.scene.words.sources import short

MAX_ROWS = 12
"""Maximum lines, without headings and the key."""
FEW_FILES = 3
"""Number of opened files with a line each."""
FILES = tr_later("Your files, not checked by the atlas")
SIGNS = tr_later("Kinds of facts")
SURE = tr_later("How sure the marks are")


def entries(
    symbology: Symbology,
    styles: Collection[str],
    precisions: Collection[Precision] = (),
    files: Sequence[Layer] = (),
    signs: Collection[str] = (),
    wording: Wording = ENGLISH,
    *,
    brief: bool = False,
) -> tuple[LegendEntry, ...]:
    """Legend entries for a view: styles of marks, their precisions, opened files, styles of signs.

    In a `brief` legend, the foot counts among the lines, and styles share a line where the table allows.
    """
    lines = [_line(row, wording) for row in explained(symbology) if row.id in styles]
    foot = (*at_foot(symbology, precisions, {*signs, *styles}, wording),)
    most = MAX_ROWS - (len(foot) + 1) // 2 if brief else MAX_ROWS
    listed = [*lines, *of_files(files, wording)]
    return (*fewer(listed, symbology, wording, most, brief=brief), *of_classes(files), *foot)


def explained(symbology: Symbology) -> tuple[StyleRow, ...]:
    """Rows of the table with a line in the legend, in its order."""
    foot = {symbology.roles.get(role) for role in (*Kind, *CLASSES, *OWN.values())}
    rows = (*symbology.styles.values(), *symbology.ground.values())
    return tuple(row for row in rows if row.legend and row.id not in foot)


def words(symbology: Symbology) -> dict[str, str]:
    """Legend texts by style, in the order of the legend."""
    return {row.id: row.legend for row in explained(symbology)}


def tails(symbology: Symbology) -> dict[str, tuple[str, str]]:
    """For styles that may share the line of the previous row: that row's style, and their text there."""
    rows = explained(symbology)
    return {
        row.id: (above.id, row.legend_tail)
        for above, row in pairwise(rows)
        if row.legend_tail and row.legend_group == above.legend_group
    }


def fewer(
    lines: Sequence[LegendEntry],
    symbology: Symbology,
    wording: Wording = ENGLISH,
    most: int = MAX_ROWS,
    *,
    brief: bool = False,
) -> list[LegendEntry]:
    """The entries in at most so many lines: neighbours share a line, first those with texts for it."""
    lines, shared = list(lines), tails(symbology)
    while len(lines) > (1 if brief else most):
        at = min(range(1, len(lines)), key=lambda number: (_unfit(lines, number, shared), -number))
        if len(lines) <= most and _unfit(lines, at, shared):
            break
        above, line = lines[at - 1], lines[at]
        text = wording.content(shared[line.style][1]) if _unfit(lines, at, shared) == 0 else line.text
        lines[at - 1 : at + 1] = [replace(above, more=(*above.more, (line.style, text), *line.more))]
    return lines


def _unfit(lines: Sequence[LegendEntry], number: int, shared: dict[str, tuple[str, str]]) -> int:
    """Cost of merging a line with the previous one: 0 if the table has a text for both."""
    above, line = lines[number - 1], lines[number]
    if shared.get(line.style, ("", ""))[0] == above.symbols[-1][0]:
        return 0
    return 1 if line.group == above.group else 2


def of_files(files: Sequence[Layer], wording: Wording = ENGLISH) -> Iterator[LegendEntry]:
    """Yield entries for opened files without classes."""
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
    """Yield an entry for each class of styled files; they are compared with each other and share no line."""
    for layer in files:
        title = ": ".join(filter(None, (short(layer.name), layer.legend_title)))
        yield from (LegendEntry(style, words, title) for style, words in layer.legend)


def at_foot(
    symbology: Symbology,
    precisions: Collection[Precision],
    styles: Collection[str],
    wording: Wording = ENGLISH,
) -> Iterator[LegendEntry]:
    """Yield the key: the reader's own marks, signs at marks, and precisions."""
    for role in OWN.values():
        row = symbology.styles.get(symbology.roles.get(role, ""))
        if row is not None and row.legend and row.id in styles:
            yield LegendEntry(
                row.id, wording.content(row.legend), wording.content(row.legend_group), at_foot=True
            )
    for role, group in (*((kind, SIGNS) for kind in Kind), *((sure, SURE) for sure in CLASSES)):
        row = symbology.styles.get(symbology.roles.get(role, ""))
        if row is not None and (row.id in styles if group == SIGNS else role in precisions):
            yield LegendEntry(row.id, wording.content(row.legend), wording(group), at_foot=True)


def kind_style(symbology: Symbology, kind: Kind) -> str:
    """The style of a kind's symbol, the same in legend, map, cards and timeline."""
    return symbology.roles.get(kind, "")


def _line(row: StyleRow, wording: Wording) -> LegendEntry:
    return LegendEntry(
        row.id, wording.content(row.legend), row.legend_group and wording.content(row.legend_group)
    )


Spots = Mapping[str, tuple[float, float]]
"""Sign positions in projected metres, by feature id."""

SPACING = 9.0
"""Distance between the signs of a mark in pixels."""


def unreported(facts: Iterable[Fact]) -> dict[str, set[Kind]]:
    """Kinds of facts by feature id, for features without a reported fact."""
    kinds: dict[str, set[Kind]] = {}
    for fact in facts:
        for feature in fact.features:
            kinds.setdefault(feature, set()).add(fact.kind)
    return {id: stated for id, stated in kinds.items() if Kind.REPORTED not in stated}


def signs(
    symbology: Symbology,
    shown: Iterable[Layer],
    facts: Iterable[Fact],
    filtered_out: HiddenByTime,
    spots: Callable[[str], Spots],
) -> tuple[Sign, ...]:
    """The signs for the features of these layers; `spots` returns the positions of a layer by its id."""
    kinds = unreported(facts)
    return tuple(
        sign
        for layer in shown
        for feature in layer.features
        if feature.id in kinds and feature.id not in filtered_out.features
        for sign in of_feature(symbology, feature, kinds[feature.id], spots(layer.id))
    )


def of_feature(
    symbology: Symbology, feature: Feature, kinds: Collection[Kind], spots: Spots
) -> Iterator[Sign]:
    """Yield the signs of a feature with facts of these kinds; none if one is reported."""
    spot = spots.get(feature.id)
    if spot is None or Kind.REPORTED in kinds:
        return
    aside, up = offset(symbology, feature.style)
    for number, kind in enumerate(kind for kind in Kind if kind in kinds):
        yield Sign(feature.id, kind_style(symbology, kind), *spot, aside - number * SPACING, up)


def offset(symbology: Symbology, style: str) -> tuple[float, float]:
    """Pixels from a mark to its sign: at the upper left of a symbol, on a line, within an area."""
    mark = symbology.styles.get(style)
    if mark is None or mark.symbol is None:
        return 0.0, 0.0
    reach = (mark.size + mark.width) / 2 + 1.5
    return -reach, -reach


def fitting(symbology: Symbology, kind: OutlineKind, usable: Collection[str]) -> tuple[StyleRow, ...]:
    """Styles in `usable` for this geometry that have a legend text, in the order of the legend."""
    return tuple(row for row in symbology.styles.values() if row.id in usable and kind_of(row) is kind)


def kind_of(row: StyleRow) -> OutlineKind | None:
    """The geometry that a style paints; None if it only adds labels, hatching or edges."""
    if not row.legend or row.letters_only:
        return None
    if row.symbol is not None:
        return OutlineKind.POINT
    return OutlineKind.AREA if row.fill or row.hatch or row.fade else OutlineKind.LINE


def style_in_words(row: StyleRow) -> str:
    """Group and text in the legend; areas without an edge are marked."""
    words = labelled(row.legend_group, row.legend) or row.id
    return tr("{words} (no edge)", words=words) if row.fade else words
