from django.db import migrations, models

from articles.models.copies import remove_copies

FILL = """UPDATE articles_citation SET
    article_published = (SELECT published_latest FROM articles_article WHERE id = article_id),
    article_story = (SELECT story_id FROM articles_article WHERE id = article_id)"""


def remove_triggers(apps, schema_editor):
    """They are made by the command ``migrate``, after all migrations; here they only go."""
    remove_copies()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_visits"),
    ]

    operations = [
        migrations.AddField(
            model_name="citation",
            name="article_published",
            field=models.DateField(
                editable=False,
                help_text="When the article was published, at the latest: a copy.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="article_story",
            field=models.BigIntegerField(
                editable=False, help_text="The row of the article's story: a copy.", null=True
            ),
        ),
        # before there are indexes to be kept
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunPython(migrations.RunPython.noop, remove_triggers),
        migrations.RemoveIndex(model_name="citation", name="citation_of_event"),
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(
                fields=["event", "state", "-score", "id", "article_published"], name="citation_best"
            ),
        ),
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(
                fields=["event", "state", "article_published", "article_story"], name="citation_known"
            ),
        ),
    ]
