"""Settings are stored as they were chosen, and are the defaults where what was stored is invalid."""

import json
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from arctic_map import resources
from arctic_map.desktop.widgets import settings, theming
from arctic_map.desktop.widgets.settings import Settings
from arctic_map.storage import preparation

ALL = Settings(
    theme="dark", high_contrast=True, text_size=150, units="nmi", coordinates="seconds", names="ru"
)


def test_every_value_that_is_declared_comes_back(tmp_path: Path) -> None:
    settings_file = QSettings(str(tmp_path / "stored.ini"), QSettings.Format.IniFormat)
    for each in fields(Settings):
        for value in settings.allowed(each.name):
            one = replace(Settings(), **{each.name: value})
            settings.write(settings_file, one)
            assert settings.read(settings_file) == one


def test_settings_of_the_first_version_are_read(tmp_path: Path) -> None:
    path = tmp_path / "stored.ini"
    texts = {"high_contrast": True, "text_size": 150, "units": "nmi", "coordinates": "seconds", "names": "ru"}
    text = json.dumps(texts).replace('"', '\\"')
    path.write_text(f'[General]\ntheme=dark\nsettings="{text}"\n')
    assert settings.read(QSettings(str(path), QSettings.Format.IniFormat)) == ALL


def test_usual_settings_leave_nothing_behind(tmp_path: Path) -> None:
    settings_file = QSettings(str(tmp_path / "stored.ini"), QSettings.Format.IniFormat)
    settings.write(settings_file, ALL)
    assert settings.read(settings_file) == ALL
    settings.write(settings_file, Settings())
    assert not settings_file.contains(theming.SHARED)
    assert settings.read(settings_file) == Settings()


@pytest.mark.parametrize(
    "text", ["{", "[]", "7", '{"units": "parsec", "text_size": 1e9, "names": null, "high_contrast": "yes"}']
)
def test_settings_that_are_none_are_the_usual_ones(tmp_path: Path, text: str) -> None:
    settings_file = QSettings(str(tmp_path / "stored.ini"), QSettings.Format.IniFormat)
    settings_file.setValue(theming.SHARED, text)
    settings_file.setValue(theming.THEME, "purple")
    assert settings.read(settings_file) == Settings()


def test_usual_settings_are_not_even_read_on_the_way_to_the_first_paint() -> None:
    code = (
        "import sys; from arctic_map.desktop.shell.app import application; application();"
        "from PySide6.QtCore import QSettings; from arctic_map.desktop.window.choices import Choices;"
        "found = Choices(QSettings('', QSettings.Format.IniFormat));"
        "assert found.look == found.prepared_look;"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "arctic_map.desktop.window.choices" in loaded
    assert not loaded & {"arctic_map.desktop.widgets.settings", "arctic_map.model.preferences", "json"}


def test_the_first_page_is_prepared_for_names_and_contrast() -> None:
    for look in ("light", "dark", "light-high", "dark-ru", "light-high-zh"):
        assert preparation.read_first_page(resources.data(), look) is not None
    assert preparation.read_first_page(resources.data(), "light-en-150") is None
