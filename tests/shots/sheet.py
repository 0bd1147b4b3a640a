"""One page that shows all pictures of the folder."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

HEAD = """<!doctype html><meta charset="utf-8"><title>Arctic Map: pictures</title><style>
body { font: 14px sans-serif; margin: 16px; background: #888; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 16px; }
figure { margin: 0; } img { width: 100%; } a { color: inherit; text-decoration: none; }
</style><main>
"""


def write(folder: Path, pictures: Sequence[Path]) -> Path:
    """`index.html` with the pictures in the given order."""
    figures = [
        f'<figure><a href="{escape(picture.name)}"><img src="{escape(picture.name)}" loading="lazy" alt="">'
        f"<figcaption>{escape(picture.stem)}</figcaption></a></figure>"
        for picture in pictures
    ]
    sheet = folder / "index.html"
    sheet.write_text(HEAD + "\n".join(figures) + "\n</main>\n", encoding="utf-8")
    return sheet
