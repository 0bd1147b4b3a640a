"""What a file is called at first: what it shows, in which days and language, and when it was made."""

import re
import unicodedata
from datetime import date

from arctic_map.export.request import Request
from arctic_map.scene.scene import Scene

LONGEST = 40
"""Letters of a part."""
FIRST = "nsr"
"""The projection that needs no name."""


def file_name(scene: Scene, request: Request, today: date) -> str:
    """Without its end: `arctic-map-route-2026-11-26`, `arctic-map-world-2022-to-2024-ru-2026-11-26`."""
    parts = (
        slug(request.title or "") or _shown(scene, request),
        slug(scene.period),
        request.language or "",
        today.isoformat(),
    )
    return "-".join(("arctic-map", *filter(None, parts)))


def _shown(scene: Scene, request: Request) -> str:
    """What is selected, or the projection and whether all of the route is on the map."""
    chosen = scene.selected
    if chosen is not None:
        name = chosen.feature or chosen.fact or chosen.person
        if name and (found := slug(name)):
            return found
    if scene.projection.id != FIRST:
        return slug(scene.projection.name)
    shown = request.box or (scene.viewport.box if scene.viewport else scene.projection.home)
    home = scene.projection.sheet or scene.projection.home
    whole = shown[2] - shown[0] >= 0.8 * (home[2] - home[0])
    return "route" if whole else "view"


def slug(words: str) -> str:
    """Lower-case letters and digits with hyphens between; letters of any script, none of them accented."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = re.sub(r"[^\w]+|_", "-", unicodedata.normalize("NFC", kept)).strip("-")
    return found[:LONGEST].rstrip("-")
