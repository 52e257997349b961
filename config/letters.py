"""How letters go out: by a mail server or by GOV.UK Notify; and where mails that come back are looked for."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

from config.environment import MODE, PRODUCTION, required

_KEY = re.compile(r".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)


def _notify_key() -> str:
    key = os.environ.get("PLAIT_NOTIFY_KEY", "").strip()
    if key and not _KEY.fullmatch(key):
        raise ImproperlyConfigured(
            "PLAIT_NOTIFY_KEY is not a whole API key. It looks like name-service-secret, the last two being long codes."
        )
    if key and EMAIL_HOST:
        raise ImproperlyConfigured("PLAIT_SMTP_HOST and PLAIT_NOTIFY_KEY are both set. Letters go out one way: choose.")
    return key


def _notify_address() -> str:
    address = os.environ.get("PLAIT_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk").strip().rstrip("/")
    if PRODUCTION and not address.startswith("https://"):
        raise ImproperlyConfigured("PLAIT_NOTIFY_ADDRESS must begin with https://.")
    return address


# Production sends by SMTP or Notify where one is named; a demonstration writes its letters into a folder.
EMAIL_HOST = os.environ.get("PLAIT_SMTP_HOST", "").strip()
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend" if EMAIL_HOST else {"demo": "filebased.EmailBackend"}.get(MODE, "locmem.EmailBackend")
)
EMAIL_PORT = int(os.environ.get("PLAIT_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("PLAIT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PLAIT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PLAIT_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("PLAIT_MAIL_FROM", "plait@localhost")
NOTIFY_KEY = _notify_key()
NOTIFY_ADDRESS = _notify_address()
NOTIFY_TEMPLATE = required("PLAIT_NOTIFY_TEMPLATE", "Notify shows it beside the template.") if NOTIFY_KEY else ""
SENDS_LETTERS = bool(EMAIL_HOST or NOTIFY_KEY) or not PRODUCTION
IMAP_HOST = os.environ.get("PLAIT_IMAP_HOST", "").strip()
IMAP_PORT = int(os.environ.get("PLAIT_IMAP_PORT", "993"))
IMAP_USER = os.environ.get("PLAIT_IMAP_USER", "")
IMAP_PASSWORD = os.environ.get("PLAIT_IMAP_PASSWORD", "")
IMAP_FOLDER = os.environ.get("PLAIT_IMAP_FOLDER", "INBOX")
# A mailbox to which owners reply; each gets an address of their own, answers+CODE@example.org.
INBOUND_ADDRESS = os.environ.get("PLAIT_INBOUND_ADDRESS", "").strip().lower()
INBOUND_HOST = os.environ.get("PLAIT_INBOUND_HOST", "").strip()
INBOUND_PORT = int(os.environ.get("PLAIT_INBOUND_PORT", "993"))
INBOUND_USER = os.environ.get("PLAIT_INBOUND_USER", "")
INBOUND_PASSWORD = os.environ.get("PLAIT_INBOUND_PASSWORD", "")
INBOUND_FOLDER = os.environ.get("PLAIT_INBOUND_FOLDER", "INBOX")
INBOUND_TLS = os.environ.get("PLAIT_INBOUND_TLS", "1") == "1"
if INBOUND_HOST and not re.fullmatch(r"[a-z0-9._-]{1,20}@[a-z0-9.-]+", INBOUND_ADDRESS):
    raise ImproperlyConfigured(
        "PLAIT_INBOUND_HOST is set. PLAIT_INBOUND_ADDRESS names the address of its mailbox: answers@example.org."
    )
# What stands before the subject of each letter; set to nothing for none.
MARKING = os.environ.get("PLAIT_MARKING", "OFFICIAL-SENSITIVE")
