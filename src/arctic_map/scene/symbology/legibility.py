"""Whether marks, names and topics stand out from whatever they can lie on, in colour and in greys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from arctic_map.model.fact import Kind
from arctic_map.model.feature import Precision
from arctic_map.model.style import PANELS, THEMES, Look, Style
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.scene.symbology.looks import grey_look, look
from arctic_map.scene.symbology.standing_out import NAMES, contrast, mixed

LANES = 3.0
"""Of lanes, which carry the subject."""
TOPICS = 2.9
"""Of what a topic is told by in panels, where words say it too."""
MARKS = 2.0
"""Of all other marks, and of every mark in shades of grey: a poor printer keeps it."""
PALE = 1.25
"""Of what is pale on purpose where it has a colour: areas without an edge, and bands below lanes."""
BAND = 0.5
"""A line that is no stronger than this is such a band."""
DEPTHS = {"shelf": "depth-200", "deep sea": "depth-2000"}
FILES = "file-"
"""How the ids of opened files' marks begin."""

Grounds = Mapping[str, str]
"""Colours by what they are in words."""


@dataclass(frozen=True, slots=True)
class Faint:
    """Something that does not stand out from a ground."""

    id: str
    look: str
    ground: str
    contrast: float
    least: float

    def __str__(self) -> str:
        return (
            f"in the {self.look} look its contrast with the {self.ground} is {self.contrast:.2f} to 1, "
            f"and must be at least {self.least:g} to 1"
        )


def problems(symbology: Symbology) -> Iterator[tuple[str, str]]:
    """What does not stand out, as problems of the table: where, and why."""
    for each in faint(symbology):
        yield each.id, str(each)


def faint(symbology: Symbology) -> Iterator[Faint]:
    """Each style, and each topic, in each look in which it is too faint, with the worst of its grounds."""
    for shown in (*(look(symbology, theme) for theme in THEMES), grey_look(symbology)):
        for row in symbology.styles.values():
            if least := least_contrast(row, symbology, shown):
                found = contrasts(row.id, shown, grounds_of(row, symbology, shown))
                yield from _worst(row.id, shown.name, found, least)
    for theme in THEMES:
        for topic, colour in symbology.topics.items():
            found = {"panels": min(contrast(colour.of(theme), ground) for ground in PANELS[theme])}
            yield from _worst(f"topics.{topic}", theme, found, TOPICS)


def least_contrast(row: StyleRow, symbology: Symbology, look: Look) -> float:
    """What a style must have in a look; 0 where it marks nothing itself, or only guides."""
    if row.letters_only:
        return NAMES
    if row.guide or not (row.legend or row.id.startswith(FILES)):
        return 0.0
    if look.name == "greyscale":
        return MARKS
    if row.fade or (not row.symbol and row.opacity.of(look.name) <= BAND):
        return PALE
    return LANES if row.lane else MARKS


def grounds_of(row: StyleRow, symbology: Symbology, look: Look) -> Grounds:
    """What marks and names of a style can lie on."""
    palette = look.palette
    seas = {"sea": palette.sea} | {name: _fill(palette.items[id]) for name, id in DEPTHS.items()}
    lands = {"land": _fill(palette.items["land"])}
    lettering = look.styles[row.id].lettering
    if row.letters_only and lettering:
        # A name stands where the colour of its halo lies.
        return seas if lettering.halo == palette.sea else lands
    if row.id in {symbology.roles.get(role) for role in (*Kind, *Precision)}:
        # Signs, which stand on discs of the paper, and the legend's own key.
        return {"paper": palette.paper}
    return {**seas, **lands, "paper": palette.paper}


def contrasts(id: str, look: Look, grounds: Grounds) -> dict[str, float]:
    """With each ground that of the strongest thing which a style paints."""
    style = look.styles[id]
    if style.symbol is None and style.stroke is None and style.fill is None and style.lettering:
        return {name: contrast(style.lettering.colour, ground) for name, ground in grounds.items()}
    return {
        name: max((contrast(ink, ground) for ink in _inks(style, look, ground)), default=1.0)
        for name, ground in grounds.items()
    }


def _inks(style: Style, look: Look, ground: str) -> Iterator[str]:
    """The colours that a style's marks have on this ground."""
    for line in (style, look.styles.get(style.edge), look.styles.get(style.hatch)):
        if line and line.stroke and line.width:
            yield mixed(ground, line.stroke, line.opacity)
            # What lies below a line and is wider is seen beside it.
            if line.casing and line.casing_width > line.width:
                yield line.casing
    if style.fill:
        # Where all of them lie on each other.
        clear = (1 - style.fill_opacity) ** (style.fade or 1)
        yield mixed(ground, style.fill, 1 - clear)


def _fill(style: Style) -> str:
    return style.fill or "#808080"


def _worst(id: str, look: str, found: Mapping[str, float], least: float) -> Iterator[Faint]:
    ground = min(found, key=lambda name: found[name])
    if found[ground] < least:
        yield Faint(id, look, ground, found[ground], least)
