"""Navigation to something found: what to show, select and move to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from arctic_map.errors import WrongLink
from arctic_map.geo.position import project
from arctic_map.geo.projections import HORIZON, PROJECTIONS, centred_on, projection_named
from arctic_map.geo.turning import around, base_id, moved, rotation, turned
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.feature import Feature
from arctic_map.model.projection import Box, Projection, Viewport
from arctic_map.model.style import Theme
from arctic_map.model.tr import tr
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions, approach
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.session import Session, filtered_out
from arctic_map.scene.timeline import Range
from arctic_map.scene.words.links import Link, require
from arctic_map.scene.words.measures import projection_words
from arctic_map.scene.words.words import capitalised, enumerated, name_of

WORLD = "world"
TROPIC = 23.4
"""Degrees north. Farther south, polar projections distort lengths too much for comparisons."""
NEAR = 600_000.0
"""Half the width of the view around a typed position, metres."""
SIDE = 800.0
"""Pixels of the first view, which the map fits into its own size."""


@dataclass(frozen=True, slots=True)
class Journey:
    """Actions to apply one after the other, as a new projection must be set before the map moves on it."""

    steps: tuple[Action, ...]
    message: str = ""
    """Message for the reader, as a sentence."""


def first_view(catalog: Catalog, theme: Theme) -> Session:
    """The session with which an atlas opens: an atlas of the user on its places."""
    projection = approach.opening(catalog)
    session = Session(theme=theme, projection=projection.id)
    if (box := approach.home_of(catalog, projection)) is None:
        return session
    x0, y0, x1, y1 = box
    resolution = max(x1 - x0, y1 - y0) / SIDE
    view = Viewport((x0 + x1) / 2, (y0 + y1) / 2, resolution, (x1 - x0) / resolution, (y1 - y0) / resolution)
    return replace(session, viewport=view)


def to_feature(id: str, scene: Scene, drawings: Drawings) -> Journey:
    """Navigate to a feature."""
    if id not in scene.catalog.features and (known := scene.catalog.rows_of(id)):
        return _to_row(id, *known, scene, drawings)
    name = name_of(scene.catalog.features[id], scene.preferences.names)
    return _to(actions.select_feature(id), [id], scene, drawings, name)


def _to_row(id: str, layer: Layer, row: int, scene: Scene, drawings: Drawings) -> Journey:
    """Navigate to a feature on disk, on the world map if the present projection does not show it."""
    rows = drawings.files.rows(layer.id)
    here, world = scene.projection, projection_named(WORLD)
    show, select = actions.show_layers([layer.id], True), actions.select_feature(id)
    for projection in (here, world):
        box = rows.box(projection.family, row) if rows else None
        if box and (there := approach.with_room(around(box, projection.ground))):
            turns = projection.id != here.id
            turn = (actions.change_projection(projection),) if turns else ()
            return Journey((show, *turn, select, actions.go_to(there)), _outside(layer.name) if turns else "")
    return Journey((show, select), tr("{name} has no position on the map", name=layer.name))


def to_layers(ids: Sequence[str], scene: Scene, drawings: Drawings, *, smooth: bool = True) -> Journey:
    """Navigate to whole layers, on the world map if the present projection shows none of them."""
    show, projection = actions.show_layers(ids, True), scene.projection

    def extent() -> Box | None:
        return approach.goal_of([box for id in ids if (box := drawings.box(id, projection.id))])

    if (box := extent()) is not None:
        return Journey((show, actions.go_to(box, smooth=smooth)))
    projection = projection_named(WORLD)
    go = (actions.go_to(box),) if (box := extent()) else ()
    names = enumerated([layer.name for layer in scene.layers if layer.id in ids])
    return Journey((show, actions.change_projection(projection), *go), _outside(names))


def to_fact(id: str, scene: Scene, drawings: Drawings) -> Journey:
    """Navigate to all places of a fact; without places the map stays."""
    return _to(actions.select_fact(id), scene.catalog.fact[id].features, scene, drawings, id, fact=id)


def to_facts(ids: Sequence[str], scene: Scene, drawings: Drawings) -> Journey:
    """Navigate to all places of several facts and highlight them; the first fact is selected."""
    if len(ids) == 1:
        return to_fact(ids[0], scene, drawings)
    places = tuple(dict.fromkeys(place for id in ids for place in scene.catalog.fact[id].features))
    return _to(actions.compare(places, ids[0]), places, scene, drawings, enumerated(ids), fact=ids[0])


def to_month(month: int | None, scene: Scene) -> Journey:
    """Navigate to the ice of a month, and show the monthly layers."""
    hidden = {layer.id for layer in scene.layers if not layer.shown} & scene.catalog.monthly_layers
    show = (actions.show_layers(hidden, True),) if hidden else ()
    return Journey((*show, actions.choose_month(month)))


def to_person(id: str) -> Journey:
    """Navigate to the facts of a person; the map stays."""
    return Journey((actions.select_person(id),))


def to_position(
    lon: float, lat: float, scene: Scene, down: int | None = None, when: Range | None = None
) -> Journey:
    """Navigate to a position in degrees; `down` rotates to a meridian, `when` sets the period."""
    select = actions.select_position(lon, lat)
    projection = scene.projection if down is None else _turned(scene.projection, down)
    turn = (actions.change_projection(projection),) if projection.id != scene.projection.id else ()
    period = (actions.choose_range(when),) if when else ()
    if place := project(projection, lon, lat):
        return Journey((*period, *turn, select, actions.go_to(_round(*place))))
    world = projection_named(WORLD)
    place = project(world, lon, lat)
    go = (actions.go_to(_round(*place)),) if place else ()
    outside = tr("Shown on the world map: this projection does not reach this position")
    return Journey((*period, actions.change_projection(world), select, *go), outside)


def to_meridian(down: int, scene: Scene) -> Journey:
    """Rotate the map to a meridian, whole degrees east, at the same place."""
    projection = turned(projection_named(base_id(scene.projection.id)), down)
    box = scene.viewport.box if scene.viewport else scene.projection.home
    there = moved(box, rotation(scene.projection, projection.down))
    steps = (actions.change_projection(projection), actions.go_to(there, smooth=False, exact=True))
    return Journey(steps, capitalised(projection.label))


def to_centre(lon: float, lat: float, scene: Scene) -> Journey:
    """Centre the projection on a position in degrees; the map shows as much around it as before."""
    projection = centred_on(lon, lat)
    x0, y0, x1, y1 = scene.viewport.box if scene.viewport else projection.home
    half_w, half_h = (min(side / 2, HORIZON) for side in (x1 - x0, y1 - y0))
    x, y = project(projection, lon, lat) or (0.0, 0.0)
    box = x - half_w, y - half_h, x + half_w, y + half_h
    steps = (actions.change_projection(projection), actions.go_to(box, smooth=False, exact=True))
    return Journey(steps, capitalised(projection_words(projection)))


def to_compare(ids: Iterable[str], fact: str | None, scene: Scene, drawings: Drawings) -> Journey:
    """Compare features, on the world map if the present projection would distort them."""
    known = [id for id in ids if id in scene.catalog.features]
    south = any(_southernmost(scene.catalog.features[id]) < TROPIC for id in known)
    turn = south and scene.projection.pole is not None
    return _to(actions.compare(known, fact), known, scene, drawings, None, turn=turn)


def dead_end(link: Link, scene: Scene) -> str:
    """Why a link cannot be followed, as a sentence; empty if it can."""
    try:
        require(link, scene.catalog)
    except WrongLink as error:
        return str(error)
    return ""


def _to(
    select: Action,
    ids: Iterable[str],
    scene: Scene,
    drawings: Drawings,
    name: str | None,
    *,
    fact: str = "",
    turn: bool = False,
) -> Journey:
    """Navigate to features with a name; None for a comparison."""
    ids, catalog = tuple(ids), scene.catalog
    hidden = scene.features_hidden.intersection(ids)
    lifted = _is_filtered_out(ids, fact, scene)
    show = actions.show_layers({catalog.layer_of[id] for id in ids}, True)
    projection: Projection = scene.projection
    box = None if turn else approach.box_of(ids, catalog, projection.id, drawings)
    has_place = any(catalog.features[id].place() for id in ids)
    if box is None and has_place:
        projection = projection_named(WORLD)
        box = approach.box_of(ids, catalog, projection.id, drawings)
    sentences = [_lifted(name)] if lifted else []
    subject = tr("The comparison") if name is None else name
    if hidden:
        sentences.append(tr("{name} was hidden and is shown again", name=subject))
    if ids and not has_place:
        sentences.append(tr("{name} has no position on the map", name=subject))
    if projection.id != scene.projection.id:
        sentences.append(tr("{name} is shown on the world", name=subject) if turn else _outside(name))
    steps = (
        *((actions.filter_nothing,) if lifted else ()),
        *((actions.show_features(hidden, True),) if hidden else ()),
        *_month_of(ids, scene),
        show,
        *((actions.change_projection(projection),) if projection.id != scene.projection.id else ()),
        select,
        *((actions.go_to(box),) if box else ()),
    )
    return Journey(steps, "; ".join(sentences))


def _turned(projection: Projection, down: int) -> Projection:
    """The projection rotated to a meridian (degrees east); the first one if it cannot be rotated."""
    base = projection_named(base_id(projection.id))
    return turned(base if base.turns else PROJECTIONS[0], down)


def _month_of(ids: Iterable[str], scene: Scene) -> Iterator[Action]:
    """Yield the selection of a month if one of the features belongs to another month."""
    months = [month for id in ids if (month := scene.catalog.features[id].month)]
    if months and scene.month not in months:
        yield actions.choose_month(months[0])


def _is_filtered_out(ids: Iterable[str], fact: str, scene: Scene) -> bool:
    """Whether filters exclude any of it, apart from features hidden by hand."""
    if not (scene.when or scene.kinds_hidden or scene.precisions_hidden):
        return False
    session = Session(
        when=scene.when, kinds_hidden=scene.kinds_hidden, precisions_hidden=scene.precisions_hidden
    )
    out = filtered_out(scene.catalog, session)
    return bool(out.features.intersection(ids)) or fact in out.facts


def _round(x: float, y: float) -> Box:
    return x - NEAR, y - NEAR, x + NEAR, y + NEAR


def _lifted(name: str | None) -> str:
    if name is None:
        return tr("The filters were removed to show the comparison")
    return tr("The filters were removed to show {name}", name=name)


def _outside(name: str | None) -> str:
    if name is None:
        return tr("Shown on the world map: this projection does not reach the comparison")
    return tr("Shown on the world map: this projection does not reach {name}", name=name)


def _southernmost(feature: Feature) -> float:
    """The southernmost latitude of a lane, degrees; 90 for other features."""
    from arctic_map.geo import clean  # loads numpy and shapely late, as a start does not need them

    lanes = clean.lines(feature.geometry, feature.edges)
    return min((float(lane[:, 1].min()) for lane in lanes), default=90.0)
