"""What is sent in place of a passkey's signature. (Real ones are made and used in the journeys, by a real browser.)"""

import json

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode

from plait.accounts.models import User
from tests.unit.accounts.conftest import Door

pytestmark = pytest.mark.django_db
B64 = websafe_encode(b"x" * 40)
SIGNED = {
    "type": "public-key",
    "id": B64,
    "rawId": B64,
    "response": {"clientDataJSON": B64, "authenticatorData": B64, "signature": B64, "userHandle": B64},
    "clientExtensionResults": {},
}
JUNK = [
    "",
    "not json",
    "null",
    "[]",
    "{}",
    "7",
    '"words"',
    json.dumps({"response": None}),
    json.dumps({"response": []}),
    json.dumps({"response": {"userHandle": "\u00e9"}}),
    json.dumps({"response": {"userHandle": 7}}),
    json.dumps({**SIGNED, "response": {}}),
    json.dumps(SIGNED),
    json.dumps({**SIGNED, "id": None}),
]


@pytest.mark.parametrize("sent", JUNK)
def test_whatever_is_sent_to_sign_in_with_is_refused_in_a_sentence(sent: str, user: User, client: Client) -> None:
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("sign_in"))
    assert "_auth_user_id" not in client.session


def test_the_right_name_with_a_made_up_signature_does_not_sign_in(user: User, client: Client) -> None:
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    handle = websafe_encode(user_pk_to_url_str(user).encode())
    sent = {**SIGNED, "response": {**SIGNED["response"], "userHandle": handle}}
    client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(sent)})
    assert "_auth_user_id" not in client.session


def test_nobody_is_told_which_passkeys_exist(user: User, client: Client) -> None:
    """The challenge at the door names no key and no person."""
    asked = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    assert asked["request_options"]["publicKey"]["allowCredentials"] == []
    assert asked["request_options"]["publicKey"]["userVerification"] == "required"


@pytest.mark.parametrize("sent", JUNK)
def test_whatever_is_sent_as_a_new_passkey_is_refused_and_adds_none(sent: str, user: User, door: Door) -> None:
    door.sign_in()
    door.client.get(reverse("mfa_add_webauthn"))
    answer = door.client.post(reverse("mfa_add_webauthn"), {"name": "x", "passwordless": "True", "credential": sent})
    assert answer.status_code == 200
    assert "Something needs another look" in answer.content.decode()
    assert not Authenticator.objects.exists()
