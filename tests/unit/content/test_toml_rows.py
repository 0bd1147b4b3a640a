import pytest

from arctic_map.content.toml_rows import parsed, with_rows, with_value, written

TEXT = """# Facts, by hand.

[[fact]]
id = "A" # the first
text = "one"

# Of the second.
[[fact]]
id = "B"
figures = [
  { value = 1, unit = "km" },
]

[[other]]
id = "X"
"""
A, B = parsed(TEXT)["fact"]


def test_the_same_rows_leave_the_text_as_it_is() -> None:
    assert with_rows(TEXT, "fact", [A, B]) == TEXT


def test_a_changed_row_leaves_the_others_with_their_comments() -> None:
    changed = with_rows(TEXT, "fact", [A, {"id": "B", "text": "two"}])
    assert changed == TEXT.replace('figures = [\n  { value = 1, unit = "km" },\n]', 'text = "two"')


def test_a_row_that_goes_leaves_the_others() -> None:
    assert 'id = "A" # the first' in (removed := with_rows(TEXT, "fact", [A]))
    assert parsed(removed) == {"fact": [A], "other": [{"id": "X"}]}
    assert "Of the second" not in removed
    assert parsed(with_rows(TEXT, "fact", [])) == {"other": [{"id": "X"}]}


def test_a_new_row_stands_behind_its_like() -> None:
    new = {"id": "C", "text": 'with "signs"\nand lines'}
    more = with_rows(TEXT, "fact", [A, B, new])
    assert parsed(more)["fact"] == [A, B, new]
    assert more.index('"C"') < more.index("[[other]]")
    assert 'id = "A" # the first' in more


def test_rows_change_places_with_their_words() -> None:
    turned = with_rows(TEXT, "fact", [B, A])
    assert parsed(turned)["fact"] == [B, A]
    assert 'id = "A" # the first' in turned
    assert '# Of the second.\n[[fact]]\nid = "B"' in turned


def test_the_first_row_of_a_table_comes_into_an_empty_text() -> None:
    assert with_rows("", "fact", [{"id": "A"}]) == '[[fact]]\nid = "A"\n'


def test_a_text_that_only_looks_like_a_header_is_no_header() -> None:
    tricky = 'note = """\n[[fact]]\n"""\n\n[[fact]]\nid = "A"\n'
    assert parsed(with_rows(tricky, "fact", [{"id": "B"}])) == {"note": "[[fact]]\n", "fact": [{"id": "B"}]}


def test_tables_below_a_row_go_with_it() -> None:
    text = '[[fact]]\nid = "A"\n[fact.passage]\nparagraph = 1\n\n[[fact]]\nid = "B"\n'
    assert with_rows(text, "fact", [{"id": "B"}]) == '[[fact]]\nid = "B"\n'


def test_a_value_of_the_head_is_replaced_or_added_before_the_tables() -> None:
    text = '# Head.\nfacts = [\n  "a",\n]\ntitle = "T" # here\n\n[article]\ntitle = "X"\n'
    more = with_value(text, "facts", ["a", "b"])
    assert more == text.replace('[\n  "a",\n]', '["a", "b"]')
    assert with_value(text, "tour", "tour.toml") == text.replace("# here\n", '# here\ntour = "tour.toml"\n')
    assert with_value(text, "title", "T") == text


@pytest.mark.parametrize(
    "table", [{"a": 1, "b": {"c": 2.5}, "d": [{"e": "x"}, {"e": "y"}]}, {"d": [{"e": True}]}]
)
def test_what_is_written_is_read_back(table: dict[str, object]) -> None:
    assert parsed(written(table)) == table


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        with_rows("= =", "fact", [])
