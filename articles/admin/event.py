"""Events: one page with everything that belongs to one."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Case, F, IntegerField, Value, When
from django.urls import reverse
from django.utils.html import format_html

from articles.curation import decisions
from articles.curation.addresses import keep_address
from articles.curation.evidence import with_context
from articles.models import (
    Account,
    Citation,
    Dispute,
    Event,
    EventAlias,
    Participation,
    ReviewState,
    RoundLabel,
    Series,
    Topic,
)

from .base import TableInline, TradetalksAdmin, reason_of, unlock_rows
from .exchange import Exchanges
from .merging import Merges
from .radar import GapFilter
from .rendering import NOTHING, change_link, evidence_in_context, reasons_list

MOST_CITATIONS = 40
"""Most sources on an event's page: a thousand would make a form nobody can send. The list holds the others."""


class SourcesFilter(SimpleListFilter):
    """By the number of independent stories an event rests on."""

    title = "sources"
    parameter_name = "sources"

    def lookups(self, request, model_admin):
        return [("none", "none"), ("one", "one"), ("several", "several")]

    def queryset(self, request, queryset):
        match self.value():
            case "none":
                return queryset.filter(story_count=0)
            case "one":
                return queryset.filter(story_count=1)
            case "several":
                return queryset.filter(story_count__gt=1)
        return queryset


class EvidenceShown:
    """Mixin of inlines whose rows rest on evidence."""

    def get_queryset(self, request):
        return with_context(super().get_queryset(request))

    @admin.display(description="evidence")
    def evidence_shown(self, row):
        return evidence_in_context(row) if row.pk else NOTHING


class ParticipationInline(EvidenceShown, TableInline):
    model = Participation
    fields = ["official", "role", "certainty", "source", "evidence_shown"]
    readonly_fields = ["evidence_shown"]
    autocomplete_fields = ["official", "source"]


class AliasInline(TableInline):
    model = EventAlias


class RoundLabelInline(TableInline):
    model = RoundLabel


class AccountInline(EvidenceShown, admin.StackedInline):
    model = Account
    fields = [
        ("side", "modality", "dispute"),
        "text",
        ("is_quotation", "said_on"),
        ("speaker", "speaker_name"),
        "sources",
        ("order", "evidence_shown"),
    ]
    readonly_fields = ["evidence_shown"]
    autocomplete_fields = ["speaker", "sources"]
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "dispute":
            event = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Dispute.objects.filter(event=event) if event else Dispute.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DisputeInline(TableInline):
    model = Dispute
    fields = ["question", "state", "note", "slug"]
    prepopulated_fields = {"slug": ["question"]}
    show_change_link = True


class CitationInline(EvidenceShown, TableInline):
    """The sources there are: decide them here, or correct their relation."""

    model = Citation
    verbose_name_plural = "sources: accepted first, then proposed"
    fields = ["article_shown", "relation", "state", "score_shown", "why", "note"]
    readonly_fields = ["article_shown", "score_shown", "why"]
    max_num = 0
    can_delete = False

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("article__publisher")
        if request.method == "POST":  # what was sent may have moved since it was shown
            return rows
        first = Case(
            When(state=ReviewState.ACCEPTED, then=Value(0)),
            When(state=ReviewState.PROPOSED, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        event = request.resolver_match.kwargs.get("object_id")
        shown = Citation.objects.filter(event=event).order_by(first, "-score", "pk")[:MOST_CITATIONS]
        return rows.filter(pk__in=[row.pk for row in shown.only("pk")]).order_by(first, "-score", "pk")

    @admin.display(description="article")
    def article_shown(self, citation):
        publisher = citation.article.publisher
        return format_html(
            '{}<br><span class="quiet">{} {}</span>',
            change_link(citation.article),
            publisher.name if publisher else "",
            citation.article.published_in_words or "undated",
        )

    @admin.display(description="score")
    def score_shown(self, citation):
        return round(100 * citation.score) if citation.origin == Citation.Origin.MACHINE else "curated"

    @admin.display(description="evidence and reasons")
    def why(self, citation):
        return format_html("{}{}", evidence_in_context(citation), reasons_list(citation.reasons))


class NewCitationInline(TableInline):
    """A source an editor adds: it is accepted at once."""

    model = Citation
    verbose_name_plural = "more sources"
    fields = ["article", "relation", "note"]
    autocomplete_fields = ["article"]
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).none()


@admin.register(Event)
class EventAdmin(Exchanges, Merges, TradetalksAdmin):
    list_display = [
        "title",
        "dates",
        "kind",
        "status",
        "city",
        "standing",
        "is_published",
        "sources",
        "locked",
    ]
    list_filter = [
        "state",
        "is_published",
        "kind",
        "status",
        SourcesFilter,
        GapFilter,
        "outcome",
        "confidence",
        "series",
    ]
    search_fields = ["title", "slug", "city", "aliases__name"]
    search_help_text = "Words of the title, the place, an alias or the address"
    date_hierarchy = "earliest"
    ordering = [F("earliest").desc(nulls_last=True), "-order", "-pk"]
    autocomplete_fields = ["parent", "series", "topics"]
    prepopulated_fields = {"slug": ["title"]}
    actions = ["accept", "refuse", "publish", "unpublish", "merge_selected", unlock_rows]
    readonly_fields = ["counts", "proposal_reason", "locked"]
    inlines = [
        ParticipationInline,
        AliasInline,
        RoundLabelInline,
        DisputeInline,
        AccountInline,
        CitationInline,
        NewCitationInline,
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "slug",
                    ("kind", "status", "outcome"),
                    ("state", "is_published", "confidence"),
                    "counts",
                ]
            },
        ),
        (
            "When",
            {
                "fields": [
                    ("earliest", "latest", "granularity", "is_about"),
                    "date_reason",
                    ("start_time", "time_zone", "order"),
                    ("us_date", "china_date"),
                ]
            },
        ),
        ("Where", {"fields": [("city", "country", "venue")]}),
        ("What", {"fields": ["summary", "topics", ("series", "parent")]}),
        ("For editors", {"fields": ["editor_note", "proposal_reason", "locked"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("search_text")

    def get_inlines(self, request, obj):
        # a new event has no sources to decide
        return [one for one in self.inlines if obj or one is not CitationInline]

    def get_prepopulated_fields(self, request, obj=None):
        # the address of an event that is there stays, whatever becomes of its title
        return {} if obj else self.prepopulated_fields

    @admin.display(description="date", ordering="earliest")
    def dates(self, event):
        return event.dates_in_words

    @admin.display(description="state", ordering="state")
    def standing(self, event):
        reason = event.proposal_reason if event.state == ReviewState.PROPOSED else ""
        return format_html('{}<br><span class="quiet">{}</span>', event.get_state_display(), reason)

    @admin.display(description="sources", ordering="story_count")
    def sources(self, event):
        return f"{event.article_count} ({event.story_count})" if event.article_count else NOTHING

    @admin.display(description="sources")
    def counts(self, event):
        address = reverse("admin:articles_citation_changelist")
        return format_html(
            '{} articles, {} independent. <a href="{}?event__id__exact={}&amp;state=all">All links of this event</a>',
            event.article_count,
            event.story_count,
            address,
            event.pk,
        )

    @admin.display(description="locked")
    def locked(self, row):
        return ", ".join(row.locked_fields) or NOTHING

    @admin.action(description="Accept and publish", permissions=["change"])
    def accept(self, request, queryset):
        count = decisions.accept_events(queryset, request.user, reason_of(request))
        self.message_user(request, f"Accepted: {count}.")

    @admin.action(description="Refuse, with the sources proposed to them", permissions=["change"])
    def refuse(self, request, queryset):
        count = decisions.refuse_events(queryset, request.user, reason_of(request))
        self.message_user(request, f"Refused: {count}. They will not be proposed again.")

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request, queryset):
        count = decisions.publish_events(queryset, request.user, reason_of(request))
        self.message_user(request, f"Published: {count}.")

    @admin.action(description="Take off the site", permissions=["change"])
    def unpublish(self, request, queryset):
        count = decisions.unpublish_events(queryset, request.user, reason_of(request))
        self.message_user(request, f"Taken off the site: {count}.")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "slug" in form.changed_data and change:
            keep_address(obj, form.initial["slug"])

    def save_formset(self, request, form, formset, change):
        if formset.model is Citation:
            for one in formset.forms:
                if one.has_changed():
                    _decide(one.instance, request.user)
        super().save_formset(request, form, formset, change)


def _decide(citation, editor):
    """An editor's hand on a link is a decision."""
    if citation.pk is None:
        citation.state, citation.origin, citation.score = ReviewState.ACCEPTED, Citation.Origin.CURATED, 1.0
    decisions.mark_decided(citation, editor)


@admin.register(Series)
class SeriesAdmin(TradetalksAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(TradetalksAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
