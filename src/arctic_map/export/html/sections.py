"""HTML sections with a heading."""

from collections.abc import Iterable

from arctic_map.export.html.days import never_shown
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.tr import tr
from arctic_map.scene.scene import Scene


def section(id: str, heading: str, *content: str, hidden: bool = False) -> str:
    """A section with a heading, which links can target."""
    title = tag("h2", text(heading), id=f"{id}-heading")
    return tag(
        "section",
        title,
        *content,
        hidden="" if hidden else None,
        id=id,
        aria_labelledby=f"{id}-heading",
        tabindex="-1",
    )


def fold(id: str, heading: str, *content: str) -> str:
    """A section that is collapsed at first."""
    title = tag("summary", tag("h2", text(heading), id=f"{id}-heading"))
    inner = tag("details", title, *content)
    return tag("section", inner, id=id, aria_labelledby=f"{id}-heading")


def button(words: str, **attributes: str | None) -> str:
    """An HTML button."""
    return tag("button", text(words), type="button", **attributes)


def fact_links(ids: Iterable[str], scene: Scene) -> str:
    """A line of links to facts of the page. Empty if it has none of them."""
    never = never_shown(scene).facts
    links = [tag("a", id, href=f"#fact-{id}") for id in ids if id in scene.catalog.fact and id not in never]
    return tag("p", f"{tr('Facts')}: ", ", ".join(links), class_="quiet") if links else ""
