"""`arctic-map check`."""

from argparse import Namespace

from arctic_map.cli.content import data_of
from arctic_map.cli.file_layers import chosen
from arctic_map.cli.parser import UsageError
from arctic_map.cli.text import one_line, say
from arctic_map.content import check
from arctic_map.model.endings import ATLAS
from arctic_map.scene.symbology import legibility
from arctic_map.storage.paths import is_there


def run(options: Namespace) -> int:
    files = chosen(options.files, options.crs)
    for path in files:
        if not is_there(path):
            raise UsageError(f"{path}: there is no such file")
        if path.is_dir() and not (path / "catalog.toml").is_file():
            raise UsageError(f"{path}: the folder holds no content: it has no catalog.toml")
    if not files:
        problems = check.content(data_of(options), legibility.problems)
    else:
        problems = [
            problem
            for path, choice in files.items()
            for problem in (
                check.content(path, legibility.problems)
                if path.is_dir()
                else check.atlas(path, legibility.problems)
                if path.suffix.lower() == ATLAS
                else check.file(path, legibility.problems, choice)
            )
        ]
    for problem in problems:
        say(one_line(str(problem)))
    return 1 if problems else 0
