"""Maker of the bill of materials (CycloneDX 1.6): `python -m scripts.packages.sbom OUT`.

Run in build/venv, which has no test tools. It names the locked distributions and the libraries inside their wheels.
"""

import json
import sys
import uuid
from pathlib import Path
from typing import Any

from scripts.packages.inner_libraries import INNER_LIBRARIES
from scripts.packages.licences import Component, components
from softphone import PRODUCT_NAME, __version__

Json = dict[str, Any]


def bill(rows: list[Component]) -> Json:
    """Without a time, so that the same environment gives the same bytes."""
    body: Json = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "program",
                "name": PRODUCT_NAME,
                "version": __version__,
                "licenses": [{"expression": "GPL-3.0-or-later"}],
            }
        },
        "components": [*map(_distribution, rows), *_inner()],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return {**body, "serialNumber": f"urn:uuid:{serial}"}


def _distribution(row: Component) -> Json:
    purl = f"pkg:pypi/{row.name}@{row.version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": row.name,
        "version": row.version,
        "purl": purl,
        "licenses": _licence(row.licence),
    }


def _inner() -> list[Json]:
    return [
        {
            "type": "library",
            "bom-ref": f"inner-{number}",
            "name": library.name,
            "version": library.version,
            "description": f"inside {library.inside}",
            "licenses": _licence(library.licence),
        }
        for number, library in enumerate(INNER_LIBRARIES)
    ]


def _licence(text: str) -> list[Json]:
    """An SPDX expression, or a name where it is none."""
    is_expression = all(part.isascii() and part[:1].isalnum() for part in text.strip("()").split())
    return [{"expression": text}] if is_expression else [{"license": {"name": text}}]


if __name__ == "__main__":
    text = json.dumps(bill(list(components())), indent=1, sort_keys=True)
    Path(sys.argv[1]).write_text(text + "\n", encoding="utf-8")
