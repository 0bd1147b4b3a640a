"""The layer of the ways that the route planner found, beside those of the catalogue."""

LAYER = "route"
"""Its id."""
TOPIC = "route"
FEATURES = "route."
"""How the ids of its features begin."""
STYLES = "way-"
"""And their styles: the way itself follows, such as suez; those of its ends are `way-end` and `way-stop`."""
SOURCE = "route"


def feature_id(by: str) -> str:
    return f"{FEATURES}{by}"


def style_of(by: str) -> str:
    """Variants of a way look like it."""
    return f"{STYLES}{by.partition('-')[0]}"


def is_way(style: str) -> bool:
    """Whether marks of a style are ways or ends of them."""
    return style.startswith(STYLES)


def way_of(feature_id: str) -> str:
    """The way that a feature stands for; empty for an end of the route, and for what is none of it."""
    by = feature_id.removeprefix(FEATURES) if feature_id.startswith(FEATURES) else ""
    return "" if by.startswith("stop") else by
