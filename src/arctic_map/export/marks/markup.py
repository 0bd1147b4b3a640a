"""SVG elements as text: escaped, with short numbers, valid in XML 1.0."""

import re
from base64 import b64encode
from html import escape

# The forbidden characters, because compiling the allowed ones would slow down each start.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | float | None


def text(words: str) -> str:
    """Escape text for element content or attributes."""
    return escape(_FORBIDDEN.sub("", words), quote=True)


def number(value: float) -> str:
    """A number with at most two decimals, without trailing zeros."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def tag(name: str, *children: str, **attributes: Value) -> str:
    """An element. `stroke_width` becomes `stroke-width`, `class_` becomes `class`, and None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def image(png: bytes, x: float, y: float, width: float, height: float) -> str:
    """A PNG that fills a rectangle."""
    return tag(
        "image",
        x=round(x, 3),
        y=round(y, 3),
        width=round(width, 3),
        height=round(height, 3),
        preserveAspectRatio="none",
        href=f"data:image/png;base64,{b64encode(png).decode()}",
    )


def _written(value: str | float) -> str:
    return text(value) if isinstance(value, str) else number(value)


def title(words: str) -> str:
    """A title element, which editors and browsers show for the parent element."""
    return tag("title", text(words))


def group(*children: str, id: str | None = None, named: str = "", **attributes: Value) -> str:
    """A named group, or an empty string if it would be empty."""
    inner = "".join(children)
    return tag("g", title(named) if named else "", inner, id=id, **attributes) if inner else ""


def paint(key: str, colour: str | None, opacity: float = 1.0) -> dict[str, Value]:
    """Attributes of a `fill` or `stroke` with opacity. A colour may be #rrggbbaa."""
    if colour is None:
        return {key: "none"}
    # Qt reads #rrggbbaa as #aarrggbb, so opacity becomes an attribute.
    if len(colour) == 9:
        opacity *= int(colour[7:], 16) / 255
        colour = colour[:7]
    # Areas without an edge consist of layers so thin that two decimals would be too coarse.
    share = f"{opacity:.3f}".rstrip("0").rstrip(".")
    return {key: colour, f"{key}_opacity": share if opacity < 1 else None}


def dashes(pattern: tuple[float, ...]) -> str | None:
    """The value of `stroke-dasharray`, or None."""
    return " ".join(number(length) for length in pattern) or None
