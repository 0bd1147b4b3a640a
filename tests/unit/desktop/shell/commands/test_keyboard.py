"""Letters by which the entries of a menu are chosen."""

from arctic_map.desktop.shell.commands.keyboard import letter_of, letters, marked


def test_the_first_letters_of_words_come_first_and_no_two_are_the_same() -> None:
    texts = ["Open…", "Open map", "Read again", "Quit"]
    found = letters(texts)
    assert found == ["o", "m", "r", "q"]
    assert [marked(*each) for each in zip(texts, found, strict=True)] == [
        "&Open…",
        "Open &map",
        "&Read again",
        "&Quit",
    ]


def test_a_marked_letter_stays_and_is_used_by_no_other() -> None:
    assert letters(["Close", "&Copy"]) == ["l", "c"]
    assert marked("&Copy", "c") == "&Copy"


def test_reserved_letters_are_not_used() -> None:
    assert letters(["Panels"], reserved="p") == ["a"]


def test_an_entry_has_no_mnemonic_where_all_its_letters_are_used() -> None:
    assert letters(["ab", "ba", "aab"]) == ["a", "b", ""]
    assert marked("aab", "") == "aab"


def test_an_ampersand_that_is_a_word_is_no_mark() -> None:
    assert letter_of("Land && coast") == ""
    assert marked("Land && coast", "c") == "Land && &coast"
