from django.db import migrations, models


def count_rejected(apps, schema_editor):
    """A document that was rejected stands in its chunk as a list: why it was."""
    chunks = apps.get_model("articles", "Chunk").objects
    for digest, keys in chunks.values_list("digest", "keys").iterator(chunk_size=200):
        rejected = sum(isinstance(entry, list) for entry in keys)
        if rejected:
            chunks.filter(digest=digest).update(rejected=rejected)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_bands_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="chunk",
            name="rejected",
            field=models.PositiveIntegerField(
                default=0, help_text="How many of its documents were rejected."
            ),
        ),
        migrations.RunPython(count_rejected, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="chunk",
            index=models.Index(
                condition=models.Q(("rejected__gt", 0)), fields=["rejected"], name="chunk_rejected"
            ),
        ),
        migrations.AddIndex(
            model_name="articletext",
            index=models.Index(
                condition=models.Q(("is_current", True)),
                fields=["extraction_version"],
                name="articletext_read_by",
            ),
        ),
    ]
