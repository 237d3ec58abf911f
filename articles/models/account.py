"""What each side says of an event, and the questions on which the accounts differ."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.extraction.annotations import Side

from .evidence import Evidenced
from .official import Post


class AccountSide(models.TextChoices):
    US = Side.US.value, _("Washington")
    JOINT = Side.JOINT.value, _("Joint")
    CHINA = Side.CHINA.value, _("Beijing")


class DisputeQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def known_on(self, day):
        """Questions to which an answer was known on ``day``; without a day, all."""
        if day is None:
            return self
        return self.filter(Exists(Account.objects.known_on(day).filter(dispute=OuterRef("pk"))))


class Dispute(models.Model):
    """A question about an event on which the accounts do not agree."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SETTLED = "settled", _("settled")
        WALKED_BACK = "walked-back", _("walked back")

    slug = models.SlugField(max_length=100, unique=True)
    event = models.ForeignKey("articles.Event", on_delete=models.CASCADE, related_name="disputes")
    question = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    note = models.TextField(_("editor's note"), blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["event_id", "id"]

    def __str__(self):
        return self.question

    def natural_key(self):
        return (self.slug,)


def sourceless() -> Q:
    """The condition of ``AccountQuerySet.without_source``, which does not multiply rows when counted beside others."""
    given = Account.sources.through.objects.filter(account=OuterRef("pk"))
    return Q(evidence_text=None) & ~Exists(given)


class AccountQuerySet(models.QuerySet):
    def known_on(self, day):
        """Accounts said by ``day``; of those not known when, the ones a source published by then gives.

        Without a ``day``, all.
        """
        if day is None:
            return self
        given = Account.sources.through.objects.filter(
            account=OuterRef("pk"), article__published_latest__lte=day
        )
        in_source = Exists(given) | Q(evidence_text__article__published_latest__lte=day)
        told = Q(known_by__lte=day) | in_source
        return self.filter(Q(said_on__lte=day) | Q(told, said_on=None))

    def without_source(self):
        """Accounts that neither an article nor a picked sentence stands behind: the event's sources do, all together."""
        return self.filter(sourceless())

    def with_posts(self):
        """Each account with ``post``, what the press called its speaker's post on the day it was said."""
        said_on = Coalesce(OuterRef("said_on"), OuterRef("event__latest"))
        held = Post.objects.filter(official=OuterRef("speaker")).held_on(said_on)
        return self.annotate(post=Subquery(held.short_titles()[:1]))


class Account(Evidenced):
    """What one side says of an event: our summary of it, or a quotation. With a dispute, an answer to its question."""

    class Modality(models.TextChoices):
        ASSERTS = "asserts", _("asserts")
        DENIES = "denies", _("denies")
        QUALIFIES = "qualifies", _("qualifies")
        WALKS_BACK = "walks-back", _("walks back")

    event = models.ForeignKey("articles.Event", on_delete=models.CASCADE, related_name="accounts")
    side = models.CharField(max_length=8, choices=AccountSide)
    text = models.TextField()
    is_quotation = models.BooleanField(
        default=False, help_text=_("The words are the speaker's own, not our summary.")
    )
    said_on = models.DateField(null=True, blank=True)
    known_by = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("The day by which it was said, told by the dates of the sources that give it."),
    )
    speaker = models.ForeignKey(
        "articles.Official", null=True, blank=True, on_delete=models.SET_NULL, related_name="accounts"
    )
    speaker_name = models.CharField(
        max_length=120, blank=True, help_text=_('Where it is not an official: "Xinhua".')
    )
    dispute = models.ForeignKey(
        Dispute, null=True, blank=True, on_delete=models.SET_NULL, related_name="accounts"
    )
    modality = models.CharField(max_length=12, choices=Modality, blank=True)
    sources = models.ManyToManyField("articles.Article", blank=True, related_name="accounts")
    order = models.PositiveSmallIntegerField(default=0)

    objects = AccountQuerySet.as_manager()

    class Meta(Evidenced.Meta):
        abstract = False
        ordering = ["event_id", "order", "id"]
        constraints = [
            *Evidenced.Meta.constraints,
            models.CheckConstraint(
                name="account_answers_with_modality", condition=Q(dispute=None) | ~Q(modality="")
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.text[:60]}"
