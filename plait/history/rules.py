"""How an entry and a chain are hashed (SHA-256 over canonical JSON)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from plait.history.models import Entry

LINK_FIELDS = ("kind", "key", "verb", "way", "person_id", "on_behalf_of_id", "detail_hash")
START = "0" * 64
# An entry of this kind and verb signs that what the entry of its key said was replaced.
OF_ITSELF, WORDS_REMOVED = "history", "words_removed"


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_detail(salt: str, said: Mapping[str, object]) -> str:
    """The salted hash that an entry keeps of what was said."""
    return hashlib.sha256(salt.encode() + _canonical(said)).hexdigest()


def hash_link(previous: str, *, key: int, at: datetime, fields: Mapping[str, object]) -> str:
    """The hash of one link: the hash before it, the entry's key, its time in UTC and its fields."""
    row = {"key": key, "at": at.astimezone(UTC).isoformat(), **fields}
    return hashlib.sha256(previous.encode() + _canonical(row)).hexdigest()


def link_of(previous: str, entry: Entry) -> str:
    """The hash that seals `entry` after `previous`."""
    fields = {name: getattr(entry, name) for name in LINK_FIELDS}
    return hash_link(previous, key=entry.pk, at=entry.at, fields=fields)
