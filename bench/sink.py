"""A mail server in a process of its own: notes each Message-ID and when it came, and keeps nothing else.

python -m bench.sink FILE [SECONDS]: prints its port, then writes one line for each letter, `time message-id`. SECONDS
is how long it thinks about each letter.
"""

import asyncio
import re
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from aiosmtpd.smtp import SMTP

_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


class Notes:
    def __init__(self, kept: TextIO, thinks: float) -> None:
        self.kept, self.thinks = kept, thinks

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        found = _ID.search(envelope.content)
        self.kept.write(f"{time.time():.6f} {found[1].decode() if found else '-'}\n")
        self.kept.flush()
        if self.thinks:
            await asyncio.sleep(self.thinks)
        return "250 OK"


async def serve(path: Path, thinks: float) -> None:
    with path.open("w") as kept:
        loop = asyncio.get_running_loop()
        notes = Notes(kept, thinks)
        server = await loop.create_server(lambda: SMTP(notes, hostname="sink", loop=loop), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
