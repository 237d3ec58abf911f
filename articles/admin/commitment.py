"""What was expected or announced, and what came of it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.curation.evidence import with_context
from articles.models import Commitment, CommitmentStep

from .base import TradetalksAdmin
from .rendering import NOTHING, change_link, evidence_in_context


class StepInline(admin.StackedInline):
    """The steps in their order, each with its source."""

    model = CommitmentStep
    fields = [("state", "on", "due_on", "order"), "text", ("source", "happened_at"), "evidence_shown"]
    readonly_fields = ["evidence_shown"]
    autocomplete_fields = ["source", "happened_at"]
    extra = 0

    def get_queryset(self, request):
        return with_context(super().get_queryset(request))

    @admin.display(description=_("evidence"))
    def evidence_shown(self, step):
        return evidence_in_context(step) if step.pk else NOTHING


@admin.register(Commitment)
class CommitmentAdmin(TradetalksAdmin):
    list_display = ["what", "event_shown", "side", "standing"]
    list_filter = ["side", "steps__state"]
    link_filters = ("event",)
    list_select_related = ["event"]
    search_fields = ["what", "slug", "event__title", "steps__text"]
    autocomplete_fields = ["event"]
    prepopulated_fields = {"slug": ["what"]}
    inlines = [StepInline]
    fieldsets = [(None, {"fields": ["what", ("event", "side", "order"), "slug"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("event__search_text").prefetch_related("steps")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    @admin.display(description=_("event"), ordering="event__earliest")
    def event_shown(self, commitment):
        return change_link(commitment.event)

    @admin.display(description=_("state"))
    def standing(self, commitment):
        last = next(reversed(commitment.steps.all()), None)
        return last.get_state_display() if last else NOTHING
