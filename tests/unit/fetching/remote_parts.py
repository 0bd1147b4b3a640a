"""Answers with parts of files, and views that ask for them."""

import re
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.shared_server import reply

from arctic_map.geo.map_view import fetch_view
from arctic_map.geo.position import project
from arctic_map.geo.projections import DEFAULT
from arctic_map.model.map_view import FetchView
from arctic_map.model.projection import Viewport


def ranges(body: bytes, *, wrong: bool = False) -> Any:
    """What answers requests for parts of a file."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        found = re.fullmatch(r"bytes=(\d+)-(\d+)", to.headers["Range"] or "")
        if not found:
            return reply(to, body, "image/tiff")
        start, end = int(found[1]), min(int(found[2]), len(body) - 1)
        part = body[start : end + 1]
        to.send_response(206)
        shift = 7 if wrong and start else 0
        to.send_header("Content-Range", f"bytes {start + shift}-{end + shift}/{len(body)}")
        to.send_header("Content-Length", str(len(part)))
        to.end_headers()
        to.wfile.write(part)
        return None

    return answer


def view_of(lon: float, lat: float, metres_per_pixel: float) -> FetchView:
    place = project(DEFAULT, lon, lat)
    assert place is not None
    view = fetch_view(DEFAULT, Viewport(*place, metres_per_pixel, 200.0, 200.0))
    assert view is not None
    return FetchView(view.places, view.width, view.height, only=True)
