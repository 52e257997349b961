"""The web process. It refuses to start where the history is not protected."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from plait.history.triggers import require_triggers  # noqa: E402  (needs the apps loaded)

require_triggers()

# What is loaded stays: left out of every later search for garbage, which otherwise adds tens of milliseconds to a page.
gc.freeze()
