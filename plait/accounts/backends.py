"""Who the session's user is, with their person in one statement; and who has which password."""

from allauth.account.auth_backends import AuthenticationBackend

from plait.accounts.models import User


class PersonBackend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        found = User.objects.select_related("person").filter(pk=user_id, is_active=True)
        return found.first()
