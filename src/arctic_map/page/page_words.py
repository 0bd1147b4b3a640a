"""The words that the page's own scripts say: `arctic.tr` finds them in the table that the page is given."""

from arctic_map.model.tr import tr_later
from arctic_map.model.wording import Wording

TEXTS: tuple[str, ...] = (
    tr_later("Legend"),
    tr_later("Scale: {length}"),
    tr_later("{pole}: {degrees} degrees clockwise from up"),
    tr_later("Facts"),
    tr_later("Read fact {fact}"),
    tr_later("{number} m"),
    tr_later("{number} km"),
    tr_later("{number} nmi"),
    tr_later("{number} mi"),
    tr_later("at {latitude}"),
    tr_later("{length} at {latitude}"),
    tr_later("the Equator"),
    tr_later("{degrees}°N"),
    tr_later("{degrees}°S"),
    tr_later("North"),
    tr_later("North Pole"),
    tr_later("Map. Arrow keys move it, plus and minus zoom; Alt with down or up goes from mark to mark."),
    tr_later("Map. Arrow keys move it, plus and minus zoom."),
    tr_later("A part of the map cannot be drawn here. ({why})"),
    tr_later("The map cannot be drawn here; the facts can be read without it. ({why})"),
    tr_later("{fact} is shown on the map: {places}."),
    tr_later("Nothing is selected."),
    tr_later("It is not on this projection."),
    tr_later("{count} listed."),
    tr_later("Facts about {name}"),
    tr_later("{some} of {count}"),
    tr_later("All times"),
    tr_later("Read {count}"),
    tr_later("Whole route"),
    tr_later("Zoom in"),
    tr_later("Zoom out"),
    tr_later("Close popup"),
    tr_later("All that is here"),
    tr_later("Everything at this place, with all that is known of it (I)"),
    tr_later("Show in the article"),
    tr_later("The sentences that say so (Ctrl+J)"),
)


def page_words(wording: Wording) -> dict[str, str]:
    """By their English form, those that the language says in another way."""
    return {text: said for text in TEXTS if (said := wording(text)) != text}
