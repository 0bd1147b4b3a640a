"""The strict reading of the style table; rows that lack or are invalid get plain substitutes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from arctic_map import resources
from arctic_map.content import vocabulary
from arctic_map.content.symbology.style_colours import (
    FILE_ROLES,
    PLAIN_ROLES,
    ColourEntry,
    FadeEntry,
    GreyEntry,
    LabelEntry,
    LanesEntry,
    StyleContext,
    StyleEntry,
    SymbolEntry,
    ThemeShares,
    colour_of,
    colour_problems,
    converted,
    hues,
    literal_problems,
    named_colours,
    palette,
    topics,
)
from arctic_map.content.toml_rows import RowSchema, sound_rows
from arctic_map.geo import unit_path
from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES
from arctic_map.model.note import CORNER
from arctic_map.model.note import ROLES as NOTE_ROLES
from arctic_map.model.opened import HUES, MARKS, style_id
from arctic_map.model.outline import CHOSEN, MIDDLE
from arctic_map.model.problem import FileProblem
from arctic_map.model.style import Symbol
from arctic_map.model.symbology import Amount, Colour, Grey, LabelRow, StyleRow, Symbology, Themed
from arctic_map.model.tr import tr
from arctic_map.storage.decoding import read_toml

OWN_ROLES = (*NOTE_ROLES.values(), CORNER, CHOSEN, MIDDLE)
"""Roles for notes and measurements of the user, and for shapes being drawn."""
ROLES = ("graticule", "circle", *Kind, *CLASSES, *OWN_ROLES, *FILE_ROLES)
GROUND = (*vocabulary.ITEMS, "outline", "relief")
"""Parts of the base map in painting order."""


def styles_of(
    table: dict[str, Any], hues: list[Colour], plain: dict[str, Colour], known: StyleContext
) -> tuple[dict[str, StyleRow], dict[str, str]]:
    """The rows by id, and the style of each role. Rows of families are repeated in every colour of theirs."""
    rows: dict[str, StyleRow] = {}
    roles: dict[str, str] = {}
    of_files: dict[str, StyleEntry] = {}
    for entry in sound(table, "style", StyleEntry, partial(_style_problems, known), known):
        if entry.role and (entry.role in roles or entry.role in of_files):
            known.problems.append(
                (f"{entry.id}.role", tr("the role {role!r} is already taken", role=entry.role))
            )
        elif entry.role in FILE_ROLES:
            of_files[entry.role] = entry
            continue
        elif entry.role in PLAIN_ROLES:
            for name, colour in plain.items():
                id = plain_id(name, entry.role)
                own = msgspec.structs.replace(entry, id=id, legend=f"{name.capitalize()} {entry.legend}")
                rows[id] = _row(own, known, colour)
            continue
        elif entry.role:
            roles[entry.role] = entry.id
        row = _row(entry, known)
        if row.lane and any(row.lane == other.lane for other in rows.values()):
            known.problems.append(
                (f"{row.id}.lane", tr("another style is the lane {lane} already", lane=row.lane))
            )
            row = replace(row, lane=0)
        rows[row.id] = row
    for role in ROLES:
        if role not in roles and role not in of_files:
            known.problems.append(
                ("style", tr("no style has the role {role!r}: what it stands for is not painted", role=role))
            )
            if role not in FILE_ROLES:
                roles[role] = f"no-{role}"
                rows[f"no-{role}"] = StyleRow(id=f"no-{role}", named=False, grey=Grey())
    for mark, role in zip(MARKS, FILE_ROLES, strict=True):
        for number, hue in enumerate(hues, 1):
            id = style_id(number, mark)
            own = (
                StyleEntry(id=id, grey="tone")
                if role not in of_files
                else msgspec.structs.replace(of_files[role], id=id)
            )
            rows[id] = _row(own, known, hue)
    return rows, roles


def plain_id(colour: str, role: str) -> str:
    """The style of the plain family in a colour, such as `blue-line`."""
    return f"{colour}-{role.removeprefix('plain-')}"


def _style_problems(known: StyleContext, row: StyleEntry) -> Iterator[FileProblem]:
    yield from _ground_problems(known, row)
    if row.role and row.role not in (*ROLES, *PLAIN_ROLES):
        yield "role", vocabulary.unknown("role", row.role, (*ROLES, *PLAIN_ROLES))
    if row.symbol and row.symbol not in known.symbols:
        yield "symbol", vocabulary.unknown("symbol", row.symbol, known.symbols)
    callout = row.label.callout if row.label else ""
    for key, other in (("hatch", row.hatch), ("edge", row.edge), ("label.callout", callout)):
        if other and other not in known.styles:
            yield key, vocabulary.unknown("style", other, known.styles)
    if row.fade and (row.stroke or row.edge):
        yield (
            "fade",
            tr("an area whose edge nobody has published is not outlined: leave out its stroke and edge"),
        )
    if row.label:
        for key, words in (
            ("text", row.label.text),
            *((f"texts.{code}", text) for code, text in row.label.texts.items()),
        ):
            if why := vocabulary.text_problem(words):
                yield f"label.{key}", why
        for key, entry in (("colour", row.label.colour), ("halo", row.label.halo)):
            yield from colour_problems(known, f"label.{key}", entry, row.role)


def _ground_problems(known: StyleContext, row: StyleEntry) -> Iterator[FileProblem]:
    for key, words in (
        ("legend", row.legend),
        ("legend_group", row.legend_group),
        ("legend_tail", row.legend_tail),
    ):
        if why := vocabulary.text_problem(words):
            yield key, why
    for key, entry in (("stroke", row.stroke), ("casing", row.casing), ("fill", row.fill)):
        yield from colour_problems(known, key, entry, row.role)
    if isinstance(row.grey, GreyEntry):
        for key, colour in (("stroke", row.grey.stroke), ("fill", row.grey.fill)):
            if colour:
                yield from ((f"grey.{key}", why) for _, why in literal_problems(colour))


def sound[R: RowSchema](
    table: dict[str, Any], key: str, kind: type[R], problems_of: Any, known: StyleContext
) -> tuple[R, ...]:
    """The valid rows of a list of tables. Problems are recorded in `known`."""
    file = sound_rows(table.get(key, []), key, kind, problems_of)
    known.problems += file.problems
    return file.rows


def _row(entry: StyleEntry, known: StyleContext, hue: Colour | None = None) -> StyleRow:
    def colour(of: ColourEntry | None) -> Colour | None:
        return None if of is None else colour_of(of, known, hue)

    return StyleRow(
        id=entry.id,
        legend=entry.legend,
        legend_group=entry.legend_group,
        legend_tail=entry.legend_tail,
        stroke=colour(entry.stroke),
        width=entry.width,
        dash=entry.dash,
        opacity=_amount(entry.opacity),
        casing=colour(entry.casing),
        casing_width=entry.casing_width,
        ties=entry.ties,
        chevron=entry.chevron,
        fill=colour(entry.fill),
        fill_opacity=_amount(entry.fill_opacity),
        symbol=known.symbols.get(entry.symbol),
        size=entry.size,
        hatch=entry.hatch,
        hatch_apart=entry.hatch_apart,
        hatch_every=entry.hatch_every,
        hatch_angle=entry.hatch_angle,
        edge=entry.edge,
        fade=_steps(entry.fade) if entry.fade else (),
        lane=entry.lane,
        far=entry.far,
        below_names=entry.below_names or entry.guide,
        guide=entry.guide,
        letters_only=entry.letters_only,
        explained_by_name=entry.explained_by_name,
        soft=entry.soft,
        label=_label(entry.label, known, hue) if entry.label else None,
        named=entry.named,
        grey=_grey(entry.grey),
    )


def _label(entry: LabelEntry, known: StyleContext, hue: Colour | None) -> LabelRow:
    return LabelRow(
        size=entry.size,
        colour=colour_of(entry.colour, known, hue),
        halo=colour_of(entry.halo, known, hue),
        weight=entry.weight,
        italic=entry.italic,
        spacing=entry.spacing,
        within=1000.0 * entry.within,
        order=entry.order,
        zooms=entry.zooms,
        text=entry.text,
        texts=dict(entry.texts),
        along=entry.along,
        callout=entry.callout,
    )


def _grey(entry: str | GreyEntry | None) -> Grey | None:
    if not isinstance(entry, GreyEntry):
        return Grey() if entry else None
    return Grey(
        stroke=entry.stroke or None,
        fill=entry.fill or None,
        dash=entry.dash,
        width=entry.width,
        opacity=entry.opacity,
        fill_opacity=entry.fill_opacity,
    )


def _steps(fade: FadeEntry) -> tuple[float, ...]:
    """The widths of the nested buffers, the widest first."""
    step = (fade.widest - fade.narrowest) / (fade.buffers - 1)
    return tuple(round(fade.widest - step * number, 6) for number in range(fade.buffers))


def _amount(entry: float | ThemeShares) -> Amount:
    return Themed(entry.light, entry.dark) if isinstance(entry, ThemeShares) else Themed(entry, entry)


def ground_of(table: dict[str, Any], known: StyleContext) -> dict[str, StyleRow]:
    """The parts of the base map in painting order, each with a row."""
    entries = sound(table, "ground", StyleEntry, partial(_ground_problems, known), known)
    rows = {entry.id: _row(entry, known) for entry in entries}
    for id in rows.keys() - set(GROUND):
        known.problems.append((f"{id}.id", vocabulary.unknown(vocabulary.BASE_MAP_PART, id, GROUND)))
    for id in GROUND:
        if id not in rows:
            why = tr("there is no row for {id!r}: that part of the base map is not painted", id=id)
            known.problems.append(("ground", why))
    return {id: rows.get(id) or StyleRow(id=id) for id in GROUND}


TABLE = "symbology.toml"
"""The built-in table, used by content that names none."""
KEYS = ("hues", "colours", "plain", "palette", "topics", "lanes", "symbol", "style", "ground")


@dataclass(frozen=True, slots=True)
class SymbologyFile:
    """A style table with substitutes for missing rows, and the problems of the file."""

    symbology: Symbology
    problems: tuple[FileProblem, ...]


def built_in() -> Symbology:
    """The built-in table. Raises Unreadable."""
    return read_symbology(resources.data() / TABLE).symbology


def read_symbology(path: Path) -> SymbologyFile:
    """The table of a file. Raises Unreadable."""
    table = read_toml(path)
    known = StyleContext()
    known.problems += [("", vocabulary.unknown("key", key, KEYS)) for key in table if key not in KEYS]
    known.colours = dict(named_colours(table.get("colours", {}), known))
    known.symbols = {
        row.id: Symbol(row.outline, row.fill or row.outline)
        for row in sound(table, "symbol", SymbolEntry, _symbol_problems, known)
    }
    plain = dict(named_colours(table.get("plain", {}), known))
    known.styles = frozenset(_ids(table.get("style")))
    styles, roles = styles_of(table, hues(table.get("hues", []), known), plain, known)
    lanes = _lanes(table.get("lanes", {}), known)
    symbology = Symbology(
        styles=styles,
        ground=ground_of(table, known),
        symbols=known.symbols,
        palette=palette(table.get("palette", {}), known),
        topics=topics(table.get("topics", {}), known),
        plain=plain,
        grounds=tuple(colour for colour in known.colours.values() if colour.strong),
        roles=roles,
        stretch=lanes.stretch,
        grey_dash=lanes.grey_dash,
        digest=f"{crc32(repr(table).encode()):08x}",
    )
    return SymbologyFile(symbology, tuple(known.problems))


def usable(symbology: Symbology) -> frozenset[str]:
    """The styles that content may use: all except those of the program's own marks."""
    own = {symbology.roles.get(role) for role in (*Kind, *CLASSES, *OWN_ROLES)}
    files = {style_id(hue, mark) for hue in range(1, HUES + 1) for mark in MARKS}
    return frozenset(symbology.styles) - own - files


def _ids(entries: Any) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield entry["id"]


def _symbol_problems(row: SymbolEntry) -> Iterator[FileProblem]:
    for key, path in (("outline", row.outline), ("fill", row.fill)):
        if (path or key == "outline") and (why := unit_path.problem_of(path)):
            yield key, why


def _lanes(table: Any, known: StyleContext) -> LanesEntry:
    lanes: LanesEntry | None = converted(table, LanesEntry, "lanes", known)
    return lanes or LanesEntry()
