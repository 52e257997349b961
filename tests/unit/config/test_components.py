"""The list of components for machines names every locked part, with its version and its hashes, and nothing else."""

import re

from scripts.list_components import ROOT, bill, components

SETS = [ROOT / "requirements/base.txt", ROOT / "requirements/s3.txt"]


def test_every_locked_part_is_named_once_with_its_hashes() -> None:
    parts = bill(SETS)["components"]
    assert isinstance(parts, list)
    lines = [line for each in SETS for line in each.read_text().splitlines()]
    locked = {line.split("==")[0] for line in lines if re.match(r"\w.*==", line)}
    assert {part["name"] for part in parts} == {re.sub(r"\[.*", "", name).lower().replace("_", "-") for name in locked}
    assert all(part["hashes"] and part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}" for part in parts)
    assert any(part["name"] == "django" for part in parts)


def test_markers_extras_and_remarks_are_no_part_of_a_version() -> None:
    digest = "a" * 64
    locked = f"""# a remark
psycopg[binary]==3.3.1 ; python_version > '3.10' \\
    --hash=sha256:{digest} \\
    --hash=sha256:{digest[::-1]}
    # via -r base.in
Typing_Extensions==4.1
"""
    first, second = components(locked)
    assert (first["name"], first["version"], len(first["hashes"])) == ("psycopg", "3.3.1", 2)  # type: ignore[arg-type]
    assert (second["name"], second["version"], second["hashes"]) == ("typing-extensions", "4.1", [])
