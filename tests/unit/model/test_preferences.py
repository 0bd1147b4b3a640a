"""What a reader sets once, and what maps depend on of it."""

import pytest

from arctic_map.model.preferences import NAMES, TEXT_SIZES, USUAL, Labelling, Preferences, labelling_of


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_a_key_says_the_labelling(names: str, size: int) -> None:
    labelling = Labelling(names, size)  # type: ignore[arg-type]
    assert labelling == USUAL or labelling_of(labelling.key) == labelling


@pytest.mark.parametrize(
    "key", ["", "fr", "ru-100", "en", "en-99", "en-1000000000", "ru-", "-150", "ru-١٥٠", "../ru"]
)
def test_other_keys_say_nothing(key: str) -> None:
    with pytest.raises(ValueError, match="says nothing"):
        labelling_of(key)


def test_what_the_first_page_depends_on() -> None:
    assert Preferences().variant == Preferences(units="nmi", coordinates="decimal").variant == ""
    assert Preferences(high_contrast=True, names="ru", text_size=150).variant == "high-ru-150"


def test_text_on_paper_has_its_own_size() -> None:
    assert Preferences(text_size=200, names="zh").on_paper == Preferences(names="zh")
