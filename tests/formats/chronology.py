"""Rows with everything that formats have to carry, hostile words among them."""

from datetime import date, time

from articles.models import Commitment, CommitmentStep, EventAlias, Series, Topic
from articles.models.revision import keep_revisions
from tests.factories import (
    make_account,
    make_article,
    make_citation,
    make_dispute,
    make_event,
    make_official,
    make_participation,
    make_post,
    make_publisher,
    make_quotation,
)

HOSTILE = '</script><script>alert(1)</script> & "quoted" \\ {brace} \u2028 % $ ; , #_^~'
SECRET = [
    "Nobody outside the room has ever printed the third clause of the draft.",
    "A clerk carried the folder down the back stairs before lunch.",
]
EVIDENCE = "Both delegations shook hands in Geneva on Thursday."
QUOTED = "We will not sign anything this week"
TEXT = f"{SECRET[0]} {EVIDENCE} “{QUOTED},” Avery Stone said. {SECRET[1]}"


def make_rich():
    """An event with two parts, people, accounts, a dispute, a deadline and three sources; returns it."""
    rich = make_event(
        "Geneva round",
        slug="geneva-round",
        earliest=date(2018, 5, 17),
        latest=date(2018, 5, 18),
        us_date=date(2018, 5, 17),
        china_date=date(2018, 5, 18),
        city="Geneva",
        country="Switzerland",
        outcome="truce",
        summary=f"They met. {HOSTILE}",
        date_reason="Both capitals say so.",
        series=Series.objects.create(slug="rounds", name="Rounds"),
        parent=make_event(
            "Talks of 2018", slug="talks-of-2018", earliest=date(2018, 1, 1), latest=date(2018, 12, 31)
        ),
    )
    rich.topics.add(Topic.objects.create(slug="tariffs", name="Tariffs"))
    EventAlias.objects.create(event=rich, name="=HYPERLINK(1)")
    make_people(rich)
    dispute = make_dispute(rich, "Was a sum named?", slug="sum")
    make_account(rich, "us", "A sum was named.", dispute=dispute)
    make_account(rich, "china", "No sum was named.", dispute=dispute, modality="denies")
    make_sources(rich)
    promise = Commitment.objects.create(slug="beef", event=rich, side="china", what="Admit beef")
    CommitmentStep.objects.create(
        commitment=promise,
        state="announced",
        text="It was announced.",
        on=date(2018, 5, 18),
        due_on=date(2018, 7, 16),
    )
    return rich


def make_people(rich):
    """Two officials, one with a post, and what they said."""
    stone = make_official("Avery Stone", slug="avery-stone")
    make_post(stone, "Trade Envoy", start=date(2018, 1, 1))
    make_participation(rich, stone, role="lead")
    make_participation(rich, make_official("Lin Bo", side="china", slug="lin-bo", chinese_name="林波"))
    make_account(rich, "us", "We need more days", is_quotation=True, speaker=stone, said_on=date(2018, 5, 18))
    make_account(rich, "china", "=They called it candid.", speaker_name="Xinhua")


def make_sources(rich):
    """A text that may not be shown, one that may, and a link nobody has reviewed."""
    closed = make_article(
        f"Envoys part {HOSTILE}", text=TEXT, byline="R. Porter", publisher=make_publisher("The Ledger & Sons")
    )
    make_citation(rich, closed, evidence=EVIDENCE, reasons=["the same days"])
    make_quotation(closed.texts.get(), QUOTED, speaker_name="Avery Stone", side="us")
    make_citation(rich, make_article("Joint text", licence="CC0-1.0", published=None))
    make_citation(rich, make_article("Perhaps about it"), state="proposed")


def make_chronology():
    """The rich event and others of every precision; revisions are kept. Returns the rich one."""
    rich = make_rich()
    make_event(
        "Some call", slug="some-call", kind="phone-call", earliest=date(2018, 5, 1), latest=date(2018, 5, 31)
    )
    make_event(
        "About then", slug="about-then", earliest=date(2017, 1, 1), latest=date(2017, 12, 31), is_about=True
    )
    make_event("Some time", slug="some-time", earliest=None)
    make_event(
        "Evening call",
        slug="evening-call",
        earliest=date(2018, 11, 1),
        start_time=time(20, 30),
        time_zone="America/New_York",
        status="cancelled",
    )
    make_event("Next round", slug="next-round", earliest=date(2030, 3, 1), status="announced")
    make_event("=cmd()", slug="formula", kind="measure", earliest=date(2018, 7, 6))
    make_event("Hidden", slug="hidden", is_published=False)
    make_event("Proposed", slug="proposed", state="proposed", is_published=False)
    keep_revisions()
    return rich
