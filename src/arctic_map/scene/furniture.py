"""Furniture of a map: scale bar, north arrow and labels at the frame.

The first paint of the window waits for it, so it does without the catalogue, which takes 40 ms to load.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import atan2, degrees, hypot

from arctic_map.geo.position import ground_length, unproject
from arctic_map.model.decorations import PARALLEL, FrameLabel, MapDecorations
from arctic_map.model.drawing import Drawing
from arctic_map.model.preferences import DEFAULT, Preferences, Units
from arctic_map.model.projection import Projection, Viewport
from arctic_map.model.tr import ENGLISH, Wording
from arctic_map.scene.words.measures import (
    angle_words,
    half_in_words,
    length_in_words,
    letters_of,
    round_length,
)

MAX_LENGTH_PX = 150.0
"""Maximum length of the scale bar, px."""
LETTER, GAP = 5.6, 10.0
"""Width of a letter at the frame, and minimum space between two labels, px."""
ONCE = 160.0
"""Minimum distance between two labels of one line on a side, px."""
CORNER = 14.0
"""Minimum distance of a label from the corners of the map, px."""


def furniture(
    viewport: Viewport,
    projection: Projection,
    graticule: Drawing | None,
    preferences: Preferences = DEFAULT,
    wording: Wording = ENGLISH,
    longest: float = MAX_LENGTH_PX,
) -> MapDecorations:
    """All decorations of a view, with a scale bar up to `longest` px; no frame labels without a graticule."""
    bar = scale_bar(viewport, projection, preferences.units, wording, preferences.text_size, longest)
    north, north_text = direction(viewport, projection, wording)
    return MapDecorations(
        scale_px=bar.pixels,
        scale_text=bar.text,
        scale_marks=bar.marks,
        scale_at=bar.at,
        north=north,
        north_text=north_text,
        frame=frame_labels(viewport, graticule, preferences.text_size, wording) if graticule else (),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A scale bar: length in pixels, text, and the texts below its start, middle and end."""

    pixels: float = 0.0
    text: str = ""
    marks: tuple[str, ...] = ()
    at: str = ""


def scale_bar(
    viewport: Viewport,
    projection: Projection,
    units: Units = "km",
    wording: Wording = ENGLISH,
    text_size: int = 100,
    longest: float = MAX_LENGTH_PX,
) -> Bar:
    """A bar of round length, exact in the centre of the view; empty off the map or without a width."""
    if not viewport.width > 0:
        return Bar()
    place = unproject(projection, viewport.x, viewport.y)
    metres = ground_length(projection, viewport.x, viewport.y, 1.0, viewport.resolution)
    if place is None or not metres > 0:
        return Bar()
    length = round_length(metres * min(longest, viewport.width / 3), units)
    text = length_in_words(length, units, wording)
    latitude = latitude_words(place[1], wording)
    pixels, half = length / metres, half_in_words(length, units, wording)
    # Omit the middle number if it would touch the one at the end.
    roomy = (letters_of(half) + letters_of(text)) * LETTER * text_size / 100 + GAP <= pixels
    return Bar(
        pixels,
        wording("{length} at {latitude}", length=text, latitude=latitude),
        ("0", half, text) if roomy else ("0", text),
        wording("at {latitude}", latitude=latitude),
    )


def latitude_words(latitude: float, wording: Wording = ENGLISH) -> str:
    """The latitude in whole degrees, such as 70°N."""
    whole = round(latitude)
    return (
        wording("the Equator")
        if whole == 0
        else angle_words(f"{abs(whole)}°{'N' if whole > 0 else 'S'}", wording)
    )


def direction(viewport: Viewport, projection: Projection, wording: Wording = ENGLISH) -> tuple[float, str]:
    """Direction of the north pole in degrees clockwise from up, and the label of the arrow."""
    if projection.centre is not None:
        return _north_of(viewport, projection), wording("North")
    if projection.pole is None:
        return 0.0, wording("North")
    across, up = projection.pole[0] - viewport.x, projection.pole[1] - viewport.y
    if hypot(across, up) < viewport.resolution:
        return 0.0, wording("North Pole")
    return degrees(atan2(across, up)) % 360.0, wording("North Pole")


def _north_of(viewport: Viewport, projection: Projection) -> float:
    """Direction in which the meridian runs north at the centre of the view; 0.0 off the map."""
    x, y, step = viewport.x, viewport.y, viewport.resolution
    here, right, up = (unproject(projection, *place) for place in ((x, y), (x + step, y), (x, y + step)))
    if here is None or right is None or up is None:
        return 0.0
    # Along the meridian the longitude does not change.
    across, along = (_turn(here[0], there[0]) for there in (right, up))
    dx, dy = -along, across
    if dx * (right[1] - here[1]) + dy * (up[1] - here[1]) < 0:
        dx, dy = -dx, -dy
    return degrees(atan2(dx, dy)) % 360.0


def _turn(before: float, after: float) -> float:
    return (after - before + 180.0) % 360.0 - 180.0


@dataclass(frozen=True, slots=True)
class _Crossing:
    """A crossing of a graticule line with the frame, and its label."""

    label: FrameLabel
    along: float
    """Position along the side in pixels."""
    weight: int
    """0 for multiples of 30 degrees, which come first; else 1."""


def frame_labels(
    viewport: Viewport, graticule: Drawing, text_size: int = 100, wording: Wording = ENGLISH
) -> tuple[FrameLabel, ...]:
    """Labels of the meridians at the frame, as many as fit; parallels are labelled on the map."""
    lengths = {
        "top": viewport.width,
        "bottom": viewport.width,
        "left": viewport.height,
        "right": viewport.height,
    }
    by_side: dict[str, list[_Crossing]] = {side: [] for side in lengths}
    for crossing in _crossings(viewport, graticule, wording):
        by_side[crossing.label.side].append(crossing)
    return tuple(
        label
        for side, crossings in by_side.items()
        for label in _with_room(crossings, lengths[side], text_size / 100)
    )


def _with_room(crossings: Iterable[_Crossing], length: float, enlarged: float) -> Iterator[FrameLabel]:
    used: list[tuple[str, float, float]] = []
    for one in sorted(crossings, key=lambda crossing: (crossing.weight, crossing.along)):
        half = (letters_of(one.label.text) * LETTER * enlarged + GAP) / 2
        if not CORNER * enlarged <= one.along <= length - CORNER * enlarged:
            continue
        # A line that crosses the frame twice nearby is labelled once.
        again = any(one.label.text == text and abs(one.along - along) < ONCE for text, along, _ in used)
        if not again and all(abs(one.along - along) >= half + other for _, along, other in used):
            used.append((one.label.text, one.along, half))
            yield one.label


def _crossings(viewport: Viewport, graticule: Drawing, wording: Wording) -> Iterator[_Crossing]:
    names = graticule.names or {}
    x0, y0, x1, y1 = viewport.box
    for shape in graticule.shapes:
        if shape.box[0] > x1 or shape.box[2] < x0 or shape.box[1] > y1 or shape.box[3] < y0:
            continue
        if shape.feature.startswith(PARALLEL):
            continue
        text = angle_words(names.get(shape.feature, ""), wording)
        if not text:
            continue
        weight = min(int("".join(filter(str.isdigit, text)) or 0) % 30, 1)
        for part in shape.parts:
            xs, ys = part[::2], part[1::2]
            for edge in (x0, x1):
                for y in _cuts(xs, ys, edge, y0, y1):
                    along = (y1 - y) / viewport.resolution
                    across, side = (0.0, "left") if edge == x0 else (viewport.width, "right")
                    yield _Crossing(FrameLabel(text, across, along, side), along, weight)
            for edge in (y0, y1):
                for x in _cuts(ys, xs, edge, x0, x1):
                    along = (x - x0) / viewport.resolution
                    down, side = (0.0, "top") if edge == y1 else (viewport.height, "bottom")
                    yield _Crossing(FrameLabel(text, along, down, side), along, weight)


def _cuts(
    us: tuple[float, ...], vs: tuple[float, ...], edge: float, low: float, high: float
) -> Iterator[float]:
    """Yield v where a line crosses u = edge, between v = low and v = high."""
    if not us or min(us) > edge or max(us) < edge:
        return
    u0, v0 = us[0], vs[0]
    for u, v in zip(us, vs, strict=True):
        if (u0 < edge) != (u < edge):
            at = v0 + (v - v0) * (edge - u0) / (u - u0)
            if low <= at <= high:
                yield at
        u0, v0 = u, v
