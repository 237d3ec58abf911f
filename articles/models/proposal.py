"""What the machine proposes besides sources, people and events: a document date, a participant, how stories stand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .evidence import Evidenced
from .official import ReviewState


class ProposalQuerySet(models.QuerySet):
    def get_by_natural_key(self, key):
        return self.get(key=key)

    def proposed(self):
        """Proposals waiting for an editor."""
        return self.filter(state=ReviewState.PROPOSED)

    def refused_of(self, text_sha256, kind):
        """What editors refused of this kind for a text with this hash."""
        return self.filter(state=ReviewState.REFUSED, text_sha256=text_sha256, kind=kind)


class Proposal(Evidenced):
    """Something read from one text that an editor accepts or refuses. Refused, it stays: the text's hash is its memory."""

    class Kind(models.TextChoices):
        DATE = "date", _("document date")
        PARTICIPANT = "participant", _("participant")
        JOIN = "join", _("stories to join")
        SPLIT = "split", _("story to split")

    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(
        max_length=64,
        unique=True,
        help_text=_("Hash of what is proposed and of the text that gave rise to it."),
    )
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.PROPOSED)
    score = models.FloatField(default=0.0)
    reason = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64)
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        related_name="proposals",
        help_text=_("Whose text says so."),
    )
    other = models.ForeignKey(
        "articles.Article",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The article of the other story."),
    )
    event = models.ForeignKey(
        "articles.Event", null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    official = models.ForeignKey(
        "articles.Official", null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    value = models.CharField(max_length=24, blank=True, help_text=_("The date, for a document date."))
    decided_by = models.ForeignKey(
        "auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta(Evidenced.Meta):
        abstract = False
        ordering = ["-score", "id"]
        indexes = [
            models.Index(fields=["state", "-score"], name="proposal_queue"),
            models.Index(fields=["state", "kind", "-score"], name="proposal_queue_of_kind"),
            models.Index(fields=["text_sha256"], name="proposal_of_text"),
        ]
        constraints = [
            *Evidenced.Meta.constraints,
            models.CheckConstraint(name="proposal_score_is_share", condition=Q(score__gte=0, score__lte=1)),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.subject}"

    def natural_key(self):
        return (self.key,)

    @property
    def subject(self):
        """What is proposed, in a few words: the official, the date, or the article whose story is in question."""
        if self.kind == self.Kind.PARTICIPANT:
            return str(self.official)
        return self.value if self.kind == self.Kind.DATE else str(self.article)
