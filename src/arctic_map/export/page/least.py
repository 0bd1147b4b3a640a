"""A page with no room for words shows the map alone."""

from dataclasses import replace

from arctic_map.export.page.frame import text_scale
from arctic_map.export.request import Part, Request

WIDTH, HEIGHT = 260.0, 264.0
"""Of the smallest page with words on it, px at the size of its text: on a smaller one they would overlap."""


def has_room(request: Request) -> bool:
    """Whether title, sources and all else that is words find their places beside a map."""
    width, height = request.css
    scale = text_scale(width, height) * request.text_scale
    return width / scale >= WIDTH and height / scale >= HEIGHT


def fitting(request: Request) -> Request:
    """What of the request the page has room for."""
    if has_room(request):
        return request
    margin = 0.0 if request.margin is None else request.margin
    return replace(request, parts=request.parts & {Part.FRAME}, facts=(), margin=margin)
