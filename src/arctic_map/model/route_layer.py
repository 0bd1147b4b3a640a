"""The layer of the ways found by the route planner, in addition to those of the catalogue."""

from arctic_map.model.strait import RouteVariant, is_high_latitude

LAYER = "route"
"""Id of the layer."""
TOPIC = "route"
FEATURES = "route."
"""Prefix of the ids of its features."""
STYLES = "way-"
"""Prefix of their styles, followed by the way, such as suez; the ends have `way-end` and `way-stop`."""
SOURCE = "route"


def feature_id(by: str) -> str:
    """The id of the feature of a way."""
    return f"{FEATURES}{by}"


def style_of(by: RouteVariant) -> str:
    """The style of a way; variants share it, and all high-latitude ways have that across the pole."""
    return f"{STYLES}{'pole' if is_high_latitude(by) else by.partition('-')[0]}"


def is_way(style: str) -> bool:
    """Whether a style belongs to ways or their ends."""
    return style.startswith(STYLES)


def way_of(feature_id: str) -> str:
    """The way that a feature represents; empty for ends of the route and for other features."""
    by = feature_id.removeprefix(FEATURES) if feature_id.startswith(FEATURES) else ""
    return "" if by.startswith("stop") else by
