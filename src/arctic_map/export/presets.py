"""Common sizes of exported pages."""

from dataclasses import dataclass, replace

from arctic_map.errors import UnknownName
from arctic_map.export.request import Request, Unit
from arctic_map.model.tr import tr_later


@dataclass(frozen=True, slots=True)
class Preset:
    """A named page size."""

    name: str
    words: str
    width: float
    height: float
    unit: Unit
    dpi: float

    def applied(self, request: Request) -> Request:
        """The request with this size."""
        return replace(
            request, width=self.width, height=self.height, unit=self.unit, dpi=self.dpi, preset=self.name
        )


PRESETS = (
    Preset("slide-16x9", tr_later("Slide 16:9"), 1920, 1080, "px", 96),
    Preset("a4-portrait", tr_later("A4 portrait"), 210, 297, "mm", 300),
    Preset("a4-landscape", tr_later("A4 landscape"), 297, 210, "mm", 300),
    Preset("a3-portrait", tr_later("A3 portrait"), 297, 420, "mm", 300),
    Preset("a3-landscape", tr_later("A3 landscape"), 420, 297, "mm", 300),
    Preset("journal-single", tr_later("Journal, single column"), 85, 140, "mm", 600),
    Preset("journal-double", tr_later("Journal, double column"), 175, 130, "mm", 600),
    Preset("square", tr_later("Square"), 1080, 1080, "px", 96),
)


def preset_named(name: str) -> Preset:
    """The preset of this name. Raises UnknownName."""
    for preset in PRESETS:
        if preset.name == name:
            return preset
    known = ", ".join(preset.name for preset in PRESETS)
    raise UnknownName(f"there is no preset {name!r}", why=f"known presets: {known}")
