"""Who the session's user is, with their person in one statement."""

from django.contrib.auth.backends import ModelBackend

from plait.accounts.models import User


class PersonBackend(ModelBackend):
    def get_user(self, user_id: int) -> User | None:
        found = User.objects.select_related("person").filter(pk=user_id, is_active=True)
        return found.first()
