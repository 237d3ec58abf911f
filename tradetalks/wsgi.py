"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetalks.settings")
application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402 (it asks the settings)

from tradetalks.release import release  # noqa: E402

# Before the workers part: all of them name the code that was loaded, whatever becomes of the files, and share what its
# pages are made with; else each would load the addresses of all pages for its first reader.
release()
get_resolver().url_patterns  # noqa: B018 (asking for them loads them)
