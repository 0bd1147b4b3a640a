"""A version of the content, with everything that its drawings depend on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from arctic_map.model.catalog import DRAWN, Catalog, Layer
from arctic_map.model.drawing import Drawing
from arctic_map.model.itinerary import LAYER as ROUTE

if TYPE_CHECKING:
    from arctic_map.scene.drawings.painting import Land

Reader = Callable[[str, str, str], Drawing | None]
"""Return the prepared drawing for projection id, layer id and digest, or None."""

LabelledReader = Callable[[str, str, str, str], Drawing | None]
"""The same for other labels, by their key first; None also if the labels are the default ones."""


@dataclass(frozen=True, eq=False)
class ContentVersion:
    """A version of the content, immutable."""

    catalog: Catalog
    read: Reader
    read_labelled: LabelledReader
    land: Land | None
    first: Catalog | None = None
    """The version in which the labels of all layers were placed together; None for this one."""
    later: tuple[str, ...] = ()
    """Ids of layers changed since then, in this order; their labels avoid all earlier ones."""
    removed: frozenset[str] = frozenset()
    """Ids of layers that only earlier versions had."""
    nameless: frozenset[str] = frozenset()
    """Ids of opened files without labels on the map."""

    def followed_by(self, catalog: Catalog) -> ContentVersion:
        """The next version, in which only layers with another fingerprint are drawn again."""
        at_first = {layer.id: layer.digest for layer in self.settled.layers}
        before, after = self.layers, {layer.id: layer for layer in catalog.layers}
        earlier = [id for id in self.later if id in after and before[id].digest == after[id].digest]
        new = [id for id in after if id not in earlier and at_first.get(id) != after[id].digest]
        return replace(
            self,
            catalog=catalog,
            first=self.settled,
            later=(*earlier, *new),
            removed=(self.removed | before.keys()) - after.keys(),
        )

    @cached_property
    def layers(self) -> Mapping[str, Layer]:
        return {layer.id: layer for layer in self.catalog.layers}

    @cached_property
    def drawn(self) -> Sequence[Layer]:
        """Layers whose shapes are drawn one by one, without the route, which is labelled separately."""
        return [layer for layer in self.catalog.layers if layer.kind in DRAWN and layer.id != ROUTE]

    @cached_property
    def own(self) -> Sequence[Layer]:
        """Layers of the atlas; opened files do not affect their labels."""
        return [layer for layer in self.drawn if not layer.file]

    @property
    def settled(self) -> Catalog:
        """The version whose labels were placed together."""
        return self.first or self.catalog

    @cached_property
    def settled_layers(self) -> Sequence[Layer]:
        """Layers of that version which are drawn, without opened files."""
        return [layer for layer in self.settled.layers if layer.kind in DRAWN and not layer.file]

    @cached_property
    def sources(self) -> Hashable:
        """Cache key of everything that affects drawings, except for the layers."""
        return self.read, self.read_labelled, self.land, self.catalog.symbology.digest

    @cached_property
    def placed_first(self) -> Hashable:
        """Cache key of the labels that were placed together."""
        return self.sources, fingerprints(self.settled_layers)

    @cached_property
    def placed_now(self) -> Hashable:
        """Cache key of the atlas's labels, if those of all layers are placed again."""
        return self.placed_first, fingerprints(self.own)


def fingerprints(layers: Iterable[Layer]) -> tuple[tuple[str, str], ...]:
    """Id and digest of each layer."""
    return tuple((layer.id, layer.digest) for layer in layers)
