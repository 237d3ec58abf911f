"""Articles, the frozen versions of their texts, and stories (articles that are one text printed several times)."""

import hashlib

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.extraction.annotations import Basis

from .addresses import address_of_page
from .dates import Granularity, in_words


class StoryManager(models.Manager):
    def get_by_natural_key(self, key):
        return self.get(key=key)


class Story(models.Model):
    """One story as printed by one or more publishers: copies and rewrites of one text."""

    key = models.CharField(max_length=40, unique=True)

    objects = StoryManager()

    class Meta:
        verbose_name_plural = _("stories")

    def __str__(self):
        return f"Story {self.key}"

    def natural_key(self):
        return (self.key,)


FIRST_WORDS = 80


def first_words_of(text):
    """The first whole words of a text, at most 80 characters of them: ``"The envoys met …"``."""
    words = " ".join(text.split())
    if len(words) <= FIRST_WORDS:
        return words
    return f"{words[:FIRST_WORDS].rpartition(' ')[0] or words[:FIRST_WORDS]} …"


class ArticleQuerySet(models.QuerySet):
    def get_by_natural_key(self, key):
        return self.get(key=key)

    def with_text(self):
        """Articles whose text we hold, not only their citation."""
        return self.filter(texts__is_current=True)

    def published_by(self, day):
        """Articles known to be published by ``day``; without a day, all."""
        return self.filter(published_latest__lte=day) if day else self

    def name_untitled(self, articles):
        """Give the articles that have no title their ``first_words``: one query for all, none where all have titles."""
        untitled = {article.pk: article for article in articles if not article.title}
        starts = {}
        if untitled:
            starts = dict(ArticleText.objects.starts_of(untitled).values_list("article_id", "start"))
        for pk, article in untitled.items():
            article.first_words = first_words_of(starts.get(pk, ""))

    def undated(self):
        """Articles whose document date is unknown."""
        return self.filter(published_basis=Basis.UNKNOWN.value)


class Article(models.Model):
    """A source: an article whose text we hold, or only its citation."""

    class Kind(models.TextChoices):
        PRESS = "press", _("press report")
        OFFICIAL = "official", _("official text")
        ANALYSIS = "analysis", _("analysis")
        SAMPLE = "sample", _("sample written for this site")

    class DateBasis(models.TextChoices):
        GIVEN = Basis.GIVEN.value, _("given when it was loaded")
        STATED = Basis.STATED.value, _("stated on the page")
        URL = Basis.URL.value, _("in the address")
        METADATA = Basis.METADATA.value, _("in the page's metadata")
        INFERRED = Basis.INFERRED.value, _("inferred from the contents")
        UNKNOWN = Basis.UNKNOWN.value, _("unknown")

    class Licence(models.TextChoices):
        """A licence under which the full text may be shown to everybody."""

        CC0 = "CC0-1.0", _("CC0 1.0 (public domain)")
        PUBLIC_DOMAIN = "public-domain", _("work of a government, in the public domain")
        CC_BY = "CC-BY-4.0", _("CC BY 4.0")

    key = models.CharField(
        max_length=16,
        unique=True,
        help_text=_("Permanent id: hash of the address, or of the text where there is no address."),
    )
    url = models.URLField(_("address"), max_length=1000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    title_is_description = models.BooleanField(
        default=False, help_text=_("The page's own title was not seen; this one is our description.")
    )
    byline = models.CharField(max_length=300, blank=True)
    publisher = models.ForeignKey(
        "articles.Publisher", null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PRESS)
    language = models.CharField(max_length=12, blank=True)
    licence = models.CharField(max_length=20, choices=Licence, blank=True)
    is_relevant = models.BooleanField(_("about the talks"), default=True)
    published_earliest = models.DateField(null=True, blank=True)
    published_latest = models.DateField(null=True, blank=True)
    published_granularity = models.CharField(max_length=8, choices=Granularity, blank=True)
    published_basis = models.CharField(
        _("date basis"), max_length=10, choices=DateBasis, default=DateBasis.UNKNOWN
    )
    published_evidence = models.CharField(
        max_length=300, blank=True, help_text=_("The words the date was read from.")
    )
    published_reason = models.TextField(blank=True)
    story = models.ForeignKey(
        "articles.Story", null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    locked_fields = models.JSONField(
        default=list, blank=True, help_text=_("What an editor set: the machine leaves it alone.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_latest", "-id"]
        indexes = [models.Index(fields=["-published_latest", "-id"], name="article_newest")]
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="article_url_once"),
            models.CheckConstraint(
                name="article_dates_in_order",
                condition=Q(published_earliest=None, published_latest=None)
                | Q(published_earliest__lte=F("published_latest")),
            ),
        ]

    def __str__(self):
        return self.title or self.first_words or self.url or self.key

    def get_absolute_url(self):
        return address_of_page("article", self.key)

    def natural_key(self):
        return (self.key,)

    natural_key.dependencies = ["articles.publisher"]  # type: ignore[attr-defined]

    @staticmethod
    def key_for(*, url="", source=""):
        """The permanent id of an article: 16 hex digits of the hash of its address, else of its text as read."""
        return hashlib.sha256((url or source).encode()).hexdigest()[:16]

    @cached_property
    def first_words(self):
        """How the text begins, for an article without a title: "BEIJING, May 18 (Xinhua) -- The two sides have …"."""
        texts = self.texts.filter(is_current=True).order_by()
        start = texts.annotate(start=Substr("text", 1, 2 * FIRST_WORDS)).values_list("start", flat=True)
        return first_words_of(start.first() or "") if self.pk else ""

    @property
    def is_text_free(self):
        """True if everybody may read the full text here."""
        return bool(self.licence)

    @property
    def published_in_words(self):
        """ "18 May 2018", "May 2018", "14–16 May 2018", or an empty string."""
        return in_words(self.published_earliest, self.published_latest)

    @property
    def is_dated_by_contents(self):
        """True if the date is a conclusion of ours rather than something the page says."""
        return self.published_basis == Basis.INFERRED.value


class ArticleTextQuerySet(models.QuerySet):
    def get_by_natural_key(self, article_key, version):
        return self.get(article__key=article_key, version=version)

    def current(self):
        """The newest version of each text."""
        return self.filter(is_current=True)

    def stale(self, version):
        """The newest texts that a version of reading before ``version`` read and that can be read again."""
        return self.current().filter(extraction_version__lt=version).exclude(source="")

    def starts_of(self, articles):
        """The newest texts of the articles, each with its ``start``: more than enough for ``first_words_of``."""
        texts = self.current().filter(article__in=articles).order_by()
        return texts.annotate(start=Substr("text", 1, 2 * FIRST_WORDS))


class ArticleText(models.Model):
    """A version of an article's text. It is never changed: a changed page adds a version.

    ``source`` is what was read (plain text or HTML, decoded); ``text`` the clean body that all spans count in.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="texts")
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField(blank=True)
    source_format = models.CharField(max_length=8, blank=True)
    given = models.JSONField(
        default=dict, blank=True, help_text=_("What was said of the article when it was loaded.")
    )
    extraction_version = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    fingerprint = models.BinaryField(default=bytes, blank=True, editable=False)
    warnings = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleTextQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="articletext_version_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(is_current=True), name="articletext_one_current"
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="articletext_sha256"),
            models.Index(
                fields=["extraction_version"], name="articletext_read_by", condition=Q(is_current=True)
            ),
        ]

    def __str__(self):
        return f"{self.article}, version {self.version}"

    def natural_key(self):
        return (self.article.key, self.version)

    natural_key.dependencies = ["articles.article"]  # type: ignore[attr-defined]


class FingerprintBand(models.Model):
    """A band of a text's fingerprint: texts that share one may be copies of each other."""

    text = models.ForeignKey(ArticleText, on_delete=models.CASCADE, related_name="bands", db_index=False)
    """Found by the index of the constraint; one of its own would be written to thirty times an article."""
    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["value", "text"], name="fingerprintband_value")]
        constraints = [models.UniqueConstraint(fields=["text", "value"], name="fingerprintband_once")]

    def __str__(self):
        return f"{self.value:x}"
