"""What the popup at a selected feature says: how sure it is, and where it comes from."""

from arctic_map.geo.planes import plane_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Shape
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.plane import Plane
from arctic_map.scene.drawings import Drawings
from arctic_map.scene.scene import Card
from arctic_map.scene.session import Session
from arctic_map.scene.words import position_in_words, when_in_words

PRECISION_WORDS: dict[Precision, str] = {
    Precision.SURVEYED: "Surveyed: a position from a published list",
    Precision.GENERALISED: "Generalised: a true thing, drawn coarsely",
    Precision.SCHEMATIC: "Schematic: drawn by the atlas from a description",
    Precision.UNDISCLOSED: "Undisclosed: no outline is public; somewhere here",
}


def card(catalog: Catalog, session: Session, drawings: Drawings) -> Card | None:
    """The popup of the selected feature or position; None without one, or where the plane has it not."""
    if session.selected is not None and session.selected.position is not None:
        return _position_card(*session.selected.position, plane_named(session.plane))
    feature_id = session.selected.feature if session.selected else None
    feature = catalog.features.get(feature_id or "")
    if feature is None:
        return None
    drawing = drawings.get(catalog.layer_of[feature.id], session.plane)
    place = _place([shape for shape in drawing.shapes if shape.feature == feature.id])
    if place is None:
        return None
    return Card(feature.id, feature.name, lines(feature, catalog), *place)


def lines(feature: Feature, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    source = catalog.source.get(feature.source)
    said = (
        ("Other names", " · ".join(feature.names.values())),
        ("When", when_in_words(feature.when) if feature.when else ""),
        ("Note", feature.note),
        ("Inferred", feature.inferred),
        ("Precision", PRECISION_WORDS[feature.precision]),
        ("Source", source.name if source else feature.source),
        ("Facts", ", ".join(feature.facts)),
    )
    return tuple((heading, text) for heading, text in said if text)


def _position_card(lon: float, lat: float, plane: Plane) -> Card | None:
    from arctic_map.geo.position import project

    place = project(plane, lon, lat)
    if place is None:
        return None
    minutes, _, decimal = position_in_words(lon, lat).partition(" · ")
    return Card("", minutes, (("The position you typed, decimal degrees", decimal),), *place)


def _place(shapes: list[Shape]) -> tuple[float, float] | None:
    """Where a popup may point: the middle of a line, the top of an area, so that it does not hide it."""
    if not shapes:
        return None
    shape = max(shapes, key=lambda s: max(map(len, s.parts), default=0))
    part = max(shape.parts, key=len)
    if shape.kind == "area":
        return max(zip(part[::2], part[1::2], strict=True), key=lambda place: place[1])
    middle = len(part) // 4 * 2
    return part[middle], part[middle + 1]
