"""The recipe of CONTRIBUTING for a layer of a new kind, followed to the letter in a copy of the content."""

import re
from pathlib import Path
from shutil import copytree, ignore_patterns

from arctic_map import resources

PAGES = Path(__file__).parents[1] / "CONTRIBUTING.md"
LAYER, FEATURE, STYLE = "pipelines", "example-pipeline", "pipeline"
LIGHT, DARK, GREY = "#7b3f00", "#d9a066", "#333333"
LEGEND = "Pipeline"


def followed(folder: Path) -> Path:
    """A folder of content with the new layer."""
    data = folder / "data"
    copytree(resources.data(), data, ignore=ignore_patterns("basemap"))
    recipe = PAGES.read_text(encoding="utf-8").partition("## Add a kind of layer")[2].partition("\n## ")[0]
    blocks = re.findall(r"```(?:toml|json)\n(.*?)```", recipe, re.DOTALL)
    style, layer, features = ("\n".join(line[3:] for line in block.splitlines()) + "\n" for block in blocks)
    for name, block in (("symbology.toml", style), ("catalog.toml", layer)):
        file = data / name
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{block}", encoding="utf-8")
    (data / "layers/pipelines.geojson").write_text(features, encoding="utf-8")
    return data
