"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetalks.settings")
application = get_wsgi_application()

from tradetalks.release import release  # noqa: E402 (it asks the settings)

# Before the workers part: all of them name the code that was loaded, whatever becomes of the files.
release()
