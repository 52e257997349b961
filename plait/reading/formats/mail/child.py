"""The process that looks at a stranger's e-mail: it gives its rights away first, then reads, then ends.

Standard input is as that of `plait.reading.sandbox.child`. The answer is one JSON object: `words`, and `name` and
`sheet` (base64) of the workbook that the e-mail carries.
"""

import base64
import json
import sys

from plait.reading.sandbox.child import TOO_LARGE, give_up_rights

MODULE = "plait.reading.formats.mail.child"


def main() -> int:
    source = sys.stdin.buffer
    told = json.loads(source.readline())
    give_up_rights(told["limits"])
    from plait.reading.formats.mail.newest import newest_words, workbook_in

    try:
        data = source.read(told["limits"]["file"] + 1)
        name, sheet = workbook_in(data) or ("", b"")
        answer = {"words": newest_words(data), "name": name, "sheet": base64.b64encode(sheet).decode()}
        sys.stdout.buffer.write(json.dumps(answer).encode())
        sys.stdout.buffer.flush()
    except MemoryError:
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
