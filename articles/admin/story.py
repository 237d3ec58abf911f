"""Stories: articles that are one text printed several times."""

from django.contrib import admin

from articles.curation.merging import split_story
from articles.models import Article, Story

from .base import ReadOnlyInline, TradetalksAdmin, reason_of
from .counting import count_of
from .merging import Merges
from .rendering import NOTHING, change_link


class PrintedInline(ReadOnlyInline):
    model = Article
    verbose_name_plural = "printed as"
    fields = ["headline", "publisher", "published", "locked"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("publisher")

    @admin.display(description="article")
    def headline(self, article):
        return change_link(article)

    @admin.display(description="published")
    def published(self, article):
        return article.published_in_words or NOTHING

    @admin.display(description="where it is", boolean=True)
    def locked(self, article):
        return "story" in article.locked_fields


@admin.register(Story)
class StoryAdmin(Merges, TradetalksAdmin):
    """The machine makes stories; editors merge them and take them apart."""

    list_display = ["key", "first_title", "printed"]
    search_fields = ["key", "articles__title"]
    search_help_text = "Words of an article's title"
    ordering = ["-pk"]
    actions = ["merge_selected", "take_apart"]
    readonly_fields = ["key"]
    inlines = [PrintedInline]
    fieldsets = [(None, {"fields": ["key"]})]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.annotate(article_count=count_of(Article, "story")).prefetch_related("articles")

    def has_add_permission(self, request):
        return False

    @admin.display(description="article")
    def first_title(self, story):
        articles = story.articles.all()
        return str(articles[0]) if articles else NOTHING

    @admin.display(description="printed", ordering="article_count")
    def printed(self, story):
        return story.article_count

    @admin.action(description="Take apart: a story of its own for each article", permissions=["change"])
    def take_apart(self, request, queryset):
        count = 0
        for article in Article.objects.filter(story__in=list(queryset)).select_related("story"):
            split_story([article], request.user, reason_of(request))
            count += 1
        self.message_user(request, f"Articles put into stories of their own: {count}.")
