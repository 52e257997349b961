"""The process that looks at a stranger's file: it gives its rights away first, then reads, then ends.

Standard input: one line of JSON `{"filename": ..., "limits": {...}}`, then the bytes of the file.
Standard output: the reading as one JSON object. Standard error: progress, one JSON object a line.
"""

import json
import sys
from contextlib import suppress
from typing import Any, Final

try:
    import resource
except ImportError:  # not on Windows; the wall clock and the size of the answer still hold there
    resource = None  # type: ignore[assignment]

TOO_LARGE: Final = 81  # exit codes that the parent understands
_STEPS: Final = 50  # a page is told only so often


def give_up_rights(limits: dict[str, int]) -> None:
    """No more memory, processor time, new files, new processes or core dumps than the limits say."""
    if resource is None:
        return
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": 64,
        "RLIMIT_CPU": limits["processor"],
        "RLIMIT_AS": limits["memory"],
    }
    for name, value in wanted.items():
        with suppress(AttributeError, ValueError, OSError):
            # One second more for the hard limit: the first signal says that the time ran out, the second kills.
            hard = value + 1 if name == "RLIMIT_CPU" else value
            resource.setrlimit(getattr(resource, name), (value, hard))


def _tell(step: str, numbers: dict[str, int]) -> None:
    if step == "page" and numbers["done"] % max(numbers["of"] // _STEPS, 1):
        return
    print(json.dumps({"step": step, **numbers}), file=sys.stderr, flush=True)


def _read(filename: str, data: bytes) -> dict[str, Any]:
    from plait.reading import read
    from plait.reading.progress import listening

    with listening(_tell):
        return read(data, filename).to_json(with_lines=True, with_layout=True)


def main() -> int:
    """Reads what stands on standard input. Exit 0 with an answer, `TOO_LARGE` where memory ran out."""
    source = sys.stdin.buffer
    told = json.loads(source.readline())
    give_up_rights(told["limits"])
    try:
        data = source.read(told["limits"]["file"] + 1)
        answer = json.dumps(_read(told["filename"], data), ensure_ascii=False)
        sys.stdout.buffer.write(answer.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except MemoryError:
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
