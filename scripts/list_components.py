"""The parts of an installation for machines, as CycloneDX 1.6: `python -m scripts.list_components > components.json`.

It reads the locked set (requirements/base.txt), so it names what is installed and no more, each with its hashes. Tools
that look for known weaknesses take it as it is.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(locked: str) -> list[dict[str, object]]:
    """One for each pinned package of a requirements file, in its order."""
    found: list[dict[str, object]] = []
    hashes: list[dict[str, str]] = []
    for line in locked.splitlines():
        if pinned := PINNED.match(line):
            name, version = pinned[1].lower().replace("_", "-"), pinned[2]
            purl, hashes = f"pkg:pypi/{name}@{version}", []
            found.append(
                {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "hashes": hashes}
            )
        hashes += [{"alg": "SHA-256", "content": each} for each in HASH.findall(line)]
    return found


def bill(sets: list[Path]) -> dict[str, object]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    parts = {str(part["purl"]): part for each in sets for part in components(each.read_text())}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": project["name"], "version": project["version"]}},
        "components": [parts[purl] for purl in sorted(parts)],
    }


if __name__ == "__main__":
    json.dump(bill([ROOT / "requirements/base.txt", ROOT / "requirements/s3.txt"]), sys.stdout, indent=1)
