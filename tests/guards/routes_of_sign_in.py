"""What the routes of sign-in answer to somebody in each kind of place; `test_routes` asks them with all others.

What is one's own (password, passkeys, sign-ins) is open to everybody signed in. People are signed in here without
having shown a password, so what changes the way in asks first who they are (302), and so does a login half way in.
"""

ANSWERS = """
sign_in                      GET   200 302 302 302 302 302 302
sign_in                      POST  200 302 302 302 302 302 302
account_login                GET   200 302 302 302 302 302 302
account_request_login_code   GET   200 302 302 302 302 302 302
account_request_login_code   POST  200 302 302 302 302 302 302
account_confirm_login_code   GET   302 302 302 302 302 302 302
account_confirm_login_code   POST  302 302 302 302 302 302 302
mfa_authenticate             GET   302 302 302 302 302 302 302
mfa_authenticate             POST  302 302 302 302 302 302 302
mfa_login_webauthn           GET   302 302 302 302 302 302 302
mfa_login_webauthn           POST  302 302 302 302 302 302 302
openid_connect_login         GET   404 404 404 404 404 404 404
openid_connect_login         POST  404 404 404 404 404 404 404
openid_connect_callback      GET   404 404 404 404 404 404 404
sign_in_again                GET   302 302 302 302 302 302 302
sign_out                     GET   405 405 405 405 405 405 405
sign_out                     POST  302 302 302 302 302 302 302
follow_invitation            GET   410 410 410 410 410 410 410
follow_invitation            POST  410 410 410 410 410 410 410
invite_person                GET   302 200 403 403 403 403 403
invite_person                POST  302 409 403 403 403 403 403
withdraw_invitation          GET   302 405 405 405 405 405 405
withdraw_invitation          POST  302 302 403 403 403 403 403
end_account                  GET   302 405 405 405 405 405 405
end_account                  POST  302 302 403 403 403 403 403
signing_in                   GET   302 200 200 200 200 200 200
mfa_index                    GET   302 302 302 302 302 302 302
second_step                  GET   302 200 200 200 200 200 200
password                     GET   302 302 302 302 302 302 302
password                     POST  302 302 302 302 302 302 302
mfa_add_webauthn             GET   302 302 302 302 302 302 302
mfa_add_webauthn             POST  302 302 302 302 302 302 302
mfa_remove_webauthn          GET   302 302 302 302 302 302 302
mfa_remove_webauthn          POST  302 302 302 302 302 302 302
mfa_activate_totp            GET   302 302 302 302 302 302 302
mfa_activate_totp            POST  302 302 302 302 302 302 302
mfa_deactivate_totp          GET   302 404 404 404 404 404 404
mfa_deactivate_totp          POST  302 404 404 404 404 404 404
mfa_view_recovery_codes      GET   302 404 404 404 404 404 404
mfa_generate_recovery_codes  GET   302 302 302 302 302 302 302
mfa_generate_recovery_codes  POST  302 302 302 302 302 302 302
end_other_sign_ins           GET   302 405 405 405 405 405 405
end_other_sign_ins           POST  302 302 302 302 302 302 302
end_sign_in                  GET   302 405 405 405 405 405 405
end_sign_in                  POST  302 302 302 302 302 302 302
account_reauthenticate       GET   302 200 200 200 200 200 200
account_reauthenticate       POST  302 200 200 200 200 200 200
mfa_reauthenticate           GET   302 302 302 302 302 302 302
mfa_reauthenticate           POST  302 302 302 302 302 302 302
mfa_reauthenticate_webauthn  GET   302 302 302 302 302 302 302
mfa_reauthenticate_webauthn  POST  302 302 302 302 302 302 302
"""

# Opened signed out; the others of these only lead on, refuse, or say that a link is dead.
OPEN_TO_ALL = {"sign_in", "account_login", "account_request_login_code"}


def keys_of(person_id: int) -> dict[str, list[object]]:
    """Route -> what its address names: an account of somebody, a link and rows that nobody has."""
    return {
        **{name: [person_id] for name in ("invite_person", "withdraw_invitation", "end_account")},
        **{name: ["office"] for name in ("openid_connect_login", "openid_connect_callback")},
        **{name: [999_999] for name in ("mfa_remove_webauthn", "end_sign_in")},
        "follow_invitation": ["nobody-was-given-this"],
    }
