"""Posts as a list of their own: for posts without dates, and for import and export. They are edited with their official."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.curation.locks import lock_fields
from articles.models import Post

from .base import TradetalksAdmin
from .exchange import Exchanges
from .radar import GapFilter
from .rendering import NOTHING, change_link


@admin.register(Post)
class PostAdmin(Exchanges, TradetalksAdmin):
    list_display = ["title", "official_shown", "organization", "term", "is_start_verified", "is_end_verified"]
    list_filter = [
        ("start", admin.EmptyFieldListFilter),
        "is_start_verified",
        "is_end_verified",
        "official__side",
        GapFilter,
    ]
    link_filters = ("official", "start", "end")
    list_select_related = ["official"]
    search_fields = ["title", "official__name", "organization"]
    ordering = ["official__family_name", "start", "pk"]
    autocomplete_fields = ["official"]
    fieldsets = [
        (None, {"fields": ["official", "title", "organization", "short_titles"]}),
        (
            _("When"),
            {
                "fields": [
                    ("start", "start_granularity", "is_start_verified"),
                    ("end", "end_granularity", "is_end_verified"),
                    "source_url",
                ]
            },
        ),
    ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        _lock_posts(obj.official)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        _lock_posts(obj.official)

    @admin.display(description=_("official"), ordering="official__family_name")
    def official_shown(self, post):
        return change_link(post.official)

    @admin.display(description=_("held"), ordering="start")
    def term(self, post):
        return post.term_in_words or NOTHING


def _lock_posts(official):
    """As on the official's own page: what an editor did to the list the loader leaves alone."""
    lock_fields(official, ["posts"])
    official.save(update_fields=["locked_fields"])
