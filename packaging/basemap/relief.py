"""Shaded relief, warped to the projection and softened as a background of the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from scipy.ndimage import map_coordinates

from basemap import encode
from basemap.families import Array, Family

_WIDTH = 3600
# Remaining share of the tone (the rest is white) and of the colour (the rest is grey).
_TONE, _COLOUR = 0.5, 0.6
_QUALITY = 84


def write(file: Path, family: Family, folder: Path) -> None:
    """Write relief.jpg of the whole projection, white outside, and relief.json with its box in metres."""
    left, bottom, right, top = (round(edge) for edge in family.outline.bounds)
    pixel = (right - left) / _WIDTH
    rows = round((top - bottom) / pixel)
    x = left + (np.arange(_WIDTH) + 0.5) * pixel
    y = top - (np.arange(rows) + 0.5) * pixel
    lonlat = family.lonlat(np.column_stack([a.ravel() for a in np.meshgrid(x, y)]))
    picture = Image.fromarray(_warped(file, lonlat, family).reshape(rows, _WIDTH, 3))
    folder.mkdir(parents=True, exist_ok=True)
    picture.save(folder / "relief.jpg", quality=_QUALITY, optimize=True, progressive=True)
    box = [left, round(top - rows * pixel), right, top]
    encode.write(folder / "relief.json", {"box": box})


def _warped(file: Path, lonlat: Array, family: Family) -> Any:
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(file) as opened:
        world = np.asarray(opened.convert("RGB"))
    inside = _inside(lonlat, family)
    scale = world.shape[1] / 360.0
    places = [(90.0 - lonlat[inside, 1]) * scale - 0.5, (lonlat[inside, 0] + 180.0) % 360.0 * scale - 0.5]
    warped = np.full((len(lonlat), 3), 255, dtype=np.uint8)
    bands = [
        map_coordinates(world[..., band], places, np.float32, order=1, mode="nearest") for band in range(3)
    ]
    warped[inside] = np.rint(_softened(np.column_stack(bands))).astype(np.uint8)
    return warped


def _inside(lonlat: Array, family: Family) -> Any:
    inside = np.isfinite(lonlat).all(axis=1)
    if family.polar:
        inside &= lonlat[:, 1] >= 0
    return inside


def _softened(colours: Any) -> Any:
    grey = colours.mean(axis=1, keepdims=True)
    quiet = grey + _COLOUR * (colours - grey)
    return 255.0 - _TONE * (255.0 - quiet)
