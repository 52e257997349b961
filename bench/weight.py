"""What a visit weighs, compressed: the register's page with all it needs, and the page alone the next time.

python -m bench.weight
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "plait/web/static"


def main() -> None:
    import django

    django.setup()
    from django.test import Client

    from plait.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email__startswith="bronwen"))
    page = client.get("/actions/").content
    first = after = len(gzip.compress(page))
    for path in sorted(_needed(page.decode())):
        data = (STATIC / path).read_bytes()
        first += len(data) if path.endswith(".woff2") else len(gzip.compress(data))
    json.dump({"first": first / 1024, "after": after / 1024}, sys.stdout)


def _needed(page: str) -> set[str]:
    """Every file the page names, and every upright face that the style sheet names for it."""
    named = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    sheet = (STATIC / "plait/plait.css").read_text()
    faces = {f"plait/{face}" for face in re.findall(r"url\(\"?([^)\"]+latin-(?:400|600|700)[^)\"]*woff2)", sheet)}
    return named | {face for face in faces if "latin-ext" not in face and "italic" not in face}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="plait-weight-") as folder:
        os.environ |= {"PLAIT_MODE": "demo", "PLAIT_DEBUG": "0", "PLAIT_DATA": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        subprocess.run([sys.executable, "-m", "plait.cli.main", "demo"], check=True, capture_output=True)
        main()
