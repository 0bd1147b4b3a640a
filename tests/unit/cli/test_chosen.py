import pytest

from arctic_map.cli.chosen import opens_window


@pytest.mark.parametrize("line", ["", "open", "open a.geojson", "doctor --json", "--data folder"])
def test_a_window_is_expected_where_one_opens(line: str) -> None:
    assert opens_window(line.split())


@pytest.mark.parametrize("line", ["--help", "-h", "--version", "open --help", "facts", "export map.png"])
def test_what_only_tells_or_writes_expects_no_window(line: str) -> None:
    assert not opens_window(line.split())
