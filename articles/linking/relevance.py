"""Is an article about trade or economic negotiations between the United States and China?

Counted in words: the two sides against any third party, trade against other business, and words of negotiation near both
sides. A market report that names tariffs, a defence visit that names trade, or the EU's talks with Beijing are not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from articles.extraction.annotations import Mention, Side
from articles.extraction.body import Body

_US = re.compile(
    r"\bU\.S\.|\bUSA?\b|\bUnited? States\b|\b[Aa]merica(?:ns?|'s)?\b|\bWashington\b|\bWhite House\b|\bSino-U\.?S|\bUSTR\b|\bTrump\b|\bBiden\b|\bObama\b"
)
_CHINA = re.compile(r"\bChin(?:a|ese)\b|\bBeijing\b|\bSino\b|\bPRC\b|\bMOFCOM\b|\bXi\b")
_THIRD = {
    "japan": re.compile(r"\bJapan(?:ese)?\b|\bTokyo\b"),
    "india": re.compile(r"\bIndian?s?\b|\b(?:New )?Delhi\b"),
    "europe": re.compile(r"\bEU\b|\bE\.U\.|\bEuropean?s?\b|\bBrussels\b"),
    "britain": re.compile(r"\bUK\b|\bU\.K\.|\bBrit(?:ain|ish|on)s?\b|\bBrexit\b|\bDowning Street\b"),
    "north america": re.compile(r"\bCanad(?:a|ians?)\b|\bOttawa\b|\bMexic(?:o|ans?)\b|\bNAFTA\b|\bUSMCA\b"),
    "korea": re.compile(r"\bKoreans?\b|\bSeoul\b|\bKorea\b|\bPyongyang\b"),
    "russia": re.compile(r"\bRussians?\b|\bRussia\b|\bMoscow\b|\bUkrain\w+"),
    "iran": re.compile(r"\bIran(?:ian)?s?\b|\bTehran\b"),
    "taiwan": re.compile(r"\bTaiwan(?:ese)?\b|\bTaipei\b"),
    "vietnam": re.compile(r"\bVietnam(?:ese)?\b|\bHanoi\b"),
    "australia": re.compile(r"\bAustralians?\b|\bAustralia\b|\bCanberra\b"),
    "brazil": re.compile(r"\bBrazil(?:ian)?s?\b"),
    "switzerland": re.compile(r"\bSwiss\b"),
    "germany": re.compile(r"\bGerman[ys]?\b|\bBerlin\b"),
    "france": re.compile(r"\bFrench\b|\bFrance\b"),
    "asean": re.compile(r"\bASEAN\b|\bMalaysian?s?\b|\bIndonesian?s?\b|\bPhilippin\w+|\bThai(?:land)?\b"),
}
_TRADE = re.compile(
    r"\b(?:trad(?:e|es|ing)|tariffs?|duties|levies|levy|exports?|imports?|econom\w+|commerc\w+|deficit|surplus|purchases?|treasury|currency|"
    r"intellectual property|technology transfer|rare earths?|investment|financ\w+|macroeconomic|overcapacity|market access|steel|soybeans?|business)\b",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w+|dialogues?|consult(?:ation|ations|ing)|meetings?|met|meets?|summits?|delegations?|rounds?|agree(?:d|ment|ments)|"
    r"deals?|accords?|pacts?|truce|cease-?fire|discuss(?:ed|ions?|ing)?|sat down|spoke|sessions?|visit|trip|framework|consensus|exchanges)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:defen[cs]e|militar(?:y|ies)|army|navy|armed forces|pentagon|pla|troops|missiles?|warships?|weapons?|nuclear|denucleari[sz]ation|"
    r"climate|emissions?|carbon|human rights|uyghurs?|uighurs?|south china sea|extradition|spy|spying|espionage|balloon|vaccines?|pandemic|athletes?)\b",
    re.IGNORECASE,
)
"""Business between the two sides that is not trade."""

_MARKETS = re.compile(
    r"\b(?:futures|bushels?|contract|stocks?|shares|index(?:es)?|s&p|dow|nasdaq|wall street|traders?|dealers?|brokers?|brokerage|yields?|"
    r"crops?|harvest|prices?|closed (?:up|down)|per cent|percent)\b",
    re.IGNORECASE,
)

_HEAD = 1200
"""Characters in which an article says what it is about."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was counted in the whole text and at its head."""

    us: int
    china: int
    third: int
    third_name: str
    trade: int
    talks: int
    other: int
    markets: int
    both: int
    head_us: int
    head_china: int
    head_third: int
    head_talks: int


def is_relevant(
    body: Body, mentions: tuple[Mention, ...] = (), *, title: str | None = None
) -> tuple[bool, str]:
    """Whether the article is about US-China trade or economic negotiations, and why, in a sentence.

    "Chinese and American negotiators end two days of tariff talks" is; "Tokyo and Washington settle on a pact" is not.
    """
    weighed = weigh(body, mentions, title)
    if weighed.us < 1 or weighed.china < 1:
        return False, "The article does not deal with both the United States and China."
    if not weighed.head_us or not weighed.head_china:
        return False, "The article does not begin with both the United States and China."
    if weighed.head_third > min(weighed.head_us, weighed.head_china) and weighed.third > min(
        weighed.us, weighed.china
    ):
        return False, f"The other party is {weighed.third_name.title()} rather than one of the two sides."
    if weighed.other > weighed.trade:
        return False, "The article is about other business of the two sides more than about trade."
    if not weighed.trade or not weighed.both:
        return False, "The article names no talks on trade or the economy between the two sides."
    if weighed.markets > weighed.talks:
        return False, "The article is a market report that names trade measures in passing."
    return True, "The article deals with trade or economic talks between the United States and China."


def weigh(body: Body, mentions: tuple[Mention, ...], title: str | None) -> Weighed:
    """Count the words of both sides, of third parties, of trade, talks, other business and markets."""
    text = body.folded.text
    if title and title[:40] not in text[:600]:
        text = f"{title}\n{text}"
    head = text[:_HEAD]
    sides = Counter(mention.side for mention in mentions)
    head_sides = Counter(mention.side for mention in mentions if mention.start < _HEAD)
    third_name, third = max(
        ((name, len(pattern.findall(text))) for name, pattern in _THIRD.items()), key=lambda pair: pair[1]
    )
    both = 0
    for sentence in body.sentences:
        words = body.folded.text[sentence.start : sentence.end]
        both += bool(_US.search(words) and _CHINA.search(words) and _TALKS.search(words))
    return Weighed(
        us=len(_US.findall(text)) + sides[Side.US],
        china=len(_CHINA.findall(text)) + sides[Side.CHINA],
        third=third,
        third_name=third_name,
        trade=len(_TRADE.findall(text)),
        talks=len(_TALKS.findall(text)),
        other=len(_ELSE.findall(text)),
        markets=len(_MARKETS.findall(text)),
        both=both,
        head_us=len(_US.findall(head)) + head_sides[Side.US],
        head_china=len(_CHINA.findall(head)) + head_sides[Side.CHINA],
        head_third=len(_THIRD[third_name].findall(head)),
        head_talks=len(_TALKS.findall(head)),
    )
