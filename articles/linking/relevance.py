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
    "Japan": r"Japan(?:ese)?|Tokyo",
    "India": r"Indian?s?|Delhi",
    "the European Union": r"EU|E\.U\.|Europeans?|Europe|Brussels",
    "Britain": r"UK|U\.K\.|Brit(?:ain|ish|on)s?|Brexit|Downing Street",
    "North America": r"Canad(?:a|ians?)|Ottawa|Mexic(?:o|ans?)|NAFTA|USMCA",
    "Korea": r"Koreans?|Seoul|Korea|Pyongyang",
    "Russia": r"Russians?|Russia|Moscow|Kremlin|Ukrain\w+|Putin",
    "Iran": r"Iran(?:ian)?s?|Tehran",
    "Taiwan": r"Taiwan(?:ese)?|Taipei",
    "Vietnam": r"Vietnam(?:ese)?|Hanoi",
    "Australia": r"Australians?|Australia|Canberra",
    "Brazil": r"Brazil(?:ian)?s?",
    "Switzerland": r"Swiss",
    "Germany": r"German[sy]?|Berlin",
    "France": r"French|France",
    "Southeast Asia": r"ASEAN|Malaysian?s?|Indonesian?s?|Philippin\w+|Thai(?:land)?|Cambodian?s?",
    "Turkey": r"Turk(?:ey|ish)|Ankara",
    "Africa": r"Africans?|Africa",
}
_THIRD_WORD = re.compile(r"\b(?:" + "|".join(f"({words})" for words in _THIRD.values()) + r")\b")
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
    r"climate|emissions?|carbon|human rights|uyghurs?|uighurs?|south china sea|extradition|spy|spying|espionage|balloon|vaccines?|athletes?|taiwan|secretary of state|top diplomats?|airspace|fighter jets?|cyber-?attacks?|hackers?)\b",
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

_LEAD = 250
"""Characters of the first sentence: where a market report says that it is one."""

_BRIEF = 500
"""Characters up to which one word of trade is enough."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was counted in the whole text and at its head."""

    length: int
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
    head_trade: int
    head_other: int
    lead_markets: int


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
        return False, f"The other party is {weighed.third_name} rather than one of the two sides."
    if weighed.other > weighed.trade or (
        2 * weighed.other > weighed.trade and weighed.head_other >= weighed.head_trade
    ):
        return False, "The article is about other business of the two sides more than about trade."
    if weighed.head_trade < (1 if weighed.length <= _BRIEF else 2) or not weighed.both:
        return False, "The article names no talks on trade or the economy between the two sides."
    if weighed.markets > (1 if weighed.lead_markets else 2) * weighed.talks:
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
    parties = Counter(match.lastindex or 0 for match in _THIRD_WORD.finditer(text))
    group, times = max(parties.items(), key=lambda pair: (pair[1], -pair[0]), default=(1, 0))
    return Weighed(
        length=len(text),
        us=len(_US.findall(text)) + sides[Side.US],
        china=len(_CHINA.findall(text)) + sides[Side.CHINA],
        third=times,
        third_name=list(_THIRD)[group - 1],
        trade=len(_TRADE.findall(text)),
        talks=len(_TALKS.findall(text)),
        other=len(_ELSE.findall(text)),
        markets=len(_MARKETS.findall(text)),
        both=_both(body, mentions),
        head_us=len(_US.findall(head)) + head_sides[Side.US],
        head_china=len(_CHINA.findall(head)) + head_sides[Side.CHINA],
        head_third=sum(match.lastindex == group for match in _THIRD_WORD.finditer(head)),
        head_talks=len(_TALKS.findall(head)),
        head_trade=len(_TRADE.findall(head)),
        head_other=len(_ELSE.findall(head)),
        lead_markets=len(_MARKETS.findall(text, 0, _LEAD)),
    )


def names_both_sides(words: str, sides: set[Side | None]) -> bool:
    """True if a sentence with people of these sides names both: "China said Mr. Mnuchin…" with his side."""
    return bool((Side.US in sides or _US.search(words)) and (Side.CHINA in sides or _CHINA.search(words)))


def _both(body: Body, mentions: tuple[Mention, ...]) -> int:
    """Sentences that speak of talks and name both sides: "Yellen met Vice Premier He" names America by its secretary."""
    count = 0
    people = sorted(mentions, key=lambda mention: mention.start)
    number = 0
    for sentence in body.sentences:
        words = body.folded.text[sentence.start : sentence.end]
        end = body.folded.span(sentence.start, sentence.end)[1]
        sides: set[Side | None] = set()
        while number < len(people) and people[number].start < end:
            sides.add(people[number].side)
            number += 1
        count += names_both_sides(words, sides) and _TALKS.search(words) is not None
    return count
