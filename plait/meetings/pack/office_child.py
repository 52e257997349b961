"""Sets the limits of a process and becomes the program that is named: python -m … '{"memory": …}' program argument …"""

import json
import os
import sys

from plait.meetings.pack.rights import give_up


def main() -> None:
    limits = json.loads(sys.argv[1])
    give_up(cpu=limits["processor"], **{"as": limits["memory"]}, fsize=limits["file"])
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - the program that `office` found


if __name__ == "__main__":
    main()
