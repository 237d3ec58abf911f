"""Addresses of the readers' pages."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path, register_converter

from articles.formats.kinds import SuffixConverter
from articles.views import (
    about,
    article,
    attendance,
    compare,
    data,
    data_page,
    dispute,
    embed,
    event,
    official,
    revision,
    robots,
    timeline,
)
from articles.views.kept import kept
from articles.views.telling import named_in_articles, stored, told_of_article, waiting_for

register_converter(SuffixConverter, "suffix")

app_name = "articles"
urlpatterns = [
    path("", kept(timeline.timeline), name="timeline"),
    path("events/<slug:slug>/", kept(event.event, waiting_for), name="event"),
    path("articles/<slug:key>/", kept(article.article, told_of_article), name="article"),
    path("officials/", kept(official.officials), name="officials"),
    path("officials/attendance/", kept(attendance.attendance), name="attendance"),
    path("officials/<slug:slug>/", kept(official.official, named_in_articles), name="official"),
    path("compare/", kept(compare.compare), name="compare"),
    path("disputes/", kept(dispute.disputes), name="disputes"),
    path("about/", kept(about.about, stored), name="about"),
    path("data/", kept(data_page.data), name="data"),
    path("timeline.<suffix:suffix>", data.timeline, name="timeline_data"),
    path("events/<slug:slug>.<suffix:suffix>", data.event, name="event_data"),
    path("events/<slug:slug>/cite/", kept(revision.cite), name="cite"),
    path("events/<slug:slug>/revisions/", kept(revision.revisions), name="revisions"),
    path("events/<slug:slug>/revisions/<int:number>/", kept(revision.revision), name="revision"),
    path("events/<slug:slug>/revisions/<int:number>.<suffix:suffix>", data.revision, name="revision_data"),
    path("officials/<slug:slug>.<suffix:suffix>", data.official, name="official_data"),
    path("articles/<slug:key>.<suffix:suffix>", data.article, name="article_data"),
    path("embed/timeline/", embed.timeline, name="embed_timeline"),
    path("embed/events/<slug:slug>/", embed.event, name="embed_event"),
    path("oembed/", embed.oembed, name="oembed"),
    path("robots.txt", robots.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", robots.security_txt, name="security_txt"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": robots.SITEMAPS, "sitemap_url_name": "articles:sitemap_part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": robots.SITEMAPS}, name="sitemap_part"),
]
