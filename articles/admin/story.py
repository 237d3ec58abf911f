"""Stories: articles that are one text printed several times."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.curation.changes import in_one_go
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
    change_form_template = "admin/story_form.html"
    fieldsets = [(None, {"fields": ["key"]})]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.annotate(article_count=count_of(Article, "story")).prefetch_related("articles")

    def get_urls(self):
        address = path("<int:pk>/split/", self.admin_site.admin_view(self.split), name="articles_story_split")
        return [address, *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def describe(self, row):
        return "; ".join(str(article) for article in row.articles.all()[:3])

    def split(self, request, pk):
        """Choose the articles that are a story of their own; undone in the log."""
        story = get_object_or_404(Story, pk=pk)
        if not self.has_change_permission(request, story):
            raise PermissionDenied
        members = list(story.articles.select_related("publisher"))
        chosen = [article for article in members if str(article.pk) in request.POST.getlist("article")]
        if request.method == "POST" and 0 < len(chosen) < len(members):
            with in_one_go():
                new = split_story(chosen, request.user, reason_of(request))
            said = ngettext(
                "%(n)s article is %(story)s now. The log can undo it.",
                "%(n)s articles are %(story)s now. The log can undo it.",
                len(chosen),
            )
            self.message_user(request, said % {"n": len(chosen), "story": new}, messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:articles_story_change", args=[new.pk]))
        if request.method == "POST":
            self.message_user(
                request, _("Choose some of the articles, not none and not all."), messages.ERROR
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Split the story"),
            "opts": self.opts,
            "story": story,
            "members": members,
        }
        return TemplateResponse(request, "admin/story_split.html", context)

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
