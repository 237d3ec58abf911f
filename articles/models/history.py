"""What was changed, by whom, and why; and merges, each of which can be undone."""

from django.db import models


class Change(models.Model):
    """One field of one row changed. Append-only."""

    object_type = models.CharField(max_length=40)
    object_key = models.CharField(max_length=120, help_text="Natural key of the row: it outlives the row.")
    event = models.ForeignKey(
        "articles.Event",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="changes",
        help_text="Whose page tells of it.",
    )
    field = models.CharField(max_length=60)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    who = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["object_type", "object_key"], name="change_of_object")]

    def __str__(self):
        return f"{self.object_type} {self.object_key}: {self.field}"


class Merge(models.Model):
    """Two rows that were one thing. ``moved`` says which rows moved, so that it can be undone."""

    object_type = models.CharField(max_length=40)
    kept_key = models.CharField(max_length=120)
    gone_key = models.CharField(max_length=120)
    gone_row = models.JSONField(help_text="The row that went, to be restored.")
    moved = models.JSONField(help_text="Model → primary keys of the rows that moved.")
    reason = models.TextField(blank=True)
    who = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.gone_key} → {self.kept_key}"
