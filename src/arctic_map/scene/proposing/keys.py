"""What a name of a place is looked up by, however it is set."""

import re

from arctic_map.scene.search.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_SAINT = re.compile(r"\b(?:st|sankt|saint)\b")


def key_of(name: str) -> str:
    """Its words in plain letters; St, Saint and Sankt are one."""
    return _SAINT.sub("saint", " ".join(_WORD.findall(fold(name))))
