"""The common result of all readers: features as GeoJSON text."""

from dataclasses import dataclass, field

import msgspec

from arctic_map.model.opened import LayerOfFile
from arctic_map.model.problem import FileProblem


@dataclass(slots=True)
class RawRows:
    """The features of a file as GeoJSON text."""

    rows: list[tuple[str, msgspec.Raw]] = field(default_factory=list)
    """Position in the file, such as `features[3]` or `line 4`, and the feature."""
    total: int = 0
    """Number of features in the file."""
    problems: list[FileProblem] = field(default_factory=list)
    digest: str = ""
    """Digest of everything that was read."""
    layers: tuple[LayerOfFile, ...] = ()
    """All layers of a multi-layer file, including those not read."""
    projected: bool = False
    """Whether it was converted from a projection, so that no edge crosses 180 degrees by intention."""
    crs: str = ""
    """Reference system of the rows, as named by the file."""
    named_crs: str = ""
    """Reference system that the rows were converted from."""
    untyped: bool = False
    """Whether attributes are texts that may contain numbers."""
