"""Comparison of words of any script and spelling: normal forms, synonyms and similarity."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from arctic_map import resources
from arctic_map.model.tr import MONTHS

# Cyrillic letters for one Latin letter, then those for several or none.
_LETTERS = dict(zip("абвгдеёзийклмнопрстуфыэіїєґў", "abvgdeeziiklmnoprstufyeiiegu", strict=True))
_GROUPS = {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ъ": "", "ь": "",
}  # fmt: skip
_LATIN = {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
_PLAIN = str.maketrans({**_LETTERS, **_GROUPS, **_LATIN})
# Apostrophes, soft signs and the like, which are often omitted.
_SILENT = dict.fromkeys(map(ord, "'’‘ʼʹʻ`´′\u00ad\u200b\u200c\u200d\ufeff"))

# Russian months in several cases: январь, января, январе.
_RUSSIAN_STEMS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август")
_RUSSIAN_MONTHS = (*_RUSSIAN_STEMS, "сентябр", "октябр", "ноябр", "декабр")
_RUSSIAN_DATE = re.compile(rf"\b({'|'.join(_RUSSIAN_MONTHS)})(?:ь|й|я|е|а)?\b")
_HAN_DATE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_SLASH_DATE = re.compile(r"\b()(\d{1,2})/(\d{4})\b")

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_GROUPED = r"(?<![\d.,])\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3})+|(?:[ \u00a0\u202f]\d{3})+)(?![\d])(?:[.,]\d+)?"
_THOUSANDS = re.compile(r"(?<=\d)[,.\s](?=\d{3}(?!\d))")

# Replaces letters that transliterations write differently; the order matters.
_SOUNDS = tuple(
    (re.compile(old), new)
    for old, new in (
        *(("tsch|tch", "ch"), ("shch|sch", "sh"), ("kh|ch", "h"), ("ph", "f"), ("ck|q", "k"), ("x", "ks")),
        *(("w", "v"), ("[yj]", "i"), ("ii+", "i"), ("ie|io", "e")),
        *((r"([aou])e", r"\1"), (r"(.)\1+", r"\1")),
    )
)


def fold(text: str) -> str:
    """Lower case without diacritics, with Cyrillic transliterated; other scripts are unchanged."""
    return _latin(_small(text))


def words(text: str) -> tuple[str, ...]:
    """Normalised words: numbers without separators, months in English, Chinese runs and `t3` as one word."""
    tokens = _word().findall(_latin(_with_months(_small(text))))
    return tuple(_number(word) if word[0].isdigit() else word for word in tokens)


@cache
def _word() -> re.Pattern[str]:
    """Compiled on first use, as that takes some milliseconds."""
    return re.compile(rf"{_GROUPED}|\d+(?:[.,]\d+)?|[{_HAN}]+|[^\W\d_{_HAN}]+\d*")


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """A normalised word with equal variants of transliteration, so that words that sound alike are equal."""
    for old, new in _SOUNDS:
        word = old.sub(new, word)
    return word


def _small(text: str) -> str:
    sounded = text.translate(_SILENT)
    return sounded.lower() if sounded.isascii() else unicodedata.normalize("NFKC", sounded).casefold()


def _latin(text: str) -> str:
    # Most names are ASCII, and there are tens of thousands of ports and cities.
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(each for each in plain if not unicodedata.combining(each))


def _number(found: str) -> str:
    """Normalise a number: `18,709`, `18.709` and `18 709` to 18709, `37,9` to 37.9."""
    return _THOUSANDS.sub("", found).replace(",", ".")


def _with_months(text: str) -> str:
    """Convert numeric and Russian dates: 2024-11, 2024年11月 and ноябрь 2024 to november 2024."""
    for pattern in (_ISO_DATE, _HAN_DATE):
        text = pattern.sub(lambda found: _date(found[1], found[2], found[3]), text)
    text = _SLASH_DATE.sub(lambda found: _date(found[3], found[2], None), text)
    return _RUSSIAN_DATE.sub(lambda found: MONTHS[_RUSSIAN_MONTHS.index(found[1])].lower(), text)


def _date(year: str, month: str | None, day: str | None) -> str:
    if not month:
        return f" {year} "
    if not 1 <= int(month) <= 12:
        return f" {year} {month} {day or ''} "
    return f" {int(day) if day else ''} {MONTHS[int(month) - 1].lower()} {year} "


def slips(a: str, b: str, most: int) -> int:
    """Letters to insert, delete, replace or swap to get one word from the other; at most `most + 1`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                best = min(best, last[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


SAME, SAME_SOUND, SLIP = 1.0, 0.95, 0.2
"""Scores of the same word and of another spelling, and the cost of each typing error."""
MIN_LENGTH, MIN_LENGTH_OF_TWO = 4, 8
"""Minimum letters of a word to allow one typing error, and two."""
MIN_PREFIX = 7
"""Minimum letters to allow a typing error in the prefix of a longer word."""
MIN_SOUND, MIN_SOUND_PREFIX = 3, 5
"""Minimum letters for comparing sounds of words, and of their prefixes: `navy` is no `navigation`."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in the forms that are compared."""

    plain: str
    sound: str
    letters: frozenset[str]
    number: bool
    han: bool


class Vocabulary:
    """All words of the content."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(map(_comparable, sorted(set(words))))
        self._plain = frozenset(each.plain for each in self._words)

    def like(self, typed: str) -> dict[str, float]:
        """Matching words in normalised form, with scores above 0 and at most 1."""
        word = _comparable(typed)
        rule = _han if word.han else _same_number if word.number else _letters
        return self._fitting(rule, word)

    def same(self, typed: str) -> dict[str, float]:
        """The typed word itself, or words with its Chinese characters."""
        if _comparable(typed).han:
            return self.like(typed)
        return {typed: SAME} if typed in self._plain else {}

    def near(self, typed: str) -> dict[str, float]:
        """Words that the typed one may be with typing errors, with their scores."""
        word = _comparable(typed)
        return {} if word.han or word.number else self._fitting(_slipped, word)

    def _fitting(self, rule: Callable[[_Word, _Word], float], typed: _Word) -> dict[str, float]:
        return {word.plain: fit for word in self._words if (fit := rule(typed, word)) > 0.0}


def _comparable(plain: str) -> _Word:
    first = plain[:1]
    sounds = sound(plain)
    return _Word(plain, sounds, frozenset(sounds), first.isdigit(), bool(first) and ord(first) >= 0x3000)


def _letters(typed: _Word, word: _Word) -> float:
    if word.han or word.number:
        return 0.0
    if typed.plain == word.plain:
        return SAME
    is_comparable = len(typed.sound) >= MIN_SOUND
    if is_comparable and typed.sound == word.sound:
        return SAME_SOUND
    if word.plain.startswith(typed.plain):
        return 0.6 + 0.3 * len(typed.plain) / len(word.plain)
    if len(typed.sound) >= MIN_SOUND_PREFIX and word.sound.startswith(typed.sound):
        return 0.55 + 0.3 * len(typed.sound) / len(word.sound)
    return 0.0


def _slipped(typed: _Word, word: _Word) -> float:
    """The score of a word with typing errors, or of a longer word whose prefix has one."""
    length = len(typed.sound)
    if (
        word.han
        or word.number
        or length < MIN_LENGTH
        or len(typed.letters - word.letters) > 2
        or not _begin_alike(typed.sound, word.sound)
    ):
        return 0.0
    most = 1 if length < MIN_LENGTH_OF_TWO else 2
    distance = slips(typed.sound, word.sound, most)
    if distance <= most:
        return 0.85 - SLIP * distance
    if length >= MIN_PREFIX and len(word.sound) > length and slips(typed.sound, word.sound[:length], 1) <= 1:
        return 0.5
    return 0.0


def _begin_alike(a: str, b: str) -> bool:
    """Whether the first letters are the same or swapped, as the first one is seldom wrong."""
    return a[0] == b[:1] or (a[:2] == b[1::-1])


def _same_number(typed: _Word, word: _Word) -> float:
    """The score of a number: equal, or the first three digits or more; two for years."""
    if typed.plain == word.plain:
        return SAME
    least = 2 if len(word.plain) == 4 else 3
    if not word.number or len(typed.plain) < least or not word.plain.startswith(typed.plain):
        return 0.0
    return 0.4 + 0.3 * len(typed.plain) / len(word.plain)


def _han(typed: _Word, word: _Word) -> float:
    """The score of a sequence of characters that contains the other."""
    if not word.han:
        return 0.0
    short, long = sorted((typed.plain, word.plain), key=len)
    if short not in long:
        return 0.0
    share = len(short) / len(long)
    # More than the name (a city with its title) is a weaker match than its beginning.
    return 0.5 + 0.5 * share if long is word.plain else 0.8 * share


Phrase = tuple[str, ...]
MAX_WORDS = 3
"""Maximum words of a phrase."""


@cache
def _groups() -> dict[Phrase, tuple[Phrase, ...]]:
    """Normalised phrases, each with those of its group."""
    table = tomllib.loads(resources.synonyms().read_text(encoding="utf-8"))
    groups = (tuple(map(words, group)) for group in table["same"])
    return {phrase: group for group in groups for phrase in group}


def synonyms(phrase: Phrase) -> tuple[str, ...]:
    """Single words for the same as a phrase of normalised words, without itself."""
    return tuple(other[0] for other in _groups().get(phrase, ()) if len(other) == 1 and other != phrase)


def phrases(typed: tuple[str, ...], known: Container[str]) -> Iterator[Phrase]:
    """Split typed words into phrases with synonyms and other single words.

    Words that are all known are found by themselves, so they make no phrase.
    """
    at = 0
    while at < len(typed):
        ends = range(min(at + MAX_WORDS, len(typed)), at + 1, -1)
        candidates = (typed[at:end] for end in ends if typed[at:end] in _groups())
        phrase = next(
            (each for each in candidates if any(word not in known for word in each)), typed[at : at + 1]
        )
        yield phrase
        at += len(phrase)
