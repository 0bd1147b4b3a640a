"""Mnemonic letters of menu entries, different within a menu."""

from collections.abc import Iterable, Iterator

MARK = "&"


def letter_of(text: str) -> str:
    """Return the letter that is marked already, in lower case; empty without one."""
    _, mark, rest = text.replace(2 * MARK, "").partition(MARK)
    return rest[:1].casefold() if mark else ""


def marked(text: str, letter: str) -> str:
    """Mark a letter in a caption, preferably at the beginning of a word; return it unchanged if it cannot."""
    at = next((place for place in _places(text) if text[place].casefold() == letter), None)
    if not letter or letter_of(text) or at is None:
        return text
    return text[:at] + MARK + text[at:]


def letters(texts: Iterable[str], reserved: Iterable[str] = ()) -> list[str]:
    """Return a letter for each caption, "" if all of its letters are in use.

    Letters at the beginning of words are preferred; `reserved` are those of the menu's other entries.
    """
    texts = list(texts)
    used = {*reserved, *(letter_of(text) for text in texts)}
    chosen: list[str] = []
    for text in texts:
        free = (text[place].casefold() for place in _places(text))
        letter = letter_of(text) or next((each for each in free if each not in used), "")
        used.add(letter)
        chosen.append(letter)
    return chosen


def _places(text: str) -> Iterator[int]:
    """Yield indices of letters that can be marked: first at the beginning of words, then within."""
    letters = [at for at, letter in enumerate(text) if letter.isalnum() and letter.isascii()]
    begins = [at for at in letters if at == 0 or not text[at - 1].isalnum()]
    yield from begins
    yield from (at for at in letters if at not in begins)
