"""Options that describe a map, its page, and routes by sea."""

from __future__ import annotations

import argparse
from argparse import _ActionsContainer
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from arctic_map.cli import values
from arctic_map.cli.file_arguments import add_choices, path_named
from arctic_map.cli.main import Parser, UsageError, suggestion
from arctic_map.errors import UnknownName
from arctic_map.export.request import ALL, PRESETS, Request, preset_named
from arctic_map.geo.projections import DEFAULT, PROJECTIONS, centred
from arctic_map.model.export_formats import WITH_QUALITY, WITH_WORLD_FILE, format_of
from arctic_map.model.itinerary import Speeds
from arctic_map.model.preferences import NAMES
from arctic_map.model.strait import REQUESTABLE
from arctic_map.model.style import Colours

if TYPE_CHECKING:
    from arctic_map.model.saved_view import SavedView


def add_map_options(parser: Parser) -> None:
    """Add the options that describe a map."""
    _add_page(parser.add_argument_group("the page"))
    _add_view(parser.add_argument_group("the map"))
    route = parser.add_argument_group("routes by sea")
    route.add_argument(
        "--route",
        nargs=2,
        metavar=("FROM", "TO"),
        help="draw the routes between two ports, as `route` finds them",
    )
    add_route_options(route)


def add_route_options(group: _ActionsContainer, default: Speeds | None = None) -> None:
    """Add the options for routes except their ends. `default` are the default speeds."""
    group.add_argument(
        "--via", metavar="PLACE", action="append", default=[], help="waypoint; may be given several times"
    )
    group.add_argument(
        "--by", metavar="WAY", action="append", choices=REQUESTABLE, help=", ".join(REQUESTABLE)
    )
    group.add_argument(
        "--close",
        metavar="STRAITS",
        type=values.some_names,
        action="append",
        default=[],
        help="straits or routes to close, such as suez,kiel",
    )
    open_, ice = (default.open, default.ice) if default else (None, None)
    group.add_argument(
        "--speed", metavar="KNOTS", type=values.knots, default=open_, help="speed in open water (14)"
    )
    group.add_argument(
        "--ice-speed", metavar="KNOTS", type=values.knots, default=ice, help="speed in ice (8)"
    )


def _add_page(page: _ActionsContainer) -> None:
    page.add_argument("--preset", metavar="NAME", help="named size, such as a4-landscape")
    page.add_argument(
        "--size",
        metavar="WxH",
        type=values.size,
        help="width and height in pixels, or in mm or in with that suffix (1920x1080)",
    )
    page.add_argument(
        "--dpi", metavar="N", type=values.dpi, help="pixels per inch (96; 300 for sizes in mm or in)"
    )
    page.add_argument("--theme", choices=get_args(Colours), default=None, help="colours (light)")
    page.add_argument(
        "--high-contrast", action="store_true", help="stronger text and lines, in light or dark colours"
    )
    page.add_argument(
        "--language", choices=NAMES, help="language of all text on the page, including place names (en)"
    )
    page.add_argument("--names", choices=NAMES, help="language of place names only")
    page.add_argument("--units", choices=("km", "nmi", "mi"), help="unit of the scale bar (km)")
    page.add_argument("--title", metavar="TEXT", type=values.line, help="replaces that of the atlas")
    page.add_argument(
        "--credit",
        metavar="TEXT",
        type=values.line,
        help="line before the sources, such as 'Graphic: A. Writer'",
    )
    page.add_argument("--subtitle", metavar="TEXT", type=values.line, help="replaces that of the atlas")
    page.add_argument(
        "--legend",
        metavar="STYLE=WORDS",
        type=values.legend_line,
        action="append",
        help="new text for a line of the legend, or nothing to leave it out; may be given several times",
    )
    page.add_argument(
        "--without", metavar="PART,PART", type=values.parts, default=frozenset(), help="parts to leave out"
    )
    page.add_argument(
        "--facts", metavar="ID,ID", type=values.names, help="facts to list, with their numbers on the map"
    )
    page.add_argument("--text-scale", metavar="N", type=values.text_scale, help="scale of text and marks (1)")
    page.add_argument("--margin", metavar="N", type=values.margin, help="margin, in the unit of the size")
    page.add_argument(
        "--quality", metavar="N", type=values.quality, help=f"quality of {WITH_QUALITY}, 1 to 100 (92)"
    )
    page.add_argument("--outlines", action="store_true", help="write the text of an SVG as outlines")
    page.add_argument(
        "--world-file",
        action="store_true",
        help=f"georeference {WITH_WORLD_FILE} with a world file, such as .pgw",
    )


def _add_view(view: _ActionsContainer) -> None:
    view.add_argument("--view", metavar="NAME", help="saved view of the atlas")
    view.add_argument(
        "--from", dest="snapshot", metavar="SNAPSHOT", type=Path, help="view of this exported picture"
    )
    view.add_argument(
        "--with",
        dest="files",
        metavar="FILE",
        type=path_named,
        action="append",
        default=[],
        help="data file to draw, or FILE:LAYER for one of its layers; may be given several times; "
        "--fit and --layers accept its name",
    )
    add_choices(view)
    ids = ", ".join(projection.id.removeprefix("epsg") for projection in PROJECTIONS)
    view.add_argument(
        "--projection",
        metavar="P",
        help=f"map projection: {ids}, or centred on a place in whole degrees east and north, such as "
        f"{centred(105, 15).id} ({DEFAULT.id})",
    )
    view.add_argument(
        "--meridian",
        metavar="DEGREES",
        type=values.meridian,
        help="meridian that points down on a polar map, in degrees east",
    )
    # Name of the option in version 0.1.
    view.add_argument("--plane", dest="projection", help=argparse.SUPPRESS)
    view.add_argument("--extent", metavar="W,S,E,N", type=values.extent, help="extent of the map, in degrees")
    # Used by the window, which exports very many features in another process and shows its progress.
    view.add_argument("--tell-share", action="store_true", help=argparse.SUPPRESS)
    # For the window: the named layers of a file are one layer of the map.
    view.add_argument("--together", action="store_true", help=argparse.SUPPRESS)
    view.add_argument("--fit", metavar="ID", help="feature or layer that fills the map")
    view.add_argument("--layers", metavar="ID,ID", type=values.some_names, help="show only these layers")
    view.add_argument(
        "--hide",
        metavar="ID,ID",
        type=values.names,
        default=(),
        help="layers or single features to leave out",
    )
    view.add_argument(
        "--everything",
        action="store_true",
        help="also show the layers that a page about a route, facts or files leaves out",
    )
    view.add_argument(
        "--month", metavar="N", type=values.month, help="month, 1 to 12, of the median sea ice to show"
    )
    view.add_argument(
        "--when", metavar="FROM..TO", type=values.when, help="show only what happened on these dates"
    )


def request_of(options: argparse.Namespace, view: SavedView | None) -> Request:
    """The page that the options describe. Raises UsageError."""
    request = Request()
    if view is not None:
        request = replace(
            request,
            theme=view.theme,
            title=view.title,
            subtitle=view.subtitle,
            credit=view.credit,
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
            *("dpi", "theme", "title", "subtitle", "credit", "facts", "text_scale", "margin"),
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
    format = format_of(options.out)
    if options.world_file and not format.world_file:
        raise UsageError(f"only {WITH_WORLD_FILE} has a world file")
    if options.outlines and not format.has_outlines:
        raise UsageError("only an SVG can have its text as outlines")
    if options.quality is not None and not format.has_quality:
        raise UsageError(f"only {WITH_QUALITY} has a quality")
    return request
