"""What programs ask for first: robots.txt, security.txt and the maps of the site."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Citation, Event, Official, Revision

TEXT = "text/plain; charset=utf-8"
VALID_FOR = timedelta(days=180)


@require_safe
def robots_txt(request):
    """Everything is open but the editors' desk; lists narrowed by filters are too many to be read one by one."""
    lines = [
        "User-agent: *",
        "Allow: /$",
        "Disallow: /admin/",
        "Disallow: /*?*official=",
        "Disallow: /*?*q=",
        f"Sitemap: {request.build_absolute_uri(reverse('articles:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
def security_txt(request):
    """RFC 9116: whom to tell of a hole. ``SECURITY_CONTACT`` names the address, else RFC 2142's usual one stands in."""
    host = request.get_host().partition(":")[0]
    contact = getattr(settings, "SECURITY_CONTACT", "") or f"mailto:security@{host}"
    lines = [
        f"Contact: {contact}",
        f"Expires: {timezone.now() + VALID_FOR:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: en, zh",
        f"Canonical: {request.build_absolute_uri(reverse('articles:security_txt'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


class Map(Sitemap):
    """A map whose index names no day unless it is known without reading every row."""

    def get_latest_lastmod(self):
        return None


class Pages(Map):
    """The pages there is one of."""

    def items(self):
        return ["timeline", "officials", "attendance", "disputes", "compare", "about", "data"]

    def location(self, item):
        return reverse(f"articles:{item}")


class Events(Map):
    """The events shown, each with the day its page last came to say something else."""

    limit = 5_000

    def items(self):
        revised = Revision.objects.filter(event_key=OuterRef("slug")).order_by("-number").values("at")
        rows = Event.objects.shown().order_by("pk").only("slug", "updated_at")
        return rows.annotate(revised=Subquery(revised[:1]))

    def lastmod(self, item):
        return item.revised or item.updated_at

    def get_latest_lastmod(self):
        return Revision.objects.order_by("-at", "-id").values_list("at", flat=True).first()


class Officials(Map):
    """The officials shown."""

    def items(self):
        return Official.objects.accepted().order_by("pk").only("slug", "updated_at")

    def lastmod(self, item):
        return item.updated_at


class Articles(Map):
    """The sources of the events shown."""

    limit = 5_000

    def items(self):
        shown = Exists(Event.objects.shown().filter(pk=OuterRef("event_id")))
        links = Citation.objects.accepted().filter(shown, article=OuterRef("pk"))
        return Article.objects.filter(Exists(links)).order_by("pk").only("key", "updated_at")

    def lastmod(self, item):
        return item.updated_at


SITEMAPS = {"pages": Pages, "events": Events, "officials": Officials, "articles": Articles}
