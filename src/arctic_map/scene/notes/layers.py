"""Adds notes and measurements to the catalogue, for panels, map and exports alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from hashlib import sha256

from arctic_map.model.catalog import Catalog, Layer, LayerKind, Source
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.note import LAYERS, MEASUREMENTS, ROLES, TOPIC, Note
from arctic_map.model.preferences import Preferences
from arctic_map.model.tr import tr
from arctic_map.scene.notes.drawing import NoteDrawings, geometry_of
from arctic_map.scene.notes.figures import described, name_of


def with_notes(
    catalog: Catalog, notes: tuple[Note, ...], preferences: Preferences, hidden: Collection[str] = ()
) -> Catalog:
    """The catalogue with a layer each for notes and measurements, if any; `hidden` are ids of features."""
    if not notes:
        return catalog
    layers = tuple(_layers(catalog, notes, preferences, hidden))
    sources = (Source(layer.id, tr("Your own, not of the article and not checked")) for layer in layers)
    return replace(catalog, layers=(*catalog.layers, *layers), sources=(*catalog.sources, *sources))


def drawings_of(
    catalog: Catalog, notes: tuple[Note, ...], preferences: Preferences, hidden: Collection[str] = ()
) -> Iterator[NoteDrawings]:
    """Yield the drawings of both layers, without hidden notes."""
    for id in LAYERS:
        if own := _of(id, notes):
            seen = tuple(note for note in own if note.id not in hidden)
            yield NoteDrawings(id, seen, catalog.symbology, preferences)


def _of(layer_id: str, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.layer == layer_id)


def _layers(
    catalog: Catalog, notes: tuple[Note, ...], preferences: Preferences, hidden: Collection[str]
) -> Iterator[Layer]:
    for id in LAYERS:
        features = tuple(_feature(note, catalog, preferences) for note in _of(id, notes))
        if features:
            # Labels are part of these drawings, so that hidden notes change the digest.
            removed = sorted(feature.id for feature in features if feature.id in hidden)
            yield Layer(
                id=id,
                name=tr("Your measurements") if id == MEASUREMENTS else tr("Your notes"),
                topic=TOPIC,
                kind=LayerKind.FEATURES,
                features=features,
                note=tr("Made by you; the article says nothing of it"),
                digest=sha256(repr((features, removed, preferences)).encode(errors="replace")).hexdigest(),
            )


def _feature(note: Note, catalog: Catalog, preferences: Preferences) -> Feature:
    return Feature(
        id=note.id,
        name=name_of(note, preferences),
        geometry=geometry_of(note),
        precision=Precision.UNCHECKED,
        source=note.layer,
        style=catalog.symbology.roles.get(ROLES[note.kind], ""),
        rank=1,
        details=described(note, preferences),
    )
