"""The history of people, agencies and posts in words."""

from collections.abc import Mapping
from datetime import date

from plait.core.dates import say

_WORDS = {
    "added": "added {name}",
    "left": "recorded that {who} left the post {name}",
    "left_the_partnership": "recorded that {who} left the partnership",
    "account_opened": "let {who} sign in",
    "account_closed": "ended the sign-in of {who}",
    "appointed": "gave {who} the role {role}",
    "role_ended": "ended the role {role} of {who}",
    "invited": "invited {who} to sign in",
    "invitation_withdrawn": "withdrew the invitation of {who}",
    "signed_out": "ended sign-ins",
    "password_changed": "set a password",
    "calendar_made": "made an address for their calendar",
    "calendar_ended": "ended the address of their calendar",
    "passkey_added": "added a passkey",
    "passkey_removed": "removed a passkey",
    "app_added": "set up an authenticator app",
    "app_removed": "removed the authenticator app",
    "spare_codes_made": "made new spare codes",
    "office_linked": "linked the account of another sign-in service",
    "ended": "ended the comparing of {name}: {accepted} rows accepted",
    "searched": "listed everything held about {name}: {why}",
    "exported_held": "took out a list of everything held about {name}: {why}",
}
_FIELDS = {
    "name": "the name",
    "initials": "the initials",
    "email": "the e-mail address",
    "telephone": "the telephone number",
    "short_name": "the short name",
    "sector": "the sector",
    "title": "the post",
    "agency": "the agency",
    "holder": "who holds it",
    "starts_on": "the first day",
    "ends_on": "the first day without it",
}


def tell(verb: str, said: Mapping[str, object]) -> str:
    """A line of the history of a person, an agency, a post or a list of them."""
    name = said.get("name") or said.get("title") or said.get("file") or ""
    if verb == "changed":
        return f"changed {name}{_changes(said)}{_from_sheet(said)}"
    if verb == "merged":
        return f"merged the record of {said.get('from')} into {said.get('to')}{_moved(said)}"
    if verb == "taken_apart":
        return f"made two records of {said.get('to')} and {said.get('from')} again"
    words = _WORDS.get(verb)
    return f"{words.format_map({**said, 'name': name})}{_from_sheet(said)}" if words else verb


def _changes(said: Mapping[str, object]) -> str:
    was, now = said.get("from"), said.get("to")
    if not isinstance(was, Mapping) or not isinstance(now, Mapping):
        return f", before {was}" if was else ""
    parts = [
        f"{_FIELDS.get(field, field)} from {_said(was.get(field))} to {_said(value)}" for field, value in now.items()
    ]
    return ": " + "; ".join(parts)


def _said(value: object) -> str:
    words = str(value or "")
    try:
        return say(date.fromisoformat(words)) if len(words) == 10 else f"“{words}”" if words else "nothing"
    except ValueError:
        return f"“{words}”"


def _from_sheet(said: Mapping[str, object]) -> str:
    return f", from row {said.get('row')} of {said['sheet']}" if said.get("sheet") else ""


def _moved(said: Mapping[str, object]) -> str:
    moved = said.get("moved")
    rows = sum(n for n in moved.values() if isinstance(n, int)) if isinstance(moved, Mapping) else 0
    return f"; {rows:,} entries elsewhere changed their name" if rows else ""
