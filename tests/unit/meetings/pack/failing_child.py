"""The child of a pack as it is, but for papers that say so it dies: while they are opened, or when all is written."""

import os
import sys
from typing import Any

from plait.meetings.pack import binding
from plait.meetings.pack.child import main
from plait.meetings.pack.opening import Opened

opened, dies_late = binding.opened, []


def dying(data: bytes, most_pages: int) -> Opened:
    if b"dies at once" in data:
        os.abort()
    dies_late.append(b"dies late" in data)
    return opened(data, most_pages)


def last_words(pack: Any, accessible: bool) -> None:
    if any(dies_late):
        print('{"step": "paper", "done": 99, "of": 99}', file=sys.stderr, flush=True)
        os.abort()


binding.opened = dying
binding._say_what_it_is = last_words

if __name__ == "__main__":
    sys.exit(main())
