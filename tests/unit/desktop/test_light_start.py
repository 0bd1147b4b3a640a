"""What the window loads until all can be used is light: no numpy, shapely, PROJ, GDAL, matplotlib, HTML."""

import subprocess
import sys

HEAVY = {"html.parser", "numpy", "shapely", "pyproj", "pyogrio", "matplotlib", "folium", "fontTools"}


def test_neither_the_workspace_nor_the_content_loads_what_only_shapes_need() -> None:
    code = (
        "import sys, arctic_map.desktop.shell.workspace\n"
        "from arctic_map import resources\n"
        "from arctic_map.content import catalog\n"
        "from arctic_map.storage import prepared_drawings as prepared\n"
        "from arctic_map.scene.compose import compose, start\n"
        "from arctic_map.scene.drawings.drawings import drawings_for\n"
        "from arctic_map.scene.session.session import Session\n"
        "content = catalog.load(resources.data())\n"
        "drawings = drawings_for(content, prepared.read_drawing, prepared.read_labelled)\n"
        "compose(content, start(content, Session()), drawings)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())
