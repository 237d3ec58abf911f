"""An article: what is known of it, how it was dated, and what was found in its text."""

from __future__ import annotations

from collections import Counter

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Citation
from articles.models.dates import in_words

from . import gone
from .asof import read_asof
from .highlight import Mark, cut

FINDINGS_SHOWN = 200


@require_safe
def article(request, key):
    """The article. Its text is shown to staff, and to everybody where its licence says so."""
    found = Article.objects.select_related("publisher", "story").filter(key=key).first()
    if found is None:
        return gone.answer(request, "article", key)
    unreviewed = request.GET.get("unreviewed") == "1"
    asof, notes = read_asof(request.GET)
    links = list(Citation.objects.shown(unreviewed=True).filter(article=found).with_sources())
    links = [link for link in links if link.event.is_published or unreviewed]
    citations = [link for link in links if unreviewed or link.state == "accepted"]
    text = found.texts.filter(is_current=True).defer("source", "fingerprint").first()
    may_show_text = text is not None and (found.is_text_free or request.user.is_staff)
    context = {
        "article": found,
        "citations": sorted(citations, key=lambda link: -link.score),
        "proposed_count": sum(link.state == "proposed" for link in links),
        "unreviewed": unreviewed,
        "asof": asof,
        "notes": notes,
        "leave": "?unreviewed=1" if unreviewed else "?",
        "is_later": asof and (found.published_latest is None or found.published_latest > asof),
        "copies": other_prints(found),
        "text": text,
        "may_show_text": may_show_text,
        **findings_of(text, citations, may_show_text),
    }
    return render(request, "articles/article.html", context)


def other_prints(article: Article):
    """The articles that print the same story."""
    if article.story is None:
        return []
    return article.story.articles.exclude(pk=article.pk).select_related("publisher")[:50]


def findings_of(text, citations, may_show_text: bool) -> dict[str, object]:
    """Dates, people and quotations found, and the marked text where it may be shown."""
    if text is None:
        return {"dates": [], "people": [], "quotations": [], "segments": []}
    dates = list(text.datementions.order_by("start"))
    people = list(text.officialmentions.select_related("official").order_by("start"))
    quotations = list(text.quotations.select_related("speaker").order_by("start"))
    for finding in [*dates, *quotations]:
        finding.shown_words = text.text[finding.start : finding.end]
    segments = cut(text.text, marks_of(text, citations, dates, people, quotations)) if may_show_text else []
    return {
        "dates": dates[:FINDINGS_SHOWN],
        "dates_cut": max(0, len(dates) - FINDINGS_SHOWN),
        "people": persons_in(people),
        "quotations": quotations[:FINDINGS_SHOWN],
        "segments": segments,
    }


def marks_of(text, citations, dates, people, quotations) -> list[Mark]:
    """Every span to be marked in the text."""
    evidence = [
        Mark(
            link.evidence_start,
            link.evidence_end,
            "evidence",
            _("Evidence for: %(event)s") % {"event": link.event.title},
            href=f"#link-{link.pk}",
        )
        for link in citations
        if link.evidence_text_id == text.pk
    ]
    return [
        *evidence,
        *(
            Mark(
                quotation.start,
                quotation.end,
                "quotation",
                _said_by(quotation),
                f"at-{quotation.start}",
                _row("quotation", place, quotation),
            )
            for place, quotation in enumerate(quotations)
        ),
        *(
            Mark(found.start, found.end, "date", _meaning(found), href=_row("date", place, found))
            for place, found in enumerate(dates)
        ),
        *(
            Mark(
                found.start,
                found.end,
                f"person {_side_class(found)}",
                _identity(found),
                f"at-{found.start}",
                "#people",
            )
            for found in people
        ),
    ]


def _row(kind: str, place: int, found) -> str:
    """The row that tells of the finding, or the section where there are too many for a row each."""
    return f"#{kind}-{found.start}" if place < FINDINGS_SHOWN else "#found"


def _meaning(found) -> str:
    """``18 May 2018: 'Friday' read against 21 May 2018``."""
    words = in_words(found.earliest, found.latest) or _("not known which")
    return f"{words}: {found.reason}" if found.reason else words


def _identity(mention) -> str:
    """``Avery Stone, Trade Envoy: full name``."""
    who = f"{mention.name}, {mention.role}" if mention.role else mention.name
    return f"{who}: {mention.reason}" if mention.reason else who


def _said_by(quotation) -> str:
    """``Said by Avery Stone (“told”)``."""
    speaker = quotation.speaker.name if quotation.speaker else quotation.speaker_name
    words = _("Said by %(speaker)s") % {"speaker": speaker} if speaker else _("Speaker not known")
    return f"{words} (“{quotation.cue}”)" if quotation.cue else words


def _side_class(mention) -> str:
    return f"of-{mention.side}" if mention.side else "of-nobody"


def persons_in(mentions) -> list[dict[str, object]]:
    """One entry a person, in order of first mention, with the number of mentions and the first reason."""
    counts = Counter(mention.name for mention in mentions)
    first = {}
    for mention in mentions:
        first.setdefault(mention.name, mention)
    return [{"mention": mention, "count": counts[name]} for name, mention in first.items()][:FINDINGS_SHOWN]
