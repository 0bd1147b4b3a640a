"""What every reader gives: features as GeoJSON text, mended in one way whatever file they came from."""

from dataclasses import dataclass, field

import msgspec

from arctic_map.model.opened import LayerOfFile
from arctic_map.model.problem import FileProblem


@dataclass(slots=True)
class Taken:
    rows: list[tuple[str, msgspec.Raw]] = field(default_factory=list)
    """Where in the file, as `features[3]` or `line 4`, and the feature; at most MOST_FEATURES."""
    total: int = 0
    """Features that the file holds."""
    problems: list[FileProblem] = field(default_factory=list)
    digest: str = ""
    """Of all that was read."""
    layers: tuple[LayerOfFile, ...] = ()
    """Of a file that holds several; those that were not read, too."""
    projected: bool = False
    """Whether it was brought from a plane to degrees, so that no edge is meant to leap over 180."""
    crs: str = ""
    """A reference system that the file names, and that the rows are still in."""
    named_crs: str = ""
    """The one that they were in."""
    untyped: bool = False
    """Whether what features say is texts in which numbers may stand."""
