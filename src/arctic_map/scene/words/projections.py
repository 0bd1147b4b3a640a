"""Names of projections on a page: type, central or lower meridian, and code."""

from arctic_map.geo.turning import is_turned
from arctic_map.model.projection import Projection
from arctic_map.model.tr import interface, tr_later
from arctic_map.model.wording import Wording
from arctic_map.scene.words.angles import meridian_words

KINDS = {
    "polar-stereographic": tr_later("polar stereographic"),
    "polar-equal-area": tr_later("Lambert azimuthal equal area"),
    "equal-earth": tr_later("Equal Earth"),
}
"""By family of base map."""


def projection_words(projection: Projection, wording: Wording | None = None) -> str:
    """`polar stereographic, 105°E down (EPSG:5940)`."""
    wording = wording or interface()
    kind, meridian = wording(KINDS[projection.family]), meridian_words(projection.down, wording)
    if projection.pole is None:
        return wording("{kind}, central meridian {meridian}", kind=kind, meridian=meridian)
    if is_turned(projection.id):
        return wording(
            "{kind}, {meridian} down ({code}, turned)", kind=kind, meridian=meridian, code=projection.code
        )
    return wording("{kind}, {meridian} down ({code})", kind=kind, meridian=meridian, code=projection.code)
