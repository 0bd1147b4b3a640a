"""What a sentence is known by, so that none of the article needs to be kept."""

import unicodedata
from hashlib import blake2b

DIGITS = 16
"""Of a fingerprint, hexadecimal."""


def fingerprint(sentence: str) -> str:
    """The same however the sentence is set: case, spaces, quotes, dashes, missing blanks do not matter."""
    return of_letters(letters(sentence))


def of_letters(letters: str) -> str:
    """The fingerprint of a sentence whose `letters` are these."""
    return blake2b(letters.encode(), digest_size=DIGITS // 2).hexdigest()


def letters(sentence: str) -> str:
    """Letters and digits alone, in one run."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sentence).casefold())
    return "".join(sign for sign in plain if sign.isalnum())
