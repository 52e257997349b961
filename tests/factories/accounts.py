"""The factory of invitations; that of users stands with the foundations."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from plait.accounts.models import Invitation
from tests.conftest import THE_DAY
from tests.factories.foundations import UserFactory


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    user = factory.SubFactory(UserFactory, is_active=False)
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    sent_at = THE_DAY
    expires_at = THE_DAY + timedelta(days=7)
