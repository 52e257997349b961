"""What every part of the settings asks first: the mode, and what must be set."""

import os

from django.core.exceptions import ImproperlyConfigured

MODE = os.environ.get("PLAIT_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"PLAIT_MODE is {MODE!r}. Set it to production, demo or test.")
PRODUCTION = MODE == "production"


def required(name: str, why: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {why} See docs/manual/running-it.md.")
    return value
