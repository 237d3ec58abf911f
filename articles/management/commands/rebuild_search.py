"""``manage.py rebuild_search``: make the full-text index anew."""

from django.core.management.base import BaseCommand

from articles.models.counts import refresh_events
from articles.models.search import install_search, rebuild_search


class Command(BaseCommand):
    help = "Read the words of all events anew and rebuild the full-text index."

    def handle(self, *args, **options):
        refresh_events()
        if not install_search():
            rebuild_search()
        self.stdout.write("The search index is rebuilt.")
