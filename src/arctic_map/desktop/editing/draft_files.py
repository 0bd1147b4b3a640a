"""What a draft has on the disk: the atlas's file, the folder it is read from, and what is not saved yet."""

from collections.abc import Mapping
from pathlib import Path

from arctic_map.content.catalog import load
from arctic_map.content.edits import Content, file_of, rows_of
from arctic_map.content.package import saving, unsaved
from arctic_map.content.package.atlas_file import AtlasFile
from arctic_map.content.package.packing import gathered
from arctic_map.content.package.unpacked import WorkingFolder
from arctic_map.content.package.unsaved import Unsaved
from arctic_map.content.tour import STEP
from arctic_map.errors import ArcticMapError
from arctic_map.model.catalog import Catalog
from arctic_map.model.problem import FileProblem, Problem


class DraftFiles:
    """Loaded with the first edit only: it brings archives, checksums and the reading of content."""

    def __init__(self, state: Path) -> None:
        """`state` is the app's own folder."""
        self._state, self._working = state, WorkingFolder()

    def show(self, content: Content) -> Path:
        """The folder that holds this content now. Raises OSError."""
        return self._working.show(content)

    def remove_folder(self) -> None:
        self._working.remove()

    @staticmethod
    def loaded(folder: Path) -> Catalog:
        """Raises ArcticMapError."""
        return load(folder)

    @staticmethod
    def gathered(folder: Path) -> tuple[Content, tuple[FileProblem, ...]]:
        """What a copy of a folder holds, and which files cannot be packed. Raises ContentError."""
        return gathered(folder)

    @staticmethod
    def read(path: Path) -> tuple[AtlasFile, str]:
        """What is in an atlas file, and its fingerprint. Raises Unreadable."""
        return saving.read_with_fingerprint(path)

    def write(self, path: Path, files: Content) -> str:
        """The fingerprint of the atlas's file. Raises ArcticMapError."""
        return saving.save_proven(self._state, path, files)

    @staticmethod
    def fingerprint_of(path: Path) -> str:
        """Of the file as it is now; empty without one."""
        return saving.fingerprint_of(path)

    def keep(self, path: Path, files: Mapping[str, bytes], base: str) -> None:
        """Against a crash, with the fingerprint of the file that was edited. Raises ArcticMapError."""
        try:
            unsaved.keep(self._state, path, files, base)
        except OSError as error:
            raise ArcticMapError((error.strerror or str(error)).lower()) from None

    def forget(self, path: Path) -> None:
        unsaved.forget(self._state, path)

    def kept(self, path: Path) -> Unsaved | None:
        """What was kept of the atlas against a crash."""
        return unsaved.kept(self._state, path)

    def state_before(self, path: Path) -> Path | None:
        """Where the state before a save is that did not come to its end."""
        return unsaved.state_before(self._state, path)

    @staticmethod
    def breach(before: tuple[Problem, ...], catalog: Catalog, content: Content) -> Problem | None:
        """The first new problem, but for that of a step of the tour which only hides what it speaks of."""
        known = {(problem.file, problem.where, problem.why) for problem in before}
        new = [each for each in catalog.problems if (each.file, each.where, each.why) not in known]
        tour = file_of(content, STEP)
        whole = len(catalog.tour) == len(rows_of(content, tour, STEP))
        return next((each for each in new if not (whole and each.file == tour)), None)
