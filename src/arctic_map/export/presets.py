"""Sizes that snapshots are often needed in."""

from dataclasses import dataclass, replace

from arctic_map.errors import UnknownName
from arctic_map.export.request import Request, Unit


@dataclass(frozen=True, slots=True)
class Preset:
    name: str
    words: str
    width: float
    height: float
    unit: Unit
    dpi: float

    def applied(self, request: Request) -> Request:
        """The request in this size."""
        return replace(
            request, width=self.width, height=self.height, unit=self.unit, dpi=self.dpi, preset=self.name
        )


PRESETS = (
    Preset("slide-16x9", "Slide 16:9", 1920, 1080, "px", 96),
    Preset("a4-portrait", "A4 portrait", 210, 297, "mm", 300),
    Preset("a4-landscape", "A4 landscape", 297, 210, "mm", 300),
    Preset("a3-portrait", "A3 portrait", 297, 420, "mm", 300),
    Preset("a3-landscape", "A3 landscape", 420, 297, "mm", 300),
    Preset("journal-single", "Journal, single column", 85, 140, "mm", 600),
    Preset("journal-double", "Journal, double column", 175, 130, "mm", 600),
    Preset("square", "Square", 1080, 1080, "px", 96),
)


def preset_named(name: str) -> Preset:
    """Raises UnknownName."""
    for preset in PRESETS:
        if preset.name == name:
            return preset
    known = ", ".join(preset.name for preset in PRESETS)
    raise UnknownName(f"there is no preset {name!r}", why=f"known presets: {known}")
