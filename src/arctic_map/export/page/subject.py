"""What a page is about, and the part and rotation of the map that show it largest."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from arctic_map.export.page.inset import is_whole
from arctic_map.export.page.layout import LARGE, text_scale
from arctic_map.export.request import Request
from arctic_map.geo.position import within
from arctic_map.geo.projections import DEFAULT
from arctic_map.geo.turning import ALONG, rotation, turned
from arctic_map.model.catalog import BASE, DRAWN, LayerKind
from arctic_map.model.feature import Feature
from arctic_map.model.itinerary import LAYER
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.projection import Box, Projection
from arctic_map.scene.compose import ICE
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.page_texts import shown_routes
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.session.approach import padded
from arctic_map.scene.symbology.legend import signs

ROOM = 0.06
"""Margin around the subject, relative to its size."""
TURNS = range(-75, 76, 5)
"""Degrees by which a map may be turned. Beyond them, a familiar coast is hard to recognise."""
WORTH = 1.1
"""How much larger the subject must be on a turned map, or on one whose names have to be placed anew."""
OVERVIEW = 1.6
"""How much more than the subject the window may show and still count as a view of it."""

Points = list[tuple[float, float]]


def only_subject(scene: Scene, drawings: Drawings, request: Request) -> Scene:
    """The scene without what the page is not about, unless everything is requested."""
    about = _own_subject(scene, request.facts)
    if request.everything or not (about or any(layer.file and layer.shown for layer in scene.layers)):
        return scene
    by_id = {layer.id: layer for layer in scene.catalog.layers}
    others = frozenset(
        feature.id
        for layer in scene.layers
        if layer.shown and _may_leave(layer)
        for feature in by_id[layer.id].features
        if feature.id not in about
    )
    layers = tuple(
        replace(layer, shown=layer.shown and any(each.id in about for each in by_id[layer.id].features))
        if _may_leave(layer)
        else layer
        for layer in scene.layers
    )
    filtered = replace(scene.filtered_out, features=scene.filtered_out.features | others)
    shown = [by_id[layer.id] for layer in layers if layer.shown]
    return replace(
        scene,
        layers=layers,
        filtered_out=filtered,
        signs=signs(
            scene.catalog.symbology,
            [layer for layer in shown if not layer.file],
            scene.facts,
            filtered,
            lambda id: drawings.shapes(id, scene.projection.id).spots or {},
        ),
    )


def framed(scene: Scene, drawings: Drawings, request: Request, shape: float | None = None) -> Request:
    """The request with the box around its subject, and the meridian down that makes it largest.

    A requested box stays, and so does the view of a window that does not show all of the subject. `shape` is
    width divided by height of the map, None for one that fills the page.
    """
    if request.box is not None:
        return request
    points = subject(scene, drawings, request)
    shown = scene.goal.box if scene.goal else scene.viewport.box if scene.viewport else None
    if not points or (shown and not _is_overview(shown, _round(points), scene.projection)):
        return replace(request, box=shown or scene.projection.printed)
    points = _hull(points)
    down = _turn(points, scene.projection, shape or shape_of(request)) if _may_turn(scene, request) else None
    if down is not None:
        points = _rotated(points, scene.projection, down)
        return replace(request, box=padded(_round(points), ROOM), meridian=down)
    return replace(request, box=padded(_round(points), ROOM))


def subject(scene: Scene, drawings: Drawings, request: Request) -> Points:
    """Points in projected metres around everything that the page is about; none for a map of the world."""
    own = _own_subject(scene, request.facts)
    files = [layer for layer in scene.layers if layer.file and layer.shown]
    points = [*_points(scene, drawings, own), *_corners(scene, drawings, files)] if own or files else []
    if scene.projection.is_world:
        if not (points or scene.catalog.publisher):
            points = [*_points(scene, drawings, _everything(scene))]
        return points if points and not is_whole(padded(_round(points), ROOM), scene.projection) else []
    return points or [*_points(scene, drawings, _headline(scene) or _everything(scene))]


def _own_subject(scene: Scene, facts: Collection[str]) -> frozenset[str]:
    """Ids of the features of requested ways and listed facts."""
    by_id = {layer.id: layer for layer in scene.catalog.layers}
    ids = {id for fact in facts if (each := scene.catalog.fact.get(fact)) for id in each.features}
    if shown_routes(scene):
        ids |= {feature.id for feature in by_id[LAYER].features}
    return frozenset(ids)


def _headline(scene: Scene) -> frozenset[str]:
    """Ids of the features of the first headline that holds on a polar map, and the rest of their layers."""
    styles, shown = scene.catalog.symbology.styles, _visible(scene)
    of = {feature.id: feature for layer in shown for feature in shown[layer]}
    for row in scene.catalog.headlines:
        if all(id in of and not ((style := styles.get(of[id].style)) and style.far) for id in row.features):
            layers = {scene.catalog.layer_of[id] for id in row.features}
            return frozenset(feature.id for layer in layers for feature in shown[layer])
    return frozenset()


def _everything(scene: Scene) -> frozenset[str]:
    topical = {layer.id for layer in scene.layers if layer.topic != BASE}
    shown = _visible(scene)
    return frozenset(feature.id for layer in topical & shown.keys() for feature in shown[layer])


def _visible(scene: Scene) -> dict[str, list[Feature]]:
    """The visible features of each visible layer of the atlas."""
    shown, hidden = {layer.id for layer in scene.layers if layer.shown}, scene.filtered_out.features
    return {
        layer.id: [feature for feature in layer.features if feature.id not in hidden]
        for layer in scene.catalog.layers
        if layer.id in shown and not layer.file
    }


def _may_leave(layer: SceneLayer) -> bool:
    return not layer.file and layer.kind is LayerKind.FEATURES and layer.topic not in (BASE, ICE, YOURS)


def _points(scene: Scene, drawings: Drawings, ids: Collection[str]) -> Iterator[tuple[float, float]]:
    """Yield the vertices of features, without lines that leave a hemisphere if there are others."""
    styles = scene.catalog.symbology.styles
    shapes = [
        shape
        for layer in scene.layers
        if layer.kind in DRAWN and not layer.file and (layer.shown or ids)
        for shape in drawings.shapes(layer.id, scene.projection.id).shapes
        if shape.feature in ids
    ]
    whole = scene.catalog.symbology.whole
    near = [shape for shape in shapes if not ((row := styles.get(whole(shape.style))) and row.far)]
    for shape in shapes if scene.projection.is_world or not near else near:
        for part in shape.parts:
            yield from zip(part[::2], part[1::2], strict=True)


def _corners(scene: Scene, drawings: Drawings, layers: Sequence[SceneLayer]) -> Iterator[tuple[float, float]]:
    """Yield the vertices of opened files, or their corners if they are on disk. Rasters are behind others."""
    features = [layer for layer in layers if layer.kind is not LayerKind.RASTER]
    for layer in features or layers:
        if layer.kind in (LayerKind.ROWS, LayerKind.RASTER):
            box = drawings.box(layer.id, scene.projection.id)
            # A picture of more than the first view is a background.
            behind = layer.kind is LayerKind.RASTER and box and within(scene.projection.home, box)
            if box and not behind:
                yield from ((x, y) for x in box[::2] for y in box[1::2])
            continue
        for shape in drawings.shapes(layer.id, scene.projection.id).shapes:
            for part in shape.parts:
                yield from zip(part[::2], part[1::2], strict=True)


def _may_turn(scene: Scene, request: Request) -> bool:
    """Whether neither the projection nor its meridian was chosen, and no file depends on them."""
    return (
        request.may_turn
        and request.meridian is None
        and scene.projection.id == DEFAULT.id
        and not request.world_file
    )


def _turn(points: Points, projection: Projection, shape: float) -> int | None:
    """The meridian down with which the subject is largest on a map of this shape; None for the usual one."""

    def needed(turn: int) -> float:
        x0, y0, x1, y1 = padded(_round(_rotated(points, projection, round(projection.down) + turn)), ROOM)
        return max(x1 - x0, (y1 - y0) * shape)

    best = 0
    for turns in ([down - round(projection.down) for down in ALONG], TURNS):
        candidate = min(turns, key=lambda turn: (needed(turn), abs(turn)))
        best = candidate if needed(candidate) * WORTH < needed(best) else best
    return round(projection.down) + best if best else None


def _hull(points: Points) -> Points:
    """The corners of the convex hull, which decide the box of a rotated subject."""
    half: list[Points] = []
    for run in (sorted(set(points)), sorted(set(points), reverse=True)):
        chain: Points = []
        for x, y in run:
            while len(chain) > 1 and (chain[-1][0] - chain[-2][0]) * (y - chain[-2][1]) <= (
                chain[-1][1] - chain[-2][1]
            ) * (x - chain[-2][0]):
                chain.pop()
            chain.append((x, y))
        half.append(chain)
    return [*half[0], *half[1]]


def _rotated(points: Points, projection: Projection, down: int) -> Points:
    turn = rotation(projection, turned(DEFAULT, down).down)
    return [turn(*point) for point in points]


def shape_of(request: Request) -> float:
    """Width divided by height of a map that fills the page between title and sources."""
    width, height = request.css
    scale = text_scale(width, height) * request.text_scale
    across, down = 2 * LARGE.side * scale, (LARGE.top + LARGE.foot) * scale
    return max(width - across, width / 2) / max(height - down, height / 2)


def _is_overview(shown: Box, about: Box, projection: Projection) -> bool:
    """Whether a view shows all of the subject, or of the first view, and little else."""
    home, wide, high = projection.home, shown[2] - shown[0], shown[3] - shown[1]
    # The window may round the first view to whole pixels.
    around = shown[0] - wide / 99, shown[1] - high / 99, shown[2] + wide / 99, shown[3] + high / 99
    sides = (home[2] - home[0], home[3] - home[1], about[2] - about[0])
    return (within(about, around) or within(home, around)) and min(wide, high) <= OVERVIEW * max(sides)


def _round(points: Points) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
