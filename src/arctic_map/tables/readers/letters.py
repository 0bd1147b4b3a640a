"""Guesses the encoding of text that declares none: Russian, Chinese or Western."""

import re

USUAL = "cp1252"
_WESTERN = "éèêëàâäáåæçîïíñöôóòøœùûüúßÉÈÀÄÅÆÇÖÓØÜ°–’“”"
_RUSSIAN = ("cp1251", "cp866", "koi8-r")
_LOOKED_AT = 200_000
_DEGREE = b"\xb0"
_HIGH = re.compile(rb"[^\x00-\x7f]+")
_WORD = re.compile(r"[А-Яа-яЁё]+")
_RUSSIAN_WORD = re.compile(r"[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")


def guessed(content: bytes) -> str:
    """`ascii`, `utf-8`, `cp1251`, `cp866`, `koi8-r`, `gbk`, or `cp1252` if nothing else fits."""
    if content.isascii():
        return "ascii"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        # The text may have been cut within its last character.
        if error.start >= len(content) - 3 and not content[: error.start].isascii():
            return "utf-8"
    else:
        return "utf-8"
    some = content[:_LOOKED_AT]
    if _is_nearly_utf8(some):
        return "utf-8"
    # The degree sign has the same code in Western and Russian encodings.
    plain = some.replace(_DEGREE, b"")
    if plain.isascii():
        return USUAL
    scores = {name: _russian(plain, name) for name in _RUSSIAN}
    scores["gbk"] = _chinese(some)
    scores[USUAL] = _western(plain)
    return max(scores, key=lambda name: scores[name])


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether the text is UTF-8 with a few damaged bytes."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(not sign.isascii() for sign in text) > 5 * bad


def _russian(content: bytes, encoding: str) -> float:
    """Score from 0 to 1: share of characters beyond ASCII in words with capitals where Russian has them."""
    text = content.decode(encoding, "replace")
    high = sum(not sign.isascii() for sign in text)
    sound = 0
    for word in _WORD.findall(text):
        if len(word) > 1 and _RUSSIAN_WORD.fullmatch(word):
            # Other encodings turn lower case into words of capitals, so these count less.
            sound += len(word) if word[-1].islower() else len(word) // 2
    common = sum(text.count(letter) for letter in "оеаинтсрОЕАИНТСР")
    return 0.6 * sound / high + 0.4 * min(1.0, 2.0 * common / high)


def _chinese(content: bytes) -> float:
    """Score from 0 to 1: share of bytes beyond ASCII in pairs for the 3,755 common characters of GB 2312."""
    high = usual = 0
    for run in _HIGH.findall(content):
        high += len(run)
        if len(run) % 2 == 0:
            usual += sum(
                2 for at in range(0, len(run), 2) if 0xB0 <= run[at] <= 0xD7 and 0xA1 <= run[at + 1] <= 0xFE
            )
    return usual / high


def _western(content: bytes) -> float:
    text = content.decode(USUAL, "replace")
    high = [sign for sign in text if not sign.isascii()]
    # Accented letters usually stand between plain ones.
    alone = len(re.findall(r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])", text))
    return 0.9 * alone / len(high) * sum(sign in _WESTERN for sign in high) / len(high) + 0.05
