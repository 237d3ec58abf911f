"""What was expected of an event or announced there, and what came of it: each step with its day and its source."""

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from .account import AccountSide
from .article import Article
from .evidence import Evidenced


class StepQuerySet(models.QuerySet):
    def known_on(self, day):
        """Steps taken by ``day``; of those whose day is not known, the ones a source of that time tells of.

        Without a ``day``, all.
        """
        if day is None:
            return self
        told = Q(source__published_latest__lte=day) | Q(evidence_text__article__published_latest__lte=day)
        return self.filter(Q(on__lte=day) | Q(told, on=None))

    def chronological(self):
        """Oldest first; a step whose day is not known stands where the editor put it."""
        return self.order_by("commitment__order", "commitment_id", "order", "id")

    def of_event(self, event):
        """Steps of the commitments made at the event, and of those that came to something there."""
        at_event = CommitmentStep.objects.filter(happened_at=event).values("commitment")
        return self.filter(Q(commitment__event=event) | Q(commitment__in=at_event))

    def due_between(self, first, last):
        """Steps that set a deadline within the days, earliest deadline first."""
        return self.filter(due_on__gte=first, due_on__lte=last).order_by("due_on", "commitment_id", "id")

    def with_sources(self):
        """Steps with commitment, event, source, and the article of their evidence: one query."""
        return self.select_related(
            "commitment__event", "happened_at", "source__publisher", "evidence_text__article__publisher"
        ).defer("commitment__event__search_text", "happened_at__search_text", "evidence_text__source")


class CommitmentQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def with_steps(self, known_on=None):
        """Commitments with the steps known on the day."""
        steps = CommitmentStep.objects.known_on(known_on).with_sources().chronological()
        return self.prefetch_related(Prefetch("steps", steps))


class Commitment(models.Model):
    """Something expected of one side or both, or announced by them: "admit US beef by 16 July 2017"."""

    slug = models.SlugField(max_length=100, unique=True)
    event = models.ForeignKey(
        "articles.Event",
        on_delete=models.CASCADE,
        related_name="commitments",
        help_text=_("Where it was announced, or of which it was expected."),
    )
    side = models.CharField(max_length=8, choices=AccountSide, help_text=_("Who was to do it."))
    what = models.CharField(max_length=300, help_text=_("What was to be done, in our words."))
    order = models.PositiveSmallIntegerField(default=0)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["event_id", "order", "id"]

    def __str__(self):
        return self.what

    def natural_key(self):
        return (self.slug,)


class CommitmentStep(Evidenced):
    """A step on the way from expected to delivered: its day, what was said or done, and the source that tells of it."""

    class State(models.TextChoices):
        EXPECTED = "expected", _("expected")
        ANNOUNCED = "announced", _("announced")
        PUT_OFF = "put-off", _("put off")
        DELIVERED = "delivered", _("delivered")
        PARTLY = "partly", _("partly delivered")
        NOT_DELIVERED = "not-delivered", _("not delivered")
        LAPSED = "lapsed", _("lapsed")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=14, choices=State)
    on = models.DateField(_("day"), null=True, blank=True)
    text = models.TextField(help_text=_("What was said or done, in our words."))
    due_on = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("The day by which it is due as of this step.")
    )
    happened_at = models.ForeignKey(
        "articles.Event",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("happened at"),
        help_text=_("The event of this step, where it is another one."),
    )
    source = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The source that tells of it."),
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = StepQuerySet.as_manager()

    class Meta(Evidenced.Meta):
        abstract = False
        verbose_name = _("step")
        ordering = ["commitment_id", "order", "id"]
        indexes = [models.Index(F("due_on"), name="step_due", condition=Q(due_on__isnull=False))]
        constraints = [*Evidenced.Meta.constraints]

    def __str__(self):
        return f"{self.get_state_display()}: {self.text[:60]}"

    @property
    def event(self):
        """The event whose page tells of the step: the log asks for it."""
        return self.commitment.event
