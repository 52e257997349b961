"""All settings; those of sign-in stand in `signing_in`.

What an installation may set is read from the environment and listed in the manual.

PLAIT_MODE is `production` unless said otherwise: it then refuses to start with anything unsafe.
`demo` (what `make run` uses) and `test` choose safe local defaults.
"""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from config.environment import MODE, PRODUCTION
from config.environment import required as _required
from config.file_storage import storage_of_files
from config.letters import *  # noqa: F403
from config.signing_in import *  # noqa: F403
from config.signing_in import OPENID

BASE_DIR = Path(__file__).resolve().parent.parent


def _data_folder() -> Path:
    if PRODUCTION:
        folder = Path(_required("PLAIT_DATA", "It names the folder for uploaded files and back-ups."))
    else:
        folder = Path(os.environ.get("PLAIT_DATA", BASE_DIR / "var" / MODE))
    return folder.resolve()


def _secret_key(folder: Path) -> str:
    """The installation's own key; a demo makes one and keeps it, so that a restart signs nobody out."""
    if PRODUCTION:
        key = _required("SECRET_KEY", "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'")
        if len(key) < 40:
            raise ImproperlyConfigured("SECRET_KEY is too short: it needs at least 40 characters.")
        return key
    kept = folder / "secret-key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(get_random_secret_key())
        kept.chmod(0o600)
    return kept.read_text()


DATA = _data_folder()
SECRET_KEY = _secret_key(DATA)
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
DEBUG = not PRODUCTION and os.environ.get("PLAIT_DEBUG") == "1"
if PRODUCTION and os.environ.get("PLAIT_DEBUG"):
    raise ImproperlyConfigured("PLAIT_DEBUG must not be set in production: error pages would show case details.")


def _hosts() -> list[str]:
    if not PRODUCTION:
        return ["localhost", "127.0.0.1", "[::1]", "testserver"]
    hosts = _required("ALLOWED_HOSTS", "It lists the addresses this installation answers to.").replace(",", " ").split()
    if "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS may not be '*'. Name the addresses this installation answers to.")
    return hosts


ALLOWED_HOSTS = _hosts()
# ".example.org" stands for every name below example.org; an origin writes that as "*.example.org".
CSRF_TRUSTED_ORIGINS = [f"https://{'*' + h if h[0] == '.' else h}" for h in ALLOWED_HOSTS] if PRODUCTION else []

INSTALLED_APPS = [
    "plait.keeping",
    "plait.workbench",
    "plait.trackers",
    "plait.meetings",
    "plait.rounds",
    "plait.risks",
    "plait.actions",
    "plait.groups",
    "plait.notifications",
    "plait.accounts",
    "plait.search",
    "plait.files",
    "plait.access",
    "plait.people",
    "plait.jobs",
    "plait.history",
    "plait.core",
    "plait.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "plait.core.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "plait.core.requests.KeepNothing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plait.accounts.gate.LongestSignIn",
    "plait.accounts.gate.SecondStepGate",
    "plait.accounts.gate.LastSeen",
    "plait.accounts.gate.TakenAway",
    "plait.core.requests.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "plait.web.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plait.workbench.frame.page_frame",
                "plait.keeping.frame.kept_record",
            ],
            "builtins": ["plait.web.templatetags.plait"],
        },
    }
]


def _database() -> dict[str, Any]:
    """PostgreSQL where DATABASE_URL names one, otherwise SQLite, set up for many people at once.

    IMMEDIATE and WAL: a read that turns into a write would otherwise fail at once with "database is locked".
    """
    url = os.environ.get("DATABASE_URL", "").strip()
    if url:
        if not url.startswith(("postgres://", "postgresql://")):
            raise ImproperlyConfigured(
                "DATABASE_URL does not name a PostgreSQL. Write postgresql://user:password@host:5432/name, "
                "or leave it out: Plait then keeps an SQLite database in PLAIT_DATA."
            )
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        # Its own guess is a disk that turns: finding a few rows by an index would look dear, and reading a table cheap.
        found.setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1 -c jit=off")
        return found
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "plait.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
        "TEST": {"NAME": str(DATA / f"test-{os.getpid()}.sqlite3")},
    }


try:
    DATA.mkdir(parents=True, exist_ok=True)
except OSError as fault:
    raise ImproperlyConfigured(f"The folder {DATA} (PLAIT_DATA) cannot be made: {fault.strerror}.") from fault
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["plait.accounts.backends.PersonBackend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "sign_in"
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("PLAIT_STATIC", DATA / "static"))
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": storage_of_files(DATA),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False

# A file of minutes; what is larger is refused by the form in a sentence, not by the server.
UPLOAD_LIMIT = 25 * 1024 * 1024
CLAMD = os.environ.get("PLAIT_CLAMD", "").strip()  # "host:port" or a socket's path; empty: files are not scanned
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 400  # more than are taken in one go, so that a sentence can say so
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# In the database, so that limits and used codes hold for every process and machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "plait_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True  # no script of ours reads it: forms carry its value
if PRODUCTION:  # browsers take a cookie of this name from this host only, over TLS only, for the whole of it
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-form"
CSRF_FAILURE_VIEW = "plait.workbench.errors.stale_form"
SECURE_SSL_REDIRECT = PRODUCTION and os.environ.get("PLAIT_BEHIND_TLS", "1") == "1"
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^ready$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # whether browsers preload the domain is its owner's decision
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if os.environ.get("PLAIT_TRUST_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
X_FRAME_OPTIONS = "DENY"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # The browser follows a form to the provider: it has to be named here as well.
        "form-action": [SELF, *([_origin(OPENID["settings"]["server_url"])] if OPENID else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}


def _address() -> str:
    """Where people open Plait, for the links in letters: never taken from a request."""
    given = os.environ.get("PLAIT_ADDRESS", "").strip().rstrip("/")
    if not given:
        named = next((host for host in ALLOWED_HOSTS if not host.startswith(".")), "")
        return f"https://{named}" if PRODUCTION else "http://127.0.0.1:8000"
    if PRODUCTION and not given.startswith("https://"):
        raise ImproperlyConfigured("PLAIT_ADDRESS must begin with https://.")
    return given


ADDRESS = _address()
EMAIL_FILE_PATH = DATA / "letters"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# How long an administrator who broke the glass of a restricted circle is in it.
BREAK_GLASS_HOURS = int(os.environ.get("PLAIT_BREAK_GLASS_HOURS", "24"))
TESTING = MODE == "test" or "pytest" in sys.modules

LOG_LEVEL = os.environ.get("PLAIT_LOG_LEVEL", "INFO" if PRODUCTION else "WARNING").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
    raise ImproperlyConfigured("PLAIT_LOG_LEVEL may be DEBUG, INFO, WARNING, ERROR or CRITICAL.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "plait.core.requests.RequestIdFilter"}},
    "formatters": {
        "json": {
            "()": "plait.core.logs.QuietFormatter",
            "tells_messages": not PRODUCTION,
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request"]}},
    "root": {
        "handlers": ["out"],
        "level": LOG_LEVEL,
    },
    # What was answered is logged once, by route: Django's own lines for 400s would repeat addresses as typed.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["out"], "level": "WARNING", "propagate": False},
    },
}
