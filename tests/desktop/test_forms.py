"""Forms of an atlas of one's own are filled by the keyboard alone, and nothing in them is cut."""

from collections import Counter

import pytest
from tests.desktop.driver import Driver
from tests.desktop.every_form import FORMS, keys_of

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize("name", FORMS)
def test_each_letter_leads_to_one_field_of_a_form(driver: Driver, name: str) -> None:
    form = FORMS[name](driver.atlas)
    # A button of what can be deleted comes with it.
    form.delete_button.show()
    letters = Counter(letter for letter, _ in keys_of(form))
    assert [words for letter, words in keys_of(form) if letters[letter] > 1] == []
    form.deleteLater()
