"""The one command of the package: `plait`. Reading starts without Django; the rest forwards to it."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Final

from plait.cli import read

FORWARDED: Final[dict[str, str]] = {
    "serve": "serve the pages",
    "work": "run the jobs that wait: reading files, sending messages",
    "letters": "say what waits in the outbox; pause it, let it go out",
    "import-minutes": "put the actions of a set of minutes into the register",
    "demo": "load the sample partnership",
    "verify-history": "check that nobody changed the history, and name the first broken link",
    "backup": "write the database and the files into one checked archive",
    "restore": "bring such an archive back",
    "manage": "run any other management command: plait manage migrate",
}

_EPILOG: Final = """\
start here:
  plait demo && plait serve              look round the sample partnership
  plait read minutes.docx                see what would be read from a document
  plait import-minutes minutes.docx --group strategic --yes

`plait COMMAND --help` tells more about each of them.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; its exit code. 2 for wrong use."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in FORWARDED:
        return _forward(words[0], words[1:])
    parser = _parser()
    args = parser.parse_args(words)
    if not hasattr(args, "run"):
        parser.print_help()
        return 0 if not words else 2
    return int(args.run(args))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="plait",
        description="Plait: minutes in, tracked actions out, for a safeguarding partnership.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    read.add_to(commands)
    for name, line in FORWARDED.items():
        commands.add_parser(name, help=line, add_help=False)
    return parser


def _forward(name: str, rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from plait.cli.forwarding import Utility

    words = rest if name == "manage" else [name.replace("-", "_"), *rest]
    utility = Utility(["plait", *words])
    utility.prog_name = "plait manage" if name == "manage" else "plait"
    try:
        utility.execute()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
        return 1
    except DatabaseError as fault:
        if name == "manage":
            raise
        print(f"The database is not ready. Run: plait manage migrate ({fault})", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
