"""The sign-in code on its way: who asked is found out here and not in the request, whose time would tell.

And what the timetable clears away.
"""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from plait.accounts.commands import clear_ended, send_code
from plait.accounts.queries import user_by_email
from plait.core.actor import Actor
from plait.core.envelopes import unseal


@task()
def send_code_later(sealed: str) -> None:
    """`sealed` holds an address and a code; without a code the address was unknown, and nothing is sent."""
    asked = unseal(sealed)
    user = user_by_email(asked["email"])
    if asked["code"] and user is not None and user.is_active:
        send_code(user=user, code=asked["code"], by=Actor.job("Sign-in"), at=timezone.now())


def clear_sign_ins(at: datetime) -> None:
    clear_ended(by=Actor.job("Sign-in"), at=at)
