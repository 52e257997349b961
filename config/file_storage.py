"""Where uploaded files lie: a folder of this machine, or S3-compatible storage that several machines share."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.environment import PRODUCTION, required


def storage_of_files(data: Path) -> dict[str, Any]:
    """The folder `files` in `data`, or the bucket that PLAIT_S3_BUCKET names."""
    bucket = os.environ.get("PLAIT_S3_BUCKET", "").strip()
    if not bucket:
        return {"BACKEND": "plait.files.disk.Disk", "OPTIONS": {"location": data / "files"}}
    if find_spec("storages") is None:
        raise ImproperlyConfigured(
            "PLAIT_S3_BUCKET is set, but what speaks to S3 is not installed. "
            "Run: pip install --require-hashes -r requirements/s3.txt"
        )
    return {
        "BACKEND": "plait.files.s3.S3",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": _endpoint(),
            "region_name": os.environ.get("PLAIT_S3_REGION", "").strip() or "eu-west-2",
            "location": os.environ.get("PLAIT_S3_FOLDER", "").strip().strip("/"),
            "access_key": required("PLAIT_S3_KEY", "It is the name of the key that may use the bucket."),
            "secret_key": required("PLAIT_S3_SECRET", "It is the secret of PLAIT_S3_KEY."),
        },
    }


def _endpoint() -> str | None:
    """Left out for Amazon's own."""
    endpoint = os.environ.get("PLAIT_S3_ENDPOINT", "").strip().rstrip("/")
    if PRODUCTION and endpoint and not endpoint.startswith("https://"):
        raise ImproperlyConfigured("PLAIT_S3_ENDPOINT must begin with https://.")
    return endpoint or None
