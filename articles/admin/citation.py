"""Sources of events: the review queue."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.utils.html import format_html

from articles.curation import decisions
from articles.curation.changes import snapshot
from articles.curation.evidence import with_context
from articles.models import Citation, ReviewState

from .base import TradetalksAdmin, reason_of
from .exchange import Exchanges
from .radar import GapFilter
from .rendering import NOTHING, change_link, evidence_in_context, outward_link, reasons_list

Relation = Citation.EventRelation


class StateFilter(SimpleListFilter):
    """The queue shows what waits, unless something else is asked for."""

    title = "state"
    parameter_name = "state"
    ALL = "all"

    def lookups(self, request, model_admin):
        return [*ReviewState.choices[1:], (self.ALL, "all")]

    def choices(self, changelist):
        waiting = {
            "selected": self.value() in (None, ReviewState.PROPOSED),
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": ReviewState.PROPOSED.label,
        }
        _, *others = super().choices(changelist)
        return [waiting, *others]

    def queryset(self, request, queryset):
        if self.value() == self.ALL:
            return queryset
        state = self.value() if self.value() in ReviewState.values else ReviewState.PROPOSED
        return queryset.filter(state=state)


class ScoreFilter(SimpleListFilter):
    """How sure the machine is."""

    title = "score"
    parameter_name = "score"
    BANDS = {"90": (0.9, 1.01), "70": (0.7, 0.9), "50": (0.5, 0.7), "0": (0.0, 0.5)}

    def lookups(self, request, model_admin):
        return [("90", "90 and more"), ("70", "70 to 89"), ("50", "50 to 69"), ("0", "under 50")]

    def queryset(self, request, queryset):
        if self.value() not in self.BANDS:
            return queryset
        low, high = self.BANDS[self.value()]
        return queryset.filter(score__gte=low, score__lt=high)


def accept_as(relation):
    """The action that accepts the chosen links with this relation."""

    @admin.action(description=f"Accept as: {relation.label}", permissions=["change"])
    def accept(modeladmin, request, queryset):
        count = decisions.accept_citations(
            queryset, request.user, reason_of(request), relation=relation.value
        )
        modeladmin.message_user(request, f"Accepted: {count}.")

    accept.__name__ = f"accept_as_{relation.value}"
    return accept


@admin.register(Citation)
class CitationAdmin(Exchanges, TradetalksAdmin):
    list_display = ["source", "tells_of", "relation", "percent", "why", "decision"]
    list_filter = [StateFilter, "relation", ScoreFilter, "origin", "event__kind", GapFilter]
    link_filters = ("event", "article")
    list_select_related = ["event", "article__publisher", "decided_by"]
    search_fields = ["article__title", "article__url", "event__title"]
    search_help_text = "Words of the article's title or address, or of the event's title"
    ordering = ["-score", "pk"]
    autocomplete_fields = ["event", "article"]
    actions = ["accept", "refuse", *(accept_as(relation) for relation in Relation), "reopen"]
    fieldsets = [
        (None, {"fields": ["article", "event", "relation", "state", "note"]}),
        ("What the machine saw", {"fields": ["percent", "reasons_shown", "evidence_shown", "origin"]}),
        ("Decision", {"fields": ["decision"]}),
    ]
    readonly_fields = ["percent", "reasons_shown", "evidence_shown", "origin", "decision"]

    def get_queryset(self, request):
        return with_context(super().get_queryset(request)).defer("event__search_text")

    def get_readonly_fields(self, request, obj=None):
        # another article would be another link: only a new one may choose it
        return [*self.readonly_fields, "article_shown"] if obj else self.readonly_fields

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return [fieldsets[0], fieldsets[-1]]
        fieldsets[0] = (None, {"fields": ["article_shown", "event", "relation", "state", "note"]})
        return fieldsets

    @admin.display(description="article", ordering="article__title")
    def source(self, citation):
        article = citation.article
        return format_html(
            '<bdi>{}</bdi><br><span class="quiet">{} {}</span>',
            str(article),
            article.publisher.name if article.publisher else "",
            article.published_in_words or "undated",
        )

    @admin.display(description="event", ordering="event__earliest")
    def tells_of(self, citation):
        return change_link(citation.event)

    @admin.display(description="score", ordering="score")
    def percent(self, citation):
        return round(100 * citation.score) if citation.origin == Citation.Origin.MACHINE else NOTHING

    @admin.display(description="evidence and reasons")
    def why(self, citation):
        return format_html("{}{}", evidence_in_context(citation), reasons_list(citation.reasons))

    @admin.display(description="evidence")
    def evidence_shown(self, citation):
        return evidence_in_context(citation)

    @admin.display(description="reasons")
    def reasons_shown(self, citation):
        return reasons_list(citation.reasons)

    @admin.display(description="article")
    def article_shown(self, citation):
        article = citation.article
        return format_html("{} – {}", change_link(article), outward_link(article.url))

    @admin.display(description="state", ordering="decided_at")
    def decision(self, citation):
        if citation.decided_at is None:
            return citation.get_state_display()
        editor = citation.decided_by or "a former editor"
        return f"{citation.get_state_display()}, {editor}, {citation.decided_at:%d %b %Y}"

    @admin.action(description="Accept", permissions=["change"])
    def accept(self, request, queryset):
        count = decisions.accept_citations(queryset, request.user, reason_of(request))
        self.message_user(request, f"Accepted: {count}.")

    @admin.action(description="Refuse", permissions=["change"])
    def refuse(self, request, queryset):
        count = decisions.refuse_citations(queryset, request.user, reason_of(request))
        self.message_user(request, f"Refused: {count}. They will not be proposed again.")

    @admin.action(description="Put back among the proposals", permissions=["change"])
    def reopen(self, request, queryset):
        count = decisions.reopen_citations(queryset, request.user, reason_of(request))
        self.message_user(request, f"Put back: {count}.")

    def save_model(self, request, obj, form, change):
        if change and "event" in form.changed_data:
            wrong, right = Citation.objects.get(pk=obj.pk), obj.event
            reason = form.cleaned_data["change_reason"]
            decisions.correct_citation(wrong, request.user, relation=obj.relation, event=right, reason=reason)
            obj.refresh_from_db()
            form.before = snapshot(obj)  # the correction wrote its own lines in the log
            return
        if not change:
            obj.origin, obj.score = Citation.Origin.CURATED, 1.0
        decisions.mark_decided(obj, request.user)
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        # a link that is deleted is proposed again: it has to be refused. It may go with its event or article.
        is_own_page = request.resolver_match and request.resolver_match.url_name.startswith(
            "articles_citation"
        )
        return not is_own_page and super().has_delete_permission(request, obj)
