"""Addresses of the readers' pages."""

from django.urls import path

from articles.views import about, article, attendance, compare, dispute, event, official, timeline

app_name = "articles"
urlpatterns = [
    path("", timeline.timeline, name="timeline"),
    path("events/<slug:slug>/", event.event, name="event"),
    path("articles/<slug:key>/", article.article, name="article"),
    path("officials/", official.officials, name="officials"),
    path("officials/attendance/", attendance.attendance, name="attendance"),
    path("officials/<slug:slug>/", official.official, name="official"),
    path("compare/", compare.compare, name="compare"),
    path("disputes/", dispute.disputes, name="disputes"),
    path("about/", about.about, name="about"),
]
