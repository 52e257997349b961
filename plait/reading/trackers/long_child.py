"""The same process for a list of people, which is longer than any log."""

import sys
from typing import Final

from plait.reading.trackers.child import main

MOST_ROWS: Final = 20_000  # rows with something in them, all sheets together

if __name__ == "__main__":
    sys.exit(main(MOST_ROWS))
