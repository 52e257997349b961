"""The web process. It refuses to start where the history is not protected."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from plait.history.triggers import require_triggers  # noqa: E402  (needs the apps loaded)

require_triggers()
