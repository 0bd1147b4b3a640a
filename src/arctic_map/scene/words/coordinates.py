"""Parses positions in common notations."""

import re
import unicodedata

Position = tuple[float, float]
"""Longitude and latitude in degrees."""

MAX_TEXT_LENGTH = 80
"""Maximum characters of a position."""
_NAMES = (
    *((r"^\s*geo:", ""), (r"северн\w* широт\w*", "N"), (r"южн\w* широт\w*", "S")),
    *((r"восточн\w* долгот\w*", "E"), (r"западн\w* долгот\w*", "W")),
    *((r"с\.?\s*ш\.?", "N"), (r"ю\.?\s*ш\.?", "S"), (r"в\.?\s*д\.?", "E"), (r"з\.?\s*д\.?", "W")),
    *(("北纬|北緯", "N"), ("南纬|南緯", "S"), ("东经|東經", "E"), ("西经|西經", "W")),
    *((r"\bnorth\b", "N"), (r"\bsouth\b", "S"), (r"\beast\b", "E"), (r"\bwest\b", "W")),
    *((rf"(?<=[°'\"])\s*{letter}\b", side) for letter, side in zip("сювз", "NSEW", strict=True)),
    *((r"\blat(?:itude)?\b[.:=]?|\blon(?:g|gitude)?\b[.:=]?", " "),),
)
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("º˚度", "°"),
        **dict.fromkeys("′’‘ʹʼ´`分", "'"),
        **dict.fromkeys("″”“ʺ秒", '"'),
        **dict.fromkeys("−–‒﹣－", "-"),
        **dict.fromkeys("，、", ","),
        "；": ";",
    }
)
_NUMBER = r"\d{1,3}(?:\.\d{1,12})?"
_ANGLE = re.compile(
    rf"""(?P<sign>[+-]?)\s*(?P<degrees>{_NUMBER})\s*°?
    (?:[\s:]*(?P<minutes>{_NUMBER})\s*'?
    (?:[\s:]*(?P<seconds>{_NUMBER})\s*"?)?)?""",
    re.VERBOSE | re.ASCII,
)
_PARTS = rf"[+-]?\s*{_NUMBER}(?:(?::{_NUMBER}){{1,2}}|\s*°?)"
_PAIR = re.compile(rf"({_PARTS})(?:\s*[,;]\s*|\s+)({_PARTS})", re.ASCII)
_MARKED = re.compile(r"""([+-]?\s*[\d.]+\s*°[\d.\s'"]*?)[\s,;]*([+-]?\s*[\d.]+\s*°[\d.\s'"]*)""", re.ASCII)
_AHEAD = re.compile(r"([NSEW])([^NSEW]+)([NSEW])([^NSEW]+)")
_LABEL = re.compile(r"\b(?:(lat)(?:itude)?|lon(?:g|gitude)?)\b")
_BEHIND = re.compile(r"([^NSEW]+)([NSEW])([^NSEW]+)([NSEW])")


def position(text: str) -> Position | None:
    """Parse `64.5N 40.5E`, `64°32′N 40°31′E`, `64 32 N 40 31 E`, `64.5, 40.5` or `-64,5; 40,5`; else None.

    Without letters latitude comes first, unless it is above 90 or labels say otherwise. Two whole
    numbers need a comma and a space between them. Texts with ambiguous decimal commas are rejected.
    """
    if len(text) > MAX_TEXT_LENGTH:
        return None
    # The status bar and the search add decimal degrees.
    text = text.partition(" · ")[0]
    label, text = _LABEL.search(text.casefold()), _plain(text)
    if match := _AHEAD.fullmatch(text):
        return _lettered((match[1], match[2]), (match[3], match[4]))
    if match := _BEHIND.fullmatch(text):
        return _lettered((match[2], match[1]), (match[4], match[3]))
    match = _MARKED.fullmatch(text) or _PAIR.fullmatch(text)
    if not match:
        return None
    first, second = _degrees(match[1]), _degrees(match[2])
    if first is None or second is None or (_bare(text) and not re.search(r"[,;]\s", text)):
        return None
    if label:
        return _checked(second, first) if label[1] else _checked(first, second)
    return _checked(second, first) or (_checked(first, second) if abs(first) > 90.0 else None)


def _plain(text: str) -> str:
    """Normalise symbols, replace names of directions by N S E W, and decimal commas by points."""
    # Symbols first, as NFKC would convert them to letters and pairs.
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold().replace("''", '"')
    for name, letter in _NAMES:
        text = re.sub(name, letter, text)
    text = re.sub(r"(?<![^\W\d_])[nsew](?![^\W\d_])", lambda found: found[0].upper(), text).strip(" \t,;()[]")
    text = text.replace("deg", "°")
    if re.search("[NSEW]", text):
        # Notices to mariners write `72-30.5N 045-15.2E`.
        text = re.sub(r"(?<=\d)-(?=\d)", " ", text)
    commas = re.findall(r"(?<=\d),(?=\d)", text)
    if "." not in text and (len(commas) > 1 or re.search("[NSEW°]", text)):
        # `64,5,40,5` is ambiguous.
        text = text if re.fullmatch(r"[\d,]*", text) else re.sub(r"(?<=\d),(?=\d)", ".", text)
    return text


def _bare(text: str) -> bool:
    """Whether the numbers are whole and have neither a degree sign nor a colon."""
    return not re.search("[.°:]", text)


def _lettered(first: tuple[str, str], second: tuple[str, str]) -> Position | None:
    values = {letter: _degrees(number.strip(" ,;")) for letter, number in (first, second)}
    lat = values.get("N", values.get("S"))
    lon = values.get("E", values.get("W"))
    # A sign together with a letter would be redundant or contradictory.
    if lat is None or lon is None or "-" in first[1] + second[1]:
        return None
    return _checked(-lon if "W" in values else lon, -lat if "S" in values else lat)


def _degrees(text: str) -> float | None:
    """Degrees, minutes and seconds as one number; only the last may have decimals. None if invalid."""
    match = _ANGLE.fullmatch(text.strip())
    if not match:
        return None
    parts = [part for part in match.group("degrees", "minutes", "seconds") if part]
    if any("." in part for part in parts[:-1]) or any(float(part) >= 60.0 for part in parts[1:]):
        return None
    value = sum(float(part) / 60.0**place for place, part in enumerate(parts))
    return -value if match["sign"] == "-" else value


def _checked(lon: float, lat: float) -> Position | None:
    return (lon + 0.0, lat + 0.0) if abs(lat) <= 90.0 and abs(lon) <= 180.0 else None
