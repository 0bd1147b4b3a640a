"""The options of `arctic-map open`."""

from __future__ import annotations

from arctic_map.cli.parser import Commands

TEXT = """Opens the window: on an atlas of your own (.arctic), with files of features as layers, at a
picture's view, with your copy of the article beside the facts, or where a link leads.

They go to the window that is open already on the same content, if there is one; with --new they open
another. Files are never changed; what is wrong in them is listed. Links are copied from the facts
(Ctrl+Shift+L); there are arctic-map://fact/T3, arctic-map://feature/arkhangelsk and
arctic-map://place/64.5,40.5, of a turned map with the meridian that points down: arctic-map://place/64.5,40.5,30,
of certain days arctic-map://place/64.5,40.5~2022-01-01..2023-12-31.

Files of features are GeoJSON, TopoJSON, GeoPackage, Shapefile (also in a .zip), FlatGeobuf, GeoParquet, KML,
KMZ, GPX, CSV and TSV with coordinates, MapInfo, DXF and S-57 charts, in any coordinate reference system."""


def add(commands: Commands) -> None:
    command = commands.add(
        "open",
        help="open the window",
        text=TEXT,
        examples=(
            "arctic-map",
            "arctic-map open my.geojson",
            "arctic-map open map.png",
            "arctic-map open arctic-map://fact/T3",
            "arctic-map open my-atlas.arctic",
            "arctic-map open --data my-atlas",
        ),
    )
    command.add_argument(
        "what",
        metavar="FILE|LINK",
        nargs="*",
        help="an atlas, files of features, exported pictures, a copy of the article, or a link",
    )
    command.add_argument("--new", action="store_true", help="another window, even if one is open")
    command.add_argument(
        "--desktop",
        action="store_true",
        help="started by a double click: what cannot be opened is said in the window",
    )
    command.add_argument(
        "--fresh", action="store_true", help="start without the last session and window layout"
    )
