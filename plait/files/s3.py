"""Uploaded files in S3-compatible storage. An optional part: see requirements/s3.in.

Whatever the server or the line to it does wrong is an OSError here, as it is with a disk, so that nobody above knows
which of the two there is. A file goes over in one request: it is there whole or not at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

_GONE = {"NoSuchKey", "404"}


class StorageSilent(OSError):
    """The storage does not answer, or refuses. The words name neither its address nor its key."""


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as fault:
        code = str(fault.response.get("Error", {}).get("Code", ""))
        if code in _GONE:
            raise FileNotFoundError(f"{name} is not in the storage") from fault
        raise StorageSilent(f"The file storage refused: {code}") from fault
    except BotoCoreError as fault:
        raise StorageSilent(f"The file storage does not answer: {type(fault).__name__}") from fault


class S3(S3Storage):  # type: ignore[misc]  # has no types
    """Names are never written over. Sizes in bytes; seconds to wait as for a virus scanner."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "file_overwrite": False,
            "default_acl": None,
            # Checksums are ours; the newest kinds are not known to every server that calls itself S3-compatible.
            "client_config": Config(
                connect_timeout=5,
                read_timeout=20,
                retries={"total_max_attempts": 2, "mode": "standard"},
                signature_version="s3v4",
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def _save(self, name: str, content: File[Any]) -> str:
        with _told(name):
            self._client.put_object(
                Bucket=self.bucket_name, Key=self._key(name), Body=content.read(), ContentType=self.default_content_type
            )
        return name

    def _open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        if mode != "rb":
            raise ValueError("A stored file is opened for reading only.")
        return ContentFile(self._bytes(name), name)

    def read_part(self, name: str, start: int, length: int) -> bytes:
        """`length` bytes from `start` on; only these travel. Raises FileNotFoundError and StorageSilent."""
        return self._bytes(name, Range=f"bytes={start}-{start + length - 1}")

    def _bytes(self, name: str, **asked: str) -> bytes:
        with _told(name):
            answer = self._client.get_object(Bucket=self.bucket_name, Key=self._key(name), **asked)
            return bytes(answer["Body"].read())

    def delete(self, name: str) -> None:
        with _told(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _told(name):
            return bool(super().exists(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _told(name):
            folders, files = super().listdir(name)
        return folders, files

    def get_modified_time(self, name: str) -> datetime:
        with _told(name):
            found: datetime = super().get_modified_time(name)
        return found

    def url(self, *_: object, **__: object) -> str:
        raise NotImplementedError("A stored file has no address of its own: it is opened through its circle.")

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _key(self, name: str) -> str:
        return str(self._normalize_name(name))
