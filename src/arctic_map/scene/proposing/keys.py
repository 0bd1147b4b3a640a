"""Keys for looking up place names regardless of spelling."""

import re

from arctic_map.scene.search.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile("[А-ЯЁ]{2,3}")
_SAINT = re.compile(r"\b(?:st|sankt|saint)\b")


def key_of(name: str) -> str:
    """The words of a name in plain letters; St, Saint and Sankt are equal."""
    # Cyrillic abbreviations keep their letters: KNR is Greenland's broadcaster, КНР is China.
    if _ABBREVIATION.fullmatch(name):
        return name.lower()
    return _SAINT.sub("saint", " ".join(_WORD.findall(fold(name))))
