"""The reader's own files that a map is made with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.many import Few, Many
from arctic_map.cli.text import complain
from arctic_map.errors import ContentError
from arctic_map.model.opened import Choice, OpenedFile
from arctic_map.scene.opened import free_hue, with_files
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import any_file

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.session.session import Session
    from arctic_map.storage.file_problem import FileProblem

MOST_PROBLEMS = 5
"""Of a file: as many are told."""


class MapFiles:
    """Files of very many features and those of few, by the ids of their layers."""

    def __init__(self, paths: Mapping[Path, Choice], folder: Path, progress: Callable[[float], None]) -> None:
        """Reads them; what is wrong in them is said on stderr. Rows and tables may lie in `folder`.

        Raises ContentError for one that cannot be shown.
        """
        self.many: dict[str, Many] = {}
        self.few: dict[str, Few] = {}
        self._opened: list[OpenedFile] = []
        for number, (path, choice) in enumerate(paths.items()):
            try:
                problems = self._read(path, choice, folder / str(number), progress)
            except Unreadable as error:
                where = f"{path}: {error.where}" if error.where else str(path)
                raise ContentError(error.why, where=where) from None
            _tell(path, problems)

    def _read(
        self, path: Path, choice: Choice, folder: Path, progress: Callable[[float], None]
    ) -> tuple[FileProblem, ...]:
        hue = free_hue(file.layer.file_style for file in self._opened)
        if bulk := any_file.take_many(path.absolute(), choice, progress):
            many = Many(path.absolute(), hue, bulk, folder)
            layer, problems = many.layer, many.problems
            self.many[layer.id] = many
        else:
            found = any_file.read(path.absolute(), hue, choice)
            layer, problems = found.layer, found.problems
            self.few[layer.id] = Few(found, folder)
        self._opened.append(OpenedFile(layer=layer))
        return problems

    def added_to(self, catalog: Catalog) -> Catalog:
        """The content with the files on top."""
        return with_files(catalog, self._opened)

    def drawn(self, drawings: Drawings, families: Collection[str], *, whole: bool) -> Drawings:
        """With rows on disk on the planes of these families; `whole` is a page that tells of each row."""
        files = drawings.files
        for file in self.many.values():
            files = files.with_file(file.drawings(sorted(families)))
            if whole:
                # DuckDB, which pictures without styled files do without.
                from arctic_map.cli.tables import table_for_page

                table_for_page(file)
        return drawings.with_files(files)

    def styled(
        self, catalog: Catalog, session: Session, drawings: Drawings
    ) -> tuple[Catalog, Session, Drawings]:
        """The content, the session and the drawings with the files in the styles and names of the session."""
        # DuckDB, which pictures without styled files do without.
        from arctic_map.cli.file_styles import with_styles

        return with_styles(catalog, session, drawings, {**self.many, **self.few})

    def convert(
        self, id: str, out: Path, left_out: Collection[str], progress: Callable[[float], None]
    ) -> None:
        """One of them into another file of features; few without those left out. Raises ExportError."""
        # DuckDB and GDAL, which pictures do without.
        from arctic_map.cli.tables import convert_few, convert_many

        if id in self.many:
            convert_many(self.many[id], out, progress)
        else:
            convert_few(self.few[id], out, left_out)


def _tell(path: Path, problems: tuple[FileProblem, ...]) -> None:
    for faulty, why in problems[:MOST_PROBLEMS]:
        complain(": ".join(filter(None, (str(path), faulty, why))))
    if more := len(problems[MOST_PROBLEMS:]):
        complain(f"{path}: and {more:,} more problems; the window lists them all")
