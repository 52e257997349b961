"""Children that misbehave: the file's words say how."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from plait.reading.sandbox.child import give_up_rights


def main() -> None:
    told = json.loads(sys.stdin.buffer.readline())
    give_up_rights(told["limits"])
    what = sys.stdin.buffer.read().decode()
    if what == "sleep":
        time.sleep(60)
    elif what == "sleep with a child":
        subprocess.run([sys.executable, "-c", "import time; time.sleep(60)"], check=False)
    elif what == "spin":
        while True:
            pass
    elif what == "swell":
        held = []
        while True:
            held.append(bytearray(8 * 1024 * 1024))
    elif what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif what == "babble":
        while True:
            sys.stdout.buffer.write(b"x" * 65536)
    elif what == "nonsense":
        print("{not json")
    elif what == "surroundings":
        print(json.dumps(sorted(os.environ)), file=sys.stderr)
    elif what.startswith("write "):
        Path(what.removeprefix("write ")).write_bytes(b"x" * 100)


if __name__ == "__main__":
    main()
