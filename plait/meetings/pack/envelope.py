"""How the pack's plan and files go to the child process, and how the pack comes back."""

import json
from typing import IO, Any, Final

MODULE: Final = "plait.meetings.pack.child"
TOO_LARGE: Final = 81  # the exit code that `plait.reading.sandbox` understands


def question(plan: dict[str, Any], files: dict[int, bytes], attachments: dict[int, tuple[str, bytes]]) -> bytes:
    """What the child is sent."""
    told = {
        "plan": plan,
        "files": [[place, len(data)] for place, data in files.items()],
        "attachments": [[place, name, len(data)] for place, (name, data) in attachments.items()],
    }
    return b"".join([json.dumps(told).encode(), b"\n", *files.values(), *(data for _, data in attachments.values())])


def answer(told: bytes) -> tuple[dict[str, Any], bytes]:
    """What the child said about the pack, and the PDF. Raises ValueError where it is not of the form."""
    line, _, data = told.partition(b"\n")
    return json.loads(line), data


def read_question(source: IO[bytes]) -> tuple[dict[str, Any], dict[int, bytes], dict[int, tuple[str, bytes]]]:
    """What `question` wrote: the plan, the papers' PDFs and the attachments by their place."""
    told = json.loads(source.readline())
    files = {place: source.read(length) for place, length in told["files"]}
    attachments = {place: (name, source.read(length)) for place, name, length in told["attachments"]}
    return told["plan"], files, attachments
