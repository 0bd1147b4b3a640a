"""The words that the program shows, in one language: sentences are known by their English form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from arctic_map.model.preferences import Names

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A language's table; what it lacks is said in English.

    English forms may have gaps in braces, such as `{length} at {latitude}`, which every language fills as
    it likes.
    """

    language: Names = "en"
    table: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the English plural, the forms that the language has, as `form_of` counts them."""
    months: tuple[str, ...] = MONTHS
    months_after_day: tuple[str, ...] = MONTHS
    """As they stand behind the number of a day."""
    group: str = ","
    """Between thousands."""
    decimal: str = "."

    def __call__(self, english: str, /, **gaps: object) -> str:
        said = self.table.get(english, english)
        return said.format(**gaps) if gaps else said

    def counted(self, count: int, one: str, many: str, /, **gaps: object) -> str:
        """`{count} more` and its like, in the form that the number asks for."""
        forms = self.plurals.get(many, (one, many))
        form = forms[min(form_of(count, self.language), len(forms) - 1)]
        return form.format(count=self.number(count), **gaps)

    def number(self, value: float, decimals: int = 0) -> str:
        """With the language's marks between thousands and before decimals."""
        return self.digits(f"{value:,.{decimals}f}")

    def digits(self, number: str) -> str:
        """A number as English writes it, such as `1,234.5`, with the language's marks."""
        marks = str.maketrans({",": self.group, ".": self.decimal})
        return number.translate(marks)

    def knows(self, english: str) -> bool:
        """Whether it has words of its own for this."""
        return self.language == "en" or english in self.table


ENGLISH = Wording()


def form_of(count: int, language: Names) -> int:
    """Which of a language's plural forms a number takes, from 0, after the rules of Unicode's CLDR."""
    if language == "zh":
        return 0
    if language == "ru":
        if count % 10 == 1 and count % 100 != 11:
            return 0
        return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2
    return 0 if count == 1 else 1
