"""Atom: one entry a revision, so that subscribers hear of new events and of corrections, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles.models import Revision

from .view import SITE, View, plain

ENTRIES = 100

IN_WORDS = {
    "date": "date",
    "participants": "participants",
    "accounts": "what each side said",
    "sources": "sources",
    "summary": "summary",
    "title": "title",
    "kind": "kind",
    "status": "status",
    "outcome": "outcome",
    "disputes": "where accounts differ",
    "commitments": "what was expected and delivered",
    "place": "place",
    "topics": "topics",
    "series": "series",
    "part_of": "what it is part of",
    "parts": "its parts",
    "rounds": "how the rounds are counted",
    "also_called": "other names",
    "confidence": "how well it is sourced",
    "id": "address",
    "review": "review",
}
"""What differs between two revisions, as readers call it; what is not named here (numbers) is not told."""


def write(revisions: Iterable[Revision], view: View) -> str:
    """The feed, newest revision first."""
    feed = Atom1Feed(
        title=plain(f"{view.title} · {SITE}"),
        link=view.address,
        description="New events and corrections, each with its reason.",
        subtitle="New events and corrections, each with its reason.",
        language="en",
        feed_url=view.base + view.own_path,
        author_name=SITE,
    )
    for revision in revisions:
        content = revision.content
        address = view.revision(revision.event_key, revision.number)
        feed.add_item(
            title=plain(f"{'New' if revision.number == 1 else 'Changed'}: {content['title']}"),
            link=address,
            unique_id=address,
            description=_description(revision, view),
            pubdate=revision.at,
            updateddate=revision.at,
            categories=[content["kind"], *(plain(topic["name"]) for topic in content["topics"])],
            author_name=SITE,
        )
    return feed.writeString("utf-8")


def changes_in_words(revision: Revision) -> str:
    """``date, summary`` – what a revision changed."""
    return ", ".join(IN_WORDS[name] for name in revision.changed if name in IN_WORDS)


def reason_of(revision: Revision) -> str:
    """Why the page says something else now; an event without a revision before is new."""
    if revision.number == 1:
        return "First entered."
    return revision.reason or "No reason was written down."


def _description(revision: Revision, view: View) -> str:
    content = revision.content
    lines = [f"{content['date']['edtf']} · {content['summary']}".strip(" ·")]
    if revision.number > 1:
        lines.append(f"What changed: {changes_in_words(revision) or 'details'}.")
    lines.append(f"Reason: {reason_of(revision)}")
    page = escape(view.event(revision.event_key))
    paragraphs = "".join(f"<p>{escape(plain(line))}</p>" for line in lines if line)
    return f'{paragraphs}<p><a href="{page}">The page as it is now</a></p>'
