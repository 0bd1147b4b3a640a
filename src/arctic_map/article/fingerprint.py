"""Fingerprints that identify sentences without storing the article."""

import unicodedata
from hashlib import blake2b

DIGITS = 16
"""Hexadecimal digits of a fingerprint."""


def fingerprint(sentence: str) -> str:
    """A hash that ignores the case, spaces, quotes and dashes of a sentence."""
    return of_letters(letters(sentence))


def of_letters(letters: str) -> str:
    """The fingerprint of a sentence with these `letters`."""
    return blake2b(letters.encode(), digest_size=DIGITS // 2).hexdigest()


def letters(sentence: str) -> str:
    """Only letters and digits, normalised and in lower case."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sentence).casefold())
    return "".join(sign for sign in plain if sign.isalnum())
