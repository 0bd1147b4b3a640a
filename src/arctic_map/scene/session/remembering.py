"""Saves a session as plain values and restores it, without what the content no longer has."""

from collections.abc import Iterator

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.ice import MONTHS
from arctic_map.model.itinerary import require_possible, require_sound
from arctic_map.model.note import LAYERS, MAX_NOTES
from arctic_map.model.note import PREFIX as OWN
from arctic_map.model.opened import PREFIX, layer_id
from arctic_map.model.path_text import path_of, text_of
from arctic_map.model.saved import SavedSession
from arctic_map.model.saved_view import SavedView
from arctic_map.model.style import Theme
from arctic_map.model.view import Selection, Viewport
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

MAX_NAME_LENGTH = 200
"""Maximum characters of a layer's name."""
MAX_LINE_LENGTH = 300
"""Maximum characters of a line of a page."""
MAX_FILES = 50
"""Maximum number of files to open again."""


def to_saved(session: Session) -> SavedSession:
    """The values to save for a session."""
    view, chosen = session.viewport, session.selected or Selection()
    return SavedSession(
        projection=session.projection,
        files=tuple(map(text_of, session.files)),
        notes=session.notes[-MAX_NOTES:],
        hidden=tuple(sorted(session.hidden)),
        features_hidden=tuple(sorted(session.features_hidden)),
        opacity=session.opacity,
        order=session.order,
        styles=session.styles,
        names=session.names,
        viewport=(view.x, view.y, view.resolution, view.width, view.height) if view else None,
        feature=chosen.feature,
        fact=chosen.fact,
        person=chosen.person,
        position=chosen.position,
        compared=chosen.compared,
        when=(session.when.first, session.when.last) if session.when else None,
        month=session.month,
        route=session.route,
        speeds=session.speeds,
        page=session.page,
        kinds_hidden=tuple(sorted(session.kinds_hidden)),
        precisions_hidden=tuple(sorted(session.precisions_hidden)),
    )


def restored(saved: SavedSession, catalog: Catalog, theme: Theme) -> Session:
    """The session without ids missing in the content. Raises ValueError or UnknownName for bad values."""
    if not all(0 <= value <= 1 for _, value in saved.opacity):
        raise ValueError("an opacity is not between 0 and 1")
    if not all(style.sound for _, style in saved.styles):
        raise ValueError("a style has classes that no table gives")
    if not all(name.isprintable() and 0 < len(name) <= MAX_NAME_LENGTH for _, name in saved.names):
        raise ValueError("a layer has a name that nobody can have given it")
    if saved.month is not None and not 1 <= saved.month <= MONTHS:
        raise ValueError("the month is none of the year")
    require_sound(saved.route)
    require_possible(saved.speeds)
    files = tuple(dict.fromkeys(str(path_of(text)) for text in saved.files))[:MAX_FILES]
    if not all(note.sound for note in saved.notes):
        raise ValueError("a note is nowhere on the Earth, or none that could be made")
    layers = {layer.id for layer in catalog.layers} | {layer_id(path) for path in files} | {*LAYERS}
    return Session(
        projection=projection_named(saved.projection).id,
        theme=theme,
        files=files,
        notes=tuple({note.id: note for note in saved.notes[:MAX_NOTES]}.values()),
        hidden=frozenset(saved.hidden) & layers,
        features_hidden=frozenset(
            id for id in saved.features_hidden if id in catalog.features or id.startswith((PREFIX, OWN))
        ),
        opacity=tuple((id, value) for id, value in saved.opacity if id in layers),
        order=tuple(id for id in dict.fromkeys(saved.order) if id in layers),
        styles=tuple((id, style) for id, style in dict(saved.styles).items() if id in layers),
        names=tuple((id, name) for id, name in dict(saved.names).items() if id in layers),
        selected=_selection(saved, catalog),
        when=Range(*saved.when) if saved.when else None,
        month=saved.month,
        route=saved.route,
        speeds=saved.speeds,
        page=saved.page if saved.page and all(map(_is_line, _typed(saved.page))) else None,
        kinds_hidden=frozenset(saved.kinds_hidden),
        precisions_hidden=frozenset(saved.precisions_hidden),
        viewport=_viewport(*saved.viewport) if saved.viewport else None,
    )


def _typed(page: SavedView) -> Iterator[str]:
    yield from filter(None, (page.title, page.subtitle, page.credit))
    for style, words in page.legend:
        yield style
        yield words


def _is_line(words: str) -> bool:
    return words.isprintable() and len(words) <= MAX_LINE_LENGTH


def _selection(saved: SavedSession, catalog: Catalog) -> Selection | None:
    if saved.feature in catalog.features:
        return Selection(feature=saved.feature)
    if saved.person in catalog.person:
        return Selection(person=saved.person)
    if saved.position is not None:
        lon, lat = saved.position
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            raise ValueError("the position is not on the Earth")
        return Selection(position=(lon, lat))
    fact = saved.fact if saved.fact in catalog.fact else None
    compared = tuple(id for id in saved.compared if id in catalog.features)
    return Selection(fact=fact, compared=compared) if fact or compared else None


def _viewport(x: float, y: float, resolution: float, width: float, height: float) -> Viewport:
    if not (0 < resolution < 1e6 and 0 < width < 1e5 and 0 < height < 1e5 and abs(x) < 1e9 and abs(y) < 1e9):
        raise ValueError("the view is outside every projection")
    return Viewport(x, y, resolution, width, height)
