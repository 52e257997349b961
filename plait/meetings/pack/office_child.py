"""Sets the limits of a process and becomes the program that is named: python -m … '{"memory": …}' program argument …"""

import json
import os
import sys
from contextlib import suppress

try:
    import resource
except ImportError:  # not on Windows; the wall clock still holds there
    resource = None  # type: ignore[assignment]


def main() -> None:
    limits = json.loads(sys.argv[1])
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": limits["processor"],
        "RLIMIT_AS": limits["memory"],
        "RLIMIT_FSIZE": limits["file"],
    }
    for name, value in wanted.items() if resource else ():
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - the program that `office` found


if __name__ == "__main__":
    main()
