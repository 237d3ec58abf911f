"""Publishers."""

from django.contrib import admin

from articles.models import Article, Publisher

from .base import TradetalksAdmin
from .counting import count_of
from .merging import Merges


@admin.register(Publisher)
class PublisherAdmin(Merges, TradetalksAdmin):
    list_display = ["name", "domain", "side", "printed"]
    list_filter = ["side"]
    search_fields = ["name", "domain"]
    ordering = ["name"]
    actions = ["merge_selected"]
    fieldsets = [(None, {"fields": ["name", "domain", "side"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(article_count=count_of(Article, "publisher"))

    @admin.display(description="articles", ordering="article_count")
    def printed(self, publisher):
        return publisher.article_count
