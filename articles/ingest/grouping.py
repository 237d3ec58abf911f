"""The stories of documents that are only looked at, among themselves and with what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from articles.linking.stories import group_stories, story_key

from .company import companies
from .work import Reading

_AT_ONCE = 30
"""Texts whose company is asked for together."""


def stories_of(readings: Iterable[Reading]) -> dict[int, str]:
    """``id(reading)`` → the key of its story: the stored story's where one matches, else one of their own."""
    by_id = {id(reading): reading for reading in readings}
    groups: dict[str, list[int]] = defaultdict(list)
    for one, key in group_stories({one: reading.fingerprint for one, reading in by_id.items()}).items():
        groups[key].append(one)
    stored = _stored_keys(list(by_id.values()))
    stories: dict[int, str] = {}
    for members in groups.values():
        prints = [by_id[one].fingerprint for one in members]
        known = {key for one in members for key in stored[one]}
        stories.update(dict.fromkeys(members, min(known or {story_key([print_]) for print_ in prints})))
    return stories


def _stored_keys(readings: list[Reading]) -> dict[int, set[str]]:
    """``id(reading)`` → the keys of the stored stories it belongs to."""
    found: dict[int, set[str]] = {}
    for start in range(0, len(readings), _AT_ONCE):
        some = readings[start : start + _AT_ONCE]
        for reading, company in zip(some, companies([one.fingerprint for one in some]), strict=True):
            found[id(reading)] = {article.story.key for article in company.same if article.story}
    return found
