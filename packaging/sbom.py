"""The bill of materials of the frozen app, in the CycloneDX format: `sbom.py FOLDER`."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from packages.bundle import home
from packages.components import Component, components

TYPES = {"data": "data", "framework": "framework", "application": "application", "library": "library"}
EXPRESSION = re.compile(r"\(?[A-Za-z0-9.+-]+\)?( (AND|OR|WITH) \(?[A-Za-z0-9.+-]+\)?)*")


def bill(folder: Path, version: str, made: datetime) -> str:
    """Return JSON; the same folder gives the same text."""
    found = components(folder, version)
    own = next(component for component in found if component.name == "arctic-map")
    parts = [_entry(component, folder) for component in found if component is not own]
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(parts, sort_keys=True))}",
            "version": 1,
            "metadata": {
                "timestamp": made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "component": _entry(own, folder),
            },
            "components": parts,
        },
        indent=1,
        ensure_ascii=False,
    )


def _entry(component: Component, folder: Path) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": TYPES[component.kind],
        "bom-ref": re.sub(r"\W+", "-", f"{component.name} {component.version}".strip().lower()),
        "name": component.name,
        "licenses": [_licence(component.licence)],
    }
    if component.version:
        entry["version"] = component.version
    if component.package:
        entry["purl"] = f"pkg:pypi/{component.package.lower().replace('_', '-')}@{component.version}"
    if component.files:
        entry["properties"] = [{"name": "arctic-map:files", "value": str(len(component.files))}]
        entry["hashes"] = [{"alg": "SHA-256", "content": _digest(component, folder)}]
    return entry


def _licence(words: str) -> dict[str, Any]:
    return {"expression": words} if EXPRESSION.fullmatch(words) else {"license": {"name": words}}


def _digest(component: Component, folder: Path) -> str:
    """Return a digest of the names and contents of all files."""
    total = sha256()
    for place in component.files:
        path = folder / place if (folder / place).is_file() else home(folder) / place
        total.update(f"{place} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


if __name__ == "__main__":
    from arctic_map import __version__

    print(bill(Path(sys.argv[1]), __version__, datetime.now(UTC)))
