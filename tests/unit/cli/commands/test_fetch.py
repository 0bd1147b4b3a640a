"""`arctic-map fetch` answers in the language of the request."""

import io
import json
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from arctic_map.cli.commands import fetch
from arctic_map.model.shared_source import SharedLayer
from arctic_map.model.tr import interface, speak


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_request_is_answered_in_its_language(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    english: list[str] = []

    def layers_of(_address: str) -> tuple[SharedLayer, ...]:
        english.append(interface().language)
        return ()

    request = {"address": "https://example.org", "layer": "", "view": None, "language": language}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(request)))
    monkeypatch.setattr(fetch, "shared_layers", layers_of)
    try:
        assert fetch.run(Namespace(into=tmp_path)) == 0
    finally:
        speak(None)
    assert english == [language]
    assert json.loads(capsys.readouterr().out)["layers"] == []
