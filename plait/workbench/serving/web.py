"""How gunicorn runs the pages. It reads the names below (`-c python:plait.workbench.serving.web`)."""

from pathlib import Path
from typing import Any, cast

from django.conf import settings

worker_class = "gthread"
timeout = 60  # seconds without a sign of life before a process is replaced
graceful_timeout = 25  # seconds that pages in hand are given when it stops
keepalive = 5
max_requests = 5000  # then the process is replaced by a fresh one, which keeps its memory small
max_requests_jitter = 500
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  (heartbeats must not wait for a disk)
_logging = cast(dict[str, Any], settings.LOGGING)
logconfig_dict = {
    **_logging,
    "loggers": {
        **_logging["loggers"],
        "gunicorn.error": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
