"""What each side says, and the questions on which the accounts differ."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.curation.evidence import with_context
from articles.models import Account, Dispute

from .base import TradetalksAdmin
from .picking import PicksAnswer, PicksEvidence
from .radar import GapFilter
from .rendering import NOTHING, change_link, evidence_in_context


@admin.register(Account)
class AccountAdmin(PicksEvidence, TradetalksAdmin):
    list_display = ["text_start", "event_shown", "side", "speaker_shown", "said_on", "dispute", "modality"]
    list_filter = ["side", "modality", "is_quotation", GapFilter]
    link_filters = ("event", "dispute")
    list_select_related = ["event", "speaker", "dispute"]
    search_fields = ["text", "event__title", "speaker__name", "speaker_name"]
    date_hierarchy = "said_on"
    ordering = ["-event__earliest", "event", "order", "pk"]
    autocomplete_fields = ["event", "speaker", "dispute", "sources"]
    readonly_fields = ["evidence_shown", "choose_evidence"]
    fieldsets = [
        (None, {"fields": ["event", ("side", "order"), "text", "is_quotation"]}),
        ("Who said it, and when", {"fields": [("speaker", "speaker_name"), "said_on"]}),
        ("What it rests on", {"fields": ["sources", "evidence_shown", "choose_evidence"]}),
        ("As an answer", {"fields": [("dispute", "modality")]}),
    ]

    def get_queryset(self, request):
        return with_context(super().get_queryset(request)).defer("event__search_text")

    @admin.display(description="account", ordering="text")
    def text_start(self, account):
        return account.text if len(account.text) <= 120 else f"{account.text[:120]}…"

    @admin.display(description="event", ordering="event__earliest")
    def event_shown(self, account):
        return change_link(account.event)

    @admin.display(description="speaker", ordering="speaker__name")
    def speaker_shown(self, account):
        return account.speaker.name if account.speaker else account.speaker_name

    @admin.display(description="evidence")
    def evidence_shown(self, account):
        return evidence_in_context(account)

    @admin.display(description=_("choose it"))
    def choose_evidence(self, account):
        if account.pk is None:
            return _("Save the account, then choose its sentence.")
        words = (
            _("Another sentence of an article") if account.evidence_text_id else _("A sentence of an article")
        )
        return self.picking_link(account, words)


class AnswerInline(admin.StackedInline):
    model = Account
    verbose_name = "answer"
    verbose_name_plural = "answers: what the accounts say to it"
    fields = [
        ("side", "modality"),
        "text",
        ("is_quotation", "said_on"),
        ("speaker", "speaker_name"),
        "sources",
        "evidence_shown",
    ]
    autocomplete_fields = ["speaker", "sources"]
    readonly_fields = ["evidence_shown"]
    show_change_link = True
    extra = 0

    def get_queryset(self, request):
        return with_context(super().get_queryset(request))

    @admin.display(description=_("evidence"))
    def evidence_shown(self, account):
        if account.pk is None:
            return NOTHING
        address = reverse("admin:articles_account_evidence", args=[account.pk])
        return format_html('{} <a href="{}">{}</a>', evidence_in_context(account), address, _("choose it"))


@admin.register(Dispute)
class DisputeAdmin(PicksAnswer, TradetalksAdmin):
    list_display = ["question", "event_shown", "state", "note"]
    list_filter = ["state", GapFilter]
    link_filters = ("event",)
    list_select_related = ["event"]
    search_fields = ["question", "event__title", "slug"]
    autocomplete_fields = ["event"]
    prepopulated_fields = {"slug": ["question"]}
    inlines = [AnswerInline]
    readonly_fields = ["answer_from_article"]
    fieldsets = [(None, {"fields": ["question", "event", "state", "note", "slug", "answer_from_article"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("event__search_text")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    @admin.display(description=_("answers"))
    def answer_from_article(self, dispute):
        if dispute.pk is None:
            return _("Save the question, then write the answers from articles.")
        return self.picking_link(dispute, _("Write one from a sentence of an article"))

    @admin.display(description="event", ordering="event__earliest")
    def event_shown(self, dispute):
        return change_link(dispute.event)

    def save_formset(self, request, form, formset, change):
        for one in formset.forms:
            if one.has_changed():
                one.instance.event = form.instance.event
        super().save_formset(request, form, formset, change)
