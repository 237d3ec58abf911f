"""Finds the stored articles that a text is a copy of, or nearly one, through an index of its fingerprint's bands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.db import connection
from django.db.models import QuerySet

from articles.extraction.fingerprints import Fingerprint, bands, compare, comparisons
from articles.linking.stories import rarest
from articles.models import Article, ArticleText, FingerprintBand

CANDIDATES = 200
"""Most texts a new one is compared with. More share a rare band only if one story was printed everywhere, and then the
first of them tell as much."""

ALIKE = 0.16
"""Share of the shorter text from which an editor is asked. Different reports of one event have 0.12 and less in common."""

MOST_ALIKE = 3

_ASKED_AT_ONCE = 500
"""Values in one question: databases take a limited number of variables."""


@dataclass(frozen=True, slots=True)
class Company:
    """The stored articles that a text stands close to.

    ``same`` holds those whose text is a copy or a part of it, ``nearly`` the texts that almost are, with the share
    that the two have in common: the most alike first, and few, for an editor is to look at them. An article whose
    story an editor set by hand is in neither: it stays where the editor put it.
    """

    same: tuple[Article, ...] = ()
    nearly: tuple[tuple[ArticleText, float], ...] = ()


def company_of(fingerprint: Fingerprint) -> Company:
    """Who is close to a text with this fingerprint, which is not in the index itself (yet, or for now)."""
    return companies([fingerprint])[0]


def companies(fingerprints: Sequence[Fingerprint]) -> list[Company]:
    """``company_of`` each. The database is asked a few times for all of them, not once a text."""
    counts = _counted({value for fingerprint in fingerprints for value in bands(fingerprint)})
    chosen = [rarest(bands(fingerprint), counts) for fingerprint in fingerprints]
    candidates = _candidates(chosen, counts)
    packed = _packed({row for rows in candidates for row in rows})
    close = [
        _close(fingerprint, {row: packed[row] for row in rows})
        for fingerprint, rows in zip(fingerprints, candidates, strict=True)
    ]
    texts = _texts({row for same, shares in close for row in (*same, *shares)})
    return [_company(same, shares, texts) for same, shares in close]


def are_close(one: Fingerprint, other: Fingerprint) -> bool:
    """True if either would be company of the other: of those, the second to be stored must find the first."""
    if set(bands(one)).isdisjoint(bands(other)):
        return False
    is_same, share = compare(one, other)
    return is_same or share >= ALIKE


def _counted(values: Collection[int]) -> dict[int, int]:
    """How many texts have each band, those that none has left out; a crowd is not counted to its end."""
    quote = connection.ops.quote_name
    table = quote(FingerprintBand._meta.db_table)
    counts: dict[int, int] = {}
    with connection.cursor() as cursor:
        for some in _in_parts(values):
            asked = ", ".join(["(CAST(%s AS bigint))"] * len(some))
            # names come from the model, values go as parameters
            cursor.execute(
                f"WITH asked(value) AS (VALUES {asked}) SELECT value, (SELECT COUNT(*) FROM"  # noqa: S608
                f" (SELECT 1 FROM {table} WHERE {table}.value = asked.value LIMIT {CANDIDATES + 1}) AS few) FROM asked",
                some,
            )
            counts.update((value, count) for value, count in cursor.fetchall() if count)
    return counts


def _candidates(chosen: Sequence[list[int]], counts: Mapping[int, int]) -> list[set[int]]:
    """For each choice of bands, the rarest first, the rows of the current texts that have one of them.

    Of a crowd only the first are taken, and as many as are missing beside those who have a rarer band.
    """
    parted = [_parted(values, counts) for values in chosen]
    holders = _holders({value for few, _ in parted for value in few})
    found = [{row for value in few for row in holders[value]} for few, _ in parted]
    return [
        rows | set(_crowd_by_content(crowd)[: CANDIDATES - len(rows)]) if crowd else rows
        for rows, (_, crowd) in zip(found, parted, strict=True)
    ]


def _parted(values: Sequence[int], counts: Mapping[int, int]) -> tuple[Sequence[int], Sequence[int]]:
    """The bands that lead to no more than ``CANDIDATES`` texts together, and those beyond: a crowd has them."""
    reached = accumulate(counts[value] for value in values)
    few = sum(texts <= CANDIDATES for texts in reached)
    return values[:few], values[few:]


def _holders(values: Collection[int]) -> dict[int, list[int]]:
    """The current texts under each band."""
    holders: dict[int, list[int]] = defaultdict(list)
    for some in _in_parts(values):
        held = FingerprintBand.objects.filter(value__in=some, text__is_current=True)
        for value, row in held.order_by().values_list("value", "text"):
            holders[value].append(row)
    return holders


def _crowd_by_content(values: Iterable[int]) -> QuerySet[ArticleText, int]:
    """The many texts that have one of the bands, ordered by content: the first are the same ones whatever came first."""
    sharing = FingerprintBand.objects.filter(value__in=values).values("text")
    current = ArticleText.objects.filter(pk__in=sharing, is_current=True)
    return current.order_by("sha256", "pk").values_list("pk", flat=True)


def _packed(rows: Collection[int]) -> dict[int, bytes]:
    """The fingerprints of the texts, as they are stored."""
    packed: dict[int, bytes] = {}
    for some in _in_parts(rows):
        asked = ArticleText.objects.filter(pk__in=some).order_by().values_list("pk", "fingerprint")
        packed.update((row, bytes(stored)) for row, stored in asked)
    return packed


Close = tuple[list[int], dict[int, float]]
"""The texts that are the same story, and the share of the others that are alike."""


def _close(fingerprint: Fingerprint, packed: Mapping[int, bytes]) -> Close:
    same: list[int] = []
    shares: dict[int, float] = {}
    others = map(Fingerprint.from_bytes, packed.values())
    for row, (is_same, share) in zip(packed, comparisons(fingerprint, others), strict=True):
        if is_same:
            same.append(row)
        elif share >= ALIKE:
            shares[row] = share
    return same, shares


def _texts(rows: Collection[int]) -> dict[int, ArticleText]:
    """The texts with their articles and stories, without what was written in them, whose story is not locked."""
    texts: dict[int, ArticleText] = {}
    for some in _in_parts(rows):
        asked = ArticleText.objects.filter(pk__in=some).select_related("article__story").order_by()
        for text in asked.defer("text", "source", "given", "fingerprint"):
            if "story" not in text.article.locked_fields:
                texts[text.pk] = text
    return texts


def _company(same: Sequence[int], shares: Mapping[int, float], texts: Mapping[int, ArticleText]) -> Company:
    copies = sorted((texts[row] for row in same if row in texts), key=lambda text: (text.sha256, text.pk))
    alike = sorted(((texts[row], share) for row, share in shares.items() if row in texts), key=_most_alike)
    return Company(tuple(text.article for text in copies), tuple(alike[:MOST_ALIKE]))


def _most_alike(one: tuple[ArticleText, float]) -> tuple[float, str]:
    return -one[1], one[0].sha256


def _in_parts(values: Collection[int]) -> Iterator[list[int]]:
    wanted = sorted(values)
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        yield wanted[start : start + _ASKED_AT_ONCE]
