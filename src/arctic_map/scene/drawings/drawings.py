"""Every layer's drawing in every projection: prepared with the package, or made now if it has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from arctic_map.errors import UnknownName
from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import around, base_id, is_turned, rotation
from arctic_map.model.catalog import DRAWN, Catalog, Layer
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.scene.drawings.classed import in_classes
from arctic_map.scene.drawings.in_view import Pieces, pieces

if TYPE_CHECKING:
    from datetime import date

    from arctic_map.dataset.days import Days
    from arctic_map.dataset.foremost import Marked
    from arctic_map.dataset.naming import Naming
    from arctic_map.dataset.view import View
    from arctic_map.model.projection import Affine, Box, Projection
    from arctic_map.scene.drawings.beside_route import OnRoute
    from arctic_map.scene.drawings.painting import Land

MOST_STYLES = 40
"""Of a layer, whose classes are kept to come back to."""
MOST_HIGHLIGHTED = 300
"""Features on disk that are highlighted together."""
MOST_NAMINGS = 4
"""Of a layer, of which each has a number for every feature."""
Reader = Callable[[str, str, str], Drawing | None]
"""Projection id, layer id and digest to the prepared drawing; None when there is none for this digest."""

LabelledReader = Callable[[str, str, str, str], Drawing | None]
"""The same for other labels, by their key, which comes first; None also where they change nothing."""


class RowsOnDisk(Protocol):
    """Features of an opened file that lie on disk."""

    def body(self, family: str, block: tuple[int, int, int, int, int]) -> bytes:
        """What a block (level, x0, y0, x1, y1) shows, as the page reads it; empty until that is there."""

    def classes(self, family: str, block: tuple[int, int, int, int, int], of_rows: bytes) -> bytes:
        """The class of each mark of the block in the body's order, by those of all rows; a byte each."""

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        """The number of the row within reach of a place, metres of the family's plane."""

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        """What lies in a box of the plane (metres), as it is told apart at a zoom."""

    def box(self, family: str, row: int) -> Box | None:
        """What the row takes up on the plane; None where nothing of it is there."""

    def foremost(
        self, family: str, box: Box, zoom: float, naming: Naming, most: int
    ) -> list[tuple[Marked, str]]:
        """The rows that are named rather than others in a box of the plane (metres), with their names."""

    def marks(self, family: str, rows: Sequence[int]) -> list[Marked]:
        """All marks of these rows, metres of the plane."""

    def details(self, row: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The row's name, empty where it has none, and what else it says of itself."""

    def all_details(self, count: int) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """The same of the first rows, so many."""


class OpenedDrawings(Protocol):
    """Drawings of an opened file in all projections, made elsewhere."""

    @property
    def layer_id(self) -> str: ...
    def drawing(self, projection_id: str) -> Drawing: ...
    def body(self, projection_id: str) -> bytes:
        """As the page reads it. Raises OSError."""

    def box(self, projection_id: str) -> Box | None: ...

    @property
    def rows(self) -> RowsOnDisk | None:
        """Of a file whose features lie on disk."""


class Drawings:
    """Drawings of one catalogue, each read or drawn once."""

    def __init__(
        self,
        catalog: Catalog,
        read: Reader,
        read_labelled: LabelledReader = lambda *_: None,
        land: Land | None = None,
    ) -> None:
        self._land = land
        self._catalog, self._read, self._read_labelled = catalog, read, read_labelled
        self._layers = {layer.id: layer for layer in catalog.layers}
        self._prepared: dict[tuple[str, str], Drawing | None] = {}
        self._known: dict[tuple[str, str], Drawing] = {}
        self._unlabelled: dict[tuple[str, str], Drawing] = {}
        """Drawn of layers that are not prepared, until all labels are decided."""
        self._shapes: dict[tuple[str, str], dict[str, list[Shape]]] = {}
        self._pieces: dict[tuple[str, str], Pieces] = {}
        self._opened: dict[str, OpenedDrawings] = {}
        """Of opened files."""
        self._decided: set[str] = set()
        """Projections in which the labels of all layers were decided together."""
        self._later: dict[str, list[str]] = {}
        """By projection: layers that were changed since, whose names give way to those of all before them."""
        self._gone: set[str] = set()
        """Ids of layers that earlier versions of the content had."""
        self._joined: Layer | None = None
        self._joined_drawings: dict[str, Drawing] = {}
        """By projection, without names."""
        self._beside_joined: dict[tuple[str, Labelling], tuple[str, dict[str, Drawing]]] = {}
        """The joined layer with its names, by id, and those whose names give way to it, of its digest."""
        self._classes: dict[str, dict[str, bytes]] = {}
        """Of styled layers, by the keys of styles: the class of each feature, by its number in the file."""
        self._painted_by: dict[str, tuple[str, bool]] = {}
        """The key that a layer is painted by now, and whether its classes have looks of their own."""
        self._days: dict[str, tuple[str, Days | None]] = {}
        """Of layers with dates the column that was asked for last, and what it says."""
        self._periods: dict[str, dict[str, bytes]] = {}
        """Their classes without what some days leave out, by keys of their own."""
        self._highlighted: dict[str, tuple[object, tuple[Shape, ...]]] = {}
        """Shapes of rows on disk that are highlighted, with what they were asked for."""
        self._namings: dict[str, dict[str, Naming]] = {}
        """Of layers that are labelled by a field, by the keys of labels: which features have names."""
        self._named_by: dict[str, str] = {}
        """The key that a layer is labelled by now."""
        self._labels: dict[str, tuple[str, tuple[Label, ...]]] = {}
        """Their labels, with the projection that they were placed on."""
        self._labelled: dict[tuple[str, Labelling], dict[str, Drawing]] = {}
        """Of a projection, the atlas's layers by id, with other labels than the usual ones."""
        self._files_labelled: dict[tuple[str, str, Labelling], Drawing] = {}
        """Opened files, by id and projection, with such labels."""
        self._nameless: frozenset[str] = frozenset()
        """Opened files whose features have no names on the map."""

    def follow(self, catalog: Catalog) -> None:
        """Have another version of the content: only layers with another fingerprint are drawn anew.

        Their names find their places beside those of the others, which stay where they are.
        """
        before, after = self._layers, {layer.id: layer for layer in catalog.layers}
        kept = {id for id in before.keys() & after.keys() if before[id].digest == after[id].digest}
        changed = [id for id in (*after, *before) if id not in kept]
        self._catalog, self._layers = catalog, after
        self._gone = (self._gone | before.keys()) - after.keys()
        for id in changed:
            self.forget(id)
            for key in [key for key in self._prepared if key[0] == id]:
                del self._prepared[key]
        new = [id for id in after if id not in kept]
        for projection_id in self._decided:
            earlier = self._later.get(projection_id, [])
            self._later[projection_id] = [id for id in earlier if id in kept] + new
        if changed:
            self._files_labelled.clear()
        if any(not (before.get(id) or after[id]).file for id in changed):
            self._labelled.clear()

    def was_there(self, layer_id: str) -> bool:
        """Whether an earlier version of the content had such a layer."""
        return layer_id in self._gone

    def hold(self, opened: OpenedDrawings) -> None:
        """Have the drawings of an opened file, in place of those it had before."""
        self.let_go(opened.layer_id)
        self._opened[opened.layer_id] = opened

    def retold(self, catalog: Catalog, nameless: Mapping[str, OpenedDrawings]) -> Drawings:
        """Of another version of the content, in which these files are drawn otherwise and without names.

        This one stays as it is; classes, days and labels are the same in both.
        """
        found = copy(self)
        for name, known in vars(self).items():
            if isinstance(known, dict | set):
                setattr(found, name, known.copy())
        found._catalog, found._layers = catalog, {layer.id: layer for layer in catalog.layers}
        found._opened |= nameless
        found._nameless = frozenset(nameless)
        for id in nameless:
            found.forget(id)
        return found

    def hold_classes(self, layer_id: str, key: str, classes: bytes) -> None:
        """The classes of an opened file's features by a style; those of the latest styles are kept."""
        held = self._classes.setdefault(layer_id, {})
        held.pop(key, None)
        while len(held) >= MOST_STYLES:
            del held[next(iter(held))]
        held[key] = classes

    def classes(self, layer_id: str, key: str) -> bytes | None:
        """None where they are not there."""
        return self._classes.get(layer_id, {}).get(key) or self._periods.get(layer_id, {}).get(key)

    def paint_by(self, layer_id: str, key: str, *, styled: bool) -> None:
        """Give the layer's drawings the looks of these classes; those of any file for no key."""
        now = (key, styled) if key else None
        if self._painted_by.get(layer_id) != now:
            self._painted_by.pop(layer_id, None)
            if now:
                self._painted_by[layer_id] = now
            self.forget(layer_id)

    def classes_now(self, layer_id: str) -> tuple[bytes, bool] | None:
        """By which classes a layer is painted now, and whether they have looks of their own."""
        key, styled = self._painted_by.get(layer_id, ("", False))
        found = self.classes(layer_id, key)
        return None if found is None else (found, styled)

    def classes_key(self, layer_id: str) -> str:
        """Of the classes that a layer is painted by now; empty where all look as those of any file."""
        return self._painted_by.get(layer_id, ("", False))[0]

    def hold_days(self, layer_id: str, column: str, days: Days | None) -> None:
        """Of which days an opened file's features speak in a field; None where that holds no dates."""
        self._days[layer_id] = column, days

    def knows_days(self, layer_id: str, column: str) -> bool:
        return self._days.get(layer_id, ("", None))[0] == column

    def days(self, layer_id: str, column: str) -> Days | None:
        known, days = self._days.get(layer_id, ("", None))
        return days if column and known == column else None

    def in_period(self, layer_id: str, key: str, days: Days, first: date, last: date) -> str:
        """The key of the layer's classes without features that speak of other days alone."""
        # numpy, which only files with dates need here.
        from arctic_map.dataset.days import within

        own = f"{key}in{first.toordinal()}to{last.toordinal()}"
        held = self._periods.setdefault(layer_id, {})
        if own not in held:
            while len(held) >= MOST_NAMINGS:
                del held[next(iter(held))]
            held[own] = within(self.classes(layer_id, key) if key else None, days.of_rows, first, last)
        return own

    def highlighted(self, layer: Layer, projection: Projection, features: Sequence[str]) -> tuple[Shape, ...]:
        """The shapes of features that lie on disk and are highlighted; of no others."""
        rows = self.rows(layer.id)
        own = [id for id in features if id.startswith(f"{layer.id}.")] if rows else []
        if not own or rows is None:
            return ()
        key = projection.id, layer.digest, self.classes_key(layer.id), tuple(own)
        known = self._highlighted.get(layer.id)
        if known is None or known[0] != key:
            # Only where such a feature is selected.
            from arctic_map.scene.drawings.lit_rows import lit_rows

            numbers = [int(id.rpartition(".")[2]) for id in own[:MOST_HIGHLIGHTED]]
            marks = rows.marks(projection.family, numbers)
            known = key, lit_rows(layer, marks, projection, self.classes_now(layer.id))
            self._highlighted[layer.id] = known
        return known[1]

    def hold_naming(self, layer_id: str, key: str, naming: Naming) -> None:
        """Which features of an opened file have names by a field; of the latest ones."""
        held = self._namings.setdefault(layer_id, {})
        held.pop(key, None)
        while len(held) >= MOST_NAMINGS:
            del held[next(iter(held))]
        held[key] = naming

    def knows_naming(self, layer_id: str, key: str) -> bool:
        return key in self._namings.get(layer_id, {})

    def name_by(self, layer_id: str, key: str) -> None:
        """Label the layer by this; as any file for no key."""
        if self._named_by.get(layer_id, "") != key:
            self._named_by[layer_id] = key
            self._labels.pop(layer_id, None)

    def naming_now(self, layer_id: str) -> Naming | None:
        """By what a layer is labelled, where that is known; None where it has the names of any file."""
        return self._namings.get(layer_id, {}).get(self._named_by.get(layer_id, ""))

    def hold_labels(self, layer_id: str, projection_id: str, labels: tuple[Label, ...]) -> None:
        """Those of a layer that is labelled by a field, as the window shows them."""
        self._labels[layer_id] = projection_id, labels

    def labels_now(self, layer_id: str, projection_id: str) -> tuple[Label, ...] | None:
        """None of a layer that has the names of any file; empty until labels are placed."""
        if self.naming_now(layer_id) is None:
            return None
        held = self._labels.get(layer_id)
        return held[1] if held and held[0] == projection_id else ()

    def let_go(self, layer_id: str) -> None:
        self._opened.pop(layer_id, None)
        self._classes.pop(layer_id, None)
        self._painted_by.pop(layer_id, None)
        for known in (
            self._namings,
            self._named_by,
            self._labels,
            self._days,
            self._periods,
            self._highlighted,
        ):
            known.pop(layer_id, None)
        self.forget(layer_id)

    def join(self, layer: Layer | None) -> None:
        """Have one more layer than the catalogue, in place of the one before, with no names as yet."""
        if self._joined is not None:
            self.forget(self._joined.id)
        self._joined = layer
        self._joined_drawings.clear()
        if layer is None:
            self._beside_joined.clear()

    def names_lacking(self, projection_id: str, labelling: Labelling) -> OnRoute | None:
        """By what names are placed on a map with the joined layer; None where they are, or there is none."""
        held, _ = self._beside_joined.get((projection_id, labelling), ("", {}))
        if self._joined is None or held == self._joined.digest:
            return None
        # shapely, which only such a layer needs here.
        from arctic_map.scene.drawings.beside_route import OnRoute

        return OnRoute(
            self._of_joined(projection_id),
            tuple(self.alone(layer.id, projection_id, labelling) for layer in self._drawn),
            self._with_joined,
            projection_named(projection_id),
            labelling,
        )

    def hold_names(self, given: OnRoute, names: Mapping[str, tuple[Label, ...]]) -> None:
        """Those that were placed by this, if it is still so; by layer."""
        key = given.projection.id, given.labelling
        drawn = {drawing.layer: drawing for drawing in (given.route, *given.others)}
        if all(self.alone(id, *key) is drawing for id, drawing in drawn.items()):
            moved = {id: replace(drawn[id], labels=names[id]) for id in names}
            self._beside_joined[key] = given.route.digest, moved

    def settle_names(self, projection_id: str, labelling: Labelling) -> None:
        """Place the names on a map with the joined layer, here and now."""
        if given := self.names_lacking(projection_id, labelling):
            self.hold_names(given, given.names())

    def moved_names(
        self, layer_id: str, projection_id: str, labelling: Labelling
    ) -> tuple[Label, ...] | None:
        """All labels of the joined layer, or of one whose names gave way to it; None of any other.

        Until those of another joined layer are held, the atlas's stay where they were for the one before.
        """
        found = self._beside(layer_id, projection_id, labelling)
        return found.labels if found else None

    def _beside(self, layer_id: str, projection_id: str, labelling: Labelling) -> Drawing | None:
        digest, drawn = self._beside_joined.get((projection_id, labelling), ("", {}))
        found = drawn.get(layer_id)
        if self._is_joined(layer_id) and self._joined is not None and self._joined.digest != digest:
            return None
        return found

    def forget(self, layer_id: str) -> None:
        """A layer's drawings are asked for anew."""
        if not self._is_joined(layer_id):
            self._beside_joined.clear()
        for known in (self._known, self._unlabelled, self._shapes, self._pieces):
            for key in [key for key in known if key[0] == layer_id]:
                del known[key]
        for labelled in [key for key in self._files_labelled if key[0] == layer_id]:
            del self._files_labelled[labelled]

    def body(self, layer_id: str, projection_id: str) -> bytes | None:
        """An opened file's drawing as the page reads it; None for what `get` has to be asked for.

        Raises OSError.
        """
        opened = self._opened.get(layer_id)
        return opened.body(projection_id) if opened and not is_turned(projection_id) else None

    def rows(self, layer_id: str) -> RowsOnDisk | None:
        """Of an opened file whose features lie on disk."""
        opened = self._opened.get(layer_id)
        return opened.rows if opened else None

    def box(self, layer_id: str, projection_id: str) -> Box | None:
        """The box round all of a layer, projected metres; None where the projection shows nothing of it.

        A file's drawings may not be there yet; then there is none either.
        """
        if opened := self._opened.get(layer_id):
            box = opened.box(base_id(projection_id))
            return around(box, _turn(projection_id)) if box and is_turned(projection_id) else box
        if layer_id not in self._layers and not self._is_joined(layer_id):
            return None
        boxes = [shape.box for shape in self.get(layer_id, projection_id).shapes]
        if not boxes:
            return None
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)

    def shapes_of(self, feature_id: str, layer_id: str, projection_id: str) -> list[Shape]:
        """A feature's shapes on the projection."""
        key = layer_id, projection_id
        if key not in self._shapes:
            found: dict[str, list[Shape]] = {}
            for shape in self.get(layer_id, projection_id).shapes:
                found.setdefault(shape.feature, []).append(shape)
            self._shapes[key] = found
        return self._shapes[key].get(feature_id, [])

    def pieces(self, layer_id: str, projection_id: str) -> Pieces:
        """A layer's marks, cut so that it is quickly found whether a view holds any of them."""
        key = layer_id, projection_id
        if key not in self._pieces:
            drawing = self.get(layer_id, projection_id)
            features = self._with_joined.features if self._is_joined(layer_id) else self._catalog.features
            self._pieces[key] = pieces(drawing, self._catalog.symbology, features)
        return self._pieces[key]

    def get(self, layer_id: str, projection_id: str, labelling: Labelling = USUAL) -> Drawing:
        """The layer in the projection, with labels; of the base map only what the legend explains.

        Raises UnknownName.
        """
        moved = self._beside(layer_id, projection_id, labelling)
        return moved or self.alone(layer_id, projection_id, labelling)

    def alone(self, layer_id: str, projection_id: str, labelling: Labelling) -> Drawing:
        """With the names that it has without a joined layer, or that layer without any.

        Raises UnknownName.
        """
        if self._is_joined(layer_id):
            return self._of_joined(projection_id)
        decided_here = labelling != USUAL or is_turned(projection_id)
        named = layer_id in self._layers and layer_id not in self._nameless
        if decided_here and named and self._layers[layer_id].kind in DRAWN:
            if self._layers[layer_id].file:
                return self._file_with_other_labels(layer_id, projection_id, labelling)
            return self._with_other_labels(projection_id, labelling)[layer_id]
        key = layer_id, projection_id
        if key not in self._known and layer_id in self._opened:
            drawing = self._opened[layer_id].drawing(base_id(projection_id))
            self._known[key] = self._turned(self._in_classes(drawing), projection_id)
        if key not in self._known:
            if layer_id not in self._layers:
                raise UnknownName(f"there is no layer {layer_id!r}")  # no words: for the command line
            self._known[key] = self._find(self._layers[layer_id], projection_id)
        return self._known[key]

    def shapes(self, layer_id: str, projection_id: str) -> Drawing:
        """As `get`, for who needs no labels: of layers that are not prepared none may be there.

        Raises UnknownName.
        """
        layer = self._layers.get(layer_id)
        decided = (layer_id, projection_id) in self._known or is_turned(projection_id)
        if decided or layer is None or layer.kind not in DRAWN or layer_id in self._opened:
            return self.get(layer_id, projection_id)
        return self._shapes_alone(layer, projection_id)

    def _is_joined(self, layer_id: str) -> bool:
        return self._joined is not None and self._joined.id == layer_id

    @property
    def _with_joined(self) -> Catalog:
        more = (self._joined,) if self._joined else ()
        return replace(self._catalog, layers=(*self._catalog.layers, *more))

    def _of_joined(self, projection_id: str) -> Drawing:
        """Drawn when it is asked for, without names."""
        if projection_id not in self._joined_drawings and self._joined is not None:
            drawn = self._draw(self._joined, base_id(projection_id))
            self._joined_drawings[projection_id] = self._turned(drawn, projection_id)
        return self._joined_drawings[projection_id]

    def _in_classes(self, drawing: Drawing) -> Drawing:
        painted_by = self._painted_by.get(drawing.layer)
        classes = self.classes(drawing.layer, painted_by[0]) if painted_by else None
        if painted_by is None or classes is None:
            return drawing
        return in_classes(drawing, classes, styled=painted_by[1])

    @property
    def _drawn(self) -> list[Layer]:
        return [layer for layer in self._layers.values() if layer.kind in DRAWN]

    @property
    def _own(self) -> list[Layer]:
        """The atlas's layers: their names stand where they do, whatever file is opened beside them."""
        return [layer for layer in self._drawn if not layer.file]

    def _file_with_other_labels(self, layer_id: str, projection_id: str, labelling: Labelling) -> Drawing:
        """With names where those of the atlas and of the files below leave room."""
        key = layer_id, projection_id, labelling
        if key not in self._files_labelled:
            if is_turned(projection_id):
                self._forget_other_turns(projection_id)
            usual = self._turned(self.get(layer_id, base_id(projection_id)), projection_id)
            beside = [self.get(id, projection_id, labelling) for id in self._below_file(layer_id)]
            (found,) = self._relabelled([usual], projection_id, labelling, beside)
            self._files_labelled[key] = found
        return self._files_labelled[key]

    def _below_file(self, layer_id: str) -> list[str]:
        """The layers whose names an opened file's keep clear of."""
        files = [layer.id for layer in self._drawn if layer.file]
        return [*(layer.id for layer in self._own), *files[: files.index(layer_id)]]

    def _with_other_labels(self, projection_id: str, labelling: Labelling) -> dict[str, Drawing]:
        """The labels of the atlas's layers, decided together: which have room depends on all of them."""
        key = projection_id, labelling
        if key not in self._labelled:
            if is_turned(projection_id):
                self._forget_other_turns(projection_id)
            self._labelled[key] = self._prepared_labels(*key) or self._placed_labels(*key)
        return self._labelled[key]

    def _prepared_labels(self, projection_id: str, labelling: Labelling) -> dict[str, Drawing]:
        """Only if no layer has changed: then none of them can have other labels."""
        if is_turned(projection_id):
            return {}
        usual = {layer.id: self._read_once(layer, projection_id) for layer in self._own}
        other = {
            layer.id: self._read_labelled(labelling.key, projection_id, layer.id, layer.digest)
            for layer in self._own
        }
        if not any(other.values()) or not all(usual.values()):
            return {}
        return {id: drawing for id in usual if (drawing := other[id] or usual[id]) is not None}

    def _placed_labels(self, projection_id: str, labelling: Labelling) -> dict[str, Drawing]:
        usual = [
            self._turned(self.get(layer.id, base_id(projection_id)), projection_id) for layer in self._own
        ]
        found = self._relabelled(usual, projection_id, labelling)
        return {drawing.layer: drawing for drawing in found}

    def _turned(self, drawing: Drawing, projection_id: str) -> Drawing:
        """As it lies on the projection, which may be the drawing's own."""
        if not is_turned(projection_id):
            return drawing
        # numpy, which a map that is not turned does without.
        from arctic_map.scene.drawings.turning import turned_drawing

        return turned_drawing(drawing, projection_id, _turn(projection_id))

    def _forget_other_turns(self, projection_id: str) -> None:
        """A map that is turned step by step would fill the memory with what it has left."""
        for known in (self._known, self._shapes, self._pieces):
            for key in [key for key in known if is_turned(key[1]) and key[1] != projection_id]:
                del known[key]
        for id in [id for id in self._joined_drawings if is_turned(id) and id != projection_id]:
            del self._joined_drawings[id]
        for beside in [key for key in self._beside_joined if is_turned(key[0]) and key[0] != projection_id]:
            del self._beside_joined[beside]
        for other in [key for key in self._labelled if is_turned(key[0]) and key[0] != projection_id]:
            del self._labelled[other]
        for file in [key for key in self._files_labelled if is_turned(key[1]) and key[1] != projection_id]:
            del self._files_labelled[file]

    def _find(self, layer: Layer, projection_id: str) -> Drawing:
        if is_turned(projection_id):
            return self._turned(self.get(layer.id, base_id(projection_id)), projection_id)
        if layer.kind not in DRAWN:
            # Parts of the base map are prepared or not there: the page has files of its own for them.
            return self._read_once(layer, projection_id) or Drawing(layer.id, projection_id, layer.digest)
        if layer.file or layer.id in self._later.get(projection_id, ()):
            return self._beside_the_others(layer, projection_id)
        self._decided.add(projection_id)
        if all(self._read_once(each, projection_id) for each in self._settled(projection_id)):
            return self._prepared[layer.id, projection_id] or Drawing(layer.id, projection_id, layer.digest)
        self._decide(projection_id)
        return self._known[layer.id, projection_id]

    def _settled(self, projection_id: str) -> list[Layer]:
        """The layers whose labels are decided together."""
        later = self._later.get(projection_id, ())
        return [layer for layer in self._own if layer.id not in later]

    def _beside_the_others(self, layer: Layer, projection_id: str) -> Drawing:
        """A file or a changed layer, with names where those of what was there before leave room."""
        if (prepared := self._read_once(layer, projection_id)) is not None:
            return prepared
        before = self._below_file(layer.id) if layer.file else self._before_change(layer.id, projection_id)
        beside = [self.get(id, projection_id) for id in before]
        shapes = [self._shapes_alone(layer, projection_id)]
        return self._with_labels(shapes, projection_id, beside)[0]

    def _before_change(self, layer_id: str, projection_id: str) -> list[str]:
        """The layers whose names stand already where a changed one is drawn."""
        later = self._later[projection_id]
        earlier = later[: later.index(layer_id)]
        there = [each for each in self._drawn if not each.file or each.id in self._opened]
        return [each.id for each in there if each.id not in later or each.id in earlier]

    def _read_once(self, layer: Layer, projection_id: str) -> Drawing | None:
        key = layer.id, projection_id
        if key not in self._prepared:
            self._prepared[key] = self._read(projection_id, layer.id, layer.digest)
        return self._prepared[key]

    def _decide(self, projection_id: str) -> None:
        """Draw what is not prepared, and place all labels together: which have room depends on all layers."""
        shapes = [self._shapes_alone(layer, projection_id) for layer in self._settled(projection_id)]
        for drawing in self._with_labels(shapes, projection_id):
            self._known[drawing.layer, projection_id] = drawing
            self._unlabelled.pop((drawing.layer, projection_id), None)

    def _shapes_alone(self, layer: Layer, projection_id: str) -> Drawing:
        key = layer.id, projection_id
        if prepared := self._read_once(layer, projection_id):
            return prepared
        if key not in self._unlabelled:
            self._unlabelled[key] = self._draw(layer, projection_id, self._land)
        return self._unlabelled[key]

    def _draw(self, layer: Layer, projection_id: str, land: Land | None = None) -> Drawing:
        # What was prepared is never drawn, and then shapely is not needed.
        from arctic_map.scene.drawings.painting import draw

        return draw(layer, projection_named(projection_id), self._catalog.symbology, land)

    def _with_labels(
        self, shapes: Sequence[Drawing], projection_id: str, beside: Sequence[Drawing] = ()
    ) -> tuple[Drawing, ...]:
        # Labels that were prepared are never placed, and then shapely is not needed.
        from arctic_map.scene.drawings.labelling import with_labels

        return with_labels(shapes, self._catalog, projection_named(projection_id), beside=beside)

    def _relabelled(
        self,
        drawings: Sequence[Drawing],
        projection_id: str,
        labelling: Labelling,
        beside: Sequence[Drawing] = (),
    ) -> tuple[Drawing, ...]:
        # shapely, which a map in the usual language and size does without.
        from arctic_map.scene.drawings.relabelling import relabelled

        return relabelled(drawings, self._catalog, projection_named(projection_id), labelling, beside=beside)


def _turn(projection_id: str) -> Affine:
    """From the projection as it is prepared to the turned one."""
    return rotation(projection_named(base_id(projection_id)), projection_named(projection_id).down)
