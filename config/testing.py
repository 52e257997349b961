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
if "PYTEST_XDIST_WORKER" in os.environ:  # two at a time: each in a room of the folder that the first of them made
    os.environ["PLAIT_DATA"] = os.path.join(os.environ["PLAIT_DATA"], os.environ["PYTEST_XDIST_WORKER"])
    os.makedirs(os.environ["PLAIT_DATA"], exist_ok=True)
