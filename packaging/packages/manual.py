"""The man pages, made from the help texts of the command line in each language."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH = "78"


@dataclass(frozen=True)
class Words:
    """What a page says besides the help texts."""

    commands: str
    name: str
    headings: tuple[str, str, str, str, str, str]
    synopsis: tuple[str, str]
    description: str
    variables: tuple[str, str, str]
    see_also: str


ENGLISH = Words(
    "User Commands",
    "atlas of China-Russia cooperation in the Arctic",
    ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "ENVIRONMENT", "SEE ALSO"),
    ("options", "command"),
    "With no command, the window opens. The program works offline and sends nothing anywhere.",
    (
        "How Qt reaches the display; usually it finds out itself.",
        "The language, in place of that of the system: en, ru or zh.",
        "With 1, unexpected failures are told in full.",
    ),
    "In the window, F1 lists every shortcut.",
)
RUSSIAN = Words(
    "Команды пользователя",
    "атлас сотрудничества Китая и России в Арктике",
    ("ИМЯ", "ОБЗОР", "ОПИСАНИЕ", "КОМАНДЫ", "ОКРУЖЕНИЕ", "СМ. ТАКЖЕ"),
    ("параметры", "команда"),
    "Без команды открывается окно. Программа работает без сети и никуда ничего не отправляет.",
    (
        "Как Qt обращается к экрану; обычно программа определяет это сама.",
        "Язык вместо языка системы: en, ru или zh.",
        "При значении 1 непредвиденные ошибки описываются полностью.",
    ),
    "В окне F1 показывает все сочетания клавиш.",
)
CHINESE = Words(
    "用户命令",
    "中俄北极合作地图集",
    ("名称", "概要", "描述", "命令", "环境变量", "另请参阅"),
    ("选项", "命令"),
    "不给命令时打开窗口。程序离线运行，不向任何地方发送数据。",
    ("Qt如何访问显示器；通常自动确定。", "代替系统语言的语言：en、ru或zh。", "设为1时，完整显示意外错误。"),
    "在窗口中按F1可列出所有快捷键。",
)
PAGES = {"en": ("man1", ENGLISH), "ru": ("ru/man1", RUSSIAN), "zh": ("zh_CN/man1", CHINESE)}
"""The folder below share/man and the words of each language."""


def page(program: Sequence[str], version: str, made: datetime, language: str = "en") -> str:
    """Return the page as roff; `program` is run with --help, for itself and for each of its commands."""
    _, words = PAGES[language]
    general = _help(program, language)
    # Below the heading of the commands, which is translated.
    commands = re.findall(r"^    (\w+)  +\S", general.partition("\n  COMMAND\n")[2], re.MULTILINE)
    name, synopsis, description, headed, environment, see_also = words.headings
    options, command_word = words.synopsis
    display, language_text, debug = words.variables
    parts = [
        f'.TH ARCTIC-MAP 1 "{made:%Y-%m-%d}" "arctic-map {version}" "{words.commands}"',
        f".SH {name}",
        f"arctic-map \\- {words.name}",
        f".SH {synopsis}",
        f".B arctic-map\n.RI [ {options} ]\n.RI [ {command_word} ]",
        f".SH {description}",
        words.description,
        _verbatim(general.partition("\n\n")[2].partition("\n\n")[2]),
        f".SH {headed}",
    ]
    for command in commands:
        parts += [f".SS arctic\\-map {command}", _verbatim(_help([*program, command], language))]
    parts += [
        f".SH {environment}",
        f".TP\n.B QT_QPA_PLATFORM\n{display}",
        f".TP\n.B ARCTIC_MAP_LANGUAGE\n{language_text}",
        f".TP\n.B ARCTIC_MAP_DEBUG\n{debug}",
        f".SH {see_also}",
        words.see_also,
    ]
    return "\n".join(parts) + "\n"


def _help(command: Sequence[str], language: str) -> str:
    made = subprocess.run(
        [*command, "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"COLUMNS": WIDTH, "LANG": "C.UTF-8", "ARCTIC_MAP_LANGUAGE": language},
    )
    return made.stdout.strip("\n")


def _verbatim(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    # roff takes a line that begins with a dot or an apostrophe for a request.
    return ".nf\n" + re.sub(r"^(?=[.'])", r"\\&", escaped, flags=re.MULTILINE) + "\n.fi"
