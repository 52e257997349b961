"""Word and Excel papers become PDF with LibreOffice, where it is installed: in a process of its own, with limits.

It gets a profile of its own that runs no macros, follows no links and reaches no network, and of our surroundings only
the path to programs.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from plait.meetings.pack.model import Bounds

MODULE: Final = "plait.meetings.pack.office_child"
ENDINGS: Final = {
    "docx": "writer", "docm": "writer", "doc": "writer", "odt": "writer", "rtf": "writer",
    "xlsx": "calc", "xlsm": "calc", "xls": "calc", "ods": "calc",
}  # fmt: skip
_ROOT: Final = Path(__file__).resolve().parents[3]
_PLAIN: Final = frozenset({"docx", "odt", "xlsx", "ods"})  # files whose parts can be looked at for macros
_PACKED: Final = _PLAIN | {"docm", "xlsm"}  # a locked one of these is written in the old form
_MACROS: Final = ("vbaproject", "basic/", "scripts/", "activex")
_TAGGED: Final = {"UseTaggedPDF": {"type": "boolean", "value": "true"}}

# The settings of the profile: (place, name, value). Level 3 is "very high": no macro runs, whoever signed it.
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def find_office() -> Path | None:
    """LibreOffice's program, where it is installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


def may_carry_macros(data: bytes, ending: str) -> bool:
    """True unless the file is of a kind that shows its parts and has none for macros."""
    if ending not in _PLAIN:
        return True
    parts = _parts(data)
    return not parts or any(mark in name.lower() for name in parts for mark in _MACROS)


def refused(data: bytes, ending: str) -> str:
    """Why a file is not asked of LibreOffice at all: damaged or locked; "" where it begins as its ending says."""
    old = data.startswith(b"\xd0\xcf\x11\xe0")
    if ending in _PACKED:
        return "locked" if old else "" if _parts(data) else "damaged"
    return "" if old or data.startswith((b"{\\rtf", b"PK\x03\x04")) else "damaged"


def pages_of(data: bytes, ending: str, office: Path, bounds: Bounds) -> tuple[bytes, str]:
    """The PDF and "", or b"" and why not: office, office_slow. Nothing is kept on the disk."""
    with tempfile.TemporaryDirectory(prefix="plait-office-") as folder:
        place = Path(folder)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        (place / f"paper.{ending}").write_bytes(data)
        code = _run(_command(place, ending, office, bounds), place, bounds)
        made = place / "made" / "paper.pdf"
        if code or not made.is_file() or made.is_symlink() or made.stat().st_size > bounds.paper:
            return b"", code or "office"
        return made.read_bytes(), ""


def _parts(data: bytes) -> list[str]:
    """The names of a packed file's parts; none where it is not whole."""
    try:
        with ZipFile(BytesIO(data)) as parts:
            return parts.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return []


def _command(place: Path, ending: str, office: Path, bounds: Bounds) -> list[str]:
    kind = f"pdf:{ENDINGS[ending]}_pdf_Export:{json.dumps(_TAGGED)}"
    limits = {"processor": ceil(bounds.office_wall), "memory": bounds.office_memory, "file": bounds.paper}
    return [
        *(sys.executable, "-B", "-m", MODULE, json.dumps(limits), str(office)),
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *("--convert-to", kind, "--outdir", str(place / "made"), str(place / f"paper.{ending}")),
    ]


def _run(command: Sequence[str], place: Path, bounds: Bounds) -> str:
    """ "" where it ended well, else the reason."""
    child = subprocess.Popen(  # noqa: S603 - our own module and the program that was found; the file's name is ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "HOME": str(place), "TMPDIR": str(place), "PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8"},
        cwd=place,
        start_new_session=True,
        close_fds=True,
    )
    try:
        code = child.wait(bounds.office_wall)
        return "" if code == 0 else "office_slow" if code == -signal.SIGXCPU else "office"
    except subprocess.TimeoutExpired:
        return "office_slow"
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """The program and whatever it started are ended, so that nothing outlives its paper."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError, AttributeError):
        child.kill()
    child.wait()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>'
    )
