"""The strict reading of the table of styles: TOML that a person edits; a faulty row costs itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from dataclasses import fields as fields_of
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from arctic_map import resources
from arctic_map.files import vocabulary
from arctic_map.files.file_problem import FileProblem
from arctic_map.files.rows import sound_rows
from arctic_map.files.symbology_rows import (
    ColourEntry,
    GreyEntry,
    LabelEntry,
    LanesEntry,
    NamedColour,
    Pair,
    Shares,
    StyleEntry,
    SymbolEntry,
)
from arctic_map.files.toml_text import read_toml
from arctic_map.files.wording import reword
from arctic_map.geo import unit_path
from arctic_map.model.fact import Kind
from arctic_map.model.opened import HUES, MARKS, style_id
from arctic_map.model.style import Palette, Symbol
from arctic_map.model.symbology import (
    THEMES,
    Amount,
    Colour,
    Grey,
    LabelRow,
    StyleRow,
    Symbology,
    Themed,
    Tones,
)

TABLE = "symbology.toml"
"""The atlas's own table; a folder of content that names none of its own is painted by it."""
FILE_ROLES = tuple(f"file-{mark}" for mark in MARKS)
"""Of opened files: a row of such a role is a style in each of the hues."""
ROLES = ("graticule", "circle", *Kind, *FILE_ROLES)
GROUND = (*vocabulary.ITEMS, "outline", "relief")
TONES = tuple(each.name for each in fields_of(Palette) if each.name != "items")
HUE = "hue"
"""The colour of opened files' marks, which is another one for each file."""
KEYS = ("hues", "colours", "palette", "lanes", "symbol", "style", "ground")
PLAIN = Colour(Themed("#808080", "#808080"))
"""In place of a colour of the paper that the table lacks."""
NAMED: Any = str | NamedColour
COLOUR: Any = ColourEntry
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SymbologyFile:
    """What is sound in a table, with plain rows where it lacks what the program paints; and its problems."""

    symbology: Symbology
    problems: tuple[FileProblem, ...]


@dataclass(slots=True)
class _Known:
    """What rows may name, and what has been found wrong so far."""

    colours: dict[str, Colour] = field(default_factory=dict)
    symbols: dict[str, Symbol] = field(default_factory=dict)
    styles: frozenset[str] = frozenset()
    problems: list[FileProblem] = field(default_factory=list)


def built_in() -> Symbology:
    """The atlas's own table. Raises Unreadable."""
    return read_symbology(resources.data() / TABLE).symbology


def read_symbology(path: Path) -> SymbologyFile:
    """The table of a file. Raises Unreadable."""
    table = read_toml(path)
    known = _Known()
    known.problems += [("", vocabulary.unknown("key", key, KEYS)) for key in table if key not in KEYS]
    known.colours = dict(_named_colours(table.get("colours", {}), known))
    known.symbols = {
        row.id: Symbol(row.outline, row.fill or row.outline)
        for row in _rows(table, "symbol", SymbolEntry, _symbol_problems, known)
    }
    known.styles = frozenset(_ids(table.get("style")))
    styles, roles = _styles(table, _hues(table.get("hues", []), known), known)
    ground = {
        row.id: _row(row, known)
        for row in _rows(table, "ground", StyleEntry, partial(_ground_problems, known), known)
    }
    lanes = _lanes(table.get("lanes", {}), known)
    symbology = Symbology(
        styles=styles,
        ground=dict(_whole_ground(ground, known)),
        symbols=known.symbols,
        palette=_palette(table.get("palette", {}), known),
        grounds=tuple(colour for colour in known.colours.values() if colour.strong),
        roles=roles,
        stretch=lanes.stretch,
        grey_dash=lanes.grey_dash,
        digest=f"{crc32(repr(table).encode()):08x}",
    )
    return SymbologyFile(symbology, tuple(known.problems))


def usable(symbology: Symbology) -> frozenset[str]:
    """The styles that content may ask for: all but those of the program's own marks."""
    own = {symbology.roles.get(role) for role in Kind}
    files = {style_id(hue, mark) for hue in range(1, HUES + 1) for mark in MARKS}
    return frozenset(symbology.styles) - own - files


def _rows(table: dict[str, Any], key: str, kind: type[T], problems_of: Any, known: _Known) -> tuple[T, ...]:
    file = sound_rows(table.get(key, []), key, kind, problems_of)  # type: ignore[type-var]
    known.problems += file.problems
    return file.rows


def _ids(entries: Any) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield entry["id"]


def _named_colours(table: Any, known: _Known) -> Iterator[tuple[str, Colour]]:
    """All that have a name: a faulty one is grey, so that it does not cost the rows that name it."""
    for name, entry in _table(table, "colours", known).items():
        where = f"colours.{name}"
        value = _converted(entry, NAMED, where, known)
        problems = [*_name_problems(name), *_literal_problems(value)]
        strong = value.strong if isinstance(value, NamedColour) else None
        problems += ((f"strong.{key}".removesuffix("."), why) for key, why in _literal_problems(strong))
        known.problems += ((f"{where}.{key}".removesuffix("."), why) for key, why in problems)
        if problems or value is None:
            yield name, PLAIN
        else:
            yield name, Colour(_pair(value), _pair(strong) if strong else None)


def _name_problems(name: str) -> Iterator[FileProblem]:
    if why := vocabulary.id_problem(name):
        yield "", why
    if name == HUE:
        yield "", f"{HUE!r} is the colour of opened files"


def _literal_problems(entry: str | Pair | None) -> Iterator[FileProblem]:
    """Of a colour that is no name."""
    if isinstance(entry, str) and not _COLOUR.fullmatch(entry):
        yield "", f"{entry[:20]!r} is no colour such as #0072b2"
    if isinstance(entry, Pair):
        for theme in THEMES:
            colour = getattr(entry, theme)
            if not colour:
                yield theme, f"there is no colour for the theme {theme}"
            elif not _COLOUR.fullmatch(colour):
                yield theme, f"{colour[:20]!r} is no colour such as #0072b2"


def _pair(entry: str | Pair) -> Themed[str]:
    return Themed(entry, entry) if isinstance(entry, str) else Themed(entry.light, entry.dark)


def _hues(entries: Any, known: _Known) -> list[Colour]:
    """A colour for each hue; those of a short list come again."""
    found: list[ColourEntry] = _converted(entries, list[COLOUR], "hues", known) or []
    problems = [
        (f"hues[{number}].{key}".removesuffix("."), why)
        for number, entry in enumerate(found)
        for key, why in _literal_problems(entry)
    ]
    if len(found) != HUES:
        problems.append(("hues", f"opened files have {HUES} colours, one after the other, not {len(found)}"))
    known.problems += problems
    sound = [Colour(_pair(entry)) for entry in found if not list(_literal_problems(entry))] or [PLAIN]
    return [sound[number % len(sound)] for number in range(HUES)]


def _styles(
    table: dict[str, Any], hues: list[Colour], known: _Known
) -> tuple[dict[str, StyleRow], dict[str, str]]:
    """The rows by id, and who has which role; those of opened files are there in every hue."""
    found: dict[str, StyleRow] = {}
    roles: dict[str, str] = {}
    of_files: dict[str, StyleEntry] = {}
    for entry in _rows(table, "style", StyleEntry, partial(_style_problems, known), known):
        if entry.role and (entry.role in roles or entry.role in of_files):
            known.problems.append((f"{entry.id}.role", f"the role {entry.role!r} is already taken"))
        elif entry.role in FILE_ROLES:
            of_files[entry.role] = entry
            continue
        elif entry.role:
            roles[entry.role] = entry.id
        row = _row(entry, known)
        if row.lane and any(row.lane == other.lane for other in found.values()):
            known.problems.append((f"{row.id}.lane", f"another style is the lane {row.lane} already"))
            row = replace(row, lane=0)
        found[row.id] = row
    for role in ROLES:
        if role not in roles and role not in of_files:
            known.problems.append(
                ("style", f"no style has the role {role!r}: what it stands for is not painted")
            )
            if role not in FILE_ROLES:
                roles[role] = f"no-{role}"
                found[f"no-{role}"] = StyleRow(id=f"no-{role}", named=False, grey=Grey())
    for mark, role in zip(MARKS, FILE_ROLES, strict=True):
        for number, hue in enumerate(hues, 1):
            id = style_id(number, mark)
            own = (
                StyleEntry(id=id, grey="tone")
                if role not in of_files
                else msgspec.structs.replace(of_files[role], id=id)
            )
            found[id] = _row(own, known, hue)
    return found, roles


def _style_problems(known: _Known, row: StyleEntry) -> Iterator[FileProblem]:
    yield from _ground_problems(known, row)
    if row.role and row.role not in ROLES:
        yield "role", vocabulary.unknown("role", row.role, ROLES)
    if row.symbol and row.symbol not in known.symbols:
        yield "symbol", vocabulary.unknown("symbol", row.symbol, known.symbols)
    if row.hatch and row.hatch not in known.styles:
        yield "hatch", vocabulary.unknown("style", row.hatch, known.styles)
    if row.label:
        if why := vocabulary.text_problem(row.label.text):
            yield "label.text", why
        for key, entry in (("colour", row.label.colour), ("halo", row.label.halo)):
            yield from _colour_problems(known, f"label.{key}", entry, row.role)


def _ground_problems(known: _Known, row: StyleEntry) -> Iterator[FileProblem]:
    if why := vocabulary.text_problem(row.legend):
        yield "legend", why
    for key, entry in (("stroke", row.stroke), ("casing", row.casing), ("fill", row.fill)):
        yield from _colour_problems(known, key, entry, row.role)
    if isinstance(row.grey, GreyEntry):
        for key, colour in (("stroke", row.grey.stroke), ("fill", row.grey.fill)):
            if colour:
                yield from ((f"grey.{key}", why) for _, why in _literal_problems(colour))


def _colour_problems(known: _Known, key: str, entry: ColourEntry | None, role: str) -> Iterator[FileProblem]:
    if not isinstance(entry, str) or entry.startswith("#"):
        yield from ((f"{key}.{theme}".removesuffix("."), why) for theme, why in _literal_problems(entry))
    elif entry not in known.colours and not (entry == HUE and role in FILE_ROLES):
        yield key, vocabulary.unknown("colour", entry, known.colours)


def _symbol_problems(row: SymbolEntry) -> Iterator[FileProblem]:
    for key, path in (("outline", row.outline), ("fill", row.fill)):
        if (path or key == "outline") and (why := unit_path.problem_of(path)):
            yield key, why


def _row(entry: StyleEntry, known: _Known, hue: Colour | None = None) -> StyleRow:
    def colour(of: ColourEntry | None) -> Colour | None:
        return None if of is None else _colour(of, known, hue)

    return StyleRow(
        id=entry.id,
        legend=entry.legend,
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
        fade=entry.fade,
        lane=entry.lane,
        far=entry.far,
        guide=entry.guide,
        letters_only=entry.letters_only,
        soft=entry.soft,
        label=_label(entry.label, known, hue) if entry.label else None,
        named=entry.named,
        grey=_grey(entry.grey),
    )


def _label(entry: LabelEntry, known: _Known, hue: Colour | None) -> LabelRow:
    return LabelRow(
        size=entry.size,
        colour=_colour(entry.colour, known, hue),
        halo=_colour(entry.halo, known, hue),
        weight=entry.weight,
        italic=entry.italic,
        spacing=entry.spacing,
        order=entry.order,
        zooms=entry.zooms,
        text=entry.text,
    )


def _grey(entry: str | GreyEntry | None) -> Grey | None:
    if not isinstance(entry, GreyEntry):
        return Grey() if entry else None
    return Grey(stroke=entry.stroke or None, fill=entry.fill or None, dash=entry.dash, width=entry.width)


def _colour(entry: ColourEntry, known: _Known, hue: Colour | None) -> Colour:
    if isinstance(entry, str) and not entry.startswith("#"):
        return hue if hue and entry == HUE else known.colours[entry]
    return Colour(_pair(entry))


def _amount(entry: float | Shares) -> Amount:
    return Themed(entry.light, entry.dark) if isinstance(entry, Shares) else Themed(entry, entry)


def _whole_ground(rows: Mapping[str, StyleRow], known: _Known) -> Iterator[tuple[str, StyleRow]]:
    """The parts of the base map in their own order, each with a row."""
    for id in rows.keys() - set(GROUND):
        known.problems.append((f"{id}.id", vocabulary.unknown("part of the base map", id, GROUND)))
    for id in GROUND:
        if id not in rows:
            known.problems.append(
                ("ground", f"there is no row for {id!r}: that part of the base map is not painted")
            )
        yield id, rows.get(id) or StyleRow(id=id)


def _palette(table: Any, known: _Known) -> Tones:
    table = dict(_table(table, "palette", known))
    strong, grey = table.pop("strong", {}), table.pop("grey", {})
    usual = dict(_tones(table, "palette", known))
    for name in TONES:
        if name not in usual:
            known.problems.append(("palette", f"there is no colour for {name!r}"))
    return Tones(
        {name: usual.get(name, PLAIN) for name in TONES},
        dict(_tones(strong, "palette.strong", known)),
        dict(_tones(grey, "palette.grey", known)),
    )


def _tones(table: Any, where: str, known: _Known) -> Iterator[tuple[str, Colour]]:
    for name, entry in _table(table, where, known).items():
        if name not in TONES:
            known.problems.append((where, vocabulary.unknown("key", name, TONES)))
            continue
        value = _converted(entry, COLOUR, f"{where}.{name}", known)
        problems = list(_colour_problems(known, f"{where}.{name}", value, ""))
        known.problems += problems
        if value is not None and not problems:
            yield name, _colour(value, known, None)


def _lanes(table: Any, known: _Known) -> LanesEntry:
    found: LanesEntry | None = _converted(table, LanesEntry, "lanes", known)
    return found or LanesEntry()


def _table(value: Any, where: str, known: _Known) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    known.problems.append((where, f"expected a table, written as [{where}]"))
    return {}


def _converted(value: Any, kind: Any, where: str, known: _Known) -> Any:
    """The value as it is to be; None, and a problem, where it is not."""
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        known.problems.append(reword(error, where))
        return None
