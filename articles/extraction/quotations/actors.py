"""Who can say something in a text: the people found in it, bodies of state and papers, roles and pronouns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from ..annotations import Mention, Side
from ..body import Body
from ..folding import Folded
from ..people.gazetteer import Gazetteer
from ..people.titles import read_title
from ..people.words import cut_words


class Kind(Enum):
    """What an actor is; roles, pronouns and papers without a name stand for somebody named before."""

    PERSON = "person"
    BODY = "body"
    ROLE = "role"
    PRONOUN = "pronoun"
    PAPER = "paper"


class Actor(NamedTuple):
    """Somebody at ``start``–``end`` of the folded text who may be a speaker."""

    start: int
    end: int
    kind: Kind
    name: str
    slug: str | None = None
    side: Side | None = None
    lead: int = 0
    """Where the noun phrase begins, with its title: "the U.S. Commerce Secretary" before "Ross"."""


_US = (
    r"(?:the )?White House|(?:the )?(?:U\.S\.|US|American) (?:Treasury|Commerce|State|Agriculture|Justice|Trade|embassy|Embassy|government|side|delegation|team|administration|"
    r"statement|readout|trade office|officials?|negotiators?|official)(?: Department| Representative)?|(?:senior )?administration officials?|(?:the )?Treasury(?: Department)?|(?:the )?(?:Commerce|State|Agriculture|"
    r"Justice|Energy) Department|Department of (?:the Treasury|Commerce|State|Agriculture)|USTR|(?:the )?Office of the (?:U\.S\.|US|United States) Trade "
    r"Representative|USDA|Washington|the United States|United States|the U\.S\.|the US|(?:the )?(?:Trump|Biden|Obama) administration|the administration|"
    r"(?:a |the )?(?:senior )?(?:U\.S\.|US|American) (?:[a-z]+ )?(?:officials?|spokes(?:man|woman|person))|(?:a |the )?White House (?:officials?|spokes(?:man|woman|person)|statement)|Fox News"
)
_CHINA = (
    r"(?:the |a |China's |Chinese ){0,3}(?:Xinhua|People's Daily|Global Times|CCTV|China Daily|CGTN|Economic Daily)(?: [Nn]ews [Aa]gency)?|(?:the |China's |Chinese ){0,2}(?:official |state |state-run |ruling-party ){1,2}"
    r"(?:news agency|media|newspaper|broadcaster|television|agency)|(?:the |China's |Chinese ){0,2}(?:[Cc]ommerce|[Ff]oreign|[Ff]inance|[Aa]griculture) (?:and commerce |affairs )?[Mm]inistry|(?:the |China's |Chinese ){0,2}[Mm]inistry of "
    r"(?:Commerce|Foreign Affairs|Finance|Agriculture)|MOFCOM|(?:the )?(?:State Council|NDRC|PBOC|People's Bank of China)|(?:the )?Chinese (?:embassy|Embassy|government|side|delegation|statement|team|readout|officials?|authorities|leadership|negotiators?|"
    r"ministries|leaders?|spokes(?:man|woman|person))(?: in Washington)?|(?:the )?[Ee]mbassy|Beijing|the Chinese|China(?! Daily|town|'s (?:[a-z]+ )?(?:[A-Z]|economy|exports))"
)
_JOINT = r"(?:the |a |their )?joint (?:statement|readout|communiqu[eé]|fact ?sheet)|(?:the )?(?:two|both) (?:sides|countries|governments|delegations|parties)(?= (?:said|agreed|stated|announced))"
_OTHER = (
    r"(?:a |the )?(?:Downing Street|European Commission|EU|European Union|British|Japanese|Canadian|Mexican|German|French|Indian|South Korean|Korean|Australian)"
    r" (?:spokes(?:man|woman|person)|officials?|government|statement)|(?:the )?(?:European Commission|EU|European Union|IMF|WTO)|Downing Street|Brussels|Tokyo|London|Ottawa"
)
_OPENING = (
    r"(?=(?:the |a |their ){0,3}(?:W[ah]|U|A[mugs]|T[hror]|C[oharCG]|S[to]|J[ua]|E[ncmuU]|D[eo]|O[fbt]|B[ire]|F[oirn]|X|P[eBu]|G[le]|N|M[ieO]|K|I[Mn]|L|"
    r"joint |senior |administration |two |both |official |state|ruling-|commerce |foreign |finance |agriculture |ministry |embassy))"
)
"""How any of them begins: at most words one look tells that none does."""
_BODY = re.compile(
    rf"\b(?=\w){_OPENING}(?:(?P<joint>{_JOINT})|(?P<us>{_US})|(?P<china>{_CHINA})|(?P<other>{_OTHER}))(?!\w)"
)
_PAPER = re.compile(
    r"\b(?=\w)(?:[Tt]he|[Aa]|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z]+ )?(?:statement|letter|ministry|agency|release|readout|fact sheet|document|commentary|editorial|report|newspaper|paper|broadcaster|department|text|tweet|post|"
    r"spokes(?:man|woman|person)|article|communique|embassy|office|commission|council|bureau|memo|notice|paper|message|proclamation)\b"
)
_STAFF = re.compile(
    r" (?:[Aa]dministration|White House|team|campaign|government|cabinet)(?: officials?| spokes(?:man|woman|person))?\b|"
    r" (?:officials?|aides?|advis[eo]rs?|allies|negotiators|spokes(?:man|woman|person))\b(?! [A-Z])"
)
"""After a name: others speak in his stead ("the Biden administration", "a Trump adviser")."""
_PRONOUN = re.compile(r"\b(?=[HhSsIiTt])(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\b")
_ROLE = re.compile(
    r"\b[Tt]he (?:[A-Z][\w.]+ |[a-z]+[ -]){0,3}?(?:president|premier|secretary|minister|chief|representative|ambassador|envoy|negotiator|adviser|advisor|"
    r"official|leader|governor|senator|President|Premier|Secretary|Minister|Representative|Ambassador)\b(?! [A-Z])"
)


_WHITE_HOUSE_PAGE = re.compile(
    r"^(?:SENIOR ADMINISTRATION OFFICIAL|PRESS SECRETARY|THE PRESIDENT|(?:MR|MS|MRS)\. [A-Z]{3,20}):",
    re.MULTILINE,
)
"""How a transcript of the White House begins its turns."""


def find_actors(
    body: Body, mentions: Iterable[Mention], gazetteer: Gazetteer, day: date | None
) -> list[Actor]:
    """Everybody in ``body`` who may speak, in order of place: "the Treasury chief", "Ross", "the embassy", "he"."""
    text = body.folded.text
    people = [_person(text, start, end, mention) for start, end, mention in _places(body.folded, mentions)]
    taken = [(actor.lead, actor.end) for actor in people]
    others = [
        *_roles(text, people, gazetteer, day),
        *_bodies(text),
        *_plain(text, _PAPER, Kind.PAPER),
        *_plain(text, _PRONOUN, Kind.PRONOUN),
    ]
    starts = [start for start, _ in taken]
    kept = [actor for actor in others if not _is_inside(actor, taken, starts)]
    return _without_overlaps(sorted([*people, *kept], key=lambda actor: (actor.start, -actor.end)))


def _person(text: str, start: int, end: int, mention: Mention) -> Actor:
    lead = start
    if mention.role:
        before = text[max(0, start - len(mention.role) - 6) : start]
        at = before.rfind(mention.role[:40].replace("’", "'"))
        lead = start - len(before) + at if at >= 0 else start
    staff = _STAFF.match(text, end)
    if staff:
        return Actor(start, staff.end(), Kind.BODY, text[start : staff.end()], None, mention.side, lead)
    return Actor(start, end, Kind.PERSON, mention.name, mention.official, mention.side, lead)


def _places(folded: Folded, mentions: Iterable[Mention]) -> Iterator[tuple[int, int, Mention]]:
    """The mentions with their places in the folded text."""
    origins = [cut + shift for cut, shift in zip(folded.cuts, folded.shifts, strict=True)]

    def place(position: int) -> int:
        index = bisect_right(origins, position) - 1
        return position - (folded.shifts[index] if index >= 0 else 0)

    for mention in mentions:
        yield place(mention.start), place(mention.end), mention


def _bodies(text: str) -> list[Actor]:
    sides = {"us": Side.US, "china": Side.CHINA, "joint": Side.JOINT, "other": Side.OTHER}
    return [
        Actor(
            match.start(),
            match.end(),
            Kind.BODY,
            match.group(),
            None,
            sides[match.lastgroup or "other"],
            match.start(),
        )
        for match in _BODY.finditer(text)
    ]


def _plain(text: str, pattern: re.Pattern[str], kind: Kind) -> list[Actor]:
    return [
        Actor(match.start(), match.end(), kind, match.group(), lead=match.start())
        for match in pattern.finditer(text)
    ]


def _roles(text: str, people: list[Actor], gazetteer: Gazetteer, day: date | None) -> list[Actor]:
    """ "the Treasury chief": the one person of the text who holds that post."""
    present = {actor.slug for actor in people if actor.slug}
    ours = _own_president(text, gazetteer, day)
    found = []
    for match in _ROLE.finditer(text):
        words = cut_words(match.group())
        title = read_title(words, 1, len(words) - 1)
        slugs = [
            slug
            for slug in present
            if slug and title is not None and gazetteer.fitting_post(slug, title, day)
        ]
        slug = slugs[0] if len(slugs) == 1 else None
        if ours and match.group().endswith(" President"):
            slug = ours
        side = gazetteer.officials[slug].side if slug else title.side if title else None
        name = gazetteer.officials[slug].name if slug else match.group()
        found.append(Actor(match.start(), match.end(), Kind.ROLE, name, slug, side, match.start()))
    return found


def _own_president(text: str, gazetteer: Gazetteer, day: date | None) -> str | None:
    """Whom a transcript of the White House calls "the President", though it names only the guest."""
    if not _WHITE_HOUSE_PAGE.search(text):
        return None
    heads = [
        slug
        for slug, official in gazetteer.officials.items()
        if official.side is Side.US and gazetteer.is_head_of_state(slug, day)
    ]
    return heads[0] if len(heads) == 1 else None


def _is_inside(actor: Actor, taken: list[tuple[int, int]], starts: list[int]) -> bool:
    index = bisect_right(starts, actor.start) - 1
    return any(start < actor.end and actor.start < end for start, end in taken[max(0, index) : index + 2])


def _without_overlaps(actors: list[Actor]) -> list[Actor]:
    kept: list[Actor] = []
    for actor in actors:
        if kept and actor.start < kept[-1].end:
            continue
        kept.append(actor)
    return kept
