"""Text of an SVG drawing as paths, for programs that lack its typeface or lay out text differently."""

from functools import lru_cache
from xml.etree import ElementTree

from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

from arctic_map.export.marks.markup import number
from arctic_map.export.marks.typeface import FAMILY
from arctic_map.export.metadata import DUBLIN_CORE, RDF
from arctic_map.render.typefaces import load_fonts
from arctic_map.storage.embedded_view import NAMESPACE

SVG = "http://www.w3.org/2000/svg"
UNIT = 200
"""Font size of the outlines before scaling, px: large enough that rounding is invisible."""
SHARES = {"middle": 0.5, "end": 1.0}
"""Share of a text's width that is left of its anchor."""
OF_TYPE = ("font-family", "font-size", "font-weight", "font-style", "text-anchor")
PREFIXES = {"": SVG, "rdf": RDF, "dc": DUBLIN_CORE, "arctic": NAMESPACE}
Type = dict[str, str]


def with_outlines(svg: str) -> str:
    """The drawing with each text replaced by a path labelled with it. Needs a QGuiApplication."""
    load_fonts()
    for prefix, space in PREFIXES.items():
        ElementTree.register_namespace(prefix, space)
    root = ElementTree.fromstring(svg)
    _outline(root, {})
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _outline(element: ElementTree.Element, inherited: Type) -> None:
    type = inherited | {key: element.attrib[key] for key in OF_TYPE if key in element.attrib}
    if element.tag != f"{{{SVG}}}text":
        for child in element:
            _outline(child, type)
        return
    words = element.text or ""
    x, y = (float(element.attrib.pop(key, "0")) for key in ("x", "y"))
    for key in OF_TYPE:
        element.attrib.pop(key, None)
    element.tag, element.text = f"{{{SVG}}}path", None
    element.set("aria-label", words)
    element.set("d", _path(words, x, y, type))


def _path(words: str, x: float, y: float, type: Type) -> str:
    heavy, slanted = type.get("font-weight", "400") >= "600", type.get("font-style") == "italic"
    steps, advance = _shape(words, heavy, slanted)
    scale = float(type.get("font-size", "12")) / UNIT
    left = x - SHARES.get(type.get("text-anchor", ""), 0.0) * advance * scale
    return "".join(
        command + " ".join(f"{number(left + px * scale)} {number(y + py * scale)}" for px, py in points)
        for command, points in steps
    )


# Most texts occur twice: as halo and as letters.
@lru_cache(maxsize=4096)
def _shape(
    words: str, heavy: bool, slanted: bool
) -> tuple[tuple[tuple[str, tuple[tuple[float, float], ...]], ...], float]:
    """Path commands with their points, and the advance; px at the unit font size."""
    font = QFont(FAMILY)
    font.setPixelSize(UNIT)
    font.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
    font.setItalic(slanted)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    path = QPainterPath()
    path.addText(0.0, 0.0, font, words)
    steps: list[tuple[str, list[tuple[float, float]]]] = []
    kinds = QPainterPath.ElementType
    for at in range(path.elementCount()):
        element = path.elementAt(at)
        if element.type is kinds.CurveToDataElement:
            steps[-1][1].append((element.x, element.y))
        else:
            letter = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
            steps.append((letter[element.type], [(element.x, element.y)]))
    advance = QFontMetricsF(font).horizontalAdvance(words)
    return tuple((command, tuple(points)) for command, points in steps), advance
