"""Where the browser of the journeys is, and what is said where there is none."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "CHROMIUM IS MISSING: THE JOURNEYS WERE NOT MADE. Install chromium and run the tests again."


def chromium() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)
