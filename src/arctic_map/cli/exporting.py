"""One map as options describe it: what they are, and how it is drawn into a file."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from arctic_map.cli import values, ways
from arctic_map.cli.file_layers import add_crs, chosen
from arctic_map.cli.file_styles import Table, with_styles
from arctic_map.cli.many import Few, Many, is_of_features
from arctic_map.cli.parser import Parser, UsageError, suggestion
from arctic_map.cli.shares import Shares
from arctic_map.cli.text import complain
from arctic_map.errors import ContentError, UnknownName
from arctic_map.export.request import ALL, Request
from arctic_map.files import snapshot
from arctic_map.files.land import land_on
from arctic_map.files.languages import LANGUAGES, wording
from arctic_map.files.own_folder import own_folder, sweep
from arctic_map.files.prepared import read_drawing, read_labelled
from arctic_map.files.reading import Unreadable
from arctic_map.files.straits import read_straits
from arctic_map.geo.extent import box_of_degrees
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import base_id, turned
from arctic_map.model.itinerary import Speeds
from arctic_map.model.opened import Choice, OpenedFile
from arctic_map.model.preferences import NAMES, Preferences
from arctic_map.model.route_layer import LAYER
from arctic_map.model.style import Colours
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.opened import free_hue, with_files
from arctic_map.scene.routing.layer import with_route
from arctic_map.scene.session.restoring import missing, missing_files, restored
from arctic_map.scene.session.session import Session

if TYPE_CHECKING:
    from arctic_map.export.request import Request
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.projection import Box, Projection
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.routing.plan import Plan
    from arctic_map.scene.session.session import Session

PAGES_OF_THEIR_OWN = (".html", ".htm")
MOST_PROBLEMS = 5
"""Of a reader's own file: as many are told."""


def read_by(name: str) -> Callable[[str], Any]:
    """Reads an option's text; how is loaded only when a map is exported, so that no window waits for it."""

    def read(text: str) -> Any:
        return getattr(values, name)(text)

    return read


def add_options(command: Parser) -> None:
    """What describes one map."""
    page = command.add_argument_group("the page")
    page.add_argument("--preset", metavar="NAME", help="a size by its name, such as a4-landscape")
    page.add_argument(
        "--size",
        metavar="WxH",
        type=read_by("size"),
        help="width and height in pixels, or with mm or in behind (1920x1080)",
    )
    page.add_argument(
        "--dpi", metavar="N", type=read_by("dpi"), help="pixels to an inch (96; 300 for sizes in mm or in)"
    )
    page.add_argument("--theme", choices=get_args(Colours), default=None, help="colours (light)")
    page.add_argument(
        "--high-contrast", action="store_true", help="stronger words and lines, in light or dark colours"
    )
    page.add_argument(
        "--language", choices=NAMES, help="language of all words on the page, place names too (en)"
    )
    page.add_argument("--names", choices=NAMES, help="language of place names alone")
    page.add_argument("--units", choices=("km", "nmi", "mi"), help="unit of the scale bar (km)")
    page.add_argument("--title", metavar="TEXT", type=read_by("line"), help="instead of the atlas's own")
    page.add_argument("--subtitle", metavar="TEXT", type=read_by("line"), help="instead of the atlas's own")
    page.add_argument(
        "--legend",
        metavar="STYLE=WORDS",
        type=read_by("legend_line"),
        action="append",
        help="other words for a line of the legend, none to leave it out; may be given several times",
    )
    page.add_argument(
        "--without", metavar="PART,PART", type=read_by("parts"), default=frozenset(), help="leave parts out"
    )
    page.add_argument(
        "--facts", metavar="ID,ID", type=read_by("names"), help="facts to list, with their numbers on the map"
    )
    page.add_argument(
        "--text-scale", metavar="N", type=read_by("text_scale"), help="size of words and marks (1)"
    )
    page.add_argument("--margin", metavar="N", type=read_by("margin"), help="margin, in the unit of the size")
    page.add_argument(
        "--quality", metavar="N", type=read_by("quality"), help="of a JPEG or WebP, 1 to 100 (92)"
    )
    page.add_argument("--outlines", action="store_true", help="words of an SVG as shapes, not as text")
    page.add_argument(
        "--world-file",
        action="store_true",
        help="write a file beside a PNG or JPEG, .pgw or .jgw: where its pixels lie",
    )
    view = command.add_argument_group("the map")
    view.add_argument("--view", metavar="NAME", help="a view that the atlas holds under this name")
    view.add_argument(
        "--from", dest="snapshot", metavar="SNAPSHOT", type=Path, help="the view that this picture carries"
    )
    view.add_argument(
        "--with",
        dest="files",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a file of yours to be drawn too, or FILE:LAYER for one of its layers; may be given several "
        "times, and be named by --fit and --layers",
    )
    add_crs(view)
    view.add_argument(
        "--projection", metavar="P", help="map projection: nsr, 3413, 3576, 3995 or world (nsr)"
    )
    view.add_argument(
        "--meridian",
        metavar="DEGREES",
        type=read_by("meridian"),
        help="the meridian that points down on a polar map, degrees east",
    )
    # As the option was called in 0.1.
    view.add_argument("--plane", dest="projection", help=argparse.SUPPRESS)
    view.add_argument(
        "--extent", metavar="W,S,E,N", type=read_by("extent"), help="what the map shows, degrees"
    )
    # The window, which has a process of its own export very many features, shows how far it is.
    view.add_argument("--tell-share", action="store_true", help=argparse.SUPPRESS)
    view.add_argument("--fit", metavar="ID", help="a feature or a layer that shall fill the map")
    view.add_argument("--layers", metavar="ID,ID", type=read_by("some_names"), help="show these layers only")
    view.add_argument(
        "--hide",
        metavar="ID,ID",
        type=read_by("names"),
        default=(),
        help="layers or single features to leave out",
    )
    view.add_argument(
        "--month",
        metavar="N",
        type=read_by("month"),
        help="month of the year, 1 to 12, of which median sea ice is shown",
    )
    view.add_argument(
        "--when", metavar="FROM..TO", type=read_by("when"), help="leave out what lies outside these days"
    )
    route = command.add_argument_group("ways by sea")
    route.add_argument(
        "--route",
        nargs=2,
        metavar=("FROM", "TO"),
        help="draw the ways between two ports, as `route` finds them",
    )
    ways.add_options(route, read_by)


READING = 0.4
"""The share of reading in converting a file."""


def write(options: argparse.Namespace, catalog: "Catalog", drawings: "Drawings | None" = None) -> None:
    """The map that the options describe. Raises UsageError and ArcticMapError."""
    # Rows on disk of files of very many features go when the map is written.
    sweep()
    with own_folder("rows") as folder:
        _write(options, catalog, drawings, Path(folder))


def _write(
    options: argparse.Namespace, catalog: "Catalog", drawings: "Drawings | None", folder: Path
) -> None:
    # Qt and shapely, which --help can do without.
    from arctic_map.render.headless import write_scene
    from arctic_map.render.remarks import telling

    many: dict[str, Many] = {}
    few: dict[str, Few] = {}
    shares = Shares(aloud=options.tell_share)
    if options.files:
        progress = shares.part(0.0, READING)
        catalog, many, few = _with_files(chosen(options.files, options.crs), catalog, folder, progress)
        drawings = None
        named = {layer.name: layer.id for layer in catalog.layers if layer.file}
        options.fit = named.get(options.fit, options.fit)
        if options.layers is not None:
            options.layers = tuple(named.get(layer, layer) for layer in options.layers)
    view = _snapshot(options, catalog)
    plan = _plan(options, catalog, view)
    drawings = drawings or Drawings(catalog, read_drawing, read_labelled, land_on)
    catalog = with_route(catalog, plan, options.units or "km", [wording(each) for each in LANGUAGES])
    drawings.join(next((layer for layer in catalog.layers if layer.id == LAYER), None))
    require_known(options, catalog)
    projection = _projection(options, view)
    request = request_of(options, view)
    _say_what_is_ignored(options)
    session = _session(options, catalog, view, projection, plan)
    if (only := _only_shown(catalog, session)) in many and is_of_features(options.out):
        many[only].convert(options.out, shares.part(READING, 1.0))
        return
    if session.notes:
        # shapely, which only pictures with notes need here.
        from arctic_map.scene.notes.layers import drawings_of, with_notes

        hidden = session.features_hidden
        for noted in drawings_of(catalog, session.notes, session.preferences, hidden):
            drawings.hold(noted)
        catalog = with_notes(catalog, session.notes, session.preferences, hidden)
    # A page of its own can be turned to every projection.
    whole = options.out.suffix.lower() in PAGES_OF_THEIR_OWN
    families = {each.family for each in (PROJECTIONS if whole else [projection])}
    for each in many.values():
        drawings.hold(each.drawings(sorted(families)))
        if whole:
            each.table_for_page()
    if options.files and (session.styles or session.names):
        tables: dict[str, Table] = {id: file.table for id, file in many.items()}
        tables |= {id: file.table for id, file in few.items()}
        catalog, session = with_styles(catalog, session, drawings, tables)
    scene = compose(catalog, session, drawings, plan)
    if only in few and is_of_features(options.out):
        few[only].convert(options.out, scene.filtered_out.features)
        return
    box = _box(options, catalog, projection, drawings) or (
        view.box if view and view.projection == projection.id else projection.printed
    )
    with telling(lambda sentence: complain(f"{options.out}: {sentence}")):
        write_scene(scene, drawings, replace(request, box=box), options.out)


def _only_shown(catalog: "Catalog", session: "Session") -> str:
    """The id of the one layer that is shown; empty where there are several."""
    shown = [layer.id for layer in catalog.layers if layer.id not in session.hidden]
    return shown[0] if len(shown) == 1 else ""


def request_of(options: argparse.Namespace, view: "SavedView | None") -> "Request":
    """The page that the options describe. Raises UsageError."""
    # Qt and shapely, which --help can do without.
    from arctic_map.export.presets import PRESETS, preset_named
    from arctic_map.render.suffixes import WORLD_FILES, format_of

    request = Request()
    if view is not None:
        request = replace(
            request,
            theme=view.theme,
            title=view.title,
            subtitle=view.subtitle,
            facts=view.facts,
            legend=view.legend,
            language=view.language,
            names=view.names,
        )
    if options.preset is not None:
        try:
            request = preset_named(options.preset).applied(request)
        except UnknownName as error:
            hint = suggestion(options.preset, [preset.name for preset in PRESETS]) or f"; {error.why}"
            raise UsageError(f"there is no preset {options.preset!r}{hint}") from None
    if options.size is not None:
        size = options.size
        request = replace(request, width=size.width, height=size.height, unit=size.unit, dpi=None)
    given = {
        name: getattr(options, name)
        for name in (
            *("dpi", "theme", "title", "subtitle", "facts", "text_scale", "margin"),
            *("language", "names", "quality", "legend"),
        )
        if getattr(options, name) is not None
    }
    if options.language is not None:
        given.setdefault("names", None)
    if options.legend is not None:
        given["legend"] = tuple(options.legend)
    request = replace(
        request,
        **given,
        parts=ALL - options.without,
        world_file=options.world_file,
        outlines=options.outlines,
    )
    if options.world_file and format_of(options.out) not in WORLD_FILES:
        raise UsageError("only a PNG or a JPEG has a world file")
    if options.outlines and format_of(options.out) != ".svg":
        raise UsageError("only an SVG has its words as outlines")
    if options.quality is not None and format_of(options.out) not in (".jpg", ".webp"):
        raise UsageError("only a JPEG or a WebP has a quality")
    return request


WAYS_ONLY = ("via", "by", "close", "speed", "ice-speed")
"""Options that say nothing where there is no route."""
PAPER = ("preset", "size", "dpi", "text-scale", "margin")
"""Options of a page of paper, which a file that is none of it has no use for."""


def _say_what_is_ignored(options: argparse.Namespace) -> None:
    # Qt, which --help can do without.
    from arctic_map.render.suffixes import PAGES, format_of

    if format_of(options.out) in PAGES:
        return
    given = [f"--{name}" for name in PAPER if getattr(options, name.replace("-", "_")) is not None]
    if options.without:
        given.append("--without")
    if given:
        complain(f"{options.out}: not used for {options.out.suffix.lower()} files: {', '.join(given)}")


def require_known(options: argparse.Namespace, catalog: "Catalog") -> None:
    """Raises UsageError for the first name that the catalogue does not hold."""
    layers = [layer.id for layer in catalog.layers]
    for layer in options.layers or ():
        _require("layer", layer, layers)
    for id in options.hide:
        _require("layer or feature", id, [*layers, *catalog.features])
    for style, _ in options.legend or ():
        _require("style", style, [*catalog.symbology.styles, *catalog.symbology.ground])
    for fact in options.facts or ():
        _require("fact", fact, catalog.fact)
    if options.fit is not None:
        _require("feature or layer", options.fit, [*catalog.features, *layers])
    if options.fit is not None and options.extent is not None:
        raise UsageError("--fit and --extent both say what the map shows; give one of them")


def _snapshot(options: argparse.Namespace, catalog: "Catalog") -> "SavedView | None":
    """The view that was asked for by the name it has in the atlas, or by a picture that carries it."""
    if options.view is not None:
        if options.snapshot is not None:
            raise UsageError("--view and --from both say what the map shows; give one of them")
        named = {name: each.view for each in catalog.views for name in (each.name, each.id)}
        _require("view", options.view, named)
        return named[options.view]
    if options.snapshot is None:
        return None
    view = snapshot.read(options.snapshot)
    if lost := missing(view, catalog):
        complain(f"{options.snapshot}: the atlas no longer holds {', '.join(lost)}")
    if lost := missing_files(view, catalog):
        complain(f"{options.snapshot}: it was drawn with {', '.join(lost)}, which --with can add again")
    return view


def _with_files(
    paths: Mapping[Path, Choice], catalog: "Catalog", folder: Path, progress: Callable[[float], None]
) -> "tuple[Catalog, dict[str, Many], dict[str, Few]]":
    """The content with the reader's own files on top, those of very many and those of few features.

    Raises ContentError for one that cannot be shown.
    """
    # Qt and shapely, which --help can do without.
    from arctic_map.files.readers import any_file

    files: list[OpenedFile] = []
    many: dict[str, Many] = {}
    few: dict[str, Few] = {}
    for number, (path, choice) in enumerate(paths.items()):
        hue = free_hue(file.layer.file_style for file in files)
        try:
            if bulk := any_file.take_many(path.absolute(), choice, progress):
                found = Many(path.absolute(), hue, bulk, folder / str(number))
                many[found.layer.id] = found
                layer, problems = found.layer, found.problems
            else:
                small = any_file.read(path.absolute(), hue, choice)
                layer, problems = small.layer, small.problems
                few[layer.id] = Few(small, folder / str(number))
        except Unreadable as error:
            where = f"{path}: {error.where}" if error.where else str(path)
            raise ContentError(error.why, where=where) from None
        for faulty, why in problems[:MOST_PROBLEMS]:
            complain(": ".join(filter(None, (str(path), faulty, why))))
        if more := len(problems[MOST_PROBLEMS:]):
            complain(f"{path}: and {more:,} more problems; the window lists them all")
        files.append(OpenedFile(layer=layer))
    return with_files(catalog, files), many, few


def _projection(options: argparse.Namespace, view: "SavedView | None") -> "Projection":
    name = options.projection or (view.projection if view else "nsr")
    try:
        found = projection_named(name)
    except UnknownName as error:
        hint = suggestion(name, [projection.id for projection in PROJECTIONS]) or f"; {error.why}"
        raise UsageError(f"there is no projection {name!r}{hint}") from None
    if options.meridian is None:
        return found
    try:
        return turned(projection_named(base_id(found.id)), options.meridian)
    except ValueError as error:
        raise UsageError(f"--meridian turns polar maps only: {error}") from None


def _session(
    options: argparse.Namespace,
    catalog: "Catalog",
    view: "SavedView | None",
    projection: "Projection",
    plan: "Plan | None",
) -> "Session":
    session = restored(view, catalog) if view else start(catalog, Session())
    if options.layers is not None:
        shown = {*options.layers}
        session = replace(
            session, hidden=frozenset(layer.id for layer in catalog.layers if layer.id not in shown)
        )
    layers = {layer.id for layer in catalog.layers}
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
        route=plan.asked if plan else session.route,
        speeds=_speeds(options, session.speeds),
        preferences=Preferences(
            units=options.units or "km",
            high_contrast=options.high_contrast,
        ),
        goal=None,
    )


def _plan(options: argparse.Namespace, catalog: "Catalog", view: "SavedView | None") -> "Plan | None":
    """The ways that are asked for, or those of the picture. Raises UsageError and ArcticMapError."""
    kept = view.route if view and view.route.stops else None
    if options.route is None:
        alone = WAYS_ONLY[: 3 if kept else None]
        if given := [name for name in alone if getattr(options, name.replace("-", "_"))]:
            raise UsageError(f"--{given[0]} is about ways by sea: give --route FROM TO too")
        if kept is None:
            return None
    waters = read_straits()
    route = ways.asked(options.route, options, catalog, waters) if options.route else kept
    month = options.month or (view.month if view else None)
    return ways.found(route, month, waters) if route else None


def _speeds(options: argparse.Namespace, usual: Speeds) -> Speeds:
    return Speeds(options.speed or usual.open, options.ice_speed or usual.ice)


def _box(
    options: argparse.Namespace, catalog: "Catalog", projection: "Projection", drawings: "Drawings"
) -> "Box | None":
    if options.fit is not None:
        # Qt and shapely, which --help can do without.
        from arctic_map.render.headless import fitting

        return fitting(options.fit, catalog, projection, drawings)
    if options.extent is None:
        return None
    box = box_of_degrees(projection, *options.extent)
    if box is None:
        raise UsageError(f"the projection {projection.id} shows nothing of this extent")
    return box


def _require(what: str, name: str, known: Iterable[str]) -> None:
    known = list(known)
    if name not in known:
        raise UsageError(f"there is no {what} {name!r}{suggestion(name, known)}")
