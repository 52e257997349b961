"""What somebody looked at, as a short sum: whether it is still so is asked before it is changed."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from plait.people.models import Agency, Person, Post

_FIELDS: Mapping[type, tuple[str, ...]] = {
    Person: ("name", "initials", "email", "telephone", "merged_into_id"),
    Agency: ("name", "short_name", "sector"),
    Post: ("title", "agency_id", "holder_id", "starts_on", "ends_on"),
}


def seen(record: Person | Agency | Post) -> str:
    """What somebody looks at, as a short sum: it differs once anything of the record has changed."""
    told = [str(getattr(record, name)) for name in _FIELDS[type(record)]]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def seen_of_all(each: Iterable[str]) -> str:
    """One sum over many."""
    return hashlib.sha256(" ".join(each).encode()).hexdigest()[:16]
