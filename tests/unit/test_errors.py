"""Errors are described in the words of the program."""

import errno
import os

import pytest
from tests.wordings import CHINESE, RUSSIAN

from arctic_map.errors import ExportError, system_reason
from arctic_map.model.problem import Problem
from arctic_map.model.tr import Wording, speaking


def test_a_system_in_another_language_does_not_mix_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "strerror", lambda number: f"Ошибка {number}")
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "map.png")
    assert system_reason(error) == "no space left on device"


@pytest.mark.parametrize(
    ("language", "reason"), [(RUSSIAN, "на устройстве нет свободного места"), (CHINESE, "设备上没有剩余空间")]
)
def test_a_reason_of_the_system_is_in_the_language_of_the_window(language: Wording, reason: str) -> None:
    with speaking(language):
        assert system_reason(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "map.png")) == reason


def test_a_reason_given_by_the_program_stays_as_it_is() -> None:
    assert system_reason(OSError(errno.EINVAL, "this is a pipe, not a file")) == "this is a pipe, not a file"


def test_an_error_without_words_of_our_own_has_those_of_the_system() -> None:
    error = OSError(errno.EDOM, os.strerror(errno.EDOM))
    assert system_reason(error) == os.strerror(errno.EDOM).lower()


def test_an_error_without_a_number_has_its_text() -> None:
    assert system_reason(OSError("The disk is gone")) == "the disk is gone"
    assert system_reason(ExportError("the map cannot be written", where="Map.png")) == (
        "Map.png: the map cannot be written"
    )


def test_chinese_errors_and_problems_have_chinese_punctuation() -> None:
    with speaking(CHINESE):
        assert str(ExportError("无法写入地图", where="Map.png")) == "Map.png：无法写入地图"
        assert str(Problem("facts.toml", "T1.when", "没有日期")) == "facts.toml：T1.when：没有日期"
