"""Log lines as JSON, without personal data: what a request or an error carried with it stays out."""

import re
import traceback
from logging import LogRecord
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

# A link that lets somebody in, whatever room it is of.
_SECRET = re.compile(r"(/invitation/|/choices/|/(?=[\w-]{32}))[^/\s\"']+")
# Django hands these to its loggers; their text shows addresses with what was typed into them.
_CARRIED = ("request", "server_time", "context")


class QuietFormatter(JsonFormatter):
    """Of an error only its kind and the lines of code it came through: its message may quote what a person typed.

    With `tells_messages` (never in production) the whole error is told.
    """

    def __init__(self, *args: Any, tells_messages: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tells_messages = tells_messages

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        for name in _CARRIED:
            log_data.pop(name, None)
        log_data["message"] = _SECRET.sub(r"\1…", str(log_data.get("message", "")))
        return dict(super().process_log_record(log_data))

    def formatException(self, ei: Any) -> Any:  # noqa: N802  (the name is Python's)
        return super().formatException(ei) if self._tells_messages else kinds_and_places(ei[1])

    def format(self, record: LogRecord) -> str:
        if not self._tells_messages:
            record.exc_text = None  # another handler may have kept the whole error here
        return super().format(record)


def kinds_and_places(error: BaseException | None) -> str:
    """The kind of the error, then the places it came through, the innermost first; then the error that caused it."""
    told = []
    while error is not None:
        told.append(" < ".join([type(error).__qualname__, *_places(error.__traceback__)]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "; because of ".join(told)


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)
    return [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} in {frame.name}" for frame in reversed(frames)]
