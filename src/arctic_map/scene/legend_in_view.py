"""The legend of what a view shows."""

from collections.abc import Collection, Iterable

from arctic_map.geo.position import meet
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.decorations import LegendEntry, Sign
from arctic_map.model.projection import Box, Projection
from arctic_map.model.tr import ENGLISH, Wording
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.drawings.in_view import in_view
from arctic_map.scene.symbology import legend


def legend_in_view(
    catalog: Catalog,
    shown: Iterable[Layer],
    box: Box,
    projection: Projection,
    drawings: Drawings,
    filtered_out: Collection[str] = (),
    signs: Iterable[Sign] = (),
    wording: Wording = ENGLISH,
) -> tuple[LegendEntry, ...]:
    """Legend entries for these layers and signs, as far as they are in the box (projected metres)."""
    shown = tuple(shown)
    seen = in_view(
        (drawings.pieces(layer.id, projection.id) for layer in shown if not layer.file), box, filtered_out
    )
    files = [
        layer
        for layer in shown
        if layer.file and (extent := drawings.box(layer.id, projection.id)) and meet(extent, box)
    ]
    return legend.entries(
        catalog.symbology, seen.styles, seen.precisions, files, styles_of_signs(signs, box), wording
    )


def styles_of_signs(signs: Iterable[Sign], box: Box) -> frozenset[str]:
    """Styles of the signs in the box."""
    return frozenset(
        sign.style for sign in signs if box[0] <= sign.x <= box[2] and box[1] <= sign.y <= box[3]
    )
