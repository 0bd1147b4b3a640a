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
from arctic_map.render.progress import reached
from arctic_map.render.raster import paint, png_file
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.film import Moment
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session

SceneOf = Callable[[Session], tuple[Scene, Drawings]]
"""Returns the scene of a session, with its drawings."""


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
        self._request, self._like = order.request, self._common(order)
        if self._like:
            parts = _parts(order)
            self._request = replace(order.request, title=self._like.title, parts=parts)

    def page(self, number: int) -> Page:
        """The page of a moment by its number, from 0. Raises ArcticMapError."""
        moment = self.order.moments[number]
        request = replace(self._request, moment=moment.words, box=moment.box or self._request.box)
        if moment.title is not None:
            request = replace(request, title=moment.title)
        scene, drawings = self.order.scene_of(moment.session)
        page = snapshot.page(scene, drawings, request, self._cached, self._like)
        if not moment.sailed:
            return page
        ship = sailed(moment.sailed, page.projection, page.field, page.palette)
        return replace(page, map=(*page.map, ship))

    @staticmethod
    def _common(order: FilmOrder) -> Page | None:
        """The page whose layout all have in common; None for steps of a tour, which differ."""
        if any(each.title is not None for each in order.moments):
            return None
        longest = max((each.words for each in order.moments), key=len)
        request = replace(order.request, moment=longest, parts=_parts(order))
        return snapshot.page(*order.scene_of(order.moments[-1].session), request)


def _parts(order: FilmOrder) -> frozenset[PagePart]:
    """The parts of each page: no chart where the map changes, since its free places change as well."""
    first = order.moments[0].session
    changes = any(each.session is not first for each in order.moments)
    return order.request.parts - ({PagePart.CHART} if changes else set())


def filmed(order: FilmOrder) -> Film:
    """The film that was ordered. Raises ArcticMapError, or ExportCancelled."""
    painted, painter, count = list[bytes](), _FramePainter(order.request), len(order.moments)
    with snapshot.qt():
        pages = FilmPages(order)
        for number in range(count):
            painted.append(png_file(painter.painted(pages.page(number))))
            reached(PAINTED * (number + 1) / count)
    title = order.request.title or order.scene_of(order.moments[0].session)[0].title
    return Film(tuple(painted), tuple(each.seconds for each in order.moments), title)


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
            self._below = _painted(self._common, QImage(*self._size, QImage.Format.Format_RGB32))
        self._last = pieces
        return _painted(pieces[len(self._common) :], self._below.copy())


def _painted(pieces: Sequence[str], picture: QImage) -> QImage:
    for piece in pieces:
        paint(piece, picture)
    return picture
