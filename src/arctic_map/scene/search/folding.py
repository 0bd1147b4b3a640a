"""Normalises words of any script and spelling for comparison."""

import re
import unicodedata
from functools import cache, lru_cache

from arctic_map.model.wording import MONTHS

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
