"""Officials, the names they go by, and the posts they held."""

from django.db import models
from django.db.models import Count, ExpressionWrapper, F, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.extraction.annotations import Side

from .addresses import address_of_page
from .dates import Granularity, day_in_words, month_in_words, year_in_words


class ReviewState(models.TextChoices):
    """What the machine proposed and what an editor made of it."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")


class OfficialSide(models.TextChoices):
    US = Side.US.value, _("Washington")
    CHINA = Side.CHINA.value, _("Beijing")


class OfficialQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def accepted(self):
        """Officials a reader may see."""
        return self.filter(state=ReviewState.ACCEPTED)

    def proposed(self):
        """Officials the machine proposes."""
        return self.filter(state=ReviewState.PROPOSED)

    def in_events(self):
        """Accepted officials who took part in some event, by name."""
        return (
            self.accepted()
            .filter(participations__isnull=False)
            .distinct()
            .order_by("family_name", "given_name")
        )

    def for_list(self):
        """Accepted officials by name, with posts and ``event_count``, the number of published events they were at."""
        published = Q(
            participations__event__is_published=True, participations__event__state=ReviewState.ACCEPTED
        )
        return (
            self.accepted()
            .annotate(event_count=Count("participations", filter=published))
            .prefetch_related("posts")
            .order_by("family_name", "given_name")
        )


class Official(models.Model):
    """A person who holds or held a public post on either side."""

    class NameOrder(models.TextChoices):
        GIVEN_FIRST = "given-first", _("given name first")
        FAMILY_FIRST = "family-first", _("family name first")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=80, blank=True)
    given_name = models.CharField(max_length=80, blank=True)
    name_order = models.CharField(max_length=12, choices=NameOrder, default=NameOrder.GIVEN_FIRST)
    chinese_name = models.CharField(max_length=40, blank=True)
    is_chinese_name_verified = models.BooleanField(_("Chinese name seen in a source"), default=False)
    side = models.CharField(max_length=8, choices=OfficialSide)
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.ACCEPTED)
    proposal_reason = models.TextField(blank=True)
    proposal_score = models.FloatField(
        default=0.0,
        editable=False,
        help_text=_("How much speaks for a proposal: the more articles, the nearer to 1."),
    )
    note = models.TextField(blank=True)
    locked_fields = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name"]
        indexes = [
            models.Index(fields=["state", "side", "family_name"], name="official_state"),
            models.Index(fields=["state", "-proposal_score"], name="official_queue"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of_page("official", self.slug)

    def natural_key(self):
        return (self.slug,)

    def post_on(self, day):
        """The post held on ``day``, or None. Uses prefetched posts; the latest start wins."""
        held = [post for post in self.posts.all() if post.is_held_on(day)] if day else []
        return max(held, key=lambda post: (post.start is not None, post.start), default=None)


class OfficialAlias(models.Model):
    """Another name in print: a short form, a transliteration, a misspelling seen."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    is_misspelling = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = _("official aliases")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["official", "name"], name="officialalias_once")]

    def __str__(self):
        return self.name


class PostQuerySet(models.QuerySet):
    def held_on(self, day):
        """Posts that nothing known speaks against on ``day`` (an expression), the latest start first; without a day, none."""
        begun, not_over = Q(start=None) | Q(start__lte=F("day")), Q(end=None) | Q(end__gte=F("day"))
        on_day = self.alias(day=ExpressionWrapper(day, models.DateField())).filter(day__isnull=False)
        return on_day.filter(begun, not_over).order_by(F("start").desc(nulls_last=True), "id")

    def titles(self):
        """Their titles, one row each."""
        return self.values("title")

    def short_titles(self):
        """Their titles as the press prints them ("Treasury Secretary"), one row each."""
        short = Coalesce(KeyTextTransform("0", "short_titles"), "title", output_field=models.CharField())
        return self.annotate(short=short).values("short")


class Post(models.Model):
    """An office held. An unknown end does not mean that it is still held.

    Dates nobody saw in a source (``is_…_verified`` false) serve matching and are shown as a year, marked so.
    """

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=200)
    short_titles = models.JSONField(default=list, blank=True, help_text=_("As the press prints them."))
    organization = models.CharField(max_length=200, blank=True)
    start = models.DateField(null=True, blank=True)
    start_granularity = models.CharField(max_length=8, choices=Granularity, default=Granularity.DAY)
    is_start_verified = models.BooleanField(default=False)
    end = models.DateField(null=True, blank=True)
    end_granularity = models.CharField(max_length=8, choices=Granularity, default=Granularity.DAY)
    is_end_verified = models.BooleanField(default=False)
    source_url = models.URLField(max_length=1000, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["official_id", F("start").asc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(
                name="post_start_before_end", condition=Q(start=None) | Q(end=None) | Q(start__lte=F("end"))
            ),
        ]

    def __str__(self):
        return self.title

    def is_held_on(self, day):
        """True if nothing known speaks against the post being held on ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def short_title(self):
        """The title as the press prints it ("Treasury Secretary")."""
        return self.short_titles[0] if self.short_titles else self.title

    @property
    def start_in_words(self):
        """The start as fine as it is known and verified: ``13 February 2017`` or ``2017 (unverified)``."""
        return _limit_in_words(self.start, self.start_granularity, self.is_start_verified)

    @property
    def end_in_words(self):
        """The end as fine as it is known and verified, or an empty string where it is not known."""
        return _limit_in_words(self.end, self.end_granularity, self.is_end_verified)

    @property
    def term_in_words(self):
        """``2017–2018 (unverified)``, ``19 March 2018 – 12 March 2023``, ``from 28 January 2025``, or nothing."""
        if self.start and self.end and not (self.is_start_verified or self.is_end_verified):
            return gettext("%(from)s–%(to)s (unverified)") % {"from": self.start.year, "to": self.end.year}
        if self.start and self.end:
            return gettext("%(from)s – %(to)s") % {"from": self.start_in_words, "to": self.end_in_words}
        if self.end:
            return gettext("until %(day)s") % {"day": self.end_in_words}
        return gettext("from %(day)s") % {"day": self.start_in_words} if self.start else ""


def _limit_in_words(day, granularity, is_verified):
    if day is None:
        return ""
    if not is_verified:
        return gettext("%(year)s (unverified)") % {"year": day.year}
    if granularity == Granularity.YEAR:
        return year_in_words(day.year)
    return month_in_words(day) if granularity == Granularity.MONTH else day_in_words(day)
