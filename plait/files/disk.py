"""Uploaded files in a folder of this machine, outside everything that a web server serves."""

from django.core.files.storage import FileSystemStorage


class Disk(FileSystemStorage):
    """Only Plait's user reads the folder (see FILE_UPLOAD_PERMISSIONS)."""

    def read_part(self, name: str, start: int, length: int) -> bytes:
        """`length` bytes from `start` on. Raises FileNotFoundError, and OSError where the disk does not answer."""
        with self.open(name, "rb") as source:
            source.seek(start)
            return bytes(source.read(length))

    def url(self, name: str | None) -> str:
        raise NotImplementedError("A stored file has no address of its own: it is opened through its circle.")
