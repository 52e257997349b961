"""The process that opens the papers of a pack: it gives its rights away first, then binds, then ends.

Standard input: the line of `plait.reading.sandbox`, then one line of JSON {"plan", "files", "attachments"} that says
how long each file is, then the files one after the other. Standard output: one line of JSON about the pack, then the
PDF. Standard error: progress, one JSON object a line.
"""

import gc
import json
import os
import sys

from plait.meetings.pack.rights import give_up


def main() -> int:
    """Exit 0 with an answer, `TOO_LARGE` where memory ran out."""
    source = sys.stdin.buffer
    limits = json.loads(source.readline())["limits"]
    from plait.meetings.pack.binding import bound
    from plait.meetings.pack.envelope import TOO_LARGE, read_question
    from plait.meetings.pack.front import warm

    gc.disable()  # it ends soon, and goes through thousands of objects that are all in use
    warm()
    give_up(fsize=0, nproc=0, nofile=64, cpu=limits["processor"], **{"as": limits["memory"]})
    try:
        plan, files, attachments = read_question(source)
        pack = bound(plan, files, attachments, _tell)
        said = {"pages": pack.pages, "accessible": pack.accessible, "papers": pack.papers}
        sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + pack.data)
        sys.stdout.buffer.flush()
        os._exit(0)  # thousands of objects are not put away one by one
    except MemoryError:
        return TOO_LARGE
    return 0


def _tell(done: int, of: int) -> None:
    print(json.dumps({"step": "paper", "done": done, "of": of}), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
