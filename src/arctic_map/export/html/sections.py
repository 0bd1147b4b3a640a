"""HTML sections with a heading."""

from arctic_map.export.marks.markup import tag, text


def section(id: str, heading: str, *content: str) -> str:
    """A section with a heading, which links can target."""
    title = tag("h2", text(heading), id=f"{id}-heading")
    return tag("section", title, *content, id=id, aria_labelledby=f"{id}-heading", tabindex="-1")


def fold(id: str, heading: str, *content: str) -> str:
    """A section that is collapsed at first."""
    title = tag("summary", tag("h2", text(heading), id=f"{id}-heading"))
    inner = tag("details", title, *content)
    return tag("section", inner, id=id, aria_labelledby=f"{id}-heading")


def button(words: str, **attributes: str | None) -> str:
    """An HTML button."""
    return tag("button", text(words), type="button", **attributes)
