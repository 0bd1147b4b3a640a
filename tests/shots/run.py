"""`make shots`: pictures of the window's main states and of the exports, to be looked at by people."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from PySide6.QtCore import Qt  # noqa: E402
from tests.bench.window import Driven, until  # noqa: E402  # from the root of the checkout
from tests.shots import pages, sheet  # noqa: E402
from tests.shots.broken import broken_content  # noqa: E402
from tests.shots.states import State, leave, states  # noqa: E402
from tests.shots.states import dialogs as dialog_states  # noqa: E402

from arctic_map import resources  # noqa: E402
from arctic_map.geo.projections import PROJECTIONS  # noqa: E402
from arctic_map.model.style import Theme  # noqa: E402
from arctic_map.render import headless  # noqa: E402

OUT = ROOT / "build" / "shots"
SIZES = ((1280, 800), (1920, 1080))
SMALL = (1024, 700)
EXPORT = (1920, 1080)
THEMES: tuple[Theme, ...] = ("light", "dark")
STOPPED = "The map has stopped several times and is not started again: its process was killed."


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "words", nargs="*", metavar="WORD", help="only pictures with one of these in the name"
    )
    words = parser.parse_args(arguments).words
    OUT.mkdir(parents=True, exist_ok=True)
    if not words:
        for old in OUT.glob("*.png"):
            old.unlink()
    window_states(words)
    dialogs(words)
    problems(words)
    stopped(words)
    exports(words)
    pages.write(OUT, words)
    print(f"pictures of the window and the exports: {sheet.write(OUT, sorted(OUT.glob('*.png')))}")
    return 0


def window_states(words: Sequence[str]) -> None:
    every = list(states())
    wanted = [(size, theme, state) for size in SIZES for theme in THEMES for state in every]
    wanted += [(SMALL, theme, every[0]) for theme in THEMES]
    wanted = [one for one in wanted if chosen(file_of(*one), words)]
    if not wanted:
        return
    with window() as driven:
        for size, theme, state in wanted:
            if (driven.window.width(), driven.window.height()) != size:
                driven.window.resize(*size)
                # What the map is asked to show is fitted to the size that the page knows.
                driven.settle()
            if driven.atlas.choices.theme_choice != theme:
                driven.atlas.choices.choose_theme(theme)
            leave(driven)
            state.enter(driven)
            driven.settle()
            driven.picture().save(str(file_of(size, theme, state)))


def dialogs(words: Sequence[str]) -> None:
    wanted = [
        (theme, each, OUT / f"dialog-{each.name}-{theme}.png") for theme in THEMES for each in dialog_states()
    ]
    wanted = [one for one in wanted if chosen(one[2], words)]
    if not wanted:
        return
    with window() as driven:
        for theme, each, file in wanted:
            if driven.atlas.choices.theme_choice != theme:
                driven.atlas.choices.choose_theme(theme)
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
            driven.atlas.map_frame.show_gone(STOPPED)
            driven.window.grab().save(str(file))


def exports(words: Sequence[str]) -> None:
    for theme in THEMES:
        for projection in PROJECTIONS:
            file = OUT / f"export-{projection.id}-{theme}.png"
            if chosen(file, words):
                headless.export(
                    file,
                    data=resources.data(),
                    size=EXPORT,
                    projection=projection.id,
                    fit=None,
                    hide=(),
                    theme=theme,
                )


@contextmanager
def window(data: Path | None = None) -> Iterator[Driven]:
    driven = Driven(*SIZES[0], data)
    try:
        yield driven
    finally:
        driven.close()


def file_of(size: tuple[int, int], theme: Theme, state: State) -> Path:
    return OUT / f"{state.name}-{size[0]}-{theme}.png"


def chosen(file: Path, words: Sequence[str]) -> bool:
    return not words or any(word in file.stem for word in words)


if __name__ == "__main__":
    sys.exit(main())
