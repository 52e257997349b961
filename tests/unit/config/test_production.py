"""An installation starts safe or not at all, and says in a sentence why not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

KEY = "a-key-of-this-test-alone-0123456789-abcdefghijklmnop"
RIGHT = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "plait.marlshire.example"}


def run(folder: Path, *words: str, **environment: str | None) -> "subprocess.CompletedProcess[str]":
    """`plait` or a line of Python in a right production environment, with parts of it changed or left out (None)."""
    asked = {**RIGHT, "PLAIT_DATA": str(folder), "PATH": os.environ["PATH"], **environment}
    given = {name: value for name, value in asked.items() if value is not None}
    command = ["-c", words[0]] if len(words) == 1 else ["-m", "plait.cli.main", *words]
    return subprocess.run(
        [sys.executable, *command], env=given, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "  "}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS may not be '*'"),
        ({"ALLOWED_HOSTS": "plait.marlshire.example, *"}, "ALLOWED_HOSTS may not be '*'"),
        ({"PLAIT_DATA": None}, "PLAIT_DATA is not set"),
        ({"PLAIT_DATA": "/proc/nowhere"}, "cannot be made"),
        ({"PLAIT_DEBUG": "1"}, "PLAIT_DEBUG must not be set"),
        ({"PLAIT_LOG_LEVEL": "loud"}, "PLAIT_LOG_LEVEL may be DEBUG, INFO"),
        ({"PLAIT_MODE": "live"}, "PLAIT_MODE is 'live'"),
        ({"DATABASE_URL": "sqlite:///somewhere"}, "DATABASE_URL does not name a PostgreSQL"),
        ({"DATABASE_URL": "mysql://u:secretword@h/d"}, "DATABASE_URL does not name a PostgreSQL"),
        ({"PLAIT_S3_BUCKET": "plait"}, "PLAIT_S3_KEY is not set"),
        ({"PLAIT_S3_BUCKET": "plait", "PLAIT_S3_KEY": "k"}, "PLAIT_S3_SECRET is not set"),
        ({"PLAIT_S3_BUCKET": "plait", "PLAIT_S3_ENDPOINT": "http://s3.example"}, "PLAIT_S3_ENDPOINT must begin with"),
    ],
)
def test_it_refuses_to_start_unsafe(tmp_path: Path, environment: dict[str, str | None], sentence: str) -> None:
    ended = run(tmp_path, "manage", "check", **environment)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secretword" not in ended.stderr


def test_a_right_environment_passes_djangos_own_check_for_deployment(tmp_path: Path) -> None:
    ended = run(tmp_path, "manage", "check", "--deploy", "--fail-level", "WARNING")
    assert (ended.returncode, ended.stdout) == (0, "System check identified no issues (1 silenced).\n")


def test_production_shows_no_faults_and_sends_cookies_over_tls_only(tmp_path: Path) -> None:
    names = ["DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "WHITENOISE_USE_FINDERS"]
    ended = run(tmp_path, f"from config import settings as s; print([getattr(s, n) for n in {names}])")
    assert ended.stdout.strip() == "[False, True, True, True, False]"


def test_production_names_its_cookies_so_that_no_other_host_can_set_them(tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"]
    ended = run(tmp_path, f"from config import settings as s; print([getattr(s, n) for n in {names}])")
    assert ended.stdout.strip() == "['__Host-session', '__Host-form', True, True]"


def test_every_name_below_a_domain_may_send_forms(tmp_path: Path) -> None:
    ended = run(
        tmp_path,
        "from config import settings as s; print(s.CSRF_TRUSTED_ORIGINS)",
        ALLOWED_HOSTS=".marlshire.example plait.example",
    )
    assert ended.stdout.strip() == "['https://*.marlshire.example', 'https://plait.example']"


SIGN = "import django; django.setup(); from django.core import signing; print(signing.dumps('link'))"
READ = "import django; django.setup(); from django.core import signing; print(signing.loads({!r}))"


def test_a_new_key_keeps_signed_links_alive_while_the_old_one_is_named(tmp_path: Path) -> None:
    django = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    signed = run(tmp_path, SIGN, **django).stdout.strip()
    new = "another-key-of-this-test-alone-0123456789-abcdefghij"
    kept = run(tmp_path, READ.format(signed), SECRET_KEY=new, SECRET_KEY_FALLBACKS=KEY, **django)
    assert kept.stdout == "link\n"
    dropped = run(tmp_path, READ.format(signed), SECRET_KEY=new, **django)
    assert "BadSignature" in dropped.stderr


def test_a_demo_keeps_its_own_key_and_shows_its_own_pages_for_what_is_not_there(tmp_path: Path) -> None:
    line = "from config import settings as s; print(s.SECRET_KEY, s.DEBUG)"
    first, second = (run(tmp_path, line, PLAIT_MODE="demo", SECRET_KEY=None).stdout for _ in range(2))
    assert first == second != " False\n"
    assert first.endswith(" False\n")
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
