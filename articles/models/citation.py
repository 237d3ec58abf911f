"""Which article tells of which event, on what grounds, and who decided it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from articles.extraction.annotations import Relation

from .evidence import Evidenced
from .official import ReviewState

UNREAD = (
    *("event__search_text", "event__editor_note", "event__locked_fields", "event__date_reason"),
    *("article__published_reason", "article__published_evidence", "article__locked_fields"),
)
"""What no list of sources says: long, and of no use there."""


class CitationQuerySet(models.QuerySet):
    def accepted(self):
        """Links an editor accepted: what readers see as sources."""
        return self.filter(state=ReviewState.ACCEPTED)

    def proposed(self):
        """Links waiting for an editor."""
        return self.filter(state=ReviewState.PROPOSED)

    def shown(self, *, unreviewed=False):
        """Accepted links; with ``unreviewed`` also those waiting for an editor."""
        states = [ReviewState.ACCEPTED, *([ReviewState.PROPOSED] if unreviewed else [])]
        return self.filter(state__in=states)

    def known_on(self, day):
        """Links to articles published by ``day``; without a day, all."""
        return self.filter(article_published__lte=day) if day else self

    def with_sources(self):
        """Links with article, publisher and ``evidence_words``, without loading whole texts; oldest article first."""
        return (
            self.select_related("article__publisher", "event")
            .defer(*UNREAD)
            .annotate(
                evidence_words=Substr(
                    "evidence_text__text", F("evidence_start") + 1, F("evidence_end") - F("evidence_start")
                )
            )
            .order_by(F("article__published_latest").asc(nulls_last=True), "article_id")
        )


class Citation(Evidenced):
    """An event and an article that tells of it: a proposal of the machine or a decision of an editor."""

    class EventRelation(models.TextChoices):
        PREVIEW = Relation.PREVIEW.value, _("before it")
        REPORT = Relation.REPORT.value, _("report of it")
        AFTERMATH = Relation.AFTERMATH.value, _("after it")
        MENTION = Relation.MENTION.value, _("background")

    class Origin(models.TextChoices):
        MACHINE = "machine", _("machine")
        CURATED = "curated", _("curated")

    event = models.ForeignKey("articles.Event", on_delete=models.CASCADE, related_name="citations")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="citations")
    relation = models.CharField(max_length=10, choices=EventRelation)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.PROPOSED)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.MACHINE)
    score = models.FloatField(default=0.0)
    reasons = models.JSONField(default=list, blank=True)
    decided_by = models.ForeignKey(
        "auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    note = models.TextField(blank=True)
    article_published = models.DateField(
        null=True, editable=False, help_text="When the article was published, at the latest: a copy."
    )
    article_story = models.BigIntegerField(
        null=True, editable=False, help_text="The row of the article's story: a copy."
    )

    objects = CitationQuerySet.as_manager()

    class Meta(Evidenced.Meta):
        abstract = False
        ordering = ["-score", "id"]
        indexes = [
            models.Index(
                fields=["event", "state", "-score", "id", "article_published"], name="citation_best"
            ),
            models.Index(
                fields=["event", "state", "article_published", "article_story"], name="citation_known"
            ),
            models.Index(fields=["article", "state", "event"], name="citation_of_article"),
            models.Index(fields=["state", "-score"], name="citation_queue"),
        ]
        constraints = [
            *Evidenced.Meta.constraints,
            models.UniqueConstraint(fields=["event", "article"], name="citation_once"),
            models.CheckConstraint(name="citation_score_is_share", condition=Q(score__gte=0, score__lte=1)),
        ]

    def __str__(self):
        return f"{self.article} → {self.event}"

    @property
    def is_decided(self):
        """True if a human accepted or refused it: the machine leaves it alone."""
        return self.decided_at is not None or self.origin == self.Origin.CURATED
