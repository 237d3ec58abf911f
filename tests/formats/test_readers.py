"""Every format is read back by a reader that is not ours."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import bibtexparser
import feedparser
import icalendar
import pytest
import rispy
from pyld import jsonld

from articles.curation.changes import record
from articles.formats.cells import unshield
from articles.models import Event
from articles.models.revision import keep_revisions
from tests.formats.chronology import EVIDENCE, HOSTILE

pytestmark = pytest.mark.django_db

SHOWN = {
    "geneva-round",
    "talks-of-2018",
    "some-call",
    "about-then",
    "some-time",
    "evening-call",
    "next-round",
    "formula",
}
EDTF = {
    "geneva-round": "2018-05-17/2018-05-18",
    "some-call": "2018-05",
    "about-then": "2017~",
    "some-time": "",
    "evening-call": "2018-11-01",
}
CONTEXT = {
    "document": {"@context": {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}},
    "documentUrl": "https://schema.org",
    "contextUrl": None,
    "contentType": "application/ld+json",
}
"""A small stand-in for schema.org's own context: nothing is fetched."""


def table(body):
    rows = list(csv.reader(io.StringIO(body.decode("utf-8"), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [{name: unshield(cell) for name, cell in zip(rows[0], row, strict=True)} for row in rows[1:]]


def components(body):
    calendar = icalendar.Calendar.from_ical(body)
    return {str(one["uid"]).partition("@")[0]: one for one in calendar.walk("VEVENT")}


def expanded(body):
    return jsonld.expand(json.loads(body), {"documentLoader": lambda *_: CONTEXT})


def test_json_holds_what_the_pages_say(rich, fetch):
    found = json.loads(fetch("/timeline.json"))
    assert {one["id"] for one in found["events"]} == SHOWN
    assert found["events"][-1]["id"] == "some-time"
    record = next(one for one in found["events"] if one["id"] == "geneva-round")
    assert [source["evidence"] for source in record["sources"]] == [EVIDENCE, ""]
    assert record["revision"] == 1


def test_csv_is_strict_and_says_dates_in_edtf(rich, fetch):
    rows = {row["id"]: row for row in table(fetch("/timeline.csv"))}
    assert rows.keys() == SHOWN
    assert {slug: rows[slug]["edtf"] for slug in EDTF} == EDTF
    assert rows["formula"]["title"] == "=cmd()"
    assert rows["geneva-round"]["beijing_account"] == "=They called it candid."
    assert b",=cmd()" not in fetch("/timeline.csv")


def test_csv_lines_end_as_the_standard_has_it(rich, fetch):
    assert fetch("/events/some-call.csv").count(b"\r\n") == 2


def test_the_calendar_has_days_clocks_and_deadlines(rich, fetch):
    found = components(fetch("/timeline.ics"))
    assert found.keys() == SHOWN - {"some-time"} | {"deadline-beef"}
    assert (found["geneva-round"]["dtstart"].dt, found["geneva-round"]["dtend"].dt) == (
        date(2018, 5, 17),
        date(2018, 5, 19),
    )
    assert found["deadline-beef"]["dtstart"].dt == date(2018, 7, 16)
    assert found["evening-call"]["status"] == "CANCELLED"
    assert found["next-round"]["status"] == "TENTATIVE"


def test_both_clocks_are_right(rich, fetch):
    call = components(fetch("/events/evening-call.ics"))["evening-call"]
    assert call["dtstart"].dt.astimezone(UTC) == datetime(2018, 11, 2, 0, 30, tzinfo=UTC)
    assert "Washington: 1 November 2018, 20:30. Beijing: 2 November 2018, 08:30." in call["description"]


def test_the_rules_of_each_zone_come_along(rich, fetch):
    calendar = icalendar.Calendar.from_ical(fetch("/timeline.ics"))
    named = {
        str(one["dtstart"].params["TZID"])
        for one in calendar.walk("VEVENT")
        if "TZID" in one["dtstart"].params
    }
    assert named <= {str(one["tzid"]) for one in calendar.walk("VTIMEZONE")}
    assert named == {"America/New_York"}


def test_a_second_reader_finds_the_calendar_sound(rich, fetch):
    body = fetch("/timeline.ics")
    physical = body.split(b"\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, physical)) <= 75
    lines = re.sub(r"\r\n[ \t]", "", body.decode()).split("\r\n")
    assert lines.pop() == ""
    assert all(re.match(r"[A-Z][A-Z0-9-]*(;[A-Z0-9-]+=(\"[^\"]*\"|[^;:\"]*))*:", line) for line in lines)
    open_parts = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            open_parts.append(value)
        elif name == "END":
            assert open_parts.pop() == value
    assert open_parts == []
    assert (
        sum(line == "BEGIN:VEVENT" for line in lines)
        == sum(line.startswith("UID:") for line in lines)
        == len(SHOWN)
    )


def test_the_feed_tells_of_new_events_and_of_corrections_with_their_reason(rich, fetch):
    event = Event.objects.get(pk=rich.pk)
    record(event, "outcome", "truce", "no-deal", None, "The communiqué was withdrawn & denied.")
    event.outcome = "no-deal"
    event.save()
    keep_revisions([event.pk])
    feed = feedparser.parse(fetch("/timeline.atom"))
    assert (feed.bozo, feed.version) == (0, "atom10")
    assert len(feed.entries) == len(SHOWN) + 1
    newest = feed.entries[0]
    assert newest.title == "Changed: Geneva round"
    assert newest.link.endswith("/events/geneva-round/revisions/2/")
    assert "outcome" in newest.summary
    assert "The communiqué was withdrawn &amp; denied." in newest.summary
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_feeds_are_well_formed_whatever_the_words(rich, fetch):
    Event.objects.filter(pk=rich.pk).update(summary="bell \x07 and null-like \x0b")
    keep_revisions([rich.pk])
    ElementTree.fromstring(fetch("/events/geneva-round.atom"))  # noqa: S314 (our own)


def test_json_ld_says_it_in_schema_orgs_words(rich, fetch):
    nodes = {
        one["@type"][0].rpartition("/")[2]: one for one in expanded(fetch("/events/geneva-round.jsonld"))
    }
    event, page = nodes["Event"], nodes["WebPage"]
    schema = "https://schema.org/"
    assert event[schema + "superEvent"][0]["@id"].endswith("/events/talks-of-2018/#event")
    assert event[schema + "eventStatus"][0]["@value"] == schema + "EventScheduled"
    assert event[schema + "startDate"][0]["@value"] == "2018-05-17"
    assert {one[schema + "name"][0]["@value"] for one in event[schema + "attendee"]} == {
        "Avery Stone",
        "Lin Bo",
    }
    cited = page[schema + "citation"]
    assert {one["@type"][0] for one in cited} == {schema + "NewsArticle"}
    assert len(cited) == 2


def test_json_ld_of_a_list_and_of_a_person(rich, fetch):
    listed = expanded(fetch("/timeline.jsonld"))
    assert sum(one["@type"] == ["https://schema.org/Event"] for one in listed) == len(SHOWN)
    person = expanded(fetch("/officials/lin-bo.jsonld"))[0]
    assert person["https://schema.org/alternateName"][0]["@value"] == "林波"


@pytest.mark.parametrize("path", ["/events/geneva-round/", "/officials/avery-stone/"])
def test_json_ld_in_a_page_cannot_end_its_script(rich, fetch, path):
    page = fetch(path).decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    assert "<" not in script
    assert json.loads(script)["@graph"]


def test_bibtex_is_read(rich, fetch):
    library = bibtexparser.parse_string(fetch("/events/geneva-round.bib").decode())
    assert (len(library.entries), library.failed_blocks) == (2, [])
    fields = library.entries[0].fields_dict
    assert fields["year"].value == "2018"
    assert "Ledger \\& Sons" in fields["howpublished"].value


def test_ris_is_read(rich, fetch):
    records = rispy.loads(fetch("/events/geneva-round.ris").decode())
    assert [one["type_of_reference"] for one in records] == ["NEWS", "NEWS"]
    assert records[0]["year"] == "2018"
    assert records[0]["title"].startswith("Envoys part")


def test_csl_json_is_a_list_of_items(rich, fetch):
    items = json.loads(fetch("/events/geneva-round.csl.json"))
    assert items[0]["issued"] == {"date-parts": [[2018, 5, 18]]}
    assert items[0]["title"] == " ".join(f"Envoys part {HOSTILE}".split())
    assert "issued" not in items[1]


def test_timelinejs_gets_dates_as_fine_as_they_are_known(rich, fetch):
    found = json.loads(fetch("/timeline.timelinejs.json"))
    slides = {one["unique_id"]: one for one in found["events"]}
    assert slides.keys() == SHOWN - {"some-time"}
    assert slides["some-call"]["start_date"] == {"year": 2018, "month": 5}
    assert slides["about-then"]["start_date"] == {"year": 2017}
    assert slides["geneva-round"]["end_date"] == {"year": 2018, "month": 5, "day": 18}
    assert "<script" not in slides["geneva-round"]["text"]["text"]


def test_files_are_in_english_whatever_the_reader_speaks(rich, client):
    chinese = client.get("/timeline.timelinejs.json", headers={"accept-language": "zh-Hans"}).getvalue()
    assert chinese == client.get("/timeline.timelinejs.json").getvalue()
