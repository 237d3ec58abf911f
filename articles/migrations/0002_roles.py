"""The three roles, with their permissions. Makes the permissions first: Django makes them only after all migrations."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations


def make_roles(apps, schema_editor):
    from articles.curation.roles import ensure_roles

    create_permissions(installed.get_app_config("articles"), verbosity=0, using=schema_editor.connection.alias)
    ensure_roles()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
