"""The files of a draft: the atlas file, the working folder and the recovery data."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from arctic_map.content.catalog import load
from arctic_map.content.edits import Content, file_of, rows_of
from arctic_map.content.package import unsaved_changes
from arctic_map.content.package.checked_reading import AtlasFile
from arctic_map.content.package.packing import gathered
from arctic_map.content.package.unpacked import WorkingFolder
from arctic_map.content.package.unsaved_changes import Unsaved
from arctic_map.content.tour import STEP
from arctic_map.errors import ArcticMapError, system_reason
from arctic_map.model.catalog import Catalog
from arctic_map.model.problem import FileProblem, Problem


class DraftFiles:
    """Created with the first edit, since it loads archives, checksums and the reading of content."""

    def __init__(self, state: Path) -> None:
        """`state` is the application's own folder."""
        self._state, self._working = state, WorkingFolder()

    def show(self, content: Content) -> Path:
        """Write the content to the working folder and return its path. Raises OSError."""
        return self._working.show(content)

    def remove_folder(self) -> None:
        """Delete the working folder."""
        self._working.remove()

    @staticmethod
    def loaded(folder: Path) -> Catalog:
        """Load the catalogue of a folder. Raises ArcticMapError."""
        return load(folder)

    @staticmethod
    def gathered(folder: Path) -> tuple[Content, tuple[FileProblem, ...]]:
        """The files of a copy of a folder, and the files that cannot be packed. Raises ContentError."""
        return gathered(folder)

    @staticmethod
    def read(path: Path) -> tuple[AtlasFile, str]:
        """The content of an atlas file and its fingerprint. Raises Unreadable."""
        return unsaved_changes.read_with_fingerprint(path)

    def write(self, path: Path, files: Content) -> str:
        """Write an atlas file and return its fingerprint. Raises ArcticMapError."""
        return unsaved_changes.save_proven(self._state, path, files)

    @staticmethod
    def fingerprint_of(path: Path) -> str:
        """The fingerprint of the file as it is now; empty if there is no file."""
        return unsaved_changes.fingerprint_of(path)

    def keep(self, path: Path, files: Mapping[str, bytes], base: str) -> None:
        """Store changes and their base file's fingerprint for crash recovery. Raises ArcticMapError."""
        try:
            unsaved_changes.keep(self._state, path, files, base)
        except OSError as error:
            raise ArcticMapError(system_reason(error)) from None

    def forget(self, path: Path) -> None:
        """Delete the recovery data of an atlas."""
        unsaved_changes.forget(self._state, path)

    def stored(self, path: Path) -> Unsaved | None:
        """The recovery data of an atlas, also if it was moved since, or None."""
        with suppress(OSError):
            unsaved_changes.follow_move(self._state, path)
        return unsaved_changes.stored(self._state, path)

    def state_before(self, path: Path) -> Path | None:
        """The path of the version before an interrupted save, or None."""
        return unsaved_changes.state_before(self._state, path)

    @staticmethod
    def breach(before: tuple[Problem, ...], catalog: Catalog, content: Content) -> Problem | None:
        """The first new problem; in the tour only a lost step counts, not a hidden target."""
        known = {(problem.file, problem.where, problem.why) for problem in before}
        new = [each for each in catalog.problems if (each.file, each.where, each.why) not in known]
        tour = file_of(content, STEP)
        whole = len(catalog.tour) == len(rows_of(content, tour, STEP))
        return next((each for each in new if not (whole and each.file == tour)), None)
