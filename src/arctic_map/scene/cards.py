"""The popup of a selected feature, with its precision and source."""

from collections import Counter

from arctic_map.geo.position import project
from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import around
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.decorations import Card
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature, Geometry, Precision
from arctic_map.model.preferences import DEFAULT, Coordinates, Preferences
from arctic_map.model.projection import Box, Projection
from arctic_map.model.tr import digits, tr, tr_content, tr_later
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.drawings.file_layers import RowsOnDisk
from arctic_map.scene.sea_ice import ice_lines
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.fact_texts import paragraphs_in_words
from arctic_map.scene.words.measures import length_in_words
from arctic_map.scene.words.words import name_of, other_names, position_in_words, when_in_words

_lengths: dict[str, tuple[Geometry, float]] = {}
"""Measured length by feature id in metres, with its geometry. Popups are composed whenever the map moves."""
PRECISION_WORDS: dict[Precision, str] = {
    Precision.SURVEYED: tr_later("Surveyed: a position from a published list"),
    Precision.GENERALISED: tr_later("Generalised: a true thing, drawn coarsely"),
    Precision.SCHEMATIC: tr_later("Schematic: drawn by the atlas from a description"),
    Precision.UNDISCLOSED: tr_later("Undisclosed: no outline is public; somewhere here"),
    Precision.UNCHECKED: tr_later("Unchecked: from a file that the reader opened"),
}


def card(catalog: Catalog, session: Session, drawings: Drawings) -> Card | None:
    """The popup of the selected feature or position; None without one, or if the projection lacks it."""
    preferences = session.preferences
    if session.selected is not None and session.selected.position is not None:
        return _position_card(
            *session.selected.position, projection_named(session.projection), preferences.coordinates
        )
    feature_id = session.selected.feature if session.selected else None
    feature = catalog.features.get(feature_id or "")
    if feature is None:
        return row_card(catalog, session, drawings, feature_id) if feature_id else None
    layer = catalog.layer_of[feature.id]
    shapes = drawings.shapes_of(feature.id, layer, session.projection)
    place = _place(shapes)
    if place is None and feature.facts:
        place = _name_of(feature, drawings.get(layer, session.projection))
    if place is None:
        return None
    facts = tuple(id for id in feature.facts if id in catalog.fact)
    rows = lines(feature, catalog, preferences, session.month)
    return Card(
        feature.id,
        name_of(feature, preferences.names),
        rows,
        *place,
        _box(shapes) or (*place, *place),
        facts,
        _ends(shapes),
    )


def row_card(catalog: Catalog, session: Session, drawings: Drawings, feature_id: str) -> Card | None:
    """The popup of a feature on disk; None if the projection does not show it."""
    known = catalog.rows_of(feature_id)
    if known is None:
        return None
    layer, row = known
    rows, projection = drawings.files.rows(layer.id), projection_named(session.projection)
    box = rows.box(projection.family, row) if rows else None
    if rows is None or box is None:
        return None
    title, lines = row_words(catalog, rows, layer, row)
    x0, y0, x1, y1 = around(box, projection.ground)
    return Card(feature_id, title, lines, (x0 + x1) / 2, (y0 + y1) / 2, (x0, y0, x1, y1))


def row_words(
    catalog: Catalog, rows: RowsOnDisk, layer: Layer, row: int
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Title and attributes of a feature on disk."""
    name, details = rows.details(row)
    source = catalog.source.get(layer.id)
    lines = (*details, (tr("Source"), source.name if source else layer.name))
    return name or row_name(row), lines


def row_name(row: int) -> str:
    """The title of a feature without a name."""
    return tr("Feature {number}", number=digits(f"{row + 1:,}"))


def lines(
    feature: Feature, catalog: Catalog, preferences: Preferences = DEFAULT, month: int | None = None
) -> tuple[tuple[str, str], ...]:
    """Heading and text of each line of a feature's popup."""
    source = catalog.source.get(feature.source)
    if feature.precision is Precision.UNCHECKED:
        return (*feature.details, (tr("Source"), source.name if source else feature.source))
    facts = tuple(catalog.fact[id] for id in feature.facts if id in catalog.fact)
    rows = (
        *ice_lines(feature, catalog, month),
        (tr("In the article"), paragraphs_in_words(facts)),
        (tr("When"), when_in_words(feature.when) if feature.when else ""),
        (tr("Our reading"), _inferred(feature, facts)),
        (tr("Position"), _position(feature, preferences)),
        (tr("Length as drawn"), _length(feature, preferences)),
        (tr("Note"), tr_content(feature.note)),
        (tr("Inferred"), tr_content(feature.inferred)),
        (tr("Precision"), tr(PRECISION_WORDS[feature.precision])),
        (tr("Source"), source.name if source else feature.source),
        (tr("Other names"), " · ".join(other_names(feature, preferences.names))),
    )
    return tuple((heading, text) for heading, text in rows if text)


def _inferred(feature: Feature, facts: tuple[Fact, ...]) -> str:
    """The facts whose place or date is inferred; their cards give the reasons."""
    places = [fact.id for fact in facts if fact.inferred and not feature.inferred]
    dates = [fact.id for fact in facts if fact.inferred_when]
    parts = []
    if places:
        parts.append(tr("places of {facts}", facts=tr(", ").join(places)))
    if dates:
        parts.append(tr("date of {facts}", facts=tr(", ").join(dates)))
    return "; ".join(parts)


def _position(feature: Feature, preferences: Preferences) -> str:
    """The position of a surveyed point; empty for other features."""
    if feature.precision is not Precision.SURVEYED or feature.geometry.get("type") != "Point":
        return ""
    lon, lat = feature.geometry["coordinates"][:2]
    return position_in_words(lon, lat, preferences.coordinates).partition(" · ")[0]


def _length(feature: Feature, preferences: Preferences) -> str:
    if feature.geometry.get("type") not in ("LineString", "MultiLineString"):
        return ""
    known = _lengths.get(feature.id)
    if known is None or known[0] is not feature.geometry:
        from arctic_map.geo import measure  # loads PROJ late, as most popups do not need it

        known = _lengths[feature.id] = feature.geometry, measure.length(feature.geometry, feature.edges)
    return length_in_words(known[1], preferences.units)


def _position_card(lon: float, lat: float, projection: Projection, form: Coordinates) -> Card | None:
    place = project(projection, lon, lat)
    if place is None:
        return None
    title, _, other = position_in_words(lon, lat, form).partition(" · ")
    what = (
        tr("The position you typed, decimal degrees")
        if other
        else tr("The position you typed, degrees and minutes")
    )
    other = other or position_in_words(lon, lat).partition(" · ")[0]
    return Card("", title, ((what, other),), *place, (*place, *place))


def _box(shapes: list[Shape]) -> Box | None:
    if not shapes:
        return None
    x0, y0, x1, y1 = zip(*(shape.box for shape in shapes), strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _name_of(feature: Feature, drawing: Drawing) -> tuple[float, float] | None:
    """Position of the label of a feature without shapes, such as a country that facts mention."""
    return next(((name.x, name.y) for name in drawing.labels if name.feature == feature.id), None)


def _ends(shapes: list[Shape]) -> tuple[tuple[float, float], ...]:
    """Ends of a line that may have several parts, without the places where parts meet."""
    lines = [part for shape in shapes if shape.kind == "line" for part in shape.parts]
    met = Counter(place for part in lines for place in ((part[0], part[1]), (part[-2], part[-1])))
    return tuple(place for place, count in met.items() if count % 2)


def _place(shapes: list[Shape]) -> tuple[float, float] | None:
    """The anchor of a popup: the middle of a line or the top of an area, so that it covers little of it."""
    if not shapes:
        return None
    shape = max(shapes, key=lambda s: max(map(len, s.parts), default=0))
    part = max(shape.parts, key=len)
    if shape.kind == "area":
        return max(zip(part[::2], part[1::2], strict=True), key=lambda place: place[1])
    middle = len(part) // 4 * 2
    return part[middle], part[middle + 1]
