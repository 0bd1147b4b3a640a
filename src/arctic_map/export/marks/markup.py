"""SVG elements as text: escaped, numbers short, nothing that XML 1.0 forbids."""

import re
from html import escape

# What is forbidden, not what is allowed: that would take a table of 65,536 letters, made at each start.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | float | None


def text(words: str) -> str:
    """Words from data, fit to stand between tags or in an attribute."""
    return escape(_FORBIDDEN.sub("", words), quote=True)


def number(value: float) -> str:
    """At most two decimals, none that say nothing."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def tag(name: str, *children: str, **attributes: Value) -> str:
    """An element; `stroke_width` becomes `stroke-width`, `class_` becomes `class`, and None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _written(value: str | float) -> str:
    return text(value) if isinstance(value, str) else number(value)


def title(words: str) -> str:
    """What an editor or a browser says about the element it stands in."""
    return tag("title", text(words))


def group(*children: str, id: str | None = None, named: str = "", **attributes: Value) -> str:
    """A group with a name; nothing at all when it is empty."""
    inner = "".join(children)
    return tag("g", title(named) if named else "", inner, id=id, **attributes) if inner else ""


def paint(key: str, colour: str | None, opacity: float = 1.0) -> dict[str, Value]:
    """`fill` or `stroke` with its opacity; a colour may carry its own as the last two of eight digits."""
    if colour is None:
        return {key: "none"}
    # Qt reads #rrggbbaa as #aarrggbb, so the opacity goes where every reader finds it.
    if len(colour) == 9:
        opacity *= int(colour[7:], 16) / 255
        colour = colour[:7]
    # Areas without an edge are of many coats, so thin that two decimals would be too coarse.
    share = f"{opacity:.3f}".rstrip("0").rstrip(".")
    return {key: colour, f"{key}_opacity": share if opacity < 1 else None}


def dashes(pattern: tuple[float, ...]) -> str | None:
    return " ".join(number(length) for length in pattern) or None
