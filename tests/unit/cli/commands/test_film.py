"""`arctic-map film`: options that contradict each other."""

from pathlib import Path

import pytest

from arctic_map.cli.main import main


def test_a_film_of_a_year_refuses_a_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["film", str(tmp_path / "ice.gif"), "--of", "year", "--month", "9"]) == 2
    assert "a film of a year shows every month: leave out --month" in capsys.readouterr().err
