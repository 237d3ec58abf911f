"""What was changed, by whom, and why; and merges, each of which can be undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """One field of one row changed. Append-only."""

    object_type = models.CharField(max_length=40)
    object_key = models.CharField(max_length=120, help_text=_("Natural key of the row: it outlives the row."))
    event = models.ForeignKey(
        "articles.Event",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="changes",
        help_text=_("Whose page tells of it."),
    )
    field = models.CharField(max_length=60)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    who = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    batch = models.CharField(
        max_length=16, blank=True, db_index=True, help_text=_("The same for all that was done in one go.")
    )
    undoes = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="undone_by",
        help_text=_("The change that this one took back."),
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["object_type", "object_key"], name="change_of_object"),
            models.Index(fields=["-at", "-id"], name="change_newest"),
        ]

    def __str__(self):
        return f"{self.object_type} {self.object_key}: {self.field}"


class MergeQuerySet(models.QuerySet):
    def kept_key(self, object_type, key):
        """What a merged row is called now: the key of the row that took it, through several merges; else ``key``."""
        seen = {key}
        while True:
            merges = self.filter(object_type=object_type, gone_key=key, undone_at=None)
            kept = merges.values_list("kept_key", flat=True).first()
            if kept is None or kept in seen:
                return key
            key = kept
            seen.add(key)


class Merge(models.Model):
    """Two rows that were one thing. ``moved`` says which rows moved, so that it can be undone."""

    object_type = models.CharField(max_length=40)
    kept_key = models.CharField(max_length=120)
    gone_key = models.CharField(max_length=120)
    gone_row = models.JSONField(help_text=_("The row that went, to be restored."))
    moved = models.JSONField(help_text=_("Model → primary keys of the rows that moved."))
    reason = models.TextField(blank=True)
    who = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.gone_key} → {self.kept_key}"
