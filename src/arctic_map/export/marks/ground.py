"""The base map on a page: sea, depths, land and lakes below, rivers, coast and borders above."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from arctic_map.export.marks import clip, strokes
from arctic_map.export.marks.markup import group, tag
from arctic_map.export.marks.path import Field, ToPage, data, thin
from arctic_map.model.projection import FINER_FROM, Affine, Box
from arctic_map.model.style import Style
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.storage import base_map as files
from arctic_map.storage.ground_files import Ground, GroundItem

LAKESHORE = "lakeshore"
BUNDLE = 20
"""Lines per path. Qt strokes a path of 1000 lines three times as long as 50 paths of 20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """Sources of the base map of a family of projections, in metres of the family's projection."""

    level: Callable[[int, Box], Ground]
    """Returns a level of detail, at least within the box (metres)."""
    outline: tuple[tuple[float, float], ...]
    """The edge of the projection without the closing vertex."""
    relief: tuple[Path, Box] | None = None
    """Path of the image, and its box."""
    rivers: Callable[[int, Box], Ground] | None = None
    """Returns the rivers of a level of detail, if the page shows them."""
    read: Callable[[Path], bytes] = Path.read_bytes
    """Reads the image. A greyscale page removes its colours."""


def base_map(family: str, *, with_relief: bool = False, with_rivers: bool = False) -> BaseMap:
    """The base map shipped with the program. Raises ContentError."""
    return BaseMap(
        level=partial(_read_level, family),
        outline=files.read_outline(family),
        relief=files.read_relief(family) if with_relief else None,
        rivers=partial(_read_rivers, family) if with_rivers else None,
    )


# A preview draws the same part of the Earth repeatedly.
_read_level = lru_cache(maxsize=4)(files.read_level)
_read_rivers = lru_cache(maxsize=4)(files.read_rivers)


def level(scene: Scene, base: BaseMap, field: Field) -> Ground:
    """The level of detail for the view, within its box."""
    return base.level(level_for(field.detail), _seen_box(scene.projection.ground, field))


def level_for(zoom: float) -> int:
    """The level of detail for a zoom."""
    return sum(zoom >= from_zoom for from_zoom in FINER_FROM)


def sea(scene: Scene, base: BaseMap, field: Field) -> str:
    """The sea up to the edge of the projection."""
    d = data(_outline(scene, base, field), closed=True)
    return tag("path", d=d, id="sea", fill=scene.look.palette.sea) if d else ""


def fills(scene: Scene, level: Ground, field: Field) -> Iterator[str]:
    """Yield the filled items."""
    items = scene.look.palette.items
    return (_item(scene, level, field, name, True) for name, style in items.items() if style.fill)


def lines(scene: Scene, level: Ground, field: Field) -> Iterator[str]:
    """Yield the line items."""
    return (_item(scene, level, field, name, False) for name in line_items(scene))


def rivers(scene: Scene, base: BaseMap, field: Field) -> str:
    """The rivers, in the style of lakeshores."""
    style, layer = scene.look.palette.items.get(LAKESHORE), _shown(scene, LAKESHORE)
    if base.rivers is None or style is None or layer is None:
        return ""
    streams = base.rivers(level_for(field.detail), _seen_box(scene.projection.ground, field))
    marks = _stroked(
        streams.items["river"], field.to_page(scene.projection.ground, streams.quantum), field, style
    )
    named = scene.wording("Rivers")
    return group(*marks, id="ground-river", named=named, opacity=_opacity(layer)) if marks else ""


def line_items(scene: Scene) -> tuple[str, ...]:
    """The line items in drawing order."""
    items = scene.look.palette.items
    return tuple(name for name, style in items.items() if style.stroke and not style.fill)


def shows(scene: Scene, level: Ground, field: Field, name: str) -> bool:
    """Whether any line of an item is on the map."""
    item = level.items.get(name)
    return item is not None and any(
        True for _ in _pieces(item, field.to_page(scene.projection.ground, level.quantum), field)
    )


def edge(scene: Scene, base: BaseMap, field: Field) -> str:
    """The edge of the projection, as far as it is on the map."""
    to_page = field.to_page(scene.projection.ground)
    ring = thin(to_page(_flat((*base.outline, base.outline[0]))))
    d = data(clip.line(ring, field.clip), closed=False)
    style = scene.look.palette.items.get("outline", Style())
    return strokes.stroke(d, style) if d else ""


def foot(scene: Scene, base: BaseMap, field: Field) -> str:
    """A line that closes the projection where the map's lower edge cuts it."""
    style, bottom = scene.look.palette.items.get("outline", Style()), field.edge[3]
    xs = [
        x
        for ring in _outline(scene, base, field)
        for x, y in zip(*ring, strict=True)
        if abs(y - bottom) < 0.5
    ]
    return strokes.stroke(data([([min(xs), max(xs)], [bottom, bottom])], closed=False), style) if xs else ""


def relief(scene: Scene, base: BaseMap, field: Field) -> str:
    """The relief image, turned to the projection, with paper over everything outside the map."""
    shown = next((layer for layer in scene.layers if layer.kind == "image" and layer.shown), None)
    if shown is None or base.relief is None:
        return ""
    file, (x0, y0, x1, y1) = base.relief
    k = 1 / field.view.resolution
    m = field.to_page(scene.projection.ground, field.view.resolution)
    (left,), (top,) = m((x0 * k, y1 * k))
    # The image is made for light paper, and a dark look makes it more transparent.
    opacity = shown.opacity * scene.look.palette.items.get("relief", Style()).opacity
    kind = "png" if file.suffix == ".png" else "jpeg"
    picture = tag(
        "image",
        width=(x1 - x0) * k,
        height=(y1 - y0) * k,
        # Image rows run downwards from the upper left corner, projected metres upwards.
        transform=f"matrix({m.a:.9g} {m.d:.9g} {-m.b:.9g} {-m.e:.9g} {left:.3f} {top:.3f})",
        preserveAspectRatio="none",
        opacity=opacity if opacity < 1 else None,
        href=f"data:image/{kind};base64,{b64encode(base.read(file)).decode()}",
    )
    return group(picture, _mask(scene, base, field), id=f"layer-{shown.id}", named=shown.name)


def _mask(scene: Scene, base: BaseMap, field: Field) -> str:
    """Paper outside the map. Not every SVG reader supports clip paths."""
    far = 20_000.0
    page: clip.Points = [-far, far, far, -far], [-far, -far, far, far]
    holes = _outline(scene, base, field)
    d = data((page, *holes), closed=True)
    return tag("path", d=d, fill=scene.look.palette.paper, fill_rule="evenodd")


def _outline(scene: Scene, base: BaseMap, field: Field) -> list[clip.Points]:
    ring = clip.ring(thin(field.to_page(scene.projection.ground)(_flat(base.outline))), field.clip)
    return [ring] if ring else []


def _item(scene: Scene, level: Ground, field: Field, name: str, filled: bool) -> str:
    """An item of the base map. Fills are one path, so that no seams show between cells."""
    layer = _shown(scene, name)
    item, style = level.items.get(name), scene.look.palette.items.get(name)
    if layer is None or item is None or style is None:
        return ""
    to_page = field.to_page(scene.projection.ground, level.quantum)
    if filled:
        d = data(_rings(item, to_page, field), closed=True)
        marks = [strokes.area(d, style)] if d else []
    else:
        marks = _stroked(item, to_page, field, style)
    return group(*marks, id=f"ground-{name}", named=layer.name, opacity=_opacity(layer)) if marks else ""


def _stroked(item: GroundItem, to_page: ToPage, field: Field, style: Style) -> list[str]:
    pieces = _pieces(item, to_page, field)
    bundles = iter(lambda: tuple(islice(pieces, BUNDLE)), ())
    return [strokes.stroke(data(bundle, closed=False), style) for bundle in bundles]


def _rings(item: GroundItem, to_page: ToPage, field: Field) -> Iterator[clip.Points]:
    for part in _seen(item, to_page, field):
        ring = clip.ring(thin(part, field.near), field.clip)
        if ring:
            yield ring


def _pieces(item: GroundItem, to_page: ToPage, field: Field) -> Iterator[clip.Points]:
    for part in _seen(item, to_page, field):
        yield from clip.line(thin(part, field.near), field.clip)


def _seen(item: GroundItem, to_page: ToPage, field: Field) -> Iterator[clip.Points]:
    x0, y0, x1, y1 = field.clip
    for cell in item.cells:
        left, top, right, bottom = to_page.box(cell.box)
        if left <= x1 and right >= x0 and top <= y1 and bottom >= y0:
            for part in cell.parts:
                yield to_page(part)


def _flat(points: tuple[tuple[float, float], ...]) -> tuple[float, ...]:
    return tuple(number for point in points for number in point)


def _seen_box(turn: Affine, field: Field) -> Box:
    """The box of the view in metres of the family's projection."""
    x0, y0, x1, y1 = field.view.box
    beyond = field.bleed * field.view.resolution
    corners = [(x, y) for x in (x0 - beyond, x1 + beyond) for y in (y0 - beyond, y1 + beyond)]
    det = turn.a * turn.e - turn.b * turn.d
    us = [(turn.e * (x - turn.c) - turn.b * (y - turn.f)) / det for x, y in corners]
    vs = [(turn.a * (y - turn.f) - turn.d * (x - turn.c)) / det for x, y in corners]
    return min(us), min(vs), max(us), max(vs)


def _shown(scene: Scene, item: str) -> SceneLayer | None:
    return next((layer for layer in scene.layers if layer.shown and item in layer.items), None)


def _opacity(layer: SceneLayer) -> float | None:
    return layer.opacity if layer.opacity < 1 else None
