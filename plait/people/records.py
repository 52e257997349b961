"""What the registry is told of people, agencies and posts."""

from collections.abc import Mapping, Sequence

from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.people.models import Agency, Partnership, Person, Post


def _people(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("person", k), "", p.name) for k, p in Person.objects.in_bulk(keys).items()}


def _agencies(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("agency", k), "", a.name) for k, a in Agency.objects.in_bulk(keys).items()}


def _posts(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("post", k), "", p.title) for k, p in Post.objects.in_bulk(keys).items()}


def _partnerships(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {k: Told(Ref("partnership", k), "", p.name) for k, p in Partnership.objects.in_bulk(keys).items()}


def _posts_held(of: Ref) -> Sequence[Holding]:
    if of.kind != "person":
        return []
    held = Post.objects.filter(holder=of.key, ends_on__isnull=True)
    return [Holding(Ref("post", post.pk), f"the post {post.title}") for post in held]


def _tell(verb: str, said: Mapping[str, object]) -> str:
    words = {
        "added": "added {name}",
        "changed": "changed the record of {name}",
        "left": "recorded that {who} left the post {name}",
        "left_the_partnership": "recorded that {who} left the partnership",
        "account_opened": "let {who} sign in",
        "account_closed": "ended the sign-in of {who}",
        "merged": "merged the record of {from} into {to}",
        "appointed": "gave {who} the role {role}",
        "role_ended": "ended the role {role} of {who}",
        "invited": "invited {who} to sign in",
        "invitation_withdrawn": "withdrew the invitation of {who}",
        "signed_out": "ended sign-ins",
        "password_changed": "set a password",
        "passkey_added": "added a passkey",
        "passkey_removed": "removed a passkey",
        "app_added": "set up an authenticator app",
        "app_removed": "removed the authenticator app",
        "spare_codes_made": "made new spare codes",
        "office_linked": "linked the account of another sign-in service",
    }
    name = said.get("name") or said.get("title") or ""
    return words.get(verb, verb).format_map({**said, "name": name})


def register_kinds() -> None:
    register(RecordKind("partnership", "partnership", _partnerships, tell=_tell))
    register(RecordKind("agency", "agency", _agencies, tell=_tell))
    register(RecordKind("person", "person", _people, tell=_tell))
    register(RecordKind("post", "post", _posts, holdings=_posts_held, tell=_tell))
