"""What content may say."""

import pytest

from arctic_map.content import vocabulary


@pytest.mark.parametrize(
    "when",
    [
        "2024",
        "2024-11-05",
        "2022-02/2025-05",
        "2025/..",
        "../2025",
        "2024/2024-03",
        "2024-02-29",
        "0985/2999-12-31",
    ],
)
def test_dates_and_periods(when: str) -> None:
    assert vocabulary.when_problem(when) is None


@pytest.mark.parametrize(
    "when",
    [
        "",
        "../..",
        "2024-13",
        "2024-02-30",
        "2023/2024-06-31",
        "0000",
        "२०२४",
        "2024/",
        "2024/2023",
        "1/2/3",
        "0099-12-31",
        "2024/9999",
    ],
)
def test_what_is_no_date(when: str) -> None:
    assert vocabulary.when_problem(when)


@pytest.mark.parametrize("text", ["a < b > c", "Königsberg, 阿尔汉格尔斯克", "two\nlines", "5 <7", "«A»"])
def test_plain_texts(text: str) -> None:
    assert vocabulary.text_problem(text) is None


@pytest.mark.parametrize("text", ["<b>", "</p", "<!--", "<?xml", "a\0b", "\x1b[31m", "\u2066x"])
def test_texts_that_are_not_plain(text: str) -> None:
    assert vocabulary.text_problem(text)
