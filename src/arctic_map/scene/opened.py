"""Adds opened files to the catalogue, for panels, map and exports alike."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from arctic_map.model.catalog import Catalog, Source
from arctic_map.model.opened import HUES, OpenedFile
from arctic_map.model.problem import Problem
from arctic_map.model.tr import tr


def with_files(
    content: Catalog, files: Iterable[OpenedFile], names: Mapping[str, str] | None = None
) -> Catalog:
    """The content with the files' layers on top, in their order; `names` are changed names by layer id."""
    files = tuple(_called(file, (names or {}).get(file.layer.id, "")) for file in files)
    if not files:
        return content
    return replace(
        content,
        layers=(*content.layers, *(file.layer for file in files)),
        sources=(
            *content.sources,
            *(
                Source(
                    file.layer.id,
                    tr("{name} (the reader's own file, not checked by the atlas)", name=file.layer.name),
                )
                for file in files
            ),
        ),
        problems=(*content.problems, *(problem for file in files for problem in _problems(file))),
    )


def _called(file: OpenedFile, name: str) -> OpenedFile:
    return replace(file, layer=replace(file.layer, name=name)) if name else file


def _problems(file: OpenedFile) -> Iterable[Problem]:
    return (file.outdated, *file.problems) if file.outdated else file.problems


def hue_of(style: str) -> int:
    """The colour number of an opened file, from 1, by the style of one of its features."""
    return int(style.split("-")[1])


def free_hue(used: Iterable[str]) -> int:
    """The colour number, from 1, that the fewest of these styles have."""
    hues = [hue_of(style) for style in used]
    return min(range(1, HUES + 1), key=hues.count)
