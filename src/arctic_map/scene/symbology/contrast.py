"""Contrast of two colours, and colours adjusted to a minimum contrast."""

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
