"""What the registry is told of accounts: they follow a merged person, and end with one who leaves."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from plait.accounts.models import Invitation, User
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    mine = User.objects.filter(pk__in=keys, person=viewer.person_id)
    return {user.pk: Told(Ref("account", user.pk), "", "Your account") for user in mine}


def _holdings(of: Ref) -> Sequence[Holding]:
    if of.kind != "person":
        return []
    return [Holding(Ref("account", u.pk), "an account") for u in User.objects.filter(person=of.key, is_active=True)]


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    """The account moves, unless the other record has one: then the old one must be closed, and its link is dead."""
    if old.kind != "person":
        return 0
    accounts = User.objects.filter(person=old.key)
    if not User.objects.filter(person=new.key).exists():
        return accounts.update(person=new.key)
    if accounts.filter(is_active=True).exists():
        raise Refusal(
            "Both records have an account, and the one that would go is the one that signs in. Open that record and "
            "merge this one into it instead. Nothing was changed."
        )
    waiting = Invitation.objects.filter(user__person=old.key, used_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.update(withdrawn_at=at)


def register_kinds() -> None:
    register(RecordKind("account", "account", _describe, holdings=_holdings, repoint=_repoint))
