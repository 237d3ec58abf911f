"""``manage.py ensure_roles``: brings the three groups of editors up to date."""

from django.core.management.base import BaseCommand

from articles.curation.roles import ensure_roles


class Command(BaseCommand):
    help = "Make the groups viewer, editor and chief editor, or bring their permissions up to date."

    def handle(self, *args, **options):
        for name, group in ensure_roles().items():
            self.stdout.write(f"{name}: {group.permissions.count()} permissions")
