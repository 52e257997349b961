"""Who acts, by which way, and for whom. Every command is told."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How somebody reached a command."""

    SIGNED_IN = "signed_in"
    SIGNED_LINK = "signed_link"
    JOB = "job"
    COMMAND_LINE = "command_line"


@dataclass(frozen=True, slots=True)
class Actor:
    """`person_id` is the person's key, or None for a job or the command line; `name` is said in the history."""

    way: Way
    name: str
    person_id: int | None = None
    on_behalf_of: str = ""
    on_behalf_of_id: int | None = None

    @classmethod
    def job(cls, name: str) -> "Actor":
        return cls(Way.JOB, name)

    @classmethod
    def command_line(cls) -> "Actor":
        return cls(Way.COMMAND_LINE, "The command line")
