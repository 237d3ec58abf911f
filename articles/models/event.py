"""Events of the chronology, and who took part in them."""

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.extraction.search_words import wanted_in

from .account import Account, AccountSide, Dispute
from .addresses import address_of_page
from .article import Article
from .dates import Granularity, about_in_words, in_words
from .evidence import Evidenced
from .official import Post, ReviewState
from .search import events_with


class SluggedManager(models.Manager):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Topic(models.Model):
    """A subject the talks were about ("agriculture", "technology transfer")."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)

    objects = SluggedManager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class Series(models.Model):
    """A run of events that belong together ("Economic Working Group")."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    objects = SluggedManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("series")

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class EventQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def published(self):
        """Events a reader may see."""
        return self.filter(is_published=True, state=ReviewState.ACCEPTED)

    def proposed(self):
        """Events the machine proposes."""
        return self.filter(state=ReviewState.PROPOSED)

    def shown(self, *, unreviewed=False):
        """Published events; with ``unreviewed`` also those the machine proposes."""
        # IN, for SQLite serves no index to a bare column
        published = Q(is_published__in=[True], state=ReviewState.ACCEPTED)
        return self.filter(published | Q(state=ReviewState.PROPOSED) if unreviewed else published)

    def known_on(self, day):
        """Events that had begun by ``day``, or of which an accepted source told by then; without a day, all."""
        return self.filter(Q(earliest__lte=day) | Q(told_on__lte=day)) if day else self

    def with_sides_on_record(self, known_on=None):
        """Each event with ``has_us``, ``has_joint``, ``has_china`` (an account of that side) and ``is_disputed``.

        With ``known_on`` only accounts known on that day count.
        """
        accounts = Account.objects.known_on(known_on).filter(event=OuterRef("pk"))
        on_record = {f"has_{side}": Exists(accounts.filter(side=side)) for side in AccountSide.values}
        disputes = Dispute.objects.known_on(known_on).filter(event=OuterRef("pk"))
        return self.annotate(**on_record, is_disputed=Exists(disputes))

    def with_words(self, words):
        """Each event with ``has_words``: everything the words ask for stands somewhere in what it is found by."""
        wanted = wanted_in(" ".join(words))
        found = Q(pk__in=events_with(wanted)) if wanted else Q(pk__isnull=False)
        return self.annotate(has_words=ExpressionWrapper(found, models.BooleanField()))

    def for_timeline(self):
        """Events with what a line of the timeline shows of them alone."""
        return self.only(
            *("slug", "title", "kind", "status", "state", "earliest", "latest", "granularity", "is_about"),
            *("city", "summary", "outcome", "article_count", "story_count"),
        )

    def for_event_page(self, known_on=None):
        """Events with accounts (answers to disputes among them), disputes and participants.

        Accounts come ``with_posts``; each participation has ``post``, the title on the first day, and ``short_post``.
        With ``known_on`` only the accounts known on that day, and their sources of that time.
        """
        held = Post.objects.filter(official=OuterRef("official")).held_on(OuterRef("event__earliest"))
        sources = Article.objects.published_by(known_on).select_related("publisher")
        accounts = (
            Account.objects.known_on(known_on)
            .with_posts()
            .select_related("speaker", "dispute", "evidence_text__article")
            .prefetch_related(Prefetch("sources", sources))
        )
        participations = Participation.objects.select_related(
            "official", "source__publisher", "evidence_text__article"
        ).annotate(post=Subquery(held.titles()[:1]), short_post=Subquery(held.short_titles()[:1]))
        return self.select_related("series", "parent").prefetch_related(
            Prefetch("accounts", accounts),
            Prefetch("participations", participations.order_by("id")),
        )

    def weak_spots(self):
        """How many events have which gap: ``{"single": 3, "unsourced": 1, …}``. One query."""
        talks = ~Q(kind=Event.Kind.MEASURE)
        on_record = {side: Q(**{f"has_{side}": True}) for side in AccountSide.values}
        one_sided = on_record["us"] ^ on_record["china"]
        silent = ~(on_record["us"] | on_record["china"] | on_record["joint"])
        return self.with_sides_on_record().aggregate(
            unsourced=Count("pk", filter=Q(story_count=0)),
            single=Count("pk", filter=Q(story_count=1)),
            undated=Count("pk", filter=Q(earliest=None)),
            coarse=Count("pk", filter=Q(granularity__in=[Granularity.MONTH, Granularity.YEAR])),
            doubtful=Count("pk", filter=~Q(confidence=Event.Confidence.HIGH)),
            one_sided=Count("pk", filter=talks & one_sided),
            silent=Count("pk", filter=talks & silent),
        )

    def attended(self):
        """Talks of which it is known who took part."""
        return self.exclude(kind=Event.Kind.MEASURE).filter(
            Exists(Participation.objects.filter(event=OuterRef("pk")))
        )

    def attended_in(self, year):
        """Attended talks that began in the year, oldest first."""
        return self.attended().filter(earliest__year=year).chronological()

    def before(self, event):
        """The events that began before the dated ``event``, nearest first."""
        earlier = Q(earliest__lt=event.earliest) | Q(earliest=event.earliest, order__lt=event.order)
        same = Q(earliest=event.earliest, order=event.order, pk__lt=event.pk)
        # what an index serves stands first, alone
        begun = self.filter(earliest__lte=event.earliest)
        return begun.filter(earlier | same).order_by("-earliest", "-order", "-id")

    def after(self, event):
        """The events that began after the dated ``event``, nearest first."""
        later = Q(earliest__gt=event.earliest) | Q(earliest=event.earliest, order__gt=event.order)
        same = Q(earliest=event.earliest, order=event.order, pk__gt=event.pk)
        begun = self.filter(earliest__gte=event.earliest)
        return begun.filter(later | same).order_by("earliest", "order", "id")

    def chronological(self):
        """Oldest first; the editor's order decides within a day, the undated come last."""
        return self.order_by(F("earliest").asc(nulls_last=True), "order", "id")

    def newest_first(self):
        """Newest first; the undated come last."""
        return self.order_by(F("earliest").desc(nulls_last=True), "-order", "-id")


class Event(models.Model):
    """Something that happened in the talks: a round, a call, a summit; or a measure, which is context."""

    class Kind(models.TextChoices):
        DIALOGUE = "dialogue", _("Dialogue")
        ROUND = "round", _("Round of talks")
        SUMMIT = "summit", _("Summit")
        PHONE_CALL = "phone-call", _("Call")
        WORKING_LEVEL = "working-level", _("Working level")
        SIGNING = "signing", _("Signing")
        ANNOUNCEMENT = "announcement", _("Announcement")
        MEASURE = "measure", _("Measure (context)")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        SCHEDULED = "scheduled", _("scheduled")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class Outcome(models.TextChoices):
        AGREEMENT = "agreement", _("Agreement")
        PARTIAL = "partial", _("Partial result")
        TRUCE = "truce", _("Truce")
        ONGOING = "ongoing", _("Talks go on")
        NO_DEAL = "no-deal", _("No deal")
        COLLAPSE = "collapse", _("Broke down")

    class Confidence(models.TextChoices):
        HIGH = "high", _("well sourced")
        MEDIUM = "medium", _("thinly sourced")
        LOW = "low", _("doubtful")

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.HELD)
    earliest = models.DateField(_("first day"), null=True, blank=True)
    latest = models.DateField(_("last day"), null=True, blank=True)
    granularity = models.CharField(max_length=8, choices=Granularity, default=Granularity.DAY)
    is_about = models.BooleanField(_("date is approximate"), default=False)
    date_reason = models.TextField(blank=True, help_text=_("Why this date, where it is not plain."))
    time_zone = models.CharField(
        max_length=40, blank=True, help_text=_("Of the place, e.g. America/New_York.")
    )
    start_time = models.TimeField(null=True, blank=True, help_text=_("Local time at the place, where known."))
    us_date = models.DateField(
        _("date in Washington"), null=True, blank=True, help_text=_("Only where a source settles it.")
    )
    china_date = models.DateField(
        _("date in Beijing"), null=True, blank=True, help_text=_("Only where a source settles it.")
    )
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=80, blank=True)
    venue = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order within the day"), default=0)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")
    summary = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="events")
    confidence = models.CharField(max_length=8, choices=Confidence, default=Confidence.HIGH)
    editor_note = models.TextField(blank=True, help_text=_("For editors; readers do not see it."))
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.ACCEPTED)
    proposal_reason = models.TextField(blank=True)
    proposal_score = models.FloatField(
        default=0.0,
        editable=False,
        help_text=_("How much speaks for a proposal: the more articles, the nearer to 1."),
    )
    is_published = models.BooleanField(_("published"), default=False)
    locked_fields = models.JSONField(
        default=list, blank=True, help_text=_("What an editor set: the machine leaves it alone.")
    )
    article_count = models.PositiveIntegerField(default=0, editable=False)
    story_count = models.PositiveIntegerField(default=0, editable=False)
    told_on = models.DateField(
        null=True, editable=False, help_text="The first day on which an accepted source told of it."
    )
    search_text = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["earliest", "order", "id"]
        indexes = [
            models.Index(fields=["-earliest", "-id"], name="event_newest"),
            models.Index(fields=["kind", "earliest"], name="event_kind"),
            models.Index(fields=["state", "is_published", "earliest"], name="event_shown"),
            models.Index(fields=["state", "-proposal_score"], name="event_queue"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_dates_in_order",
                condition=Q(earliest=None, latest=None) | Q(earliest__lte=F("latest")),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.dates_in_words})" if self.earliest else self.title

    def get_absolute_url(self):
        return address_of_page("event", self.slug)

    def natural_key(self):
        return (self.slug,)

    @property
    def dates_in_words(self):
        """``17–18 May 2018``, ``about May 2018``, or ``date not known``."""
        words = in_words(self.earliest, self.latest)
        if not words:
            return gettext("date not known")
        return about_in_words(words) if self.is_about else words

    @property
    def is_talks(self):
        """False for measures, which are context."""
        return self.kind != self.Kind.MEASURE


class FormerSlug(models.Model):
    """A slug an event once had; it redirects."""

    slug = models.SlugField(max_length=100, unique=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self):
        return self.slug


class EventAlias(models.Model):
    """What the press calls the event ("100-day plan")."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = _("event aliases")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="eventalias_once")]

    def __str__(self):
        return self.name


class RoundLabel(models.Model):
    """A number somebody gives the event: the sides count differently, so a label says who counts so."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="round_labels")
    label = models.CharField(max_length=60, help_text=_('"12th round"'))
    counted_by = models.CharField(max_length=80, help_text=_('"Ministry of Commerce", "US press"'))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "label", "counted_by"], name="roundlabel_once")
        ]

    def __str__(self):
        return f"{self.label} ({self.counted_by})"


class Participation(Evidenced):
    """An official at an event."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        DELEGATION = "delegation", _("delegation")
        HOST = "host", _("host")

    class Certainty(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        REPORTED = "reported", _("reported")
        EXPECTED = "expected", _("expected")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    official = models.ForeignKey("articles.Official", on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=10, choices=Role, default=Role.DELEGATION)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.REPORTED)
    source = models.ForeignKey(
        "articles.Article",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The source that names them."),
    )

    class Meta(Evidenced.Meta):
        abstract = False
        ordering = ["event_id", "role", "official_id"]
        constraints = [
            *Evidenced.Meta.constraints,
            models.UniqueConstraint(fields=["event", "official"], name="participation_once"),
        ]

    def __str__(self):
        return f"{self.official} at {self.event}"
