"""Officials and what they are quoted with, as plain values."""

from __future__ import annotations

from articles.models import Official, Post, Quotation
from articles.models.contents import Contents


def official_of(official: Official) -> Contents:
    """Names in both scripts and the posts held. Comes with posts and aliases fetched."""
    return {
        "id": official.slug,
        "name": official.name,
        "family_name": official.family_name,
        "given_name": official.given_name,
        "chinese_name": official.chinese_name,
        "side": official.side,
        "wikidata": official.wikidata_id,
        "also_called": [alias.name for alias in official.aliases.all()],
        "posts": [post_of(post) for post in official.posts.all()],
    }


def post_of(post: Post) -> Contents:
    """A post; a limit nobody saw in a source is told as a year only, and said to be unverified."""
    return {
        "title": post.title,
        "organization": post.organization,
        "start": _limit(post.start, post.start_granularity, post.is_start_verified),
        "is_start_verified": post.is_start_verified,
        "end": _limit(post.end, post.end_granularity, post.is_end_verified),
        "is_end_verified": post.is_end_verified,
        "source": post.source_url,
    }


def _limit(day, granularity: str, is_verified: bool) -> str | None:
    if day is None:
        return None
    length = {"year": 4, "month": 7}.get(granularity, 10) if is_verified else 4
    return day.isoformat()[:length]


def quotation_of(one: Quotation) -> Contents:
    """Who was quoted, where. The words only where the whole text may be shown: ``said`` is None elsewhere.

    Comes with speaker and article fetched, and with ``words_said`` cut out by the database.
    """
    article = one.text.article
    return {
        "id": f"{article.key}-{one.text.version}-{one.start}",
        "article": article.key,
        "version": one.text.version,
        "start": one.start,
        "end": one.end,
        "speaker": one.speaker.slug if one.speaker else None,
        "speaker_name": one.speaker.name if one.speaker else one.speaker_name,
        "side": one.side,
        "cue": one.cue,
        "said": one.words_said if article.is_text_free else None,
    }
