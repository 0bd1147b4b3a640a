"""Contrast of colours, and ramps and sets of colours that colour-blind readers can tell apart."""

from collections.abc import Sequence

NAMES = 4.5
"""Minimum contrast of labels without a mark, and of all labels in greyscale (WCAG 2, level AA)."""
STEP = 0.02


def with_contrast(colour: str, grounds: tuple[str, ...], least: float, toward: str) -> str:
    """The colour mixed with as little of `toward` as this contrast on all backgrounds needs: `#rrggbb`."""
    share = 0.0
    while share < 1.0:
        stronger = mixed(colour, toward, share)
        if all(contrast(stronger, ground) >= least for ground in grounds):
            return stronger
        share += STEP
    return toward


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, toward: str, share: float) -> str:
    """The colour with a share (0 to 1) of `toward`: `#rrggbb`."""
    pairs = zip(_channels(colour), _channels(toward), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


RAMPS = {
    "viridis": (
        *("#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"),
    ),
    "cividis": (
        *("#00224e", "#1a386f", "#434e6c", "#61656f", "#7d7c78", "#9b9476", "#bcae6c", "#dec958", "#fee838"),
    ),
    "YlGnBu": (  # no words: a name
        *("#ffffd9", "#edf8b1", "#c6e9b4", "#7ecdbb", "#40b5c4", "#1d90c0", "#225da8", "#243392", "#081d58"),
    ),
    "OrRd": (  # no words: a name
        *("#fff7ec", "#fee8c8", "#fdd49e", "#fdba83", "#fc8c59", "#ef6447", "#d62f1e", "#b20000", "#7f0000"),
    ),
    "PuOr": (  # no words: a name
        *("#7f3b08", "#b25706", "#e08214", "#fcb761", "#fee0b6", "#f6f6f7"),
        *("#d8daeb", "#b1aad1", "#8073ac", "#532687", "#2d004b"),
    ),
    "BrBG": (  # no words: a name
        *("#543005", "#8b500a", "#bf812d", "#dec17b", "#f6e8c3", "#f4f5f5"),
        *("#c7eae5", "#7fccc0", "#35978f", "#01655d", "#003c30"),
    ),
    "RdBu": (  # no words: a name
        *("#67001f", "#b1182b", "#d6604d", "#f3a481", "#fddbc7", "#f6f7f7"),
        *("#d1e5f0", "#90c4dd", "#4393c3", "#2065ab", "#053061"),
    ),
}
SETS = {
    # Colours that the atlas does not use come first.
    "Okabe-Ito": (  # no words: a name
        *("#e69f00", "#56b4e9", "#cc79a7", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#000000"),
    ),
    "Dark2": (  # no words: a name
        *("#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#666666"),
    ),
    "Set2": (  # no words: a name
        *("#66c2a5", "#fc8d62", "#8da0cb", "#e78ac3", "#a6d854", "#ffd92f", "#e5c494", "#b3b3b3"),
    ),
}
OTHER, EMPTY = "#9a9a9a", "#d0d0d0"
"""Colours of other values, and of no value."""


def ramp(name: str, count: int, *, reverse: bool = False) -> list[str]:
    """`count` colours from one end of a ramp to the other: `#rrggbb`."""
    stops = RAMPS.get(name) or RAMPS["viridis"]
    stops = stops[::-1] if reverse else stops
    if count < 2:
        return [stops[len(stops) // 2]][:count]
    return [_at(stops, number / (count - 1)) for number in range(count)]


def category_set(name: str, count: int, *, reverse: bool = False) -> list[str]:
    """`count` colours of a set, repeated if it has fewer."""
    colours = SETS.get(name) or SETS["Okabe-Ito"]  # no words: a name
    colours = colours[::-1] if reverse else colours
    return [colours[number % len(colours)] for number in range(count)]


def _at(stops: Sequence[str], share: float) -> str:
    place = share * (len(stops) - 1)
    number = min(int(place), len(stops) - 2)
    within = place - number
    pairs = zip(_rgb_of(stops[number]), _rgb_of(stops[number + 1]), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * within):02x}" for low, high in pairs)


def _rgb_of(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
