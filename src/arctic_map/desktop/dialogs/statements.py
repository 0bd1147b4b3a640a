"""What About and the help say in the same words."""

from arctic_map.model.tr import tr_later

BORDERS = tr_later(
    "The base map draws borders as its source has them: de facto ones. Crimea's line and other disputed "
    "borders are drawn in a dash of their own. Names and lines express no view on any border or territory, "
    "and the atlas takes no side."
)
NAVIGATION = tr_later(
    "Lanes and zones are illustrations, drawn by hand or from descriptions; depth along them was not "
    "checked. Not for navigation."
)
