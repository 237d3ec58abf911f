"""A small chronology that has one of everything the pages show."""

from datetime import date, timedelta

from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions
from tests.factories import (
    make_account,
    make_article,
    make_citation,
    make_commitment,
    make_date_mention,
    make_dispute,
    make_event,
    make_official,
    make_official_mention,
    make_participation,
    make_post,
    make_publisher,
    make_quotation,
    make_step,
    make_story,
)

TEXT = "The envoys parted on Friday. “We need more days,” Avery Stone told reporters.\n\nNothing was signed."


def make_chronology():
    """The rows the browser tests name: ``rich`` event, ``article``, ``official``."""
    official = make_official("Avery Stone", slug="avery-stone")
    make_post(official, "Trade Envoy", start=date(2017, 1, 1))
    other = make_official("Lin Bo", side="china", chinese_name="林波", slug="lin-bo")
    for number in range(68):
        kind = "measure" if number % 5 == 4 else ["round", "phone-call", "summit"][number % 3]
        day = date(2017, 3, 1) + timedelta(weeks=number)
        event = make_event(
            f"Meeting {number}",
            slug=f"meeting-{number}",
            kind=kind,
            earliest=day,
            summary="They spoke of tariffs.",
        )
        if kind != "measure":
            make_participation(event, official, role="lead")
    make_event("Tariff list", kind="measure", earliest=date(2019, 5, 10))
    rich = make_rich_event(official, other)
    article = make_free_article(rich, official)
    refresh_events()
    keep_revisions()
    return {"rich": rich, "official": official, "article": article}


def make_rich_event(official, other):
    """The newest event, with all its sections."""
    rich = make_event(
        "Geneva round",
        slug="geneva-round",
        earliest=date(2019, 5, 17),
        latest=date(2019, 5, 18),
        us_date=date(2019, 5, 17),
        china_date=date(2019, 5, 18),
        city="Geneva",
        outcome="truce",
        summary="The envoys met for two days and agreed to meet again.",
    )
    make_participation(rich, official, role="lead")
    make_participation(rich, other)
    make_account(rich, "us", "We need more days", is_quotation=True, speaker=official)
    make_account(rich, "china", "They called the talks candid.", speaker_name="Xinhua")
    dispute = make_dispute(rich)
    make_account(rich, "us", "A date was agreed.", dispute=dispute)
    make_account(rich, "china", "No date was agreed.", dispute=dispute, modality="denies")
    make_citation(rich, make_article("Perhaps about it"), state="proposed")
    commitment = make_commitment(rich, "Buy more soybeans")
    source = make_article("Soybeans", published=date(2019, 5, 18), publisher=make_publisher())
    make_step(commitment, on=date(2019, 5, 18), due_on=date(2019, 5, 30), source=source)
    make_step(commitment, "lapsed", on=date(2019, 8, 1))
    return rich


def make_free_article(event, official):
    """An article whose text everybody may read, printed twice."""
    story = make_story()
    make_citation(event, make_article("Envoys part", story=story, publisher=make_publisher()))
    article = make_article(
        "Envoys part again",
        text=TEXT,
        licence="CC0-1.0",
        story=story,
        publisher=make_publisher(),
        kind="sample",
    )
    text = article.texts.get()
    day = date(2019, 5, 17)
    make_date_mention(text, "Friday", earliest=day, latest=day, reason="the Friday before")
    make_official_mention(text, "Avery Stone", official=official, side="us", reason="full name")
    make_quotation(text, "We need more days,", speaker=official, side="us", cue="told")
    make_citation(event, article, evidence="The envoys parted on Friday.", reasons=["the same days"])
    return article
