"""Outlines of the seas of the route, from the description in a publication and the coast.

Source: International Hydrographic Organization, Limits of Oceans and Seas (Special Publication 23, third
edition, 1953). Capes are placed to a few kilometres. Between them limits are straight on the plane, which is
nearly the shortest path. Adjacent seas share their corners. Over land any line will do.
"""

from typing import Any

import numpy as np
import shapely

from computed_ice import plane

TOLERANCE = 3000.0
"""Metres that the drawn outline may deviate."""
SPACING = 50_000.0
"""Metres between vertices on a straight limit."""
ISLET = 400e6
"""Islands up to this size, in square metres of the plane, are not cut out of a sea."""

SVALBARD = (
    (28.0, 80.08),
    (24.0, 79.8),
    (20.0, 80.0),
    (17.9, 80.0),
    (17.0, 79.0),
    (16.7, 77.6),
    (16.6, 76.55),
)
# South Cape, through Bear Island, to North Cape.
BARENTS_WEST = ((19.2, 74.5), (19.05, 74.35), (25.75, 71.17))
# Over land, then Svyatoy Nos to Cape Kanin: the limit of the White Sea.
BARENTS_SOUTH = (
    (25.6, 70.2), (29.0, 69.2), (33.0, 68.3), (37.5, 67.6), (39.77, 68.13), (43.3, 68.65), (44.2, 67.9),
    (44.6, 66.4),
    (52.0, 66.6), (60.0, 67.6), (60.6, 69.4),
)  # fmt: skip
# Bely Nos, Vaygach and the spine of Novaya Zemlya to Cape Zhelaniya, and on to Cape Kohlsaat.
BARENTS_EAST = (
    (60.15, 69.6), (59.895, 69.68), (59.2, 70.1), (58.41, 70.235), (57.16, 70.503), (55.9, 70.95),
    (54.6, 71.3),
    (54.3, 71.9), (55.2, 72.5), (54.9, 73.05), (54.7, 73.55), (57.0, 74.35), (59.5, 75.35),
    (64.5, 76.15),
    (68.58, 76.95), (65.17, 81.23),
)  # fmt: skip
# The northern coasts of Franz Josef Land, then Victoria, White Island and Storoya to Cape Leigh Smith.
BARENTS_NORTH = (
    (62.5, 81.72), (58.0, 81.87), (50.0, 81.2), (47.0, 80.85), (42.3, 80.6), (36.75, 80.15),
    (32.5, 80.2), (28.0, 80.1),
)  # fmt: skip

# Cape Molotov (now Arctic Cape), through Severnaya Zemlya, to Cape Pronchishchev.
KARA_EAST = (
    (95.7, 81.27), (96.3, 80.4), (97.0, 79.9), (97.6, 79.5), (100.0, 79.2), (101.5, 78.8),
    (104.9, 78.3), (105.9, 77.55),
)  # fmt: skip
KARA_SOUTH = (
    (104.0, 77.0), (98.0, 75.3), (92.0, 73.8), (87.0, 72.5), (84.8, 71.0), (84.0, 69.5), (80.0, 67.0),
    (74.0, 66.0),
    (66.5, 66.6), (65.5, 68.2), (61.2, 69.3),
)  # fmt: skip
# The northern end of Kotelny, through the Lyakhov Islands, to Svyatoy Nos.
LAPTEV_EAST = (
    (138.83, 76.17), (140.0, 75.4), (139.5, 74.75), (140.8, 74.2), (142.2, 73.7), (143.4, 73.25),
    (140.8, 72.85),
)  # fmt: skip
LAPTEV_SOUTH = (
    (139.0, 71.0), (130.0, 70.3), (124.0, 71.0), (115.0, 72.8), (106.5, 72.5), (104.5, 73.4),
    (108.0, 75.5),
)  # fmt: skip
# Cape Yakan, Cape Blossom and the northernmost point of Wrangel Island.
CHUKCHI_WEST = ((176.6, 69.58), (178.7, 70.8), (-179.5, 71.55))
EAST_SIBERIAN_NORTH = ((158.1, 76.73), (156.6, 77.15), (148.9, 76.85))
EAST_SIBERIAN_SOUTH = ((142.0, 71.3), (150.0, 70.2), (160.0, 68.3), (168.0, 68.3), (174.5, 68.9))
# Point Barrow, over land, and the Arctic Circle between the continents.
CHUKCHI_EAST = (
    (-156.4, 71.38), (-157.0, 70.0), (-161.0, 68.2), (-159.8, 67.0), (-160.2, 65.9), (-162.6, 65.8),
    (-163.6, 66.4),
)  # fmt: skip
CIRCLE = ((-163.7, 66.56), (-167.0, 66.56), (-171.0, 66.56))
CHUKCHI_SOUTH = ((-172.5, 66.6), (-175.0, 67.0), (178.0, 68.5), (175.5, 69.2))
BERING_EAST = (
    (-163.4, 66.2), (-160.0, 65.2), (-159.5, 64.3), (-160.0, 62.0), (-160.8, 60.5), (-156.5, 59.2),
    (-156.2, 58.3),
    (-158.0, 56.8), (-161.0, 55.6), (-163.35, 54.8),
)  # fmt: skip
# The Aleutian Islands and the south of the Commander Islands, to Cape Kamchatka.
BERING_SOUTH = (
    (-164.7, 54.5), (-166.5, 53.6), (-168.5, 53.0), (-170.5, 52.5), (-172.5, 52.2), (-174.5, 52.0),
    (-176.6, 51.75),
    (-178.5, 51.5), (179.1, 51.35), (177.5, 51.85), (175.9, 52.35), (173.0, 52.75), (167.9, 54.5),
    (166.7, 54.65),
    (163.3, 56.05),
)  # fmt: skip
BERING_WEST = (
    (161.5, 57.0), (162.0, 59.0), (164.5, 60.7), (170.0, 61.3), (174.5, 63.0), (176.5, 65.3),
    (178.5, 66.6), (-178.0, 66.8),
    (-175.0, 67.0), (-172.5, 66.6),
)  # fmt: skip
OKHOTSK = (
    # Nosappu, the Kuril Islands, Cape Lopatka.
    (145.82, 43.38), (146.9, 43.75), (148.6, 44.95), (150.0, 45.8), (151.7, 46.7), (152.8, 47.5),
    (154.3, 48.8),
    (155.6, 49.95), (156.67, 50.87),
    (157.5, 52.5), (158.3, 54.5), (160.2, 57.3), (162.0, 59.0), (164.5, 60.7), (166.0, 62.5),
    (163.0, 63.2), (159.5, 62.8),
    (154.5, 60.3), (150.0, 60.5), (143.0, 60.0), (137.0, 57.0), (134.0, 54.5), (135.0, 53.4),
    (138.0, 52.9), (140.0, 52.6),
    # Cape Sushchev to Cape Tyk, Sakhalin to Cape Krilon, Soya.
    (140.8, 51.75), (141.75, 51.75), (142.7, 51.0), (142.6, 49.0), (142.3, 47.0), (142.05, 45.9),
    (141.93, 45.52),
    (143.0, 44.0), (144.5, 43.4),
)  # fmt: skip

CORNERS = {
    "ice-barents": (*SVALBARD, *BARENTS_WEST, *BARENTS_SOUTH, *BARENTS_EAST, *BARENTS_NORTH),
    "ice-kara": (*BARENTS_EAST, *KARA_EAST, *KARA_SOUTH),
    "ice-laptev": (*LAPTEV_EAST, *LAPTEV_SOUTH, *KARA_EAST[::-1]),
    "ice-east-siberian": (*LAPTEV_EAST, *EAST_SIBERIAN_SOUTH, *CHUKCHI_WEST, *EAST_SIBERIAN_NORTH),
    "ice-chukchi": (*CHUKCHI_WEST, *CHUKCHI_EAST, *CIRCLE, *CHUKCHI_SOUTH),
    "ice-bering": (*CIRCLE[::-1], *BERING_EAST, *BERING_SOUTH, *BERING_WEST),
    "ice-okhotsk": OKHOTSK,
}


def outlines(land: Any) -> dict[str, Any]:
    """Return polygons in degrees, cut at 180, by feature id."""
    return {id: _outline(corners, land) for id, corners in CORNERS.items()}


def on_plane(corners: Any, land: Any) -> Any:
    """Return the sea within the corners, in metres of the plane.

    Raises ValueError if the outline crosses itself.
    """
    area = shapely.Polygon(plane.on_plane(np.array(corners)))
    if not area.is_valid:
        raise ValueError(f"an outline crosses itself: {shapely.is_valid_reason(area)}")
    near = [part for part in land.geoms if part.intersects(area)]
    return area.difference(shapely.union_all(near))


def _outline(corners: Any, land: Any) -> Any:
    # Gulfs behind the line over land, and lakes, are not part of the sea.
    body = max(shapely.get_parts(on_plane(corners, land)), key=lambda part: float(part.area))
    plain = shapely.segmentize(shapely.simplify(body, TOLERANCE), SPACING)
    islands = [hole for hole in plain.interiors if shapely.Polygon(hole).area > ISLET]
    return _cut_at_180(shapely.transform(shapely.Polygon(plain.exterior, islands), _eastward))


def _eastward(metres: Any) -> Any:
    """Return degrees with longitudes from 0 to 360, since none of these seas reaches Greenwich."""
    degrees = plane.in_degrees(metres)
    return np.column_stack([degrees[:, 0] % 360.0, degrees[:, 1]])


def _cut_at_180(shape: Any) -> Any:
    east = shape.intersection(shapely.box(0.0, -90.0, 180.0, 90.0))
    west = shapely.transform(
        shape.intersection(shapely.box(180.0, -90.0, 360.0, 90.0)), lambda degrees: degrees - (360.0, 0.0)
    )
    parts = (*shapely.get_parts(east), *shapely.get_parts(west))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
