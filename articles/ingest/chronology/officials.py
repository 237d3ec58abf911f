"""Officials with the names they go by and the posts they held."""

from collections import Counter
from typing import Any

from articles.models import Official, OfficialAlias, Post

from .reading import Entry, day_of, granularity_of
from .writing import RowWriter


def write_official(writer: RowWriter, row: Official | None, entry: Entry) -> Official:
    """The official of an entry, its aliases and posts; ``row`` comes with both fetched."""
    aliases = {alias.name: alias for alias in row.aliases.all()} if row else {}
    posts = _by_turn(list(row.posts.all())) if row else {}
    official = writer.write(row, Official, {"slug": entry["slug"]}, _values(entry), key=entry["slug"])
    locked = writer.locked(official, official.slug)
    for alias in entry.get("aliases", ()):
        name, is_misspelling = (
            (alias["name"], alias["is_misspelling"]) if isinstance(alias, dict) else (alias, False)
        )
        if name in aliases or "aliases" not in locked:
            writer.write(
                aliases.get(name),
                OfficialAlias,
                {"official": official, "name": name},
                {"is_misspelling": is_misspelling},
                key=f"{official.slug}:{name}",
            )
    turns: Counter[str] = Counter()
    for post in entry.get("posts", ()):
        turn = post["title"], turns[post["title"]]
        turns[post["title"]] += 1
        if "posts" not in locked:
            identity = {"official": official, "title": post["title"]}
            writer.write(posts.get(turn), Post, identity, _post_values(post))
    return official


def _by_turn(posts: list[Post]) -> dict[tuple[str, int], Post]:
    """Posts by title and turn: somebody may hold an office twice."""
    turns: Counter[str] = Counter()
    found = {}
    for post in sorted(posts, key=lambda post: post.pk):
        found[post.title, turns[post.title]] = post
        turns[post.title] += 1
    return found


def _values(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry["name"],
        "family_name": entry.get("family_name", ""),
        "given_name": entry.get("given_name", ""),
        "name_order": entry.get("name_order", Official.NameOrder.GIVEN_FIRST),
        "chinese_name": entry.get("chinese_name", ""),
        "is_chinese_name_verified": entry.get("is_chinese_name_verified", False),
        "side": entry["side"],
        "wikidata_id": entry.get("wikidata_id", ""),
        "note": entry.get("note", ""),
    }


def _post_values(post: Entry) -> dict[str, Any]:
    start, end = post.get("start"), post.get("end")
    return {
        "short_titles": list(post.get("short_titles", ())),
        "organization": post.get("organization", ""),
        "start": day_of(start),
        "start_granularity": granularity_of(start),
        "is_start_verified": post.get("is_start_verified", False),
        "end": day_of(end, is_end=True),
        "end_granularity": granularity_of(end),
        "is_end_verified": post.get("is_end_verified", False),
        "source_url": post.get("source_url", ""),
    }
