"""What the options for a map describe: its content, files, route, session and page."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.file_arguments import chosen
from arctic_map.cli.map_options import request_of
from arctic_map.cli.parser import UsageError, suggestion
from arctic_map.cli.text import ProgressOutput, complain
from arctic_map.errors import UnknownName
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import base_id, turned
from arctic_map.model.export_formats import format_of
from arctic_map.model.itinerary import LAYER, Speeds
from arctic_map.model.layer_style import PLAIN
from arctic_map.model.opened import parted
from arctic_map.model.preferences import Preferences
from arctic_map.model.tr import tr, tr_later
from arctic_map.render.headless import fitting
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.page_texts import not_on_route
from arctic_map.scene.routing.way_layer import with_route
from arctic_map.scene.session.approach import opening
from arctic_map.scene.session.saved_sessions import missing, missing_files, restored_view
from arctic_map.scene.session.session import Session
from arctic_map.scene.styling import has_bands
from arctic_map.storage import embedded_view
from arctic_map.storage.base_map import land_on
from arctic_map.storage.languages import LANGUAGES, wording
from arctic_map.storage.preparation import read_drawing, read_labelled
from arctic_map.storage.route_data import read_straits

if TYPE_CHECKING:
    from arctic_map.cli.export_files import MapFiles
    from arctic_map.export.request import Request
    from arctic_map.model.catalog import Catalog, Layer
    from arctic_map.model.projection import Box, Projection
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.routing.routes import Plan
    from arctic_map.scene.scene import Scene

MAX_LISTED = 12
"""Most names that an error lists."""
READING = 0.4
"""Share of the progress for reading, when a file is converted."""


@dataclass(frozen=True, slots=True)
class PreparedMap:
    """What the options describe, before its scene is composed."""

    catalog: Catalog
    session: Session
    drawings: Drawings
    request: Request
    plan: Plan | None
    files: MapFiles | None

    def scene_of(self, session: Session, *, whole: bool = False) -> tuple[Scene, Drawings]:
        """The scene of a session, with its drawings. A `whole` one has the attributes of each row."""
        catalog, drawings = self.catalog, self.drawings
        if self.files:
            catalog, session, drawings = _with_styles(self.files, catalog, session, drawings, whole=whole)
        return compose(catalog, session, drawings, self.plan), drawings


def prepared_map(
    options: argparse.Namespace,
    catalog: Catalog,
    drawings: Drawings | None,
    folder: Path,
    progress: ProgressOutput,
    *,
    whole: bool,
) -> PreparedMap:
    """What the options describe, with their files and route. Raises UsageError and ArcticMapError.

    A `whole` one can show every projection.
    """
    files = None
    if options.files:
        files = _files(options, folder, progress.part(0.0, READING))
        catalog = files.added_to(catalog)
        drawings = None
        _use_ids(options, [layer for layer in catalog.layers if layer.file])
    view = _snapshot(options, catalog)
    plan = _plan(options, catalog, view)
    drawings = drawings or drawings_for(catalog, read_drawing, read_labelled, land_on)
    catalog = with_route(catalog, plan, options.units or "km", (wording(each) for each in LANGUAGES))
    drawings = drawings.with_route(next((layer for layer in catalog.layers if layer.id == LAYER), None))
    require_known(options, catalog)
    projection = _projection(options, view, catalog)
    request = request_of(options, view)
    _say_what_is_ignored(options)
    session = _session(options, catalog, view, projection, plan)
    if session.notes:
        # Late import: shapely takes 150 ms and is needed here only for pictures with notes.
        from arctic_map.scene.sketches.notes import drawings_of, with_notes

        hidden = session.features_hidden
        for noted in drawings_of(catalog, session.notes, session.preferences, hidden):
            drawings = drawings.with_files(drawings.files.with_file(noted))
        catalog = with_notes(catalog, session.notes, session.preferences, hidden)
    if files:
        drawings = files.drawn(
            drawings, {each.family for each in (projection, *(PROJECTIONS if whole else ()))}
        )
    box = _box(options, catalog, projection, drawings) or (
        view.box if view and view.projection == projection.id else None
    )
    request = replace(
        request,
        box=box,
        may_turn=options.projection is None and view is None,
        everything=options.everything or options.layers is not None or options.view is not None,
    )
    return PreparedMap(catalog, session, drawings, request, plan, files)


def _use_ids(options: argparse.Namespace, opened: Sequence[Layer]) -> None:
    """Replace names of opened layers in the options by ids; the name of a file stands for all its layers."""
    named: dict[str, dict[str, None]] = {}
    for layer in opened:
        path = Path(layer.file)
        for name in (layer.name, path.name, parted(path)[0].name):
            named.setdefault(name, {})[layer.id] = None
    if options.layers is not None:
        options.layers = tuple(id for name in options.layers for id in named.get(name, {name: None}))
    if len(fitted := named.get(options.fit, {})) == 1:
        (options.fit,) = fitted


def _files(options: argparse.Namespace, folder: Path, progress: Callable[[float], None]) -> MapFiles:
    """The opened files. Raises ContentError for one that cannot be shown."""
    # Late import: shapely and the readers take 170 ms, which maps without files do not need.
    from arctic_map.cli.export_files import MapFiles

    return MapFiles(
        chosen(options.files, options.crs, options.columns, together=options.together), folder, progress
    )


def _with_styles(
    files: MapFiles, catalog: Catalog, session: Session, drawings: Drawings, *, whole: bool
) -> tuple[Catalog, Session, Drawings]:
    """Catalogue, session and drawings with the opened files in the styles and names of the session.

    A `whole` page has the attributes of each row.
    """
    has_styles = session.styles or session.names or any(map(has_bands, catalog.layers))
    if whole or has_styles:
        # Late import: DuckDB and GDAL take 150 ms, which maps without styled files do not need.
        from arctic_map.cli import export_tables

        if whole:
            export_tables.write_tables_for_page(files)
        if has_styles:
            return export_tables.with_styles(catalog, session, drawings, files)
    return catalog, session, drawings


WAYS_ONLY = ("via", "by", "close", "speed", "ice-speed")
"""Options without effect if there is no route."""
PAPER = ("preset", "size", "dpi", "text-scale", "margin")
"""Options for paper, without effect on other files."""


def _say_what_is_ignored(options: argparse.Namespace) -> None:
    if format_of(options.out).has_size:
        return
    given = [f"--{name}" for name in PAPER if getattr(options, name.replace("-", "_")) is not None]
    if options.without:
        given.append("--without")
    if given:
        complain(
            tr(
                "{file}: not used for {suffix} files: {options}",
                file=options.out,
                suffix=options.out.suffix.lower(),
                options=", ".join(given),
            )
        )


def require_known(options: argparse.Namespace, catalog: Catalog) -> None:
    """Raise UsageError for the first unknown name in the options."""
    layers = [layer.id for layer in catalog.layers]
    for layer in options.layers or ():
        _require(tr_later("there is no layer {name!r}{hint}"), layer, layers)
    for id in options.hide:
        _require(tr_later("there is no layer or feature {name!r}{hint}"), id, [*layers, *catalog.features])
    for style, _ in options.legend or ():
        known = [*catalog.symbology.styles, *catalog.symbology.ground]
        _require(tr_later("there is no style {name!r}{hint}"), style, known)
    for fact in options.facts or ():
        _require(tr_later("there is no fact {name!r}{hint}"), fact, catalog.fact)
    if options.fit is not None:
        known = [*catalog.features, *layers]
        _require(tr_later("there is no feature or layer {name!r}{hint}"), options.fit, known)
    if options.fit is not None and options.extent is not None:
        raise UsageError(tr("--fit and --extent both say what the map shows; use only one of them"))


def _snapshot(options: argparse.Namespace, catalog: Catalog) -> SavedView | None:
    """The requested view: one saved in the atlas by name, or one embedded in a picture, or None."""
    if options.view is not None:
        if options.snapshot is not None:
            raise UsageError(tr("--view and --from both say what the map shows; use only one of them"))
        named = {name: each.view for each in catalog.views for name in (each.name, each.id)}
        if not named:
            raise UsageError(tr("the atlas has no saved views"))
        _require(tr_later("there is no view {name!r}{hint}"), options.view, named)
        return named[options.view]
    if options.snapshot is None:
        return None
    view = embedded_view.read(options.snapshot)
    if lost := missing(view, catalog):
        names = tr(", ").join(lost)
        complain(tr("{file}: the atlas no longer contains {names}", file=options.snapshot, names=names))
    if lost := missing_files(view, catalog):
        complain(
            tr(
                "{file}: it was drawn with {names}, which --with can add again",
                file=options.snapshot,
                names=tr(", ").join(lost),
            )
        )
    return view


def _projection(options: argparse.Namespace, view: SavedView | None, catalog: Catalog) -> Projection:
    name = options.projection or (view.projection if view else opening(catalog).id)
    try:
        map_projection = projection_named(name)
    except UnknownName as error:
        hint = suggestion(name, [projection.id for projection in PROJECTIONS]) or f"; {error.why}"
        raise UsageError(tr("there is no projection {name!r}{hint}", name=name, hint=hint)) from None
    if options.meridian is None:
        return map_projection
    try:
        return turned(projection_named(base_id(map_projection.id)), options.meridian)
    except ValueError as error:
        raise UsageError(tr("--meridian turns polar maps only: {why}", why=error)) from None


def _session(
    options: argparse.Namespace,
    catalog: Catalog,
    view: SavedView | None,
    projection: Projection,
    plan: Plan | None,
) -> Session:
    session = restored_view(view, catalog) if view else start(catalog, Session())
    if options.layers is not None:
        shown = {*options.layers}
        session = replace(
            session, hidden=frozenset(layer.id for layer in catalog.layers if layer.id not in shown)
        )
    elif options.route is not None and view is None and not options.everything:
        session = replace(session, hidden=session.hidden | not_on_route(catalog))
    layers = {layer.id for layer in catalog.layers}
    if options.dates:
        session = _dated(session, options.dates, [layer for layer in catalog.layers if layer.file])
    if options.month is not None and options.layers is None:
        session = replace(session, hidden=session.hidden - catalog.monthly_layers)
    return replace(
        session,
        projection=projection.id,
        hidden=session.hidden - {layer.id for layer in catalog.layers if layer.file}
        | layers.intersection(options.hide),
        features_hidden=session.features_hidden | (set(options.hide) - layers),
        when=options.when or session.when,
        month=options.month or session.month,
        route=plan.requested if plan else session.route,
        speeds=_speeds(options, session.speeds),
        preferences=Preferences(units=options.units or "km", high_contrast=options.high_contrast),
        goal=None,
    )


def _dated(session: Session, column: str, opened: Sequence[Layer]) -> Session:
    """The session with the dates of opened features in a column. Raises UsageError."""
    named = [layer.id for layer in opened if not layer.raster]
    if not named:
        raise UsageError(tr("{option} needs a file with features: also give --with FILE", option="--dates"))
    styles = dict(session.styles)
    dated = {id: replace(styles.get(id, PLAIN), date_field=column) for id in named}
    return replace(session, styles=tuple((styles | dated).items()))


def _plan(options: argparse.Namespace, catalog: Catalog, view: SavedView | None) -> Plan | None:
    """The requested ways, or those of the picture, or None. Raises UsageError and ArcticMapError."""
    saved = view.route if view and view.route.stops else None
    if options.route is None:
        alone = WAYS_ONLY[: 3 if saved else None]
        if given := [name for name in alone if getattr(options, name.replace("-", "_"))]:
            raise UsageError(
                tr("{option} needs a route by sea: also give --route FROM TO", option=f"--{given[0]}")
            )
        if saved is None:
            return None
    # Late import: numpy, shapely and PROJ take 180 ms, which maps without ways do not need.
    from arctic_map.cli import ways

    waters = read_straits()
    route = ways.requested(options.route, options, catalog, waters) if options.route else saved
    month = options.month or (view.month if view else None)
    return ways.found(route, month, waters) if route else None


def _speeds(options: argparse.Namespace, usual: Speeds) -> Speeds:
    return Speeds(options.speed or usual.open, options.ice_speed or usual.ice)


def _box(
    options: argparse.Namespace, catalog: Catalog, projection: Projection, drawings: Drawings
) -> Box | None:
    if options.fit is not None:
        return fitting(options.fit, catalog, projection, drawings)
    if options.extent is None:
        return None
    # Late import: numpy takes 100 ms, and only this option needs it.
    from arctic_map.geo.extent import box_of_degrees

    box = box_of_degrees(projection, *options.extent)
    if box is None:
        raise UsageError(tr("the projection {name} shows nothing of this extent", name=projection.id))
    return box


def _require(problem: str, name: str, known: Iterable[str]) -> None:
    """Raise UsageError with the problem, a marked text, for an unknown name."""
    known = list(known)
    if name not in known:
        few = ", ".join([*known[:MAX_LISTED], *(["…"] if len(known) > MAX_LISTED else [])])
        hint = suggestion(name, known) or tr("; known: {names}", names=few)
        raise UsageError(tr(problem, name=name, hint=hint))
