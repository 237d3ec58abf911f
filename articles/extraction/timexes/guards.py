"""What looks like a date and is none: words, names, quantities, sets.

"may" the verb and "march" the noun, Theresa May, "Made in China 2025", "Trade Expansion Act of 1962", "every Friday",
the Sunday Times, "November soybeans", "about 2000 workers".
"""

from __future__ import annotations

import re
from functools import lru_cache

_BEFORE = 48
"""Characters looked at before an expression; enough for four words."""

_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|through|throughout|during|for|before|after|between|and|or|early|late|earlier|later|last|next|this|that|"
    r"mid|end|around|about|on|as|than|with|over|into|the|a|an|its|their|his|our|each|every|past|previous|following|beginning|starting|ending|"
    r"versus|vs\.?|against|like)[ \n]+$",
    re.IGNORECASE,
)
_FIRM_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|during|early|late|earlier|last|next|this|mid|from|by|end of|beginning of|start of|middle of|through)[ \n]+$",
    re.IGNORECASE,
)
_MAY_THE_PERSON = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Minister|Premier|PM) May\b")
_NAME_AFTER = re.compile(r" [A-Z][a-z]{2,}")
_EVENT_AFTER = re.compile(
    r" (?:Summit|Meeting|Day|Conference|Session|Revolution|Fourth|Holiday|Congress|Forum|Fair|Deadline|Talks|Trade|Visit|Truce|Tariff|Tariffs|Election|Elections|Round)\b"
)
_CONTRACT_AFTER = re.compile(
    r"(?:[ -](?:delivery|soybean|soyabean|corn|wheat|crude|gold|copper|crop|cotton|sugar|Brent|WTI)s?)?[ -](?:futures?|contracts?|deliver(?:y|ies)|soybeans?|corn|wheat|crude|cotton)\b"
)
_MODAL_AFTER = re.compile(
    r"(?: (?:not|never|well|also|still|yet|be|have|I|we|you|he|she|it|they)\b| the [a-z]+ be\b)"
)
_TITLE_MONTHS = frozenset({"april", "may", "june", "august", "march", "jan", "mar", "apr", "jun", "aug"})
_SHORT_MONTHS = frozenset(
    {"jan", "feb", "febr", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)

_SAFE_IN_SMALL = frozenset(
    ["january", "february", "april", "june", "july", "september", "october", "november", "december"]
)
_SMALL_BEFORE = re.compile(
    r"\b(?:on|in|since|until|by|last|next|this|late|early|of|from|through)[ \n]+$", re.IGNORECASE
)
"""What lets "on monday" and "in january" count where a writer spares the capitals."""

_WEEKDAY_NAME_BEFORE = re.compile(
    r"\b(?:Black|Good|Ash|Palm|Easter|Super|Cyber|Bloody|Shrove|Holy|Giving|Fat|Ruby|News|every|each|Every|Each|any)[ \n]+$"
)
_PAPER_AFTER = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|Express|Herald|Night Live|Morning Futures|Morning Post|Star|Sun|Post|Independent|Tribune|Age|Guardian|Today|World)\b|'s Child\b"
)
_PROGRAMME_AFTER = re.compile(r"[ \n][Ww]ith [A-Z]")
_PROGRAMME_BEFORE = re.compile(r"\b(?:ABC|NBC|CBS|CNN|BBC|PBS|MSNBC)(?:'s| News(?:'s)?)?,? \"?$")
_PAPER_BEFORE = re.compile(
    r"\b(?:USA|Russia|India|China|Business|Security|Physics|Psychology|Pakistan|Africa|World|Sports|Christianity|Florida|Malaysia|Bangladesh|History|Education)[ \n]$"
)
"""Titles that end in "Today"; in a headline any capital may stand before the word."""

_LAW_BEFORE = re.compile(
    r"\b(?:Act|Law|Code|Bill|Constitution|Statute|Charter|Ordinance|Convention|Protocol|Directive|Clause|Amendments?)(?: \([A-Z]+\))? of(?: the year)?[ \n]+$|"
    r"\b(?:Act|Law|Regulations?|Order|Code|Ordinance),? $"
)
_LAW_AFTER = re.compile(r" (?:[A-Z][\w'-]+ (?:and |of |for |on |the )?){1,5}(?:Act|Law|Code)\b")
_QUANTITY_AFTER = re.compile(
    r"(?: ?(?:%|percent|per cent|GMT|UTC|hours|[kcm]?[mgl]\b|km|kg|mph|MW|[mb]illion|trillion|degrees|dollars|euros|yuan|yen|rupees|points?|feet|miles|"
    r"acres|tons|tonnes|barrels|bushels|units|copies|shares|seats|votes)\b)|[-.,:/]\d|@"
)
_PLURAL_AFTER = re.compile(
    r" (?!(?:was|has|is|does|as|its|this|saw)\b)(?:[a-z]+ )?(?!(?:was|has|is|does|as|its|this)\b)[a-z]{2,}(?<![us])s\b(?!')"
)
_YEAR_BEFORE_PLURAL = re.compile(
    r"\b(?:in|since|until|the|of|for|from|by|its|(?:19|20)\d\d,? (?:and|or|to|versus))[ \n]+$", re.IGNORECASE
)
_COUNT_BEFORE = re.compile(
    r"[$€£¥#@&/\\+=<>.]$|\d[ ,-]*$|\b(?:nearly|almost|least|some|approximately|No\.|Nos\.|number)[ \n]+$"
)
_LISTED_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d, $")
_THAN_BEFORE = re.compile(r"\b(?:than|at)[ \n]+$")
_YEAR_PREPOSITION = re.compile(
    r"(?:\b(?:in|In|since|Since|until|Until|till|during|During|before|Before|after|After|for|For|of|through|from|From|to|by|By|between|Between|and|or|the|The|a|A|"
    r"its|their|his|early|Early|late|Late|mid|end|circa|year|around|about|than|as|over|versus|vs|into|on|with|With|like|"
    r"pre|post|Pre|Post|[\w.]+'s|\w+s')[ \n]+|\b(?:mid|early|late|pre|post|Mid|Early|Late)-|\(|[,;:] |\" ?|- )$"
)
_NAME_BEFORE = re.compile(r"[A-Z][\w'.&-]*(?<!'s) $")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\"\n] ?|- )$")
_STARTING_PREPOSITION = re.compile(
    r"(?:^|[^\w])(?:In|Since|Until|By|During|Before|After|For|From|Between|The|Early|Late|And|But|Through|Around|As|Of|On|To|With|Our|Its|Their|His|Her|A|An|Year|Back|Like)[ \n]+$"
)
_YEAR_AFTER = re.compile(
    r"(?: (?:election|presidential|midterm|US|U\.S\.|was|is|will|would|could|should|did|has|had|saw|trade|deal|summit|report|budget|levels?)\b|'s\b|[).,;]|$|\n| -)"
)
_NAMED_DAY = re.compile(
    r"\b(?:Agenda|Vision|Horizon|Windows|Boeing|Expo|Route|Highway|Flight|Resolution|Article|Section|Sections|Chapter|Page|Room|Rule|Part|Item|Notice|Model|Type) $"
)


_GAME = re.compile(
    r"\b(?:scored|scoring|scores|touchdowns?|field goals?|yards?|yardage|quarterback|halftime|rebounds?|intercept\w*|kickoff|playoffs?|penalty|"
    r"goalkeeper|free throws?|overtime|Super Bowl|coach)\b"
)
_GAME_REACH = 160
_OWNED = re.compile(r"\b(?:its|their|fiscal|his|her|our|[a-z]+'s)[ \n]$", re.IGNORECASE)


def is_of_a_game(text: str, start: int) -> bool:
    """True if the quarter or half at ``start`` is one of a match: "scored twice in the fourth quarter"."""
    return _GAME.search(text, max(0, start - _GAME_REACH), start + _GAME_REACH) is not None


def is_owned(text: str, start: int) -> bool:
    """True after "its", "the company's", "fiscal": "its first half" is a business half-year."""
    return _OWNED.search(text, max(0, start - 24), start) is not None


def is_month(text: str, start: int, end: int, word: str) -> bool:
    """True if the month name alone at ``start`` is the month: "in May" yes, "it may rise" and "Mrs May" no."""
    before, name = text[max(0, start - _BEFORE) : start], word.lower().rstrip(".")
    if _CONTRACT_AFTER.match(text, end):
        return False
    if word[0].islower():
        return name in _SAFE_IN_SMALL and _SMALL_BEFORE.search(before) is not None
    has_preposition = _PREPOSITION.search(before) is not None
    if (
        name in _TITLE_MONTHS
        and _NAME_AFTER.match(text, end)
        and not _EVENT_AFTER.match(text, end)
        and not _FIRM_PREPOSITION.search(before)
    ):
        return False
    if name in _SHORT_MONTHS:
        return _FIRM_PREPOSITION.search(before) is not None
    if name == "may":
        return _is_may(text, before, end)
    if name in ("march", "august") and not has_preposition:
        return not _NAME_BEFORE.search(before) and (
            not _SENTENCE_START.search(before)
            or text[end : end + 5] == " was "
            or _MAY_NOUN_AFTER.match(text, end) is not None
        )
    return has_preposition or name not in ("april", "june") or not _NAME_BEFORE.search(before)


_MAY_NOUN_AFTER = re.compile(
    r"(?:'s [a-z]| (?:sales|exports|imports|data|figures|trade|retail|industrial|consumer|jobs|payrolls|orders|prices|inflation|output|report|reading|"
    r"meeting|summit|talks|deadline|agreement|statement|round|visit|call|truce|elections?)\b)"
)


_AS_RECENTLY_AS = re.compile(r"\bas (?:recently|early|late|far back|of) as[ \n]$|\bas of[ \n]$")
_BEFORE_MAY = re.compile(
    r"(?:\b(?:of|for|the|a|an|between|before|after|around|about|versus|than|each|every|its|their|last|previous|following)|"
    r"\b(?:January|February|March|April|Jan\.?|Feb\.?|Mar\.?|Apr\.?)(?:,| and| or| to| through| until)*)[ \n]+$",
    re.IGNORECASE,
)
"""Fewer words than for other months: "Trump and May", "as May said" speak of the person."""


def _is_may(text: str, before: str, end: int) -> bool:
    if _MAY_NOUN_AFTER.match(text, end) and not _names_may(text):
        return True
    if _FIRM_PREPOSITION.search(before) or _AS_RECENTLY_AS.search(before):
        return True
    if not _BEFORE_MAY.search(before) or _MODAL_AFTER.match(text, end):
        return False
    return not _names_may(text)


@lru_cache(maxsize=8)
def _names_may(text: str) -> bool:
    """True if a person of that name is in the text; remembered, for a text may hold the word ten thousand times."""
    return _MAY_THE_PERSON.search(text) is not None


_MOVED = re.compile(
    r"\b(?:moved|move|moves|moving|pushed|push|pushing|delay|delays|delayed|delaying|postpone|postpones|postponed|postponing|shift|shifted|"
    r"deferred|defer|changed|brought|bring|rescheduled|put|putting|extended|extend|extends|extending)\b[^.;\n]{0,70}\bfrom[ \n]$"
)
_MOVED_REACH = 100


def is_moved(text: str, start: int) -> bool:
    """True if the two dates from ``start`` on are an old and a new one: "moved the increase from Oct. 1 to Oct. 15"."""
    return _MOVED.search(text, max(0, start - _MOVED_REACH), start) is not None


_ATTACKS_AFTER = re.compile(
    r",?(?:'s)?[ \n](?:terror\w*[ \n]|al-Qaeda[ \n])?(?:attacks?|hijackings?|commission)\b", re.IGNORECASE
)


def is_day_of_attacks(text: str, end: int, month: str, day: str) -> bool:
    """True for "the September 11 attacks": the name of an event of 2001, not a day of this year."""
    return day == "11" and month.lower().startswith("sep") and _ATTACKS_AFTER.match(text, end) is not None


def is_month_of_attacks(text: str, end: int, month: str) -> bool:
    """True for the month of "the September 11 attacks"."""
    day = re.compile(r"[ \n]?(11)(?:th)?").match(text, end)
    return day is not None and is_day_of_attacks(text, day.end(), month, day[1])


def is_season(text: str, start: int, word: str) -> bool:
    """True if "fall" or "spring" is the season: "in fall 2018", "the spring of 2018"; "may fall this year" is the verb."""
    return (
        word[0].isupper()
        or re.search(
            r"\b(?:in|the|since|by|of|until|during|from|last|this|late|early|and|or)[ \n]+$",
            text[max(0, start - 12) : start],
            re.IGNORECASE,
        )
        is not None
    )


def is_lone_weekday(text: str, start: int, end: int, word: str) -> bool:
    """True if the weekday name at ``start`` is a day: "on Friday" yes, "Black Friday" and "the Sunday Times" no."""
    if word[0].islower() and not _SMALL_BEFORE.search(text, max(0, start - 12), start):
        return False
    return not _WEEKDAY_NAME_BEFORE.search(text, max(0, start - 12), start) and not _PAPER_AFTER.match(
        text, end
    )


def is_deictic(text: str, start: int, end: int, word: str) -> bool:
    """True if "today", "this week" speak of time: not "USA Today", not ABC's "This Week with …"."""
    if not word[0].isupper():
        return True
    before = text[max(0, start - _BEFORE) : start]
    is_programme = _PROGRAMME_BEFORE.search(before) or (
        word[:4] != "Last" and _PROGRAMME_AFTER.match(text, end)
    )
    return not (is_programme or (word.startswith("To") and _PAPER_BEFORE.search(before)))


def is_year(text: str, start: int, end: int) -> bool:
    """True if the four figures at ``start`` are a year: "in 2017" yes, "China 2025", "Act of 1962", "about 2000 workers" no."""
    before = text[max(0, start - _BEFORE) : start]
    if (
        _LAW_BEFORE.search(before)
        or _LAW_AFTER.match(text, end)
        or _QUANTITY_AFTER.match(text, end)
        or _NAMED_DAY.search(before)
    ):
        return False
    if _NAME_BEFORE.search(before) and not _STARTING_PREPOSITION.search(before):
        return False
    if _PLURAL_AFTER.match(text, end) and not _YEAR_BEFORE_PLURAL.search(before):
        return False
    if (_COUNT_BEFORE.search(before) and not _LISTED_YEAR_BEFORE.search(before)) or (
        _THAN_BEFORE.search(before) and not _YEAR_AFTER.match(text, end)
    ):
        return False
    if _YEAR_PREPOSITION.search(before):
        return True
    return bool(_SENTENCE_START.search(before)) or bool(_YEAR_AFTER.match(text, end))
