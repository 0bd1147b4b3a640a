"""What a projection is called on a page: its kind, the meridian that points down, its code."""

from arctic_map.geo.turning import is_turned
from arctic_map.model.projection import Projection
from arctic_map.model.wording import ENGLISH, Wording
from arctic_map.scene.words.angles import meridian_words

KINDS = {
    "polar-stereographic": "polar stereographic",
    "polar-equal-area": "Lambert azimuthal equal area",
    "equal-earth": "Equal Earth",
}
"""By the family that shares a base map."""


def projection_words(projection: Projection, wording: Wording = ENGLISH) -> str:
    """`polar stereographic, 105°E down (EPSG:5940)`."""
    kind, meridian = wording(KINDS[projection.family]), meridian_words(projection.down, wording)
    if projection.pole is None:
        return wording("{kind}, central meridian {meridian}", kind=kind, meridian=meridian)
    if is_turned(projection.id):
        return wording(
            "{kind}, {meridian} down ({code}, turned)", kind=kind, meridian=meridian, code=projection.code
        )
    return wording("{kind}, {meridian} down ({code})", kind=kind, meridian=meridian, code=projection.code)
