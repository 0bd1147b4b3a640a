"""`make shots`: pictures of the window's main states and of the exports, to be looked at by people."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from PySide6.QtCore import Qt  # noqa: E402
from tests.bench.window import Driven, until  # noqa: E402  # from the root of the checkout
from tests.shots import compositions, pages, sheet  # noqa: E402
from tests.shots.broken import broken_content  # noqa: E402
from tests.shots.states import State, leave, states  # noqa: E402
from tests.shots.states import dialogs as dialog_states  # noqa: E402

from arctic_map.cli.main import main as arctic_map  # noqa: E402
from arctic_map.desktop.widgets.settings import Settings  # noqa: E402
from arctic_map.geo.projections import PROJECTIONS  # noqa: E402
from arctic_map.model.style import Theme  # noqa: E402

OUT = ROOT / "build" / "shots"
SIZES = ((1280, 800), (1920, 1080))
SMALL = (1024, 700)
EXPORT = (1920, 1080)
THEMES: tuple[Theme, ...] = ("light", "dark")
STOPPED = "The map stopped several times and is not started again: its process was killed."


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "words", nargs="*", metavar="WORD", help="only pictures with one of these in the name"
    )
    parser.add_argument(
        "--size", action="append", type=size_of, metavar="WxH", help="size of the window, once or more often"
    )
    parser.add_argument("--text-size", type=int, default=100, metavar="PERCENT", help="size of the text")
    parser.add_argument("--high-contrast", action="store_true", help="with the setting of that name")
    args = parser.parse_args(arguments)
    words = args.words
    usual = Settings(text_size=args.text_size, high_contrast=args.high_contrast)
    OUT.mkdir(parents=True, exist_ok=True)
    if not words:
        for old in OUT.glob("*.png"):
            old.unlink()
    window_states(words, usual, args.size)
    dialogs(words, usual)
    problems(words)
    stopped(words)
    exports(words)
    pages.write(OUT, words)
    compositions.write(OUT, words)
    print(f"pictures of the window and the exports: {sheet.write(OUT, sorted(OUT.glob('*.png')))}")
    return 0


def window_states(words: Sequence[str], usual: Settings, sizes: Sequence[tuple[int, int]] | None) -> None:
    every = list(states())
    expected = [(size, theme, state) for size in sizes or SIZES for theme in THEMES for state in every]
    expected += [(SMALL, theme, every[0]) for theme in THEMES if not sizes]
    expected = [one for one in expected if chosen(file_of(*one, usual), words)]
    if not expected:
        return
    with window() as driven:
        for size, theme, state in expected:
            if (driven.window.width(), driven.window.height()) != size:
                driven.window.resize(*size)
                # What the map is to show is fitted to the size that the page knows.
                driven.settle()
            if driven.atlas.choices.theme_choice != theme:
                driven.atlas.choices.choose_theme(theme)
            leave(driven, usual)
            state.enter(driven)
            driven.settle()
            driven.picture().save(str(file_of(size, theme, state, usual)))


def dialogs(words: Sequence[str], usual: Settings) -> None:
    expected = [
        (theme, each, OUT / f"dialog-{each.name}-{theme}{suffix(usual)}.png")
        for theme in THEMES
        for each in dialog_states()
    ]
    expected = [one for one in expected if chosen(one[2], words)]
    if not expected:
        return
    with window() as driven:
        for theme, each, file in expected:
            wished = replace(usual, theme=theme)
            if driven.atlas.choices.settings != wished:
                driven.atlas.choices.choose(wished)
                driven.settle()
            dialog = each.make(driven)
            if not dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):
                # The screen that is none is small, and Qt would shrink the dialog for it.
                dialog.resize(dialog.sizeHint())
            dialog.show()
            until(dialog.isVisible, "the dialog")
            dialog.grab().save(str(file))
            dialog.close()


def problems(words: Sequence[str]) -> None:
    """The window on content with problems."""
    files = {theme: OUT / f"problems-{theme}.png" for theme in THEMES}
    if not any(chosen(file, words) for file in files.values()):
        return
    with TemporaryDirectory() as folder, window(broken_content(Path(folder))) as driven:
        for theme, file in files.items():
            driven.atlas.choices.choose_theme(theme)
            driven.settle()
            driven.picture().save(str(file))


def stopped(words: Sequence[str]) -> None:
    """The window whose map does not come back."""
    for theme in THEMES:
        file = OUT / f"map-stopped-{theme}.png"
        if not chosen(file, words):
            continue
        with window() as driven:
            driven.atlas.choices.choose_theme(theme)
            driven.settle()
            driven.atlas.map_frame.show_failed(STOPPED)
            driven.window.grab().save(str(file))


def exports(words: Sequence[str]) -> None:
    for theme in THEMES:
        for projection in PROJECTIONS:
            file = OUT / f"export-{projection.id}-{theme}.png"
            if chosen(file, words):
                size = ["--size", "x".join(map(str, EXPORT))]
                arctic_map(["export", str(file), *size, "--projection", projection.id, "--theme", theme])


@contextmanager
def window(data: Path | None = None) -> Iterator[Driven]:
    driven = Driven(*SIZES[0], data)
    try:
        yield driven
    finally:
        driven.close()


def file_of(size: tuple[int, int], theme: Theme, state: State, usual: Settings) -> Path:
    return OUT / f"{state.name}-{size[0]}-{theme}{suffix(usual)}.png"


def suffix(usual: Settings) -> str:
    text = f"-text{usual.text_size}" if usual.text_size != Settings().text_size else ""
    return text + ("-contrast" if usual.high_contrast else "")


def size_of(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def chosen(file: Path, words: Sequence[str]) -> bool:
    return not words or any(word in file.stem for word in words)


if __name__ == "__main__":
    sys.exit(main())
