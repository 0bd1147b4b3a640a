"""The article itself, where this computer has it next to a folder above the checkout; it is in no release."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
LACKING = "there is no copy of the article here: set ARCTIC_MAP_ARTICLE to one in plain text"


def source() -> Path | None:
    """The file with the article's text; None where there is none."""
    if named := os.environ.get("ARCTIC_MAP_ARTICLE"):
        return Path(named)
    for folder in ROOT.parents:
        if found := sorted((folder / "shared" / "source").glob("*.txt")):
            return found[0]
    return None
