"""The addresses of sign-in. allauth's views stand under the names it looks for; what we do not need is not here."""

from allauth.account import views as allauth
from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as office
from django.urls import path
from django.views.generic import RedirectView

from plait.accounts.views import entrance, inviting, own

sign_in = entrance.SignIn.as_view()
overview = RedirectView.as_view(pattern_name="signing_in")

urlpatterns = [
    path("sign-in", sign_in, name="sign_in"),
    path("sign-in", sign_in, name="account_login"),
    path("sign-in/code", entrance.AskForCode.as_view(), name="account_request_login_code"),
    path("sign-in/code/answer", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/second-step", steps.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey", entrance.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("sign-in/with/<slug:provider_id>", entrance.office, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back", office.callback, name="openid_connect_callback"),
    path("sign-in/again", entrance.sign_in_again, name="sign_in_again"),
    path("sign-out", entrance.sign_out, name="sign_out"),
    path("invitation/<str:token>", inviting.follow_invitation, name="follow_invitation"),
    path("people/<int:key>/sign-in", inviting.invite_person, name="invite_person"),
    path("people/<int:key>/sign-in/withdraw", inviting.withdraw, name="withdraw_invitation"),
    path("people/<int:key>/sign-in/close", inviting.end_account, name="end_account"),
    path("signing-in", own.signing_in, name="signing_in"),
    path("signing-in/overview", overview, name="mfa_index"),
    path("signing-in/second-step", own.second_step, name="second_step"),
    path("signing-in/password", own.password, name="password"),
    path("signing-in/passkeys/add", own.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("signing-in/passkeys/<int:pk>/remove", own.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("signing-in/app", app.activate_totp, name="mfa_activate_totp"),
    path("signing-in/app/remove", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("signing-in/spare-codes", spare.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("signing-in/spare-codes/new", spare.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("signing-in/sign-ins/others/end", own.end_other_sign_ins, name="end_other_sign_ins"),
    path("signing-in/sign-ins/<int:key>/end", own.end_sign_in, name="end_sign_in"),
    path("signing-in/prove/password", allauth.reauthenticate, name="account_reauthenticate"),
    path("signing-in/prove/code", steps.reauthenticate, name="mfa_reauthenticate"),
    path("signing-in/prove/passkey", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
