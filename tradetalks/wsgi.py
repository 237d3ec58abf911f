"""The WSGI entry point."""

import gc
import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from tradetalks.command_line import first_line, give_up
from tradetalks.release import release

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetalks.settings")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    give_up(first_line(error))

# Before the workers part: all of them name the code that was loaded, whatever becomes of the files, and share what its
# pages are made with; else each would load the addresses of all pages for its first reader.
release()
get_resolver().url_patterns  # noqa: B018 (asking for them loads them)

# What is loaded now stays. A collector that looks through it again and again stops somebody's request for some fifty
# milliseconds each time, and writes into memory that the workers share.
gc.collect()
gc.freeze()
