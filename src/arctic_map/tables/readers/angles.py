"""Numbers and angles as people write them: with a decimal comma, or in degrees, minutes and seconds."""

import re

_NUMBER = r"\d+(?:[.,]\d*)?|[.,]\d+"
_SIDES = r"[NSEWСЮВЗ]|[сю]\.?\s?ш\.?|[вз]\.?\s?д\.?"
_ANGLE = re.compile(
    rf"(?P<before>{_SIDES})?\s*(?P<sign>[+-])?\s*(?P<degrees>{_NUMBER})\s*(?:[°ºd˚*]|deg|\s|:|$|(?=[NSEWСЮВЗсюв]))\s*"
    rf"(?:(?P<minutes>{_NUMBER})\s*(?:['′’`´m]|:|\s|$|(?=[NSEWСЮВЗсюв]))\s*)?"
    rf"(?:(?P<seconds>{_NUMBER})\s*(?:[\"″”s]|''|′′|’’)?\s*)?"
    rf"(?P<behind>{_SIDES})?",
    re.IGNORECASE,
)
_NEGATIVE = "SWЮЗ"


def number(text: str) -> float | None:
    """A plain number; `69,5` is 69.5, and blanks between thousands go. None for what is none."""
    plain = re.sub(r"(?<=\d)[\s'](?=\d{3}(?!\d))", "", text.strip()).replace("\u2212", "-")
    if "," in plain:
        plain = plain.replace(",", "") if "." in plain or plain.count(",") > 1 else plain.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", plain, re.IGNORECASE):
        return None
    return float(plain)


def angle(text: str) -> float | None:
    """Decimal degrees of a number, or of degrees, minutes and seconds with N, S, E or W (С, Ю, В, З).

    Programs that round write 59.99 seconds as 60.0.
    """
    if (plain := number(text)) is not None:
        return plain
    found = _ANGLE.fullmatch(text.strip().replace("\u2212", "-"))
    if not found:
        return None
    parts = [float((found[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")]
    side = (found["before"] or found["behind"] or "").upper()
    if parts[1] > 60.0 or parts[2] > 60.0 or (found["before"] and found["behind"]):
        return None
    value = parts[0] + parts[1] / 60.0 + parts[2] / 3600.0
    minus = found["sign"] == "-" or side[:1] in tuple(_NEGATIVE)
    return -value if minus else value
