"""`plait read`: what is in these minutes? Looks, prints, keeps nothing."""

import argparse
import json
import sys
from pathlib import Path
from typing import Final

from plait.cli.summary import summary
from plait.reading.model import Kind, Reading

EXIT_CODES: Final = {Kind.MINUTES: 0, Kind.NOT_MINUTES: 3, Kind.UNREADABLE: 4}
WRONG_USE: Final = 2

_EXAMPLES: Final = """\
examples:
  plait read minutes.docx                 what was read, in words
  plait read minutes.pdf --json           the same as JSON (schema plait.minutes/1)
  plait read minutes.txt --json --with-lines > reading.json

The file is .docx, .pdf, .odt, .rtf, .html, .eml, .txt or .md. It is read in a separate, limited process;
nothing is kept and nothing is sent anywhere. To put the actions into the register use `plait import-minutes`.

exit codes:
  0  minutes (with or without actions)     3  a document, but not minutes
  2  wrong use, or no such file            4  the file cannot be read
"""


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the command `read` with its options."""
    parser = subparsers.add_parser(
        "read",
        help="read a set of minutes and print what is in it",
        description="Read a set of minutes: group, date, attendance, decisions, actions, owners and due dates.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="the minutes: .docx, .pdf, .odt, .rtf, .html, .eml, .txt or .md")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--with-lines", action="store_true", help="add the text, line by line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the reading of `args.file`; the exit code of the contract."""
    from plait.reading.sandbox import DEFAULT, read_in_child

    path = Path(args.file)
    try:
        if not path.is_file():
            return _wrong(f"There is no file {args.file}. Check its name and the folder you are in.")
        with path.open("rb") as source:
            data = source.read(DEFAULT.file + 1)
    except (OSError, ValueError):
        return _wrong(f"The file {args.file} cannot be opened. Check that you may read it.")
    reading = read_in_child(data, path.name)
    _print(reading, as_json=args.json, with_lines=args.with_lines)
    return EXIT_CODES[reading.kind]


def _print(reading: Reading, *, as_json: bool, with_lines: bool) -> None:
    if as_json:
        text = json.dumps(reading.to_json(with_lines=with_lines), ensure_ascii=False, indent=2)
    else:
        text = summary(reading, with_lines=with_lines)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_USE
