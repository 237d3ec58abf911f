"""A public site's answers, as its own process gives them: prints ``{address: [status, [[header, value], …]]}``.

python -m tests.security.production     (DATABASE_URL, ALLOWED_HOSTS and SECRET_KEY say which)
"""

import json
import os
import sys

HOST = "news.example"
ADDRESSES = [
    "/",
    "/?q=%22",
    "/?page=2&kind=summit",
    "/officials/",
    "/officials/attendance/",
    "/compare/",
    "/disputes/",
    "/about/",
    "/data/",
    "/events/none/",
    "/articles/none/",
    "/officials/none/",
    "/events/none/revisions/",
    "/events/none/cite/",
    "/timeline.json",
    "/timeline.csv",
    "/timeline.ics",
    "/timeline.atom",
    "/timeline.jsonld",
    "/timeline.nothing",
    "/embed/timeline/",
    "/embed/events/none/",
    "/oembed/",
    "/oembed/?url=nonsense",
    "/api/v1/",
    "/api/v1/events",
    "/api/v1/nothing",
    "/api/v1/openapi.json",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/.well-known/security.txt",
    "/static/tradetalks/site.css",
    "/static/tradetalks/favicon.svg",
    "/static/nothing.css",
    "/static/..%2f..%2fmanage.py",
    "/admin/",
    "/admin/login/",
    "/admin/queue/",
    "/admin/articles/event/",
    "/admin/jsi18n/",
    "/nothing",
    "/%00",
    "/events/none",
]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetalks.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    client, careless = Client(), Client(raise_request_exception=False)
    found = {}

    def note(label, response):
        cookies = [["Set-Cookie", morsel.OutputString()] for morsel in response.cookies.values()]
        found[label] = [response.status_code, [*map(list, response.headers.items()), *cookies]]

    for address in ADDRESSES:
        note(address, client.get(address, secure=True, headers={"host": HOST}))
    note("plain http", client.get("/", headers={"host": HOST}))
    note("another host", client.get("/", secure=True, headers={"host": "evil.example"}))
    note("method", client.delete("/", secure=True, headers={"host": HOST}))
    note("options", client.options("/api/v1/events", secure=True, headers={"host": HOST}))
    note("language", client.get("/?lang=zh-hans", secure=True, headers={"host": HOST}))
    strict = Client(enforce_csrf_checks=True)
    note("no token", strict.post("/admin/login/", {}, secure=True, headers={"host": HOST}))
    wrong = {"username": "x", "password": "y"}
    for _ in range(5):
        refused = client.post("/admin/login/", wrong, secure=True, headers={"host": HOST})
    note("locked", refused)
    note("failure", _of_a_broken_view(careless))
    json.dump(found, sys.stdout)


def _of_a_broken_view(client):
    """The answer where our own code fails."""
    from unittest.mock import patch

    with patch("articles.views.about.render", side_effect=RuntimeError("planted\nforged line\x1b[31m")):
        return client.get("/about/", secure=True, headers={"host": HOST})


if __name__ == "__main__":
    main()
