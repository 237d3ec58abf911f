"""Officials, their names and posts."""

from django.contrib import admin

from articles.curation import decisions
from articles.models import Official, OfficialAlias, Participation, Post

from .base import ADDRESSES, ReadOnlyInline, TableInline, TradetalksAdmin, reason_of, unlock_rows
from .counting import count_of
from .exchange import Exchanges
from .merging import Merges
from .radar import GapFilter
from .rendering import NOTHING, change_link


class AliasInline(TableInline):
    model = OfficialAlias


class PostInline(admin.StackedInline):
    model = Post
    formfield_overrides = ADDRESSES
    fields = [
        ("title", "organization"),
        "short_titles",
        ("start", "start_granularity", "is_start_verified"),
        ("end", "end_granularity", "is_end_verified"),
        "source_url",
    ]
    extra = 0


class AttendedInline(ReadOnlyInline):
    model = Participation
    verbose_name_plural = "events attended"
    fields = ["event_shown", "role", "certainty"]
    readonly_fields = fields

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("event").defer("event__search_text")
        return rows.order_by("-event__earliest", "pk")

    @admin.display(description="event")
    def event_shown(self, participation):
        return change_link(participation.event)


@admin.register(Official)
class OfficialAdmin(Exchanges, Merges, TradetalksAdmin):
    list_display = ["name", "chinese_name", "side", "latest_post", "attended", "state", "why", "locked"]
    list_filter = ["state", "side", "is_chinese_name_verified", GapFilter]
    search_fields = ["name", "family_name", "chinese_name", "aliases__name", "slug"]
    search_help_text = "A name in either script, or an alias"
    ordering = ["family_name", "given_name", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    actions = ["accept", "refuse", "merge_selected", unlock_rows]
    readonly_fields = ["proposal_reason", "locked"]
    inlines = [AliasInline, PostInline, AttendedInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("name", "side"),
                    ("family_name", "given_name", "name_order"),
                    ("chinese_name", "is_chinese_name_verified"),
                    ("slug", "wikidata_id"),
                ]
            },
        ),
        ("For editors", {"fields": ["state", "proposal_reason", "note", "locked"]}),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request).prefetch_related("posts")
        return rows.annotate(attended_count=count_of(Participation, "official"))

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    @admin.display(description="latest post")
    def latest_post(self, official):
        posts = sorted(official.posts.all(), key=lambda post: (post.start is not None, post.start))
        return posts[-1].title if posts else NOTHING

    @admin.display(description="events", ordering="attended_count")
    def attended(self, official):
        return official.attended_count or NOTHING

    @admin.display(description="proposed because")
    def why(self, official):
        return official.proposal_reason or NOTHING

    @admin.display(description="locked")
    def locked(self, row):
        return ", ".join(row.locked_fields) or NOTHING

    @admin.action(description="Accept", permissions=["change"])
    def accept(self, request, queryset):
        count = decisions.accept_officials(queryset, request.user, reason_of(request))
        self.message_user(request, f"Accepted: {count}.")

    @admin.action(description="Refuse", permissions=["change"])
    def refuse(self, request, queryset):
        count = decisions.refuse_officials(queryset, request.user, reason_of(request))
        self.message_user(request, f"Refused: {count}. They will not be proposed again.")
