"""What editors refused in rows that are gone: deleting an article does not let its text propose the same again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefusalQuerySet(models.QuerySet):
    def of_texts(self, kind, digests):
        """What was refused of this kind for texts with these hashes."""
        return self.filter(kind=kind, text_sha256__in=set(digests)).order_by()


class Refusal(models.Model):
    """A refusal that outlives the row it stood on. While the row is there, the row itself is the memory."""

    class Kind(models.TextChoices):
        CITATION = "citation", _("source")
        EVENT = "event", _("event")
        OFFICIAL = "official", _("official")
        DATE = "date", _("document date")
        PARTICIPANT = "participant", _("participant")
        JOIN = "join", _("stories to join")
        SPLIT = "split", _("story to split")

    kind = models.CharField(max_length=12, choices=Kind)
    text_sha256 = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=64, blank=True, help_text=_("Key of the proposal that was refused."))
    value = models.CharField(
        max_length=120, blank=True, help_text=_("The date; of an event or an official, its address.")
    )
    event = models.ForeignKey(
        "articles.Event", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["text_sha256", "kind"], name="refusal_of_text"),
            models.Index(fields=["key"], name="refusal_of_proposal"),
            models.Index(fields=["kind", "value"], name="refusal_of_name"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.value or self.event or self.key}"
