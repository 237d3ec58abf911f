"""What extraction found in a text: dates, officials, quotations. Can be rebuilt from the text at any time."""

from django.db import connection, models
from django.db.models import Case, Count, F, FilteredRelation, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import Greatest, Length, RowNumber, Substr
from django.utils.translation import gettext_lazy as _

from articles.extraction import annotations
from articles.extraction.annotations import Relation

from .article import ArticleText


class Found(models.Model):
    """Mixin: a span of a text. ``end`` is exclusive."""

    text = models.ForeignKey("articles.ArticleText", on_delete=models.CASCADE, related_name="%(class)ss")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["text_id", "start"]
        constraints = [
            models.CheckConstraint(name="%(class)s_span_in_order", condition=Q(start__lt=F("end")))
        ]

    def __str__(self):
        return f"{self.start}–{self.end}"

    @property
    def words(self):
        """The span's own words."""
        return self.text.text[self.start : self.end]


class MentionSide(models.TextChoices):
    US = annotations.Side.US.value, _("Washington")
    CHINA = annotations.Side.CHINA.value, _("Beijing")
    JOINT = annotations.Side.JOINT.value, _("joint")
    OTHER = annotations.Side.OTHER.value, _("a third country")


class DateMention(Found):
    """A time expression and what it means."""

    value = models.CharField(max_length=24, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    granularity = models.CharField(max_length=8, blank=True)
    timex = models.CharField(max_length=24, blank=True)
    kind = models.CharField(max_length=8)
    reason = models.TextField(blank=True)


def _link_to(event):
    """The link of the mention's article to the event, if there is one."""
    links = "text__article__citations"
    return FilteredRelation(links, condition=Q(**{f"{links}__event": event}))


def _standing():
    """Mentions in the order of what they tell of the event that ``link`` leads to."""
    later, before = (
        When(link__relation=Relation.AFTERMATH.value, then=1),
        When(link__relation=Relation.PREVIEW.value, then=2),
    )
    in_headline = When(start__lt=Length("text__article__title"), then=1)
    in_evidence = When(start__gte=F("link__evidence_start"), start__lt=F("link__evidence_end"), then=0)
    return [
        Case(later, before, default=0),
        Case(in_headline, default=0),
        Case(in_evidence, default=1),
        F("start"),
        F("pk"),
    ]


def in_current_texts(found):
    """Those found in the texts that are current, of a thousand texts or more.

    On SQLite the index of current texts tells which they are: in its own row a text says so behind all its words.
    PostgreSQL keeps long words elsewhere.
    """
    if connection.vendor == "postgresql":
        return found.filter(text__is_current=True)
    current = ArticleText.objects.current().filter(article=OuterRef("text__article")).order_by().values("pk")
    return found.alias(current=Subquery(current[:1])).filter(text=F("current"))


class OfficialMentionQuerySet(models.QuerySet):
    def best_of(self, event, wanted):
        """Of each official one mention, where the event is told of best; ``wanted``: pairs of articles and officials.

        A report comes before what was written after it or before it, the article before its headline, the sentence
        that the link to the event rests on before any other.
        """
        if not wanted:
            return self.none()
        asked = Q()
        for articles, officials in wanted:
            asked |= Q(text__article__in=articles, named__in=officials)
        read = {article for articles, _ in wanted for article in articles}
        ranked = (
            # the sum keeps the databases from reading every article that ever named the officials
            self.alias(named=F("official") + 0, link=_link_to(event))
            .filter(asked, text__article__in=read, text__is_current=True)
            .alias(place=Window(RowNumber(), partition_by="official", order_by=_standing()))
            .filter(place=1)
        )
        # the whole texts are looked into for those chosen only
        return OfficialMention.objects.filter(pk__in=ranked.values("pk"))

    def by_day(self, official):
        """Rows (day, number of articles published then whose current text names the official)."""
        return (
            in_current_texts(self.filter(official=official, text__article__is_relevant=True))
            .exclude(text__article__published_latest=None)
            .order_by()
            .values("text__article__published_latest")
            .annotate(articles=Count("text__article", distinct=True))
            .values_list("text__article__published_latest", "articles")
        )

    def with_surroundings(self, width):
        """Rows (official, article, start, end, where the words begin, words): ``width`` characters on either side."""
        begin = Greatest(F("start") - width, Value(0))
        return self.annotate(begin=begin).values_list(
            "official_id",
            "text__article_id",
            "start",
            "end",
            "begin",
            Substr("text__text", F("begin") + 1, F("end") - F("begin") + width),
        )


class OfficialMention(Found):
    """A person's name; ``official`` where it is known who it is."""

    name = models.CharField(max_length=160)
    official = models.ForeignKey(
        "articles.Official", null=True, blank=True, on_delete=models.SET_NULL, related_name="mentions"
    )
    side = models.CharField(max_length=8, choices=MentionSide, blank=True)
    role = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)

    objects = OfficialMentionQuerySet.as_manager()


class QuotationQuerySet(models.QuerySet):
    def said_by(self, official):
        """What current texts quote the official with."""
        return in_current_texts(self.filter(speaker=official, text__article__is_relevant=True))

    def newest_first(self):
        """Those of the newest articles first; the undated last."""
        return self.order_by(F("text__article__published_latest").desc(nulls_last=True), "text_id", "start")

    def that_may_be_shown(self):
        """Quotations from texts everybody may read, newest first, each with ``said`` instead of the whole text."""
        return (
            self.exclude(text__article__licence="")
            .select_related("text__article__publisher")
            .defer("text__text", "text__source", "text__fingerprint", "text__given")
            .annotate(said=Substr("text__text", F("start") + 1, F("end") - F("start")))
            .newest_first()
        )


class Quotation(Found):
    """The inside of a pair of quotation marks, and who said it."""

    speaker = models.ForeignKey(
        "articles.Official", null=True, blank=True, on_delete=models.SET_NULL, related_name="quotations"
    )
    speaker_name = models.CharField(max_length=160, blank=True)
    side = models.CharField(max_length=8, choices=MentionSide, blank=True)
    cue = models.CharField(max_length=60, blank=True)

    objects = QuotationQuerySet.as_manager()
