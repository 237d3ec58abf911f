"""The grammar of dates as news prints them: pieces, and the patterns made of them.

Every pattern is tried only at a word that can start it (``scan`` holds the table), so none begins with a search.
Repetitions are bounded and alternatives start differently: matching is linear. All patterns are read in
``body.folded.text``, where every dash is ``-`` and every apostrophe ``'``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .words import MONTHS, ORDINALS, SEASONS, SPANISH_MONTHS, WEEKDAYS


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")

SP = r"(?: {1,3}|\n(?! *\n))"
"""A gap inside an expression: wrapped lines yes, a paragraph end no."""

_NOT_A_COUNT = (
    r"(?![\d%]|:\d|,\d{3}(?!\d)|\.\d| ?(?:percent|per cent|pct|[mb]illion|trillion|[ap]\.?m\b|people|countries|companies|states|"
    r"members|officials|others|workers|products|items|points|days|weeks|months|years|hours|minutes|times|of the|"
    r"degrees|yuan|dollars|tons|tonnes)\b)"
)
"""What follows a day number must not make it a quantity: "In March 20 people …", "May 17,000"."""


def _month(suffix: str = "") -> str:
    return rf"(?P<month{suffix}>{_one_of(MONTHS)})(?![A-Za-z])\.?"


def _day(suffix: str = "") -> str:
    return rf"(?P<day{suffix}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![A-Za-z]){_NOT_A_COUNT}"


YEAR_PART = r"(?:1[5-9]|20)\d\d(?![\d%]|,\d{3}|\.\d|:\d| ?(?:GMT|UTC|hrs|hours)\b)"
_DIRECTED_YEAR = rf"(?P<year_direction>last|this|next|the{SP}previous|the{SP}following){SP}year(?![A-Za-z])"
_YEAR_TAIL = rf"(?:{SP}?,?{SP}?(?:of{SP})?(?P<year>{YEAR_PART}|(?<= )'\d\d(?![\w']))|(?:{SP}of|,)?{SP}{_DIRECTED_YEAR}|{SP}(?:of{SP})?(?P<told_year>that|the{SP}same){SP}year(?!\w))?"
"""", 2018", " of 2018", "2018" without a space, " '18", " of last year"."""

_THROUGH = rf"(?:{SP}?[-/]{{1,2}}{SP}?|{SP}(?:to|through|thru|till|until){SP}(?:the{SP})?)"
_AND = rf"{SP}and{SP}(?:the{SP})?"
_THROUGH_OR_AND = rf"(?:{SP}?[-/&]{{1,2}}{SP}?|{SP}(?:to|through|thru|till|until|and|&){SP}(?:the{SP})?)"
_WEEKDAY_NAME = _one_of(WEEKDAYS)
_WEEKDAY = rf"(?P<weekday>{_WEEKDAY_NAME})(?![A-Za-z])\.?"
_BEFORE_DATE = rf"(?:{_WEEKDAY},?{SP}(?:the{SP})?)?"
_SECOND_WEEKDAY = rf"(?:(?:{_WEEKDAY_NAME})(?![A-Za-z])\.?,?{SP})?"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# "May 17", "Sept. 23 to 27", "May 17 and 18, 2018", "Thursday, May 17", "May 12, 13 and 14", "Jun.5", "December 1 of last year"
MONTH_DAY = _compile(
    rf"{_BEFORE_DATE}{_month()}{SP}?(?:the{SP})?{_day()}"
    rf"(?:(?:,{SP}\d\d?(?!\d)){{0,4}},?{_THROUGH_OR_AND}{_SECOND_WEEKDAY}{_day('2')}(?!{SP}?[-/]?(?:{_one_of(MONTHS)})\b))?{_YEAR_TAIL}"
)
# "Feb. 27 to March 3", "May 30-June 2, 2018", "Dec 30, 2018 - Jan 2, 2019"
MONTH_DAY_TO_MONTH_DAY = _compile(
    rf"{_BEFORE_DATE}{_month()}{SP}?{_day()}(?:,?{SP}(?P<first_year>{YEAR_PART}))?,?(?:{_THROUGH}|(?P<and>{_AND})){_SECOND_WEEKDAY}{_month('2')}{SP}?{_day('2')}{_YEAR_TAIL}"
)
# "17 May 2018", "6 and 9 February", "17-18 May", "the 3rd of June", "Sunday 03, June 2018"
DAY_MONTH = _compile(
    rf"{_BEFORE_DATE}{_day()}(?:{_THROUGH_OR_AND}{_SECOND_WEEKDAY}{_day('2')})?,?(?:{SP}of)?{SP}?-?{_month()}(?!\.?{SP}?\d\d?(?!\d)(?:[^,]|$)){_YEAR_TAIL}"
)
# "27 February to 3 March", "30 May - 2 June 2018"
DAY_MONTH_TO_DAY_MONTH = _compile(
    rf"{_BEFORE_DATE}{_day()}{SP}{_month()}(?:,?{SP}(?P<first_year>{YEAR_PART}))?(?:{_THROUGH}|(?P<and>{_AND})){_SECOND_WEEKDAY}{_day('2')}{SP}{_month('2')}{_YEAR_TAIL}"
)
# "the 17th day of May, 2018", "2018 May 17", "17May2018", "17/May/18", "May 17, '18": left to dateparser
SPELLED = _compile(
    rf"\d\d?(?:st|nd|rd|th)?{SP}day{SP}of{SP}{_month('a')},?{SP}(?:in{SP}the{SP}year{SP})?{YEAR_PART}"
    rf"|{YEAR_PART},?{SP}{_month('b')}{SP}\d\d?(?:st|nd|rd|th)?(?![\w,])"
    rf"|\d\d?(?:[-/.]|(?=[A-Za-z])){_month('c')}[-/.]?(?:{YEAR_PART}|\d\d(?![\w%]|,\d|\.\d))"
    rf"|\d\d?{SP}{_month('e')}{SP}'\d\d(?!\w)"
    rf"|{_month('d')}{SP}\d\d?,?{SP}'\d\d(?!\w)"
)
# "the 15th of this month"
DAY_OF_MONTH = _compile(
    rf"(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th){SP}(?:of{SP})?(?P<direction>this|last|next){SP}month(?!\w)"
)
# "the week of May 14", "the weekend of 2 June": what follows is read by the patterns of days
UNIT_OF = _compile(rf"(?P<unit>weekend|week){SP}(?:of|beginning|starting|commencing){SP}")
# "the first week of June", "the last weekend in March 2009"
WEEK_OF_MONTH = _compile(
    rf"(?P<ordinal>first|second|third|fourth|last|final){SP}(?:full{SP})?(?P<unit>week|weekend){SP}(?:of|in){SP}{_month()}{_YEAR_TAIL}"
)
# "15 de septiembre, 2025", in the datelines of Spanish pages
SPANISH_DAY = _compile(
    rf"{_day()}{SP}de{SP}(?P<month>{_one_of(SPANISH_MONTHS)})(?:{SP}del?|,)?{SP}(?P<year>{YEAR_PART})"
)
# "May", "May 2018", "May, 2018", "September of last year", "mid-May", "Mar-2018"
MONTH = _compile(
    rf"(?P<mid>mid[- ]|early-|late-|end-(?:of-)?)?{_month()}(?:-(?P<dashed_year>{YEAR_PART})|{_YEAR_TAIL})"
)
# "April-June", "April/May 2018", "October to December"
MONTH_TO_MONTH = _compile(
    rf"{_month()}(?:{SP}?[-/]{SP}?|(?P<word>{SP}(?:to|through|thru){SP})){_month('2')}(?!{SP}\d\d?(?!\d)){_YEAR_TAIL}"
)
# "last December", "this May", "next March 31"
DIRECTED_MONTH = _compile(
    rf"(?P<direction>last|this|next|(?:this{SP})?(?:past|coming)){SP}{_month()}(?:{SP}{_day()})?"
)

# "Thursday"; "Monday of next week", "Monday last week"
WEEKDAY = _compile(
    rf"{_WEEKDAY}(?:,?(?:{SP}of)?{SP}(?P<week_direction>last|this|next|the{SP}previous|the{SP}following){SP}week(?![A-Za-z]))?"
)
# "last Friday", "this past Sunday", "next week Monday"
DIRECTED_WEEKDAY = _compile(
    rf"(?P<direction>last|this|next|(?:this{SP})?(?:past|coming))(?P<in_week>{SP}week,?)?{SP}{_WEEKDAY}"
)
# "Monday to Wednesday", "Thursday-Friday", "Monday through Thursday of next week"
WEEKDAY_TO_WEEKDAY = _compile(
    rf"{_WEEKDAY}(?:{_THROUGH})(?P<weekday2>{_WEEKDAY_NAME})(?![A-Za-z])\.?(?:(?:{SP}of)?{SP}(?P<week_direction>last|this|next){SP}week(?![A-Za-z]))?"
)
BETWEEN_WEEKDAYS = _compile(rf"{_WEEKDAY}{SP}and{SP}(?P<weekday2>{_WEEKDAY_NAME})(?![A-Za-z])\.?")

# "last week", "this year", "next quarter", "the coming weekend", "last fiscal year"
DIRECTED_UNIT = _compile(
    rf"(?P<direction>last|this|next|current|latest|previous|(?:this{SP})?(?:past|coming)){SP}(?:calendar{SP}|fiscal{SP}|financial{SP})?"
    rf"(?P<unit>weekend|week|month|quarter|year|decade)(?!\w|-(?:long|old|end|high|low))(?!{SP}(?:or{SP}(?:two|so|three)|and{SP}a{SP}half))"
)
# "last summer", "this autumn", "next spring"
DIRECTED_SEASON = _compile(
    rf"(?P<direction>last|this|next|(?:this{SP})?(?:past|coming)){SP}(?P<season>{_one_of(SEASONS)})(?!\w|{SP}(?:Olympics?|Games|Palace|Meeting)\b)"
)
# "summer 2018", "the winter of 2018", "autumn last year"
SEASON = _compile(
    rf"(?P<season>{_one_of(SEASONS)})(?:,?{SP}(?:of{SP})?(?P<year>{YEAR_PART}|(?<= )'\d\d)(?!\w)|(?:{SP}of)?{SP}{_DIRECTED_YEAR})"
)
# "by spring", "in the fall": what may follow and must stand before
BARE_SEASON = _compile(
    rf"(?:mid)?(?P<season>{_one_of(SEASONS)})(?=[.,;:\")?!]|\n|$|{SP}(?:and|but|when|as|because|after|before|if|with|for|at|to|he|she|it|they|the|that|was|were|is|are|will|had|has)\b)"
)
BARE_SEASON_BEFORE = re.compile(
    r"\b(?:by|until|till|since|before)[ \n](?:the[ \n])?(?:early[ \n]|late[ \n]|mid-?)?$|(?<!late )(?<!early )\b(?:in|over|during|through|to|for|throughout)[ \n]the[ \n](?:early[ \n]|late[ \n])?$",
    re.IGNORECASE,
)
# "last night", "this morning"
PART_OF_DAY = _compile(
    rf"(?P<direction>last|this|earlier{SP}this){SP}(?P<part>morning|afternoon|evening|night)(?!\w)"
)
# "yesterday", "tonight", "the day before yesterday"
DAY_WORD = _compile(r"(?P<word>today|yesterday|tomorrow|tonight)(?!\w)")
DAY_BEYOND = _compile(rf"day{SP}(?P<beyond>before{SP}yesterday|after{SP}tomorrow)(?!\w)")
# "the week after next", "the year before last"
UNIT_BEYOND = _compile(
    rf"(?P<unit>weekend|week|month|quarter|year){SP}(?P<beyond>after{SP}next|before{SP}last)(?!\w)"
)
# what stands before "ago" or "from now": "two weeks", "a year", "10 days"
AMOUNT_BEFORE = _compile(
    rf"(?:^|(?<=[^\w.,-]))(?P<count>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?[a-z]{{1,9}}|\d{{1,3}})(?:{SP}|-)(?:full{SP}|short{SP}|calendar{SP})?(?P<unit>day|week|month|quarter|year|decade)s?(?:{SP}|-)$"
)
# "more than two weeks ago" names no week
LOOSE_AMOUNT_BEFORE = _compile(
    r"\b(?:more|less|fewer|longer|later)[ ]than[ ]$|\b(?:over|under|well over|within|at least|at most)[ ]$"
)
# what stands before "the year", "the month", "the week" where they mean the present one: "by the end of the year", "later in the week"
PRESENT_UNIT_BEFORE = _compile(
    rf"(?:\b(?:end|beginning|start|middle|close|turn|part|half|third|outset){SP}of|\b(?:later|earlier|early|late|mid-?way|deeper){SP}in){SP}the{SP}$"
)
UNIT_WORD = _compile(r"(?P<unit>week|month|quarter|year)(?![\w-])")
# "by year-end", "before the year's end"
YEAR_END = _compile(rf"year(?:-|'s{SP}|{SP}(?=end(?:[.,;:)]|\n|$)))end(?:{SP}(?P<year>{YEAR_PART}))?(?!\w)")
# what stands before "the day" where it is the trading day spoken of: "to end the day at 7,114", "at the start of the day"
TRADING_DAY_BEFORE = _compile(
    rf"\b(?:end|ends|ended|ending|finish|finishes|finished|finishing|close|closes|closed|closing){SP}the{SP}$"
    rf"|\b(?:start|beginning|close){SP}of{SP}the{SP}$|\blate{SP}in{SP}the{SP}$|[.\n]{SP}?For{SP}the{SP}$"
)
# what stands before "the quarter" of a company's report: "in the quarter", "profit for the quarter"
QUARTER_NAMED_AFTER = _compile(rf"{SP}(?:ended|ending|to|through|of|from)(?!\w)")
QUARTER_SPOKEN_OF_BEFORE = _compile(rf"\b(?:for|in|during){SP}the{SP}$")
# the part of the day after a weekday or day word: "Monday night"
PART_AFTER = _compile(rf"(?:'s)?{SP}(?P<part>morning|afternoon|evening|night)(?!\w)")
# a clock time before one: "at 16:00 UTC on Monday", "2:30 p.m. Friday"
CLOCK_BEFORE = _compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))?(?P<noon> ?[ap]\.?m\.?)?(?: (?:[A-Z]{2,4}|local time|Eastern|Beijing time))?,?(?: on)? $"
)
# "since '82", "the '80s", "the 70s"
SHORT_YEAR = _compile(r"(?P<year>\d\d)(?![\w'%]|[.,:/-]\d)")
SHORT_DECADE = _compile(r"(?P<decade>[2-9]0)'?s(?!\w)")
SHORT_DECADE_BEFORE = _compile(r"(?:\b(?:the|early|late)[ ]|\bmid-?)(?:early |late |mid-)?'?$|(?<=[ (])'$")
SHORT_YEAR_BEFORE = _compile(
    r"\b(?:in|since|of|from|by|before|after|until|to|summer|spring|fall|winter|fiscal) '$"
)
SHORT_YEAR_NOUN = re.compile(
    r"(?<=\bthe ')\d\d (?:election|campaign|season|race|crash|war|vote|budget|convention|model|primary|games)",
    re.IGNORECASE,
)
# "the year-ago quarter", "a year-earlier period"
YEAR_AGO = _compile(rf"year-(?:ago|earlier)(?:{SP}(?P<period>quarter|period|month|half))?(?!\w)")

_RELATIVE_TO_YEAR = rf"(?:{SP}(?:of|in){SP}(?:the{SP})?(?:fiscal{SP}|calendar{SP})?(?:year{SP})?(?P<year>{YEAR_PART})|,?{SP}(?:fiscal{SP})?(?P<near_year>{YEAR_PART})|(?:{SP}of)?{SP}{_DIRECTED_YEAR}|{SP}of{SP}(?P<of_the_year>the{SP}year)(?!\w))?"
# "the third quarter", "fourth-quarter", "first quarter of 2009", "the final quarter of last year"
QUARTER = _compile(
    rf"(?P<ordinal>{_one_of(ORDINALS)})(?:(?:{SP}|-)(?:fiscal(?:{SP}|-))?quarter(?!\w){_RELATIVE_TO_YEAR}|-period(?={SP}(?:earnings|net|profits?|results|loss|losses|sales|income|revenue)\b))"
)
# "the last quarter of 2018"
LAST_QUARTER = _compile(
    rf"last{SP}quarter{SP}of{SP}(?:(?P<year>{YEAR_PART})|{_DIRECTED_YEAR}|(?P<of_the_year>the{SP}year)(?!\w))"
)
# "Q3", "Q3 2018", "Q3'18"; "3Q18"
QUARTER_CODE = _compile(
    rf"(?:Q(?P<number>[1-4])|(?P<number2>[1-4])Q)(?!\d{{3}})(?:{SP}?[-/,']?{SP}?(?:of{SP})?(?:FY{SP}?'?)?(?P<year>{YEAR_PART}|\d\d(?!\w|%|[.,]\d)))?(?!\w)"
)
# "the first half of 2018", "second half of the year"; "H1 2018"
HALF = _compile(
    rf"(?P<ordinal>first|second|1st|2nd|latter){SP}half{SP}of{SP}(?:(?:the{SP})?(?:fiscal{SP})?(?P<year>{YEAR_PART})|{_DIRECTED_YEAR}|(?P<of_the_year>the{SP}year)(?!\w))"
)
# "in the first half", "first-half profit"
BARE_HALF = _compile(
    rf"(?P<ordinal>first|second|1st|2nd)(?:{SP}|-)half(?![\w-]|{SP}(?:of|century|hour|dozen|marathon|day|inning)\b)"
)
# "the first three months of the year", "the first five months of 2017", "the last 10 months of last year"
MONTHS_OF_YEAR = _compile(
    rf"(?P<ordinal>first|last|final){SP}(?P<count>{_one_of(_COUNTS)}|1[01]|[2-9]){SP}months{SP}of{SP}(?:(?P<year>{YEAR_PART})|{_DIRECTED_YEAR}|(?P<of_the_year>the{SP}year)(?!\w))"
)
# "the just-ended quarter", "the quarter just ended"
JUST_ENDED = _compile(
    rf"just(?:{SP}|-)(?:ended|completed|finished){SP}(?P<unit>quarter|month|year|week)(?!\w)"
)
UNIT_JUST_ENDED = _compile(rf"(?P<unit>quarter|month|year|week){SP}just{SP}(?:ended|completed|past)(?!\w)")
HALF_CODE = _compile(
    rf"(?:H(?P<number>[12])|(?P<number2>[12])H)(?:{SP}?(?:FY)?(?P<year>{YEAR_PART})|(?:{SP}?FY{SP}?)?'?(?P<short_year>\d\d))(?!\w)"
)
# "the March quarter", "December-quarter 2018"
MONTH_QUARTER = _compile(
    rf"(?P<month>March|June|September|December)(?:{SP}|-)quarter(?!\w){_RELATIVE_TO_YEAR}"
)
# "2018 third quarter", "2018's first half", "2018 Q3"
YEAR_QUARTER = _compile(
    rf"(?:(?P<year>{YEAR_PART})|(?P<year_direction>last|this|next){SP}year)(?:'s)?{SP}"
    rf"(?:fiscal{SP})?(?:(?P<ordinal>{_one_of(ORDINALS)})(?:{SP}|-)(?P<unit>quarter|half)|Q(?P<number>[1-4]))(?!\w)"
)
# "the same month last year", "the same period a year earlier"
SAME_PERIOD = _compile(
    rf"(?:same|comparable|corresponding|similar|like){SP}(?:period|month|quarter|three{SP}months|stretch){SP}(?:(?:of|in){SP})?(?:(?:the{SP})?(?:last|previous|prior){SP}year|a{SP}year{SP}(?:ago|earlier|before)|the{SP}year{SP}before|(?P<year>{YEAR_PART}))(?!\w)"
)
# "fiscal 2019", "fiscal year 2018", "financial year 2018-19", "FY2018", "FY 18"
FISCAL_YEAR = _compile(
    rf"(?:fiscal|financial)(?:{SP}year)?{SP}(?P<year>{YEAR_PART})(?:[-/](?P<last_year>\d\d|{YEAR_PART}))?(?!\w)"
)
FISCAL_CODE = _compile(rf"FY{SP}?'?(?P<year>{YEAR_PART}|\d\d)(?:[-/](?P<last_year>\d\d|{YEAR_PART}))?(?!\w)")

# "2016-17", "2013/14", "2001-2005"
YEAR_TO_YEAR = _compile(
    rf"(?P<year>(?:1[5-9]|20)\d\d)(?:{SP}?[-/]{SP}?(?P<last_year>{YEAR_PART})|[-/](?P<short_year>\d\d))(?![\w%-]|[.,/]\d)"
)
# "the 1990s", "1990's"
DECADE = _compile(r"(?P<decade>(?:1[5-9]|20)\d0)'?s(?!\w)")
YEAR = _compile(rf"(?P<year>{YEAR_PART})(?![\w%])")
