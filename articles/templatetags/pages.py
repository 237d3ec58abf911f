"""Words and marks the pages share: a side's letter, a date as ``<time>``, a link that is safe to follow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from urllib.parse import urlencode, urlsplit

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from articles.models import Article, Event, Official, Participation, ReviewState
from articles.models.dates import (
    Granularity,
    day_in_words,
    granularity_between,
    month_in_words,
    range_in_words,
    year_in_words,
)
from articles.views.language import first_name
from articles.views.rows import Presence

from .languages import english, lang, lang_of, page_lang

register = template.Library()

SIDES = {
    "us": (pgettext_lazy("letter", "W"), gettext_lazy("Washington")),
    "china": (pgettext_lazy("letter", "B"), gettext_lazy("Beijing")),
    "joint": (pgettext_lazy("letter", "J"), gettext_lazy("Joint")),
    "other": (pgettext_lazy("letter", "O"), gettext_lazy("Other")),
}
NAMES_SHOWN = 3
LINE_BREAKS = re.compile(r"(\n+)")


@register.simple_tag
def side(code: str) -> str:
    """The letter in its shape, read out as the side's name: W in a square for Washington."""
    if code not in SIDES:
        return ""
    letter, name = SIDES[code]
    return format_html('<span class="side {}" role="img" aria-label="{}">{}</span>', code, name, letter)


@register.filter
def side_name(code: str) -> str:
    """``us`` → ``Washington``."""
    return str(SIDES.get(code, ("", ""))[1])


@register.simple_tag
def dates(
    earliest: date | None, latest: date | None, *, year: bool = True, about: bool = False
) -> SafeString:
    """``<time>17</time>–<time>18 May 2018</time>``; month and year alone where the day is not known."""
    if earliest is None or latest is None:
        return _("date not known")
    words = _dates(earliest, latest, year)
    return format_html(pgettext("date", "about %(date)s") % {"date": "{}"}, words) if about else words


def _dates(earliest: date, latest: date, year: bool) -> SafeString:
    match granularity_between(earliest, latest):
        case Granularity.DAY:
            return _time(earliest.isoformat(), day_in_words(earliest, year=year))
        case Granularity.MONTH:
            return _time(f"{earliest:%Y-%m}", month_in_words(earliest) if year else _("day not known"))
        case Granularity.YEAR:
            return _time(f"{earliest:%Y}", year_in_words(earliest.year) if year else _("day not known"))
    first, between, last = range_in_words(earliest, latest, year=year)
    ends = _time(earliest.isoformat(), first), between, _time(latest.isoformat(), last)
    return format_html("{}{}{}", *ends)


def _time(value: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value, words)


@register.simple_tag
def day(value: date | None) -> str:
    """``<time datetime="2018-05-18">18 May 2018</time>``, or nothing."""
    return _time(value.isoformat(), day_in_words(value)) if value else ""


@register.filter
def paragraphs(text: str) -> SafeString:
    """A text as it is kept, with room where its lines break: ``one\\ntwo`` → ``one<span class="gap">\\n</span>two``."""
    return SafeString(LINE_BREAKS.sub(r'<span class="gap">\1</span>', escape(text)))


@register.filter
def safe_url(url: str) -> str:
    """The address if a reader can safely follow it (http or https with a host), else an empty string."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


@register.filter
def host(url: str) -> str:
    """``https://www.reuters.com/x`` → ``reuters.com``."""
    return urlsplit(safe_url(url)).netloc.rpartition("@")[2].removeprefix("www.")


def who(people: Iterable[Presence]) -> SafeString:
    """The first names of each side, leads first: "W Mnuchin, Ross, Lighthizer +2  B Liu He"."""
    rank = {"lead": 0, "host": 1, "delegation": 2}
    present = sorted(people, key=lambda one: (one.side != "us", rank[one.role]))
    lines = []
    for code, group in groupby(present, key=lambda one: one.side):
        names = [first_name(one.name, one.chinese_name) for one in group]
        more = f" +{len(names) - NAMES_SHOWN}" if len(names) > NAMES_SHOWN else ""
        lines.append(_bench(code, names[:NAMES_SHOWN], more))
    return format_html_join(" ", "{}", ((line,) for line in lines))


def _bench(code: str, names: list[str], more: str) -> SafeString:
    """A side's letter and names. Where all are foreign to the page, the bench says so once: few nodes on a long page."""
    if not all(lang_of(name) == lang() for name in names):
        return format_html('<span class="bench">{} {}{}</span>', side(code), in_one_line(names), more)
    line = pgettext("between names", ", ").join(names)
    letter = SafeString(side(code).replace(" role=", f"{page_lang()} role=", 1))
    return format_html('<span class="bench"{}>{} {}{}</span>', lang(), letter, line, more)


def in_one_line(names: list[str]) -> SafeString:
    """``Liu He, Zhong Shan``; on a Chinese page the names left in Latin letters are marked English, side by side once."""
    comma = pgettext("between names", ", ")
    runs = (comma.join(run) for _script, run in groupby(names, key=lang_of))
    return format_html_join(comma, "{}", ((english(run),) for run in runs))


def answers(given: Iterable[tuple[str, str]]) -> str:
    """``asserted in Washington, denied in Beijing``, for the line that says that accounts differ."""
    said = [ANSWERS[modality] % {"side": PLACES[side]} for modality, side in given]
    return pgettext("between answers", ", ").join(dict.fromkeys(said))


ANSWERS = {
    "asserts": gettext_lazy("asserted %(side)s"),
    "denies": gettext_lazy("denied %(side)s"),
    "qualifies": gettext_lazy("qualified %(side)s"),
    "walks-back": gettext_lazy("walked back %(side)s"),
}
PLACES = {
    "us": pgettext_lazy("asserted …", "in Washington"),
    "china": pgettext_lazy("asserted …", "in Beijing"),
    "joint": pgettext_lazy("asserted …", "jointly"),
}


@register.filter
def part(participation: Participation) -> str:
    """The part somebody had, with a word where it is more or less than reported: ``lead``, ``delegation, expected``."""
    role = participation.get_role_display()
    if participation.certainty == Participation.Certainty.REPORTED:
        return role
    return _("%(role)s, %(certainty)s") % {"role": role, "certainty": participation.get_certainty_display()}


@register.simple_tag
def quoted_names(names: Iterable) -> SafeString:
    """``“Liu He”, “Liu Ho”`` of names or of rows that have one."""
    marks = pgettext("a quoted name", "“%(name)s”") % {"name": "{}"}
    rows = ((format_html(marks, english(getattr(name, "name", name))),) for name in names)
    return format_html_join(pgettext("between quoted names", ", "), "{}", rows)


QUOTED = re.compile(r"(?<![\w’'])'([^'\n]{1,200})'(?!\w)|\"([^\"\n]{1,200})\"")


@register.simple_tag(takes_context=True)
def to(context, thing, place: str = "") -> str:
    """The address of an event, article or official, with what the reader asked to be kept: ``/events/x/?asof=2018-05-20``."""
    return address_of(thing, context.get("asof"), place)


def address_of(thing: Event | Article | Official, asof: date | None, place: str = "") -> str:
    """``to`` for Python."""
    kept = {}
    if isinstance(thing, Event) and thing.state == ReviewState.PROPOSED:
        kept["unreviewed"] = "1"
    if asof and not isinstance(thing, Official):
        kept["asof"] = str(asof)
    query = f"?{urlencode(kept)}" if kept else ""
    return thing.get_absolute_url() + query + (f"#{place}" if place else "")


@register.filter
def curly(text: str) -> str:
    """Quotation marks as printed: ``'May 8' read against …`` → ``“May 8” read against …``; ``Ross's`` → ``Ross’s``."""
    return QUOTED.sub(lambda quoted: f"“{quoted[1] or quoted[2]}”", text or "").replace("'", "’")


@register.filter
def sentences(parts: Iterable[str]) -> str:
    """Reasons as running sentences: ``["It names the place.", "the same day"]`` → "It names the place. The same day."."""
    whole = [part.strip().rstrip(";") for part in parts if part and part.strip()]
    closed = [part if part[-1:] in ".!?…”" else f"{part}." for part in whole]
    return curly(" ".join(part[:1].upper() + part[1:] for part in closed))
