"""The process that looks at a stranger's spreadsheet: it gives its rights away first, then reads, then ends.

Standard input and output are as those of `plait.reading.sandbox.child`; the answer is a book as one JSON object.
"""

import json
import sys

from plait.reading.sandbox.child import TOO_LARGE, give_up_rights


def main(most_rows: int | None = None) -> int:
    """Reads what stands on standard input. Exit 0 with an answer, `TOO_LARGE` where memory ran out."""
    source = sys.stdin.buffer
    told = json.loads(source.readline())
    give_up_rights(told["limits"])
    from plait.reading.trackers.book import MOST_ROWS
    from plait.reading.trackers.opening import open_book

    try:
        data = source.read(told["limits"]["file"] + 1)
        book = open_book(data, told["filename"], most_rows=most_rows or MOST_ROWS)
        answer = json.dumps(book.to_json(), ensure_ascii=False)
        sys.stdout.buffer.write(answer.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except MemoryError:
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
