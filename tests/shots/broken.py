"""A copy of the content with problems, as a careless editor might leave it."""

import shutil
from pathlib import Path

from arctic_map import resources


def broken_content(folder: Path) -> Path:
    """The faulty copy, below `folder`."""
    data = folder / "data"
    shutil.copytree(resources.data(), data, ignore=shutil.ignore_patterns("basemap"))
    edit(data / "layers" / "drills.geojson", '"Polygon"', '"Poligon"')
    edit(data / "layers" / "ports-other.geojson", '"coordinates":[', '"coordinates":[500,')
    edit(data / "facts" / "security.toml", 'kind = "reported"', 'kind = "rumoured"')
    (data / "layers" / "places.geojson").write_text("{ not JSON", encoding="utf-8")
    return data


def edit(file: Path, before: str, after: str) -> None:
    """Change the first place where the text stands. Raises ValueError where there is none."""
    text = file.read_text(encoding="utf-8")
    if before not in text:
        raise ValueError(f"{file.name} has no {before}")
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
