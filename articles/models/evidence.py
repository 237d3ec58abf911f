"""Evidence: a span of a frozen text that a fact was read from."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Evidenced(models.Model):
    """Mixin: the fact may point at a span of an article's text. The text never changes, so the span never drifts."""

    # RESTRICT, not PROTECT: an article takes its own citations with it, but not the evidence of others
    evidence_text = models.ForeignKey(
        "articles.ArticleText",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name=_("evidence in"),
    )
    evidence_start = models.PositiveIntegerField(null=True, blank=True)
    evidence_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_evidence_whole",
                condition=Q(evidence_text=None, evidence_start=None, evidence_end=None)
                | Q(
                    evidence_text__isnull=False,
                    evidence_start__isnull=False,
                    evidence_end__gt=F("evidence_start"),
                ),
            ),
        ]

    @property
    def evidence(self) -> str:
        """The words the fact rests on, or an empty string."""
        if self.evidence_text is None:
            return ""
        return self.evidence_text.text[self.evidence_start : self.evidence_end]
