"""Loaded by pytest before the settings: tests run in test mode, with a data folder of their own."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("PLAIT_MODE", "test")
if "PLAIT_DATA" not in os.environ:
    folder = tempfile.mkdtemp(prefix="plait-test-")
    os.environ["PLAIT_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
