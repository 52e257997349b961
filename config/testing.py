"""Loaded by pytest before the settings: tests run in test mode unless told otherwise."""

import os

os.environ.setdefault("PLAIT_MODE", "test")
