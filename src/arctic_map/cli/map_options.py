"""Options that describe a map, its page, and routes by sea."""

from __future__ import annotations

import argparse
from argparse import _ActionsContainer
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from arctic_map.cli import values
from arctic_map.cli.file_arguments import add_choices, path_named
from arctic_map.cli.parser import Parser, UsageError, suggestion
from arctic_map.errors import UnknownName
from arctic_map.export.request import ALL, PRESETS, Request, preset_named
from arctic_map.geo.projections import DEFAULT, PROJECTIONS, centred
from arctic_map.model.export_formats import WITH_QUALITY, WITH_WORLD_FILE, format_of
from arctic_map.model.itinerary import Speeds
from arctic_map.model.preferences import NAMES, Names
from arctic_map.model.strait import REQUESTABLE
from arctic_map.model.style import Colours
from arctic_map.model.tr import interface, tr

if TYPE_CHECKING:
    from arctic_map.model.saved_view import SavedView


def add_map_options(parser: Parser) -> None:
    """Add the options that describe a map."""
    _add_page(parser.add_argument_group(tr("the page")))
    view = parser.add_argument_group(tr("the map"))
    _add_view(view)
    _add_shown(view)
    _add_for_window(view)
    route = parser.add_argument_group(tr("routes by sea"))
    route.add_argument(
        "--route",
        action=_Once,
        nargs=2,
        metavar=("FROM", "TO"),
        help=tr("draw the routes between two ports, as `route` finds them"),
    )
    add_route_options(route)


class _Once(argparse.Action):
    """Stores values, and refuses others that would replace them."""

    def __call__(
        self, parser: object, namespace: argparse.Namespace, values: object, option_string: str | None = None
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            raise argparse.ArgumentError(
                self, tr("a map shows one route: give it once; --via adds waypoints")
            )
        setattr(namespace, self.dest, values)


def add_route_options(group: _ActionsContainer, default: Speeds | None = None) -> None:
    """Add the options for routes except their ends. `default` are the default speeds."""
    group.add_argument(
        "--via", metavar="PLACE", action="append", default=[], help=tr("waypoint; may be given several times")
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
        help=tr("straits or routes to close, such as suez,kiel"),
    )
    open_, ice = (default.open, default.ice) if default else (None, None)
    group.add_argument(
        "--speed", metavar="KNOTS", type=values.knots, default=open_, help=tr("speed in open water (14)")
    )
    group.add_argument(
        "--ice-speed", metavar="KNOTS", type=values.knots, default=ice, help=tr("speed in ice (8)")
    )


def _add_page(page: _ActionsContainer) -> None:
    page.add_argument("--preset", metavar="NAME", help=tr("named size, such as a4-landscape"))
    page.add_argument(
        "--size",
        metavar="WxH",  # no words: a form
        type=values.size,
        help=tr("width and height in pixels, or followed by mm or in (1920x1080)"),
    )
    page.add_argument(
        "--dpi", metavar="N", type=values.dpi, help=tr("pixels per inch (96; 300 for sizes in mm or in)")
    )
    page.add_argument("--theme", choices=get_args(Colours), default=None, help=tr("colours (light)"))
    page.add_argument(
        "--high-contrast", action="store_true", help=tr("stronger text and lines, in light or dark colours")
    )
    page.add_argument("--names", choices=NAMES, help=tr("language of place names only"))
    page.add_argument("--units", choices=("km", "nmi", "mi"), help=tr("unit of the scale bar (km)"))
    page.add_argument("--title", metavar="TEXT", type=values.line, help=tr("replaces that of the atlas"))
    page.add_argument(
        "--credit",
        metavar="TEXT",
        type=values.line,
        help=tr("line before the sources, such as 'Graphic: A. Writer'"),
    )
    page.add_argument("--subtitle", metavar="TEXT", type=values.line, help=tr("replaces that of the atlas"))
    page.add_argument(
        "--legend",
        metavar="STYLE=WORDS",
        type=values.legend_line,
        action="append",
        help=tr("new text for a line of the legend, or nothing to leave it out; may be given several times"),
    )
    page.add_argument(
        "--without",
        metavar="PART,PART",
        type=values.parts,
        default=frozenset(),
        help=tr("parts to leave out"),
    )
    page.add_argument(
        "--facts", metavar="ID,ID", type=values.names, help=tr("facts to list, with their numbers on the map")
    )
    page.add_argument(
        "--text-scale", metavar="N", type=values.text_scale, help=tr("scale of text and marks (1)")
    )
    page.add_argument("--margin", metavar="N", type=values.margin, help=tr("margin, in the unit of the size"))
    page.add_argument(
        "--quality",
        metavar="N",
        type=values.quality,
        help=tr("quality of {formats}, 1 to 100 (92)", formats=_one_of(WITH_QUALITY)),
    )
    page.add_argument("--outlines", action="store_true", help=tr("write the text of an SVG as outlines"))
    page.add_argument(
        "--world-file",
        action="store_true",
        help=tr("georeference {formats} with a world file, such as .pgw", formats=_one_of(WITH_WORLD_FILE)),
    )


def _add_view(view: _ActionsContainer) -> None:
    view.add_argument("--view", metavar="NAME", help=tr("saved view of the atlas"))
    view.add_argument(
        "--from", dest="snapshot", metavar="SNAPSHOT", type=Path, help=tr("view of this exported picture")
    )
    view.add_argument(
        "--with",
        dest="files",
        metavar="FILE",
        type=path_named,
        action="append",
        default=[],
        help=tr(
            "data file to draw, or FILE:LAYER for one of its layers; may be given several times; "
            "--fit and --layers accept its name"
        ),
    )
    add_choices(view)
    view.add_argument(
        "--dates",
        metavar="COLUMN",
        help=tr("the column with the dates of the files' features, for --when and the timeline"),
    )
    ids = ", ".join(projection.id.removeprefix("epsg") for projection in PROJECTIONS)
    view.add_argument(
        "--projection",
        metavar="P",
        help=tr(
            "map projection: {names}, or centred on a place in whole degrees east and north, such as "
            "{example} ({default})",
            names=ids,
            example=centred(105, 15).id,
            default=DEFAULT.id,
        ),
    )
    view.add_argument(
        "--meridian",
        metavar="DEGREES",
        type=values.meridian,
        help=tr("meridian that points down on a polar map, in degrees east"),
    )
    # Name of the option in version 0.1.
    view.add_argument("--plane", dest="projection", help=argparse.SUPPRESS)
    view.add_argument(
        "--extent", metavar="W,S,E,N", type=values.extent, help=tr("extent of the map, in degrees")
    )


def _add_shown(view: _ActionsContainer) -> None:
    view.add_argument("--fit", metavar="ID", help=tr("feature or layer that fills the map"))
    view.add_argument("--layers", metavar="ID,ID", type=values.some_names, help=tr("show only these layers"))
    view.add_argument(
        "--hide",
        metavar="ID,ID",
        type=values.names,
        default=(),
        help=tr("layers or single features to leave out"),
    )
    view.add_argument(
        "--everything",
        action="store_true",
        help=tr("also show the layers that a page about a route, facts or files leaves out"),
    )
    view.add_argument(
        "--month", metavar="N", type=values.month, help=tr("month, 1 to 12, of the median sea ice to show")
    )
    view.add_argument(
        "--when", metavar="FROM..TO", type=values.when, help=tr("show only what happened on these dates")
    )


def _add_for_window(view: _ActionsContainer) -> None:
    # Used by the window, which exports very many features in another process and shows its progress.
    view.add_argument("--tell-share", action="store_true", help=argparse.SUPPRESS)
    # For the window: the named layers of a file are one layer of the map.
    view.add_argument("--together", action="store_true", help=argparse.SUPPRESS)


def _own_language() -> Names | None:
    language = interface().language
    return None if language == "en" else language


def _one_of(formats: Iterable[str]) -> str:
    """Text such as `a PNG or a JPEG`."""
    return tr(" or ").join(tr("a {format}", format=each) for each in formats)


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
    if options.snapshot is None:
        # A picture is drawn again as it was.
        request = replace(request, language=request.language or _own_language())
    if options.preset is not None:
        try:
            request = preset_named(options.preset).applied(request)
        except UnknownName as error:
            hint = suggestion(options.preset, [preset.name for preset in PRESETS]) or f"; {error.why}"
            raise UsageError(
                tr("there is no preset {name!r}{hint}", name=options.preset, hint=hint)
            ) from None
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
        raise UsageError(tr("only {formats} has a world file", formats=_one_of(WITH_WORLD_FILE)))
    if options.outlines and not format.has_outlines:
        raise UsageError(tr("only an SVG can have its text as outlines"))
    if options.quality is not None and not format.has_quality:
        raise UsageError(tr("only {formats} has a quality", formats=_one_of(WITH_QUALITY)))
    return request
