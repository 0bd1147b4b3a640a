"""The atlas's own table of styles and its looks, for tests that need a look and no content."""

from arctic_map.content.symbology.style_checks import built_in
from arctic_map.model.reckoning import EXTREMES
from arctic_map.scene.symbology import legend
from arctic_map.scene.symbology.looks import grey_look, look

SYMBOLOGY = built_in().without_family
LIGHT, DARK, GREYSCALE = look(SYMBOLOGY, "light"), look(SYMBOLOGY, "dark"), grey_look(SYMBOLOGY)
LOOKS = {"light": LIGHT, "dark": DARK}
OTHER_MONTHS = {f"ice-{month}" for month in range(1, 13) if month not in EXTREMES}
"""Styles of ice, of which a view shows one at most, in place of those of the extremes."""
WORDS = {style: words for style, words in legend.words(SYMBOLOGY).items() if style not in OTHER_MONTHS}
"""What the legend says of each style of marks."""
