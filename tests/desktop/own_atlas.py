"""A window on an atlas of one's own, which is edited in it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from tests.desktop.driver import Driver
from tests.unit.content.contents import TEXT

from arctic_map.content.package.packing import About, made, save
from arctic_map.content.package.unpacked import unpacked

Open = Callable[..., AbstractContextManager[Driver]]


@contextmanager
def own_atlas(folder: Path, open_atlas: Open, text: str = TEXT) -> Iterator[tuple[Driver, Path]]:
    """The driver of its window, and its file; what the app keeps lies in the folder too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        path = folder / "own.arctic"
        save(path, made(text, About("Ships in ice")))
        with open_atlas(unpacked(path)[0], path) as driver:
            yield driver, path
            driver.atlas.workspace.draft.discard()
