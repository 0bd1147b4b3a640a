"""A language that nobody speaks: every text 40 % longer, with accents, between brackets of its own."""

import re
from collections.abc import Iterator, Mapping

from arctic_map.model.tr import Wording

OPENS, CLOSES = "⟦", "⟧"
ACCENTS = str.maketrans("AEIOUaeiouncyÑ", "ÁÉÍÓÚáéíóúñçýÑ")
LONGER = 0.4
GAP = re.compile(r"(\{[^}]*\})")


def pseudo(text: str) -> str:
    """As a translator would hand it back: gaps and mnemonics are preserved."""
    parts = (part if GAP.fullmatch(part) else part.translate(ACCENTS) for part in GAP.split(text))
    more = round(LONGER * len(GAP.sub("", text)))
    # In words, where lines may be broken.
    return f"{OPENS}{''.join(parts)}{' ~~~~~' * (more // 6)}{'~' * (more % 6)}{CLOSES}" if text else ""


def unmarked(text: str) -> str:
    """What of a text was never marked: what stands outside of brackets, each part on its own line."""
    depth, found = 0, []
    for letter in text:
        depth += (letter == OPENS) - (letter == CLOSES)
        if depth == 0:
            found.append("\n" if letter == CLOSES else letter)
    return "".join(found).strip()


class _Words(Mapping[str, str]):
    def __getitem__(self, english: str) -> str:
        return pseudo(english)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class _Plurals(Mapping[str, tuple[str, ...]]):
    """Both forms are made of the one for many."""

    def __getitem__(self, many: str) -> tuple[str, ...]:
        return pseudo(many), pseudo(many)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


PSEUDO = Wording("en", _Words(), _Plurals(), group="'", decimal=",")
