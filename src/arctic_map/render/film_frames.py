"""The pictures of a film: one page for each moment, of which only what changes is painted again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from PySide6.QtGui import QImage

from arctic_map.export.map_svg import CachedMap
from arctic_map.export.marks.sailed import sailed
from arctic_map.export.request import PagePart, Request
from arctic_map.export.svg import Page
from arctic_map.render import snapshot
from arctic_map.render.film_files import PAINTED, Film
from arctic_map.render.pictures import blank
from arctic_map.render.progress import reached, remarks, report
from arctic_map.render.raster import paint, png_file
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.film import Moment
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session

SceneOf = Callable[[Session], tuple[Scene, Drawings]]
"""Returns the scene of a session, with its drawings."""


TALL, ON_PHONES = 1.4, 1.8
"""Height of a picture, relative to its width, from which it is seen on phones, and the scale of its text."""


def readable(request: Request) -> Request:
    """The request with larger text for a tall picture, unless another scale is requested."""
    width, height = request.css
    is_tall = height > TALL * width and request.text_scale == Request().text_scale
    return replace(request, text_scale=ON_PHONES) if is_tall else request


@dataclass(frozen=True, slots=True)
class FilmOrder:
    """A film to make."""

    moments: Sequence[Moment]
    scene_of: SceneOf
    request: Request


class FilmPages:
    """The pages of a film's moments. Those of one extent have one layout, with the legend of the last."""

    def __init__(self, order: FilmOrder) -> None:
        self.order, self._cached = order, CachedMap()
        self._request, self._like = order.request, None
        # Steps of a tour differ in everything.
        if all(each.title is None for each in order.moments):
            self._request = _common(order)
            longest = max((each.words for each in order.moments), key=len)
            self._like = snapshot.page(
                *order.scene_of(order.moments[-1].session), replace(self._request, moment=longest)
            )
            self._request = replace(self._request, title=self._like.title)

    def page(self, number: int) -> Page:
        """The page of a moment by its number, from 0. Raises ArcticMapError."""
        moment = self.order.moments[number]
        request = replace(self._request, moment=moment.words, box=moment.box or self._request.box)
        if moment.title is not None:
            # A step shows what it is about, also beside an opened file or a route.
            request = replace(request, title=moment.title, everything=True)
        scene, drawings = self.order.scene_of(moment.session)
        page = snapshot.page(scene, drawings, request, self._cached, self._like)
        if not moment.sailed:
            return page
        ship = sailed(moment.sailed, page.projection, page.field, page.palette)
        return replace(page, map=(*page.map, ship))


def _common(order: FilmOrder) -> Request:
    """The request without what is right for some moments only: the chart, whose place differs, and months."""
    first, *others = (each.session for each in order.moments)
    parts, legend = order.request.parts, order.request.legend
    if any(each is not first for each in others):
        parts -= {PagePart.CHART}
    if any(each.month != first.month for each in others):
        monthly = order.scene_of(first)[0].catalog.monthly
        legend = (*legend, *((style, "") for style in sorted({each.style for each in monthly})))
    return replace(order.request, parts=parts, legend=legend)


def filmed(order: FilmOrder) -> Film:
    """The film that was ordered. Raises ArcticMapError, or ExportCancelled."""
    painted, painter, count = list[bytes](), _FramePainter(order.request), len(order.moments)
    lacking = dict[str, None]()
    with snapshot.qt():
        pages = FilmPages(order)
        for number in range(count):
            page = pages.page(number)
            lacking |= dict.fromkeys(remarks(page))
            painted.append(png_file(painter.painted(page)))
            reached(PAINTED * (number + 1) / count)
    report(lacking)
    title = order.request.title or order.scene_of(order.moments[0].session)[0].title
    seconds = tuple(each.seconds for each in order.moments)
    return Film(tuple(painted), seconds, title, order.request.quality)


class _FramePainter:
    """Paints pages that have their lowest pieces in common."""

    def __init__(self, request: Request) -> None:
        self._size = request.pixels
        self._last: tuple[str, ...] = ()
        self._common: tuple[str, ...] = ()
        """The pieces that `_below` shows."""
        self._below: QImage | None = None

    def painted(self, page: Page) -> QImage:
        """The page as a picture."""
        pieces = page.pieces
        if self._below is None or pieces[: len(self._common)] != self._common:
            same = takewhile(lambda pair: pair[0] == pair[1], zip(pieces, self._last, strict=False))
            self._common = tuple(piece for piece, _ in same)
            self._below = _painted(self._common, blank(*self._size))
        self._last = pieces
        return _painted(pieces[len(self._common) :], self._below.copy())


def _painted(pieces: Sequence[str], picture: QImage) -> QImage:
    for piece in pieces:
        paint(piece, picture)
    return picture
