"""The atlas's own table of styles and its looks, for tests that need a look and no content."""

from arctic_map.files.symbology import built_in
from arctic_map.scene.symbology import legend
from arctic_map.scene.symbology.looks import grey_look, look

SYMBOLOGY = built_in()
LIGHT, DARK, GREYSCALE = look(SYMBOLOGY, "light"), look(SYMBOLOGY, "dark"), grey_look(SYMBOLOGY)
LOOKS = {"light": LIGHT, "dark": DARK}
WORDS = legend.words(SYMBOLOGY)
"""What the legend says of each style of marks."""
