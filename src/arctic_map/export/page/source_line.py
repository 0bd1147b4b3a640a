"""The source line of a page: whom to thank, and what each of them allows."""

import re

from arctic_map.model.catalog import Source
from arctic_map.scene.scene import Scene

_FIRST = re.compile(r"[^;,(]*")


def source_line(scene: Scene) -> str:
    """The scene's own line, with the terms of each licence behind the names that it holds for."""
    named = [source for source in scene.catalog.sources if source.short]
    names = ", ".join(source.short for source in named)
    groups: dict[str, list[str]] = {}
    for source in named:
        groups.setdefault(terms(source), []).append(source.short)
    told = ", ".join(
        f"{', '.join(names)} ({terms})" if terms else ", ".join(names) for terms, names in groups.items()
    )
    return scene.source_line.replace(names, told) if names else scene.source_line


def terms(source: Source) -> str:
    """The licence in a word or two: what stands before its first comma, semicolon or bracket."""
    found = _FIRST.match(source.licence)
    words = found[0].strip() if found else ""
    return words if words.isupper() else words[:1].lower() + words[1:]
