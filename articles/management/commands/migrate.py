"""``manage.py migrate``: Django's own, then the roles, and the triggers that keep the search index and the editions in step.

Django rebuilds a table on SQLite to change it, and a rebuilt table has lost its triggers: so they are looked after
each time, not by one migration that all later ones would have to remember.
"""

from django.core.management.commands import migrate
from django.db import connection, transaction

from articles.curation.roles import ensure_roles
from articles.models import Edition, Revision
from articles.models.copies import install_copies
from articles.models.counts import refresh_events
from articles.models.edition import install_editions
from articles.models.revision import keep_revisions
from articles.models.search import install_search


class Command(migrate.Command):
    def handle(self, *args, **options):
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"] or options["database"] != connection.alias:
            return
        if Edition._meta.db_table not in connection.introspection.table_names():
            return  # migrated back to a time before them
        ensure_roles()  # a model that is new brings permissions that the groups do not have yet
        install_editions()
        install_copies()
        if install_search():
            refresh_events()
        if not Revision.objects.exists():
            with transaction.atomic():  # all or none: where there are some, nobody asks for the others again
                keep_revisions()  # of a site that is older than revisions: they begin with what its pages say now
