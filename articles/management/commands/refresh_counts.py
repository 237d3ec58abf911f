"""``manage.py refresh_counts``: count anew what events keep of their sources, after a hand in the database."""

from django.core.management.base import BaseCommand

from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions


class Command(BaseCommand):
    help = "Bring article counts, story counts and search words of all events up to date."

    def handle(self, *args, **options):
        refresh_events()
        keep_revisions()
        self.stdout.write("Counts and search words of all events are up to date, and so are their revisions.")
