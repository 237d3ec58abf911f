"""Articles and the frozen versions of their texts."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models.functions import Length
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.curation.merging import split_story
from articles.models import Article, ArticleText, Citation, ReviewState

from .base import ReadOnlyAdmin, ReadOnlyInline, TradetalksAdmin, reason_of, unlock_rows
from .counting import count_of
from .exchange import Exchanges
from .picking import PicksCitation
from .radar import GapFilter
from .rendering import NOTHING, change_link, outward_link


class LanguageFilter(SimpleListFilter):
    """The languages there are, and the articles whose language is not known."""

    title = "language"
    parameter_name = "language"
    UNKNOWN = "unknown"

    def lookups(self, request, model_admin):
        known = (
            Article.objects.exclude(language="")
            .order_by("language")
            .values_list("language", flat=True)
            .distinct()
        )
        return [*((code, code) for code in known), (self.UNKNOWN, "not known")]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(language="" if self.value() == self.UNKNOWN else self.value())


class TextInline(ReadOnlyInline):
    model = ArticleText
    verbose_name_plural = "versions of the text (frozen)"
    fields = ["version_shown", "is_current", "length", "warnings_shown", "created_at"]
    readonly_fields = fields

    def get_queryset(self, request):
        rows = super().get_queryset(request).annotate(characters=Length("text"))
        return rows.defer("text", "source", "fingerprint").select_related("article")

    @admin.display(description="version")
    def version_shown(self, text):
        return change_link(text, f"version {text.version}")

    @admin.display(description="characters")
    def length(self, text):
        return text.characters

    @admin.display(description="warnings")
    def warnings_shown(self, text):
        return "; ".join(str(one) for one in text.warnings) or NOTHING


class CitedInline(ReadOnlyInline):
    model = Citation
    verbose_name_plural = "events it tells of"
    fields = ["event_shown", "relation", "state", "score", "own_page"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("event").defer("event__search_text")

    @admin.display(description="event")
    def event_shown(self, citation):
        return change_link(citation.event)

    @admin.display(description="decide")
    def own_page(self, citation):
        return change_link(citation, "open")


@admin.register(Article)
class ArticleAdmin(Exchanges, PicksCitation, TradetalksAdmin):
    list_display = [
        "headline",
        "publisher",
        "published",
        "published_basis",
        "kind",
        "is_relevant",
        "events_accepted",
        "events_proposed",
    ]
    list_filter = [
        "published_basis",
        "kind",
        "is_relevant",
        "publisher__side",
        "licence",
        LanguageFilter,
        GapFilter,
    ]
    link_filters = ("publisher", "story")
    list_select_related = ["publisher"]
    search_fields = ["title", "url", "byline", "publisher__name", "key"]
    search_help_text = "Words of the title, the address, the byline or the publisher"
    date_hierarchy = "published_latest"
    ordering = ["-published_latest", "-pk"]
    autocomplete_fields = ["publisher", "story"]
    actions = ["put_in_own_story", unlock_rows]
    readonly_fields = [
        "address",
        "source_of",
        "published_evidence",
        "published_reason",
        "locked",
        "created_at",
        "updated_at",
    ]
    inlines = [CitedInline, TextInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "title_is_description",
                    "url",
                    "address",
                    ("publisher", "byline"),
                    "source_of",
                ]
            },
        ),
        ("What it is", {"fields": [("kind", "language", "licence"), "is_relevant", "story"]}),
        (
            "Date",
            {
                "fields": [
                    ("published_earliest", "published_latest", "published_granularity"),
                    "published_basis",
                    "published_evidence",
                    "published_reason",
                ]
            },
        ),
        ("For editors", {"fields": ["key", "locked", ("created_at", "updated_at")]}),
    ]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                accepted_count=count_of(Citation, "article", state=ReviewState.ACCEPTED),
                proposed_count=count_of(Citation, "article", state=ReviewState.PROPOSED),
            )
        )

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            # the key is worked out from the address
            return [fieldset for fieldset in fieldsets if "key" not in fieldset[1]["fields"]]
        return fieldsets

    @admin.display(description="article", ordering="title")
    def headline(self, article):
        return format_html("<bdi>{}</bdi>", str(article))

    @admin.display(description="published", ordering="published_latest")
    def published(self, article):
        return article.published_in_words or NOTHING

    @admin.display(description="source of", ordering="accepted_count")
    def events_accepted(self, article):
        return article.accepted_count or NOTHING

    @admin.display(description="proposed for", ordering="proposed_count")
    def events_proposed(self, article):
        return article.proposed_count or NOTHING

    @admin.display(description="open it")
    def address(self, article):
        return outward_link(article.url)

    @admin.display(description=_("source"))
    def source_of(self, article):
        if article.pk is None:
            return NOTHING
        return self.picking_link(article, _("Choose a sentence that tells of an event"))

    @admin.display(description="locked")
    def locked(self, row):
        return ", ".join(row.locked_fields) or NOTHING

    @admin.action(description="Put together into a story of their own", permissions=["change"])
    def put_in_own_story(self, request, queryset):
        story = split_story(queryset, request.user, reason_of(request))
        self.message_user(request, f"They are now {story}.")

    def save_model(self, request, obj, form, change):
        if not obj.key:
            obj.key = Article.key_for(url=obj.url, source=obj.title)
        super().save_model(request, obj, form, change)


@admin.register(ArticleText)
class ArticleTextAdmin(ReadOnlyAdmin):
    """A text as it was read. Nothing changes it: the evidence of everything counts its characters."""

    list_display = ["article", "version", "is_current", "created_at"]
    list_filter = ["is_current", "extraction_version"]
    list_select_related = ["article"]
    search_fields = ["article__title", "article__url", "sha256"]
    fields = [
        "article_shown",
        "version",
        "is_current",
        "warnings",
        "text_shown",
        "sha256",
        "extraction_version",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("source", "fingerprint")

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.display(description="article")
    def article_shown(self, text):
        return change_link(text.article)

    @admin.display(description="text")
    def text_shown(self, text):
        return format_html('<div class="frozen-text" dir="auto">{}</div>', text.text)

    def has_delete_permission(self, request, obj=None):
        # a version goes only with its article
        is_own_page = request.resolver_match and request.resolver_match.url_name.startswith(
            "articles_articletext"
        )
        return not is_own_page and admin.ModelAdmin.has_delete_permission(self, request, obj)
