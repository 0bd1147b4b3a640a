"""A letter to choose each entry of a menu by, unlike its neighbours'."""

from collections.abc import Iterable, Iterator

MARK = "&"


def letter_of(text: str) -> str:
    """The letter that is marked already, in lower case; empty for none."""
    _, mark, rest = text.replace(2 * MARK, "").partition(MARK)
    return rest[:1].casefold() if mark else ""


def marked(text: str, letter: str) -> str:
    """The caption with its letter marked, at the beginning of a word if there is one; as it is without."""
    at = next((place for place in _places(text) if text[place].casefold() == letter), None)
    if not letter or letter_of(text) or at is None:
        return text
    return text[:at] + MARK + text[at:]


def letters(texts: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """One for each caption that has none yet, in their order; empty where all of its letters are taken.

    First letters of words come before others; `taken` are those of the menu's other entries.
    """
    texts = list(texts)
    used = {*taken, *(letter_of(text) for text in texts)}
    found: list[str] = []
    for text in texts:
        free = (text[place].casefold() for place in _places(text))
        letter = letter_of(text) or next((each for each in free if each not in used), "")
        used.add(letter)
        found.append(letter)
    return found


def _places(text: str) -> Iterator[int]:
    """Where letters stand that can be marked: at the beginning of words, then within."""
    letters = [at for at, letter in enumerate(text) if letter.isalnum() and letter.isascii()]
    begins = [at for at in letters if at == 0 or not text[at - 1].isalnum()]
    yield from begins
    yield from (at for at in letters if at not in begins)
