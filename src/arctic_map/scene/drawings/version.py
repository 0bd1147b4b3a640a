"""A version of the content, and all that its drawings depend on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from arctic_map.model.catalog import DRAWN, Catalog, Layer
from arctic_map.model.drawing import Drawing
from arctic_map.model.route_layer import LAYER as ROUTE

if TYPE_CHECKING:
    from arctic_map.scene.drawings.painting import Land

Reader = Callable[[str, str, str], Drawing | None]
"""Projection id, layer id and digest to the prepared drawing; None when there is none for this digest."""

LabelledReader = Callable[[str, str, str, str], Drawing | None]
"""The same for other labels, by their key, which comes first; None also where they change nothing."""


@dataclass(frozen=True, eq=False)
class ContentVersion:
    """Changed by making another one."""

    catalog: Catalog
    read: Reader
    read_labelled: LabelledReader
    land: Land | None
    first: Catalog | None = None
    """The version in which the names of all layers were placed together; None for this one."""
    later: tuple[str, ...] = ()
    """Ids of layers that were changed since, in this order: their names give way to those of all before."""
    gone: frozenset[str] = frozenset()
    """Ids of layers that only earlier versions had."""
    nameless: frozenset[str] = frozenset()
    """Opened files whose features have no names on the map."""

    def followed_by(self, catalog: Catalog) -> ContentVersion:
        """Another version, in which only layers with another fingerprint are drawn anew."""
        at_first = {layer.id: layer.digest for layer in self.settled.layers}
        before, after = self.layers, {layer.id: layer for layer in catalog.layers}
        earlier = [id for id in self.later if id in after and before[id].digest == after[id].digest]
        new = [id for id in after if id not in earlier and at_first.get(id) != after[id].digest]
        return replace(
            self,
            catalog=catalog,
            first=self.settled,
            later=(*earlier, *new),
            gone=(self.gone | before.keys()) - after.keys(),
        )

    @cached_property
    def layers(self) -> Mapping[str, Layer]:
        return {layer.id: layer for layer in self.catalog.layers}

    @cached_property
    def drawn(self) -> Sequence[Layer]:
        """Those whose shapes are drawn one by one, without a route, whose names are placed by themselves."""
        return [layer for layer in self.catalog.layers if layer.kind in DRAWN and layer.id != ROUTE]

    @cached_property
    def own(self) -> Sequence[Layer]:
        """The atlas's: their names stand where they do, whatever file is opened beside them."""
        return [layer for layer in self.drawn if not layer.file]

    @property
    def settled(self) -> Catalog:
        """The version whose names were placed together."""
        return self.first or self.catalog

    @cached_property
    def settled_layers(self) -> Sequence[Layer]:
        return [layer for layer in self.settled.layers if layer.kind in DRAWN and not layer.file]

    @cached_property
    def sources(self) -> Hashable:
        """All that drawings depend on but for their layers."""
        return self.read, self.read_labelled, self.land, self.catalog.symbology.digest

    @cached_property
    def placed_first(self) -> Hashable:
        """All that the names depend on that were placed together."""
        return self.sources, fingerprints(self.settled_layers)

    @cached_property
    def placed_now(self) -> Hashable:
        """All that the atlas's names depend on where those of all layers are placed anew."""
        return self.placed_first, fingerprints(self.own)


def fingerprints(layers: Iterable[Layer]) -> tuple[tuple[str, str], ...]:
    return tuple((layer.id, layer.digest) for layer in layers)
