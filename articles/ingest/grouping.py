"""The stories of documents that are only looked at, among themselves and with what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from articles.linking.stories import group_stories, story_key

from .company import company_of
from .work import Reading


def stories_of(readings: Iterable[Reading]) -> dict[int, str]:
    """``id(reading)`` → the key of its story: the stored story's where one matches, else one of their own."""
    by_id = {id(reading): reading for reading in readings}
    groups: dict[str, list[int]] = defaultdict(list)
    for one, key in group_stories({one: reading.fingerprint for one, reading in by_id.items()}).items():
        groups[key].append(one)
    stories: dict[int, str] = {}
    for members in groups.values():
        fingerprints = [by_id[one].fingerprint for one in members]
        stored = {
            article.story.key
            for print_ in fingerprints
            for article in company_of(print_).same
            if article.story
        }
        key = min(stored or {story_key([print_]) for print_ in fingerprints})
        stories.update(dict.fromkeys(members, key))
    return stories
