"""JSON-LD with schema.org's words: events, the articles that tell of them, and officials.

``citation`` belongs to creative works, so the page cites and the event is what the page is about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from articles.models.contents import Contents

from .documents import dumps
from .view import LICENCE, SITE, Records, View, safe_link

CONTEXT = "https://schema.org"
Node = dict[str, Any]

STATUS = {
    "announced": "EventScheduled",
    "scheduled": "EventScheduled",
    "held": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}
"""schema.org knows no word for "has been held": what took place as planned stays "scheduled"."""

COUNTRY = {"us": "United States", "china": "China"}


def write(records: Records, view: View) -> Iterator[str]:
    """``{"@context": …, "@graph": [`` – page and event of each record – ``]}``."""
    page = {"@type": "CollectionPage", "@id": view.address, "name": view.title, "license": LICENCE}
    yield f'{{"@context":"{CONTEXT}","@graph":[\n{dumps(page)}'
    for record in records:
        yield "".join(",\n" + dumps(node) for node in event_nodes(record, view))
    yield "\n]}\n"


def document(nodes: Iterable[Node]) -> str:
    """One document of several nodes."""
    return dumps({"@context": CONTEXT, "@graph": list(nodes)}) + "\n"


def in_script(nodes: Iterable[Node]) -> str:
    """The same, safe between ``<script type="application/ld+json">`` and its end tag."""
    text = json.dumps({"@context": CONTEXT, "@graph": list(nodes)}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003C").replace(">", "\\u003E")


def event_nodes(record: Contents, view: View) -> list[Node]:
    """The page with its citations, and the event."""
    address = view.event(record["id"])
    page = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": record["title"],
        "license": LICENCE,
        "isPartOf": {"@type": "WebSite", "name": SITE, "url": view.base + "/"},
        "about": {"@id": f"{address}#event"},
        "citation": [article_node(source, view) for source in record["sources"]],
    }
    if record.get("revised"):
        page["dateModified"] = record["revised"]
        page["version"] = str(record["revision"])
    return [page, event_node(record, view)]


def event_node(record: Contents, view: View) -> Node:
    """The event itself; what is not known is left out."""
    day, address = record["date"], view.event(record["id"])
    node = {
        "@type": "Event",
        "@id": f"{address}#event",
        "url": address,
        "name": record["title"],
        "alternateName": record["also_called"],
        "description": record["summary"],
        "startDate": _start(day),
        "endDate": day["latest"] if day["granularity"] in ("day", "range") else None,
        "eventStatus": f"https://schema.org/{STATUS[record['status']]}" if record["status"] else None,
        "location": _place(record["place"]),
        "superEvent": _reference(record["part_of"], view),
        "subEvent": [_reference(part, view) for part in record["parts"]],
        "attendee": [person_at(one, view) for one in record["participants"]],
        "keywords": [topic["name"] for topic in record["topics"]],
        "mainEntityOfPage": {"@id": address},
    }
    return _known(node)


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def _start(day: Contents) -> str | None:
    if not day["earliest"]:
        return None
    return day["earliest"][: {"year": 4, "month": 7}.get(day["granularity"], 10)]


def _place(place: Contents) -> Node | None:
    name = place["venue"] or place["city"] or place["country"]
    if not name:
        return None
    address = _known({"addressLocality": place["city"], "addressCountry": place["country"]})
    return {"@type": "Place", "name": name, "address": {"@type": "PostalAddress", **address}}


def _reference(event: Contents | None, view: View) -> Node | None:
    if event is None:
        return None
    address = view.event(event["id"])
    return {"@type": "Event", "@id": f"{address}#event", "name": event["title"], "url": address}


def person_at(one: Contents, view: View) -> Node:
    """A participant with the post held that day."""
    return _known(
        {
            "@type": "Person",
            "@id": f"{view.official(one['official'])}#person",
            "name": one["name"],
            "url": view.official(one["official"]),
            "jobTitle": one["post"],
            "affiliation": {"@type": "Country", "name": COUNTRY[one["side"]]}
            if one["side"] in COUNTRY
            else None,
        }
    )


def article_node(article: Contents, view: View) -> Node:
    """A source: what it is called, who printed it and when, never what it says."""
    published = article["published"]["edtf"]
    return _known(
        {
            "@type": "NewsArticle",
            "@id": f"{view.article(article['article'])}#article",
            "headline": article["title"],
            "author": {"@type": "Person", "name": article["byline"]} if article["byline"] else None,
            "publisher": {"@type": "Organization", "name": article["publisher"]}
            if article["publisher"]
            else None,
            "datePublished": published.partition("/")[0].rstrip("~") or None,
            "inLanguage": article["language"],
            "url": safe_link(article["url"]) or view.article(article["article"]),
            "sameAs": view.article(article["article"]) if safe_link(article["url"]) else None,
        }
    )


def person_node(official: Contents, view: View) -> Node:
    """An official with all posts on record."""
    address = view.official(official["id"])
    wikidata = official["wikidata"]
    return _known(
        {
            "@type": "Person",
            "@id": f"{address}#person",
            "name": official["name"],
            "familyName": official["family_name"],
            "givenName": official["given_name"],
            "alternateName": [name for name in [official["chinese_name"], *official["also_called"]] if name],
            "jobTitle": [post["title"] for post in official["posts"]],
            "affiliation": {"@type": "Country", "name": COUNTRY[official["side"]]},
            "sameAs": f"http://www.wikidata.org/entity/{wikidata}" if wikidata else None,
            "url": address,
        }
    )
