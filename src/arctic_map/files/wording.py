"""Turns what msgspec says about wrong data into a place and a sentence."""

import re

import msgspec

_PLAIN = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table of keys",
    "null": "nothing",
    "date": "a date",
    "datetime": "a date with a time",
    "time": "a time",
}
_AT = re.compile(r" - at `(?P<path>[^`]+)`$")
_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`(?:, got `(?P<got>[^`]+)`)?$")
_LENGTH = re.compile(r"Expected `(?P<wanted>[^`]+)` of length (?P<length>.+)$")
_LIMIT = re.compile(r"Expected `(?:int|float|int \| float)` (?P<limit>[<>]=? \S+)$")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`$", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(?P<name>.+)`$")
_NO_SUCH = re.compile(r"Invalid (?:enum )?value (?P<value>.+)$", re.DOTALL)
_SIGNS = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}


def reword(error: msgspec.ValidationError, where: str = "") -> tuple[str, str]:
    """Where the error is, below `where` (`features[3]`), and why, as a reader would say it."""
    text = str(error)
    path = found["path"] if (found := _AT.search(text)) else "$"
    return below(where, path.removeprefix("$")), _sentence(_AT.sub("", text))


def below(where: str, path: str) -> str:
    """`features[3]` and `.geometry`, or `geometry`, make one path; either may be empty."""
    path = path.removeprefix(".")
    dot = "." if where and path and not path.startswith("[") else ""
    return f"{where}{dot}{path}"


def _sentence(text: str) -> str:
    if found := _UNKNOWN.match(text):
        return f"unknown key {found['name'][:40]!r}"
    if found := _MISSING.match(text):
        return f"{found['name']!r} is missing"
    if found := _LENGTH.match(text):
        return "this must not be empty" if found["length"] == ">= 1" else f"expected {found['length']} values"
    if found := _LIMIT.match(text):
        sign, _, limit = found["limit"].partition(" ")
        return f"expected a number of {_SIGNS[sign]} {limit.removesuffix('.0')}"
    if found := _EXPECTED.match(text):
        wanted = " or ".join(_PLAIN.get(kind, kind) for kind in found["wanted"].split(" | "))
        if found["got"] in ("date", "datetime", "time"):
            return 'dates are written in quotes, as in "2024-11"'
        return f"expected {wanted}" + (
            f", not {_PLAIN.get(found['got'], found['got'])}" if found["got"] else ""
        )
    if found := _NO_SUCH.match(text):
        return f"{found['value'][:60]} is not known here"
    return text[:1].lower() + text[1:]
