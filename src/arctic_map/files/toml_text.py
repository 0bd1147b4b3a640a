"""Decoding TOML, with bounds."""

import tomllib
from pathlib import Path
from typing import Any

from arctic_map.files.limits import LARGEST_TOML
from arctic_map.files.reading import Unreadable, read_text


def read_toml(path: Path) -> dict[str, Any]:
    """The table a TOML file holds. Raises Unreadable."""
    text = read_text(path, largest=LARGEST_TOML).decode("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, _, place = str(error).partition(" (at ")
        raise Unreadable(f"this is not TOML: {why[:1].lower()}{why[1:]}", place.rstrip(")")) from None
    except RecursionError:
        raise Unreadable("the TOML is nested too deeply") from None
    except ValueError as error:
        # A date that no calendar has, or a number of more digits than Python reads.
        raise Unreadable(f"this is not TOML: {str(error).partition(';')[0].lower()}") from None
