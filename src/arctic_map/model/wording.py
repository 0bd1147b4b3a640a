"""The texts of the program in one language, keyed by their English form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from arctic_map.model.preferences import Names

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A translation table with English as fallback; texts may have placeholders: `{length} at {latitude}`."""

    language: Names = "en"
    table: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Plural forms by the English plural, in the order of `form_of`."""
    months: tuple[str, ...] = MONTHS
    months_after_day: tuple[str, ...] = MONTHS
    """Names of months after the number of a day."""
    group: str = ","
    """Thousands separator."""
    decimal: str = "."

    def __call__(self, english: str, /, **gaps: object) -> str:
        text = self.table.get(english, english)
        return text.format(**gaps) if gaps else text

    def counted(self, count: int, one: str, many: str, /, **gaps: object) -> str:
        """Translate `{count} more` and the like, in the form for the number."""
        forms = self.plurals.get(many, (one, many))
        form = forms[min(form_of(count, self.language), len(forms) - 1)]
        return form.format(count=self.number(count), **gaps)

    def number(self, value: float, decimals: int = 0) -> str:
        """Format a number with the separators of the language."""
        return self.digits(f"{value:,.{decimals}f}")

    def digits(self, number: str) -> str:
        """Convert a number in English notation, such as `1,234.5`, to that of the language."""
        marks = str.maketrans({",": self.group, ".": self.decimal})
        return number.translate(marks)

    def knows(self, english: str) -> bool:
        """Whether the table has an entry for this text."""
        return self.language == "en" or english in self.table


ENGLISH = Wording()


def form_of(count: int, language: Names) -> int:
    """Index of the plural form for a number, from 0, by the rules of Unicode CLDR."""
    if language == "zh":
        return 0
    if language == "ru":
        if count % 10 == 1 and count % 100 != 11:
            return 0
        return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2
    return 0 if count == 1 else 1
