"""Composes the scene from catalogue, session and drawings, also in another language or rotated."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import base_id, moved, rotation, turned
from arctic_map.model.catalog import BASE, Catalog, Layer, LayerKind
from arctic_map.model.decorations import MapDecorations
from arctic_map.model.itinerary import TOPIC as ROUTE
from arctic_map.model.layer_style import HIDDEN, PLAIN
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.opened import TOPIC as OPENED
from arctic_map.model.opened import plain_name
from arctic_map.model.projection import Box, Goal, Projection, Selection
from arctic_map.model.symbology import Symbology
from arctic_map.model.tr import Wording, interface, speaking, tr, tr_content, tr_later
from arctic_map.scene import cards
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.furniture import furniture
from arctic_map.scene.legend_in_view import legend_in_view
from arctic_map.scene.opened_files import class_of
from arctic_map.scene.routing.routes import Plan, routes_of
from arctic_map.scene.scene import Scene, SceneLayer, graticule_among
from arctic_map.scene.session.layer_order import ordered
from arctic_map.scene.session.session import Session, filtered_out
from arctic_map.scene.styling import with_legends
from arctic_map.scene.symbology.legend import signs
from arctic_map.scene.symbology.looks import look_of
from arctic_map.scene.timeline import period_in_words
from arctic_map.scene.words.measures import projection_words
from arctic_map.scene.words.sources import few, source_line
from arctic_map.scene.words.words import layer_name, when_in_words

WARNING = tr_later("Not for navigation")


def compose(catalog: Catalog, session: Session, drawings: Drawings, plan: Plan | None = None) -> Scene:
    """Return the scene with all decisions for painters; `plan` is the result for the requested route."""
    wording = interface().with_atlas(catalog.words)
    projection = projection_named(session.projection)
    layers = ordered(catalog.layers, session.order)
    shown = [layer for layer in layers if layer.id not in session.hidden]
    highlighted = highlighted_features(catalog, session.selected)
    without = filtered_out(catalog, session)
    without = replace(without, features=without.features | _omitted(catalog, drawings))
    facts = tuple(fact for fact in catalog.facts if fact.id not in without.facts)
    signed = signs(
        catalog.symbology,
        (layer for layer in shown if not layer.file),
        facts,
        without,
        lambda layer_id: drawings.shapes(layer_id, projection.id).spots or {},
    )
    return Scene(
        title=wording.content(catalog.title),
        subtitle=wording.content(catalog.subtitle),
        source_line=source_line(catalog, shown, without.features, wording),
        warning=wording(WARNING),
        projection=replace(projection, label=projection_words(projection, wording)),
        look=look_of(catalog.symbology, session.theme, session.preferences),
        preferences=session.preferences,
        layers=_in_order([_layer(layer, session, drawings, highlighted) for layer in layers]),
        legend=()
        if session.story
        else legend_in_view(
            catalog, shown, _box(session, projection), projection, drawings, without.features, signed, wording
        ),
        story=session.story,
        signs=signed,
        period=period_in_words(session.when),
        when=session.when,
        month=session.month,
        filtered_out=without,
        features_hidden=session.features_hidden,
        kinds_hidden=session.kinds_hidden,
        precisions_hidden=session.precisions_hidden,
        styles=drawings.files.shown(session.styles),
        notes=session.notes,
        route=session.route,
        speeds=session.speeds,
        plan=plan,
        routes=routes_of(plan, session.speeds) if plan else (),
        facts=facts,
        selected=session.selected,
        highlighted=highlighted,
        card=cards.card(catalog, session, drawings)
        if _can_be_seen(session.selected, catalog, session.hidden, without.features)
        else None,
        goal=session.goal,
        viewport=session.viewport,
        furniture=_furniture(session, drawings, shown, catalog.symbology),
        problems=catalog.problems,
        catalog=catalog,
        wording=wording,
    )


def highlighted_features(catalog: Catalog, selected: Selection | None) -> tuple[str, ...]:
    """Ids of highlighted features: the selected one, or all places of the selected fact or person."""
    if selected is None:
        return ()
    if selected.feature is not None:
        return (selected.feature,)
    if selected.compared:
        return selected.compared
    person = catalog.person.get(selected.person or "")
    facts = person.facts if person else (selected.fact or "",)
    ids = (id for fact in facts if fact in catalog.fact for id in catalog.fact[fact].features)
    return tuple(dict.fromkeys(ids))


def _can_be_seen(
    selected: Selection | None, catalog: Catalog, hidden: frozenset[str], without: frozenset[str]
) -> bool:
    """Whether a selected feature is on the map; True for other selections."""
    feature = selected.feature if selected else None
    if not feature:
        return True
    known = catalog.rows_of(feature)
    layer = known[0].id if known else catalog.layer_of.get(feature, "")
    return layer not in hidden and feature not in without


def _omitted(catalog: Catalog, drawings: Drawings) -> frozenset[str]:
    """Ids of features of opened files that their style or the visible days exclude."""
    return frozenset(
        feature.id
        for layer in catalog.layers
        if layer.file and layer.features and (painted_by := drawings.files.classes_now(layer.id))
        for feature in layer.features
        if class_of(feature.id, painted_by[0]) == HIDDEN
    )


def start(catalog: Catalog, session: Session) -> Session:
    """The session with those layers hidden that the catalogue hides at the start."""
    return replace(session, hidden=session.hidden | {layer.id for layer in catalog.layers if not layer.shown})


def _box(session: Session, projection: Projection) -> Box:
    """The present view, or the first one."""
    if session.viewport is not None:
        return session.viewport.box
    return session.goal.box if session.goal else projection.home


def _layer(layer: Layer, session: Session, drawings: Drawings, highlighted: tuple[str, ...]) -> SceneLayer:
    files, style = drawings.files, dict(session.styles).get(layer.id, PLAIN)
    is_filtered = files.layer(layer.id).shown(style).query.filtered
    classes = files.classes_now(layer.id) if is_filtered else None
    own = bool(layer.file) or layer.topic == YOURS
    return SceneLayer(
        id=layer.id,
        name=layer_name(layer),
        topic=layer.topic,
        kind=layer.kind,
        items=layer.rows.styles if layer.rows else layer.items,
        shown=layer.id not in session.hidden,
        opacity=dict(session.opacity).get(layer.id, 1.0),
        count=layer.count,
        style=_style(layer),
        note=_note(layer) if own else tr_content(layer.note),
        file=layer.file,
        digest=layer.digest,
        classes=files.classes_key(layer.id) if layer.file else "",
        styled=bool(layer.legend),
        highlighted_shapes=files.highlighted(layer, projection_named(session.projection), highlighted)
        if layer.rows
        else (),
        labels=files.labels_now(layer.id, session.projection) if layer.file else None,
        moved=drawings.moved_names(layer.id, session.projection, session.preferences.labelling),
        query=style.query,
        matching=len(classes[0]) - classes[0].count(HIDDEN) if classes else None,
    )


def _note(layer: Layer) -> str:
    if layer.origin is None:
        return layer.note
    host, date = layer.origin.host, when_in_words(layer.origin.fetched[:10])
    note = tr("From {host}, fetched {date}", host=host, date=date)
    return "; ".join((note, *layer.origin.remarks))


def _in_order(layers: Sequence[SceneLayer]) -> tuple[SceneLayer, ...]:
    """The layers, painted in this order where areas of the reader are above marks.

    Otherwise areas are below the halos of labels, and lanes and points above them.
    """

    def has_marks(layer: SceneLayer) -> bool:
        return layer.shown and layer.topic != BASE and not layer.has_areas

    covering = (
        number
        for number, layer in enumerate(layers)
        if layer.shown and layer.has_areas and any(map(has_marks, layers[:number]))
    )
    last = max(covering, default=-1)
    return tuple(
        replace(layer, under_names=True) if number <= last and layer.topic != BASE else layer
        for number, layer in enumerate(layers)
    )


def _style(layer: Layer) -> str:
    """The most frequent style of its features; for a part of the base map the topmost."""
    if layer.file:
        return layer.legend[0][0] if layer.legend else layer.file_style
    if layer.features:
        return Counter(feature.style for feature in layer.features).most_common(1)[0][0]
    if layer.kind is LayerKind.FEATURES:
        return ""
    return (layer.items or (layer.id,))[-1]


def _furniture(
    session: Session, drawings: Drawings, shown: list[Layer], symbology: Symbology
) -> MapDecorations | None:
    if session.viewport is None:
        return None
    graticule = graticule_among(shown, symbology)
    return furniture(
        session.viewport,
        projection_named(session.projection),
        drawings.get(graticule, session.projection) if graticule else None,
        session.preferences,
        interface(),
    )


ICE = "ice"
"""Topic of layers that belong to every page with a sea."""
APART = frozenset({BASE, OPENED, YOURS, ROUTE})
"""Topics of layers that are not of the article."""


def titles(scene: Scene, wording: Wording) -> tuple[str, str]:
    """Title and subtitle in a language; empty for a map of nothing but the Earth."""
    if shows_subject(scene):
        return wording.content(scene.catalog.title), wording.content(scene.catalog.subtitle)
    names = [_named(layer) for layer in scene.layers if layer.file and layer.shown]
    return few(names, wording) if names else "", ""


def shows_subject(scene: Scene) -> bool:
    """Whether the map shows anything of the article, or its atlas has no places yet.

    Sea ice is the subject only of an atlas that has no other.
    """
    own = {layer.topic for layer in scene.layers} - APART
    own = own - {ICE} or own
    return not own or any(layer.shown and layer.topic in own for layer in scene.layers)


def _named(layer: SceneLayer) -> str:
    plain = plain_name(layer.name, layer.file)
    return plain if plain == layer.name else plain.replace("_", " ")


def turned_scene(scene: Scene, drawings: Drawings, down: int | None) -> Scene:
    """The scene rotated around the centre of the map; unchanged if `down` is None or it cannot be rotated."""
    if down is None or not scene.projection.turns:
        return scene
    projection = turned(projection_named(base_id(scene.projection.id)), down)
    if projection.id == scene.projection.id:
        return scene
    goal = scene.goal.box if scene.goal else scene.viewport.clear if scene.viewport else None
    turn = rotation(scene.projection, projection.down)
    shown = {layer.id for layer in scene.layers if layer.shown and not layer.file}
    return replace(
        scene,
        projection=replace(projection, label=projection_words(projection, scene.wording)),
        goal=Goal(moved(goal, turn), smooth=False, exact=True) if goal else None,
        viewport=None,
        signs=signs(
            scene.catalog.symbology,
            (layer for layer in scene.catalog.layers if layer.id in shown),
            scene.facts,
            scene.filtered_out,
            lambda layer_id: drawings.shapes(layer_id, projection.id).spots or {},
        ),
    )


def with_wording(scene: Scene, wording: Wording) -> Scene:
    """The scene with texts in a language; place names follow the preferences, facts stay as written."""
    wording = wording.with_atlas(scene.catalog.words)
    with speaking(wording):
        catalog = with_legends(scene.catalog, dict(scene.styles))
    by_id = {layer.id: layer for layer in catalog.layers}
    shown = [by_id[layer.id] for layer in scene.layers if layer.shown and layer.id in by_id]
    filtered_out = scene.filtered_out.features
    title, subtitle = titles(scene, wording)
    return replace(
        scene,
        catalog=catalog,
        wording=wording,
        title=title,
        subtitle=subtitle,
        period=period_in_words(scene.when, wording),
        source_line=source_line(catalog, shown, filtered_out, wording, with_terms=True),
        warning=wording(WARNING),
        projection=replace(scene.projection, label=projection_words(scene.projection, wording)),
        layers=tuple(
            layer if layer.file else _translated(layer, by_id[layer.id], wording) for layer in scene.layers
        ),
    )


def _translated(layer: SceneLayer, as_written: Layer, wording: Wording) -> SceneLayer:
    name, note = wording.content(as_written.name), wording.content(as_written.note)
    return replace(layer, name=name, note=note)
