"""Labels that the reader chose for an opened file, from one of its fields; they avoid all other labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from shapely import MultiLineString

from arctic_map import resources
from arctic_map.geo.label_requests import LabelCandidate, Obstacle, text_box, text_width
from arctic_map.geo.turning import around
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.layer_style import HIDDEN
from arctic_map.model.opened import style_id
from arctic_map.model.preferences import Labelling
from arctic_map.model.projection import COARSEST, Box, Projection
from arctic_map.scene.drawings.label_candidates import anchors_of, candidates_of
from arctic_map.scene.drawings.labelling import with_labels
from arctic_map.scene.drawings.obstacles import signed, symbols, texts
from arctic_map.scene.drawings.painting import box_round, projected
from arctic_map.scene.opened_files import hue_of, style_of_row
from arctic_map.scene.symbology.looks import enlarged, look
from arctic_map.tables.attributes.row_values import NOBODY

if TYPE_CHECKING:
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_layers import RowsOnDisk
    from arctic_map.scene.scene import Scene, SceneLayer
    from arctic_map.tables.attributes.row_values import LabelColumn

MAX_IN_VIEW = 400
"""Maximum number of labelled rows on disk in a view."""
NEARER = 0.25
"""Zoom difference up to which labels of a view stay; closer, other labels may appear."""
Boxes = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelJob:
    """The input for placing the labels of a layer, in any thread."""

    layer: Layer
    naming: LabelColumn
    catalog: Catalog
    """Its layer has the styles of its classes."""
    projection: Projection
    labelling: Labelling
    avoid: tuple[Drawing, ...]
    """Drawings that its labels avoid."""
    drawing: Drawing | None
    """None if the features are on disk."""
    rows: RowsOnDisk | None
    """Rows if the features are on disk; only then box, zoom and classes apply."""
    box: Box
    zoom: float
    classes: tuple[bytes, bool] | None

    def placed(self) -> tuple[Label, ...]:
        """Labels that overlap neither each other nor those of other drawings."""
        return _in_view(self) if self.rows else _at_all_zooms(self)


def job_of(
    scene: Scene,
    drawings: Drawings,
    layer_id: str,
    avoid: Iterable[Drawing],
    *,
    box: Box,
    zoom: float,
    labelling: Labelling,
) -> LabelJob | None:
    """The input for a layer's labels; None without field labels. `box` in projected metres."""
    naming = drawings.files.naming_now(layer_id)
    layer = next((each for each in scene.catalog.layers if each.id == layer_id), None)
    if naming is None or layer is None:
        return None
    rows = drawings.files.rows(layer_id)
    return LabelJob(
        layer=layer,
        naming=naming,
        catalog=scene.catalog,
        projection=scene.projection,
        labelling=labelling,
        avoid=tuple(avoid),
        drawing=None if rows else drawings.get(layer_id, scene.projection.id),
        rows=rows,
        box=box,
        zoom=zoom,
        classes=drawings.files.classes_now(layer_id),
    )


def labels_of(
    scene: Scene,
    drawings: Drawings,
    layer_id: str,
    drawn: Mapping[str, Drawing],
    labelling: Labelling,
    box: Box,
    zoom: float,
) -> tuple[Label, ...]:
    """The labels of a layer that avoid everything else in a view; empty without field labels."""
    others = drawings_to_avoid(layer_id, scene.layers, drawn)
    given = job_of(scene, drawings, layer_id, others, box=box, zoom=zoom, labelling=labelling)
    return given.placed() if given else ()


def drawings_to_avoid(
    layer_id: str, layers: Sequence[SceneLayer], drawn: Mapping[str, Drawing]
) -> Iterator[Drawing]:
    """Yield drawings that a layer's labels avoid: all, but without the field labels of layers below it."""
    above = False
    for each in layers:
        if each.id == layer_id:
            above = True
        elif each.shown and each.id in drawn:
            yield drawn[each.id] if above or each.labels is None else replace(drawn[each.id], labels=())


def _at_all_zooms(given: LabelJob) -> tuple[Label, ...]:
    """Labels of features in memory, by the rules for the atlas's own labels."""
    if given.drawing is None:
        return ()
    styles = {shape.feature: shape.style for shape in reversed(given.drawing.shapes)}
    features = tuple(
        _feature(given.layer, id, text, styles[id])
        for number, text in given.naming.first
        if text and (id := f"{given.layer.id}.{number}") in styles
    )
    layer = replace(given.layer, features=features)
    catalog = replace(
        given.catalog, layers=tuple(layer if each.id == layer.id else each for each in given.catalog.layers)
    )
    (labelled,) = with_labels(
        [given.drawing], catalog, given.projection, avoid=given.avoid, labelling=given.labelling
    )
    return tuple(_in_usual_style(label, given.layer) for label in labelled.labels)


def _in_view(given: LabelJob) -> tuple[Label, ...]:
    """Labels of rows on disk, for this view only, by importance."""
    shapes = [*_candidates(given)]
    styles, fonts = look(given.catalog.symbology, "light").styles, resources.fonts()
    room = _Room(_obstacles(given), given.zoom)
    no_lanes = MultiLineString()
    labels = []
    for shape, text in shapes:
        style = styles.get(shape.style)
        if style is None or style.lettering is None:
            continue
        type = enlarged(style.lettering, given.labelling.text_size)
        width = text_width(text, type, fonts)
        feature = _feature(given.layer, shape.feature, text, shape.style)
        anchor = next(iter(anchors_of(feature, shape, given.projection)), None)
        if anchor is None:
            continue
        candidates = [
            candidate
            for candidate in candidates_of(anchor, shape, style, type, no_lanes, 0.0)
            if not candidate.worse
        ]
        candidate = room.claimed_by(candidates, width, type.size)
        if candidate is not None:
            label = Label(
                text=text,
                x=candidate.x,
                y=candidate.y,
                dx=round(candidate.dx, 1),
                dy=round(candidate.dy, 1),
                anchor=candidate.anchor,
                style=shape.style,
                zoom=given.zoom - 0.001,
                feature=shape.feature,
                width=round(width, 1),
                until=given.zoom + NEARER,
            )
            labels.append(_in_usual_style(label, given.layer))
    return tuple(labels)


def _candidates(given: LabelJob) -> Iterator[tuple[Shape, str]]:
    if given.rows is None:
        return
    on_plane = around(given.box, given.projection.ground.inverse)
    for mark, text in given.rows.foremost(
        given.projection.family, on_plane, given.zoom, _on_map(given), MAX_IN_VIEW
    ):
        parts = tuple(projected(part, given.projection) for part in mark.parts if part)
        if text and parts and (mark.kind != "area" or any(len(part) >= 6 for part in parts)):
            style = style_of_row(given.layer, given.classes, mark.row, mark.kind)
            yield Shape(f"{given.layer.id}.{mark.row}", mark.kind, style, parts, box_round(parts)), text


def _on_map(given: LabelJob) -> LabelColumn:
    """The naming limited to features that neither the style nor the visible days exclude."""
    if given.classes is None:
        return given.naming
    ranks, of_rows = given.naming.ranks, np.frombuffer(given.classes[0], np.uint8)
    shown = np.zeros(len(ranks), np.bool_)
    shown[: len(of_rows)] = of_rows[: len(ranks)] != HIDDEN
    return replace(given.naming, ranks=np.where(shown, ranks, np.uint32(NOBODY)))


def _obstacles(given: LabelJob) -> Iterator[Obstacle]:
    symbology = given.catalog.symbology
    yield from symbols(given.avoid, symbology)
    yield from signed(given.avoid, given.catalog)
    yield from texts(given.avoid, symbology, given.labelling)


def _feature(layer: Layer, id: str, text: str, style: str) -> Feature:
    return Feature(
        id=id, name=text, geometry={}, precision=Precision.UNCHECKED, source=layer.id, style=style, rank=1
    )


def _in_usual_style(label: Label, layer: Layer) -> Label:
    """The label in the default style, as the page may receive new classes before new labels."""
    kind = label.style.rpartition("-")[2]
    return replace(label, style=style_id(hue_of(layer.file_style), kind))


class _Room:
    """Occupied space of a view, in pixels at one zoom."""

    def __init__(self, obstacles: Iterable[Obstacle], zoom: float) -> None:
        self._scale = 2.0**zoom / COARSEST
        there = [each for each in obstacles if each.zoom <= zoom + NEARER and zoom < each.until]
        self._count = len(there)
        self._boxes = np.zeros((2 * self._count + 64, 4))
        if there:
            at = np.array([(each.x, -each.y, each.x, -each.y) for each in there]) * self._scale
            self._boxes[: self._count] = at + np.array([each.box for each in there])

    def claimed_by(
        self, candidates: Sequence[LabelCandidate], width: float, size: float
    ) -> LabelCandidate | None:
        """Return the first free candidate and mark it as occupied; None without any."""
        if not candidates:
            return None
        at = (
            np.array([(candidate.x, -candidate.y, candidate.x, -candidate.y) for candidate in candidates])
            * self._scale
        )
        boxes: Boxes = at + np.array([text_box(candidate, width, size) for candidate in candidates])
        used = self._boxes[: self._count]
        met = (
            (boxes[:, None, 0] < used[None, :, 2])
            & (boxes[:, None, 2] > used[None, :, 0])
            & (boxes[:, None, 1] < used[None, :, 3])
            & (boxes[:, None, 3] > used[None, :, 1])
        ).any(axis=1)
        free = np.flatnonzero(~met)
        if not len(free):
            return None
        if self._count == len(self._boxes):
            self._boxes = np.concatenate([self._boxes, np.zeros_like(self._boxes)])
        self._boxes[self._count] = boxes[free[0]]
        self._count += 1
        return candidates[int(free[0])]
