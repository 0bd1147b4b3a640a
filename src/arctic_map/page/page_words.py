"""The words that the page's own scripts say: `arctic.tr` finds them in the table that the page is given."""

from arctic_map.model.tr import tr_later
from arctic_map.model.wording import Wording

TEXTS: tuple[str, ...] = (tr_later("Legend"),)


def page_words(wording: Wording) -> dict[str, str]:
    """By their English form, those that the language says in another way."""
    return {text: said for text in TEXTS if (said := wording(text)) != text}
