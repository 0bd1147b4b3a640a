"""Checks that marks, labels and topics have contrast against their backgrounds, in colour and greyscale."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from arctic_map.model.fact import Kind
from arctic_map.model.feature import Precision
from arctic_map.model.style import PANELS, THEMES, Look, Style
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.scene.symbology.colours import NAMES, contrast, mixed
from arctic_map.scene.symbology.looks import grey_look, look

LANES = 3.0
"""Minimum contrast of lanes, which are the main subject."""
TOPICS = 2.9
"""Minimum contrast of topic colours in panels, where text names the topic too."""
MARKS = 2.0
"""Minimum contrast of other marks, and of every mark in greyscale, for poor printers."""
PALE = 1.25
"""Minimum contrast of intentionally pale marks: areas without an edge, and bands below lanes."""
BAND = 0.5
"""Maximum opacity of a line that counts as a band."""
DEPTHS = {"shelf": "depth-200", "deep sea": "depth-2000"}
FILES = "file-"
"""Prefix of the style ids of opened files."""

Grounds = Mapping[str, str]
"""Colours by descriptive name."""


@dataclass(frozen=True, slots=True)
class LowContrast:
    """A style with too little contrast against a background."""

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
    """Yield location and reason of each contrast problem of the table."""
    for each in faint(symbology):
        yield each.id, str(each)


def faint(symbology: Symbology) -> Iterator[LowContrast]:
    """Yield each style and topic that is too faint in a look, with the worst background."""
    for shown in (*(look(symbology, theme) for theme in THEMES), grey_look(symbology)):
        for row in symbology.styles.values():
            if least := least_contrast(row, symbology, shown):
                ratios = contrasts(row.id, shown, grounds_of(row, symbology, shown))
                yield from _worst(row.id, shown.name, ratios, least)
    for theme in THEMES:
        for topic, colour in symbology.topics.items():
            ratios = {"panels": min(contrast(colour.of(theme), ground) for ground in PANELS[theme])}
            yield from _worst(f"topics.{topic}", theme, ratios, TOPICS)


def least_contrast(row: StyleRow, symbology: Symbology, look: Look) -> float:
    """The required contrast of a style in a look; 0 if it paints no mark, or only guides."""
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
    """Backgrounds on which marks and labels of a style may be."""
    palette = look.palette
    seas = {"sea": palette.sea} | {name: _fill(palette.items[id]) for name, id in DEPTHS.items()}
    lands = {"land": _fill(palette.items["land"])}
    lettering = look.styles[row.id].lettering
    if row.letters_only and lettering:
        # A label is where the background has the colour of its halo.
        return seas if lettering.halo == palette.sea else lands
    if row.id in {symbology.roles.get(role) for role in (*Kind, *Precision)}:
        # Signs are on paper-coloured discs; the others only occur in the legend.
        return {"paper": palette.paper}
    return {**seas, **lands, "paper": palette.paper}


def contrasts(id: str, look: Look, grounds: Grounds) -> dict[str, float]:
    """For each background, the contrast of the strongest part of a style."""
    style = look.styles[id]
    if style.symbol is None and style.stroke is None and style.fill is None and style.lettering:
        return {name: contrast(style.lettering.colour, ground) for name, ground in grounds.items()}
    return {
        name: max((contrast(ink, ground) for ink in _inks(style, look, ground)), default=1.0)
        for name, ground in grounds.items()
    }


def _inks(style: Style, look: Look, ground: str) -> Iterator[str]:
    """Yield the colours of a style's marks on this background."""
    for line in (style, look.styles.get(style.edge), look.styles.get(style.hatch)):
        if line and line.stroke and line.width:
            yield mixed(ground, line.stroke, line.opacity)
            # A casing wider than its line is visible on both sides.
            if line.casing and line.casing_width > line.width:
                yield line.casing
    if style.fill:
        # Where all nested areas overlap.
        clear = (1 - style.fill_opacity) ** (style.fade or 1)
        yield mixed(ground, style.fill, 1 - clear)


def _fill(style: Style) -> str:
    return style.fill or "#808080"


def _worst(id: str, look: str, found: Mapping[str, float], least: float) -> Iterator[LowContrast]:
    ground = min(found, key=lambda name: found[name])
    if found[ground] < least:
        yield LowContrast(id, look, ground, found[ground], least)
