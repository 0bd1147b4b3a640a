"""Values of options that describe a map."""

import argparse
import re
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, cast

from arctic_map.errors import system_reason
from arctic_map.export.request import DPI, MARGIN, QUALITY, SIDES, TEXT_SCALE, PagePart, Unit, part_named
from arctic_map.geo import turning
from arctic_map.model.export_formats import EXPORT_FORMATS, FormatKind, format_of
from arctic_map.model.itinerary import FASTEST, SLOWEST
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene import timeline
from arctic_map.scene.timeline import Range

if TYPE_CHECKING:
    from arctic_map.model.projection import Box

_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)(px|mm|in)?[xX×](\d{1,9}(?:\.\d{1,3})?)(px|mm|in)?", re.ASCII)
MAX_TEXT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a page."""

    width: float
    height: float
    unit: Unit


def size(text: str) -> Size:
    """A size such as `1920x1080` in pixels, `180mmx120mm` or `7x4.5in`."""
    match = _SIZE.fullmatch(text)
    if not match or (match[2] and match[4] and match[2] != match[4]) or (match[2] and not match[4]):
        raise argparse.ArgumentTypeError(
            tr("{text!r} is not a size such as 1920x1080 or 180x120mm", text=text)
        )
    unit = cast("Unit", match[4] or "px")
    width, height = float(match[1]), float(match[3])
    least, most = SIDES[unit]
    if not (least <= width <= most and least <= height <= most):
        limits = {"least": f"{least:g}", "most": f"{most:g}"}
        raise argparse.ArgumentTypeError(
            tr("{text!r}: each side has {least} to {most} pixels", text=text, **limits)
            if unit == "px"
            else tr("{text!r}: each side has {least} to {most} {unit}", text=text, unit=unit, **limits)
        )
    if unit == "px" and not (width.is_integer() and height.is_integer()):
        raise argparse.ArgumentTypeError(tr("{text!r}: pixels are whole", text=text))
    return Size(width, height, unit)


def number(text: str, low: float, high: float, problem: str) -> float:
    """A number between `low` and `high`. Raises ArgumentTypeError with the problem, a marked text."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not (isfinite(value) and low <= value <= high):
        raise argparse.ArgumentTypeError(tr(problem, text=text, low=f"{low:g}", high=f"{high:g}"))
    return value


def dpi(text: str) -> float:
    """A resolution in pixels per inch."""
    return number(text, *DPI, tr_later("{text!r} is not a number of pixels to an inch from {low} to {high}"))


def text_scale(text: str) -> float:
    """A scale of text."""
    return number(text, *TEXT_SCALE, tr_later("{text!r} is not a scale of text from {low} to {high}"))


def quality(text: str) -> int:
    """An image quality, which is a whole number."""
    value = number(text, *QUALITY, tr_later("{text!r} is not a quality from {low} to {high}"))
    if not value.is_integer():
        raise argparse.ArgumentTypeError(tr("{text!r}: the quality is a whole number", text=text))
    return int(value)


def meridian(text: str) -> int:
    """A meridian in whole degrees east. `45W` is -45."""
    plain = text.strip().upper().removesuffix("E")
    plain = f"-{plain.removesuffix('W')}" if plain.endswith("W") else plain
    problem = tr_later("{text!r} is not a meridian in degrees east from {low} to {high}")
    return turning.meridian(number(plain, -180.0, 360.0, problem))


def margin(text: str) -> float:
    """A margin in the unit of the size."""
    return number(text, *MARGIN, tr_later("{text!r} is not a margin from {low} to {high}"))


def extent(text: str) -> "Box":
    """`W,S,E,N` in degrees. West greater than east crosses 180 degrees."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            tr(
                "{text!r} is not an extent; write west,south,east,north in degrees, such as 30,60,190,80",
                text=text,
            )
        ) from None
    if not all(map(isfinite, (west, south, east, north))):
        raise argparse.ArgumentTypeError(tr("{text!r}: degrees are finite", text=text))
    if not (-180 <= west <= 360 and -180 <= east <= 360):
        raise argparse.ArgumentTypeError(tr("{text!r}: longitudes run from -180 to 180", text=text))
    if not (-90 <= south <= 90 and -90 <= north <= 90):
        raise argparse.ArgumentTypeError(tr("{text!r}: latitudes run from -90 to 90", text=text))
    if south >= north:
        raise argparse.ArgumentTypeError(tr("{text!r}: the south must be below the north", text=text))
    if west == east:
        raise argparse.ArgumentTypeError(tr("{text!r}: west and east are the same meridian", text=text))
    return west, south, east, north


def when(text: str) -> Range:
    """A period such as `2022..2024-06`, `2024`, or open-ended `..2023`."""
    first, dots, last = text.partition("..")
    if not dots:
        last = first
    start, end = timeline.span(first.strip()), timeline.span(last.strip())
    if (first.strip() and start is None) or (last.strip() and end is None) or not (start or end):
        raise argparse.ArgumentTypeError(tr("{text!r} is not a period such as 2022..2024-06", text=text))
    from_day = start.first if start and start.first else date(1, 1, 1)
    to_day = end.last if end and end.last else date(9999, 12, 31)
    if to_day < from_day:
        raise argparse.ArgumentTypeError(tr("{text!r} ends before it begins", text=text))
    return Range(from_day, to_day)


def month(text: str) -> int:
    """A month from 1 to 12."""
    if not (text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= 12):
        raise argparse.ArgumentTypeError(tr("{text!r} is not a month from 1 to 12", text=text))
    return int(text)


def knots(text: str) -> float:
    """A speed in knots, from 1 to 60."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            tr("{text!r} is not a speed in knots such as 14", text=text)
        ) from None
    if not (isfinite(value) and SLOWEST <= value <= FASTEST):
        raise argparse.ArgumentTypeError(
            tr(
                "{text!r}: the speed is from {slowest} to {fastest} knots",
                text=text,
                slowest=f"{SLOWEST:g}",
                fastest=f"{FASTEST:g}",
            )
        )
    return value


def names(text: str) -> tuple[str, ...]:
    """Comma-separated names. Empty text gives none."""
    entries = tuple(name.strip() for name in text.split(",") if name.strip())
    if text.strip() and not entries:
        raise argparse.ArgumentTypeError(tr("{text!r} names nothing", text=text))
    return entries


def some_names(text: str) -> tuple[str, ...]:
    """Comma-separated names, at least one."""
    if entries := names(text):
        return entries
    raise argparse.ArgumentTypeError(tr("{text!r} names nothing", text=text))


def parts(text: str) -> frozenset[PagePart]:
    """Parts of the page by name."""
    page_parts = frozenset[PagePart]()
    for name in names(text):
        if (part := part_named(name)) is None:
            raise argparse.ArgumentTypeError(
                tr("there is no part {name!r}; parts are {parts}", name=name, parts=", ".join(PagePart))
            )
        page_parts |= {part}
    return page_parts


def legend_line(text: str) -> tuple[str, str]:
    """A style and its legend text, such as `lane-nsr=By the north`. Empty text leaves the line out."""
    style, sign, words = text.partition("=")
    if not sign or not style.strip():
        raise argparse.ArgumentTypeError(
            tr("{text!r}: write style=words, such as lane-nsr=By the north", text=text)
        )
    return style.strip(), line(words)


def line(text: str) -> str:
    """Text for one line of the page."""
    if len(text) > MAX_TEXT_LENGTH or not text.isprintable():
        raise argparse.ArgumentTypeError(
            tr("a title is one line of at most {count} letters", count=MAX_TEXT_LENGTH)
        )
    return " ".join(text.split())


def in_folder(text: str) -> Path:
    """A file to write, in a folder that exists."""
    path = Path(text)
    if path.is_dir():
        raise argparse.ArgumentTypeError(tr("{text!r} is a folder", text=text))
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(tr("there is no folder {name!r}", name=str(path.parent)))
    return path


def file(text: str) -> Path:
    """A file that a map can be written to."""
    path = Path(text)
    try:
        if format_of(path).kind is FormatKind.FILM:
            raise argparse.ArgumentTypeError(tr("{text!r}: films are written by arctic-map film", text=text))
        return in_folder(text)
    except KeyError:
        known = ", ".join(EXPORT_FORMATS)
        raise argparse.ArgumentTypeError(
            tr("{text!r}: the name must end with {known}", text=text, known=known)
        ) from None
    except OSError as error:
        # For example a name that is too long, or a folder without access.
        raise argparse.ArgumentTypeError(f"{text!r}: {system_reason(error)}") from None
