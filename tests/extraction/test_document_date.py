"""The date an article states: what counts, what is refused."""

from datetime import date

import pytest

from articles.extraction.annotations import Basis, Document, SourceFormat
from articles.extraction.boilerplate import read_layout
from articles.extraction.document_date import stated_date, url_date, usable_url
from articles.extraction.page import read_page
from articles.extraction.stamps import find_stamps

TITLE = "Geneva talks open with a handshake"
BODY = "Negotiators of the two countries sat down in Geneva on Saturday to look for a way out of the quarrel over tariffs."
MORE = (
    "“It was a useful day,” said the head of one delegation as he left the villa by the lake in the evening."
)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("July 21, 2017, 6:11 AM UTC", ["2017-07-21"]),
        ("21 July 2017", ["2017-07-21"]),
        ("17:05, 4-Oct-2018", ["2018-10-04"]),
        ("21/Mar/2019 08:15", ["2019-03-21"]),
        ("26th October, 2021", ["2021-10-26"]),
        ("Sunday 03, June 2018 in 11:29 AM", ["2018-06-03"]),
        ("15 de septiembre, 2025", ["2025-09-15"]),
        ("2. März 2019", ["2019-03-02"]),
        ("2025/06/15-12:01", ["2025-06-15"]),
        ("2018-03-03 18:05:24", ["2018-03-03"]),
        ("2018-05-17T23:59:60+14:00", ["2018-05-17"]),
        ("26.10.2025", ["2025-10-26"]),
        ("06.07.2022", ["2022-07-06"]),
        ("25-08-2020", ["2020-08-25"]),
        ("04/13/2018", ["2018-04-13"]),
        ("03/04/2018", []),
        ("2025年5月12日", ["2025-05-12"]),
        ("Published: 9:15pm, 11 May 2025Updated: 2:40am, 12 May 2025", ["2025-05-11", "2025-05-12"]),
        (
            "Published Mon, May 12 20253:06 AM EDTUpdated Mon, May 12 20259:11 AM EDT",
            ["2025-05-12", "2025-05-12"],
        ),
        ("February 30, 2018 and 31 June 2019", []),
        ("10000-01-01 and 0000-00-00", []),
        ("mayor 17, 2018", []),
    ],
)
def test_stamps_are_read_in_many_orders(line, days):
    assert [stamp.day.isoformat() for stamp in find_stamps(line)] == days


@pytest.mark.parametrize(
    ("stamp", "lead", "day"),
    [
        # 3 April 2018 was a Tuesday, 4 March a Sunday
        ("Updated: 03/04/2018", "The ministry said on Tuesday that its list of duties is ready and will be printed soon.", "2018-04-03"),
        ("By Ann Example • Posted: 04/03/2018", "The ministry said on Monday that its list of duties is ready and will be printed soon.", "2018-04-03"),
        # a day that is to come is not the day of writing
        ("Updated: 10/09/2019", "The house voted on Tuesday to let the envoy go, and he is to meet the others on Wednesday.", "2019-09-10"),
        ("Updated: 03/04/2018", "The ministry said that its list of duties is ready and that it will be printed quite soon.", None),
        ("Updated: 03/04/2018", "The ministry said on Thursday that its list of duties is ready and that it will be printed.", None),
    ],
)  # fmt: skip
def test_a_weekday_tells_the_day_from_the_month(stamp, lead, day):
    found = stated_date(read_layout("\n".join([TITLE, stamp, "", lead, "", MORE])))
    assert found.value == day


def page(*above, below=()):
    return "\n".join([*above, "", BODY, "", MORE, *below])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (page(TITLE, "", "May 10, 2025, 2:11 AM ET"), "2025-05-10"),
        (page(TITLE, "", "By Ann Example Published: 2025-05-10 18:05:24"), "2025-05-10"),
        (page(TITLE, "", "• Saturday 10, May 2025 in 11:29 AM"), "2025-05-10"),
        (page(TITLE, "", "May 10, 2025 09:26 pm | Updated May 11, 2025 01:35 am IST - Geneva"), "2025-05-10"),
        (page("Published: 9:15pm, 10 May 2025Updated: 2:40am, 12 May 2025"), "2025-05-10"),
        (page("FOR IMMEDIATE RELEASE", "", "Saturday, May 10, 2025"), "2025-05-10"),
        (page(TITLE, "", "2025-05-10 Example News"), "2025-05-10"),
        (page(TITLE, below=["(2025/05/10-12:01)"]), "2025-05-10"),
        (f" date 2025-05-10 {BODY}", "2025-05-10"),
        (f"GENEVA (Example News - 10th May, 2025) {BODY}", "2025-05-10"),
        (f"GENEVA, May 10, 2025 (Example) -- {BODY}", "2025-05-10"),
        (page(TITLE, "", "An envoy arrives at the villa in Geneva, Switzerland, May 9, 2025. Photo by Bob Sample/Example", "", "May 10, 2025"), "2025-05-10"),
    ],
)  # fmt: skip
def test_a_stated_date_is_found(text, day):
    found = stated_date(read_layout(text))
    assert (found.value, found.basis) == (day, Basis.STATED)
    assert found.evidence
    assert found.evidence in text


@pytest.mark.parametrize(
    "text",
    [
        page("Date", "12 November 2026", TITLE),
        page("Thursday, 12 November 2026", "Home | Archive | About | Donate", TITLE),
        page("14:22, 3-Sep-2025 Watch: Service fair opens", TITLE),
        page(
            TITLE,
            below=[
                "",
                "Most Popular",
                "",
                "Ten ways to save money",
                "By Bob SampleDecember 12, 2025",
                "1 day ago",
            ],
        ),
        page(TITLE, below=["", "© 2026 Example Media"]),
        page(TITLE, below=["", "Last modified: May 3, 2026"]),
        page(TITLE, "", "Page last updated: May 3, 2026"),
        page(TITLE, "", "Last updated: May 3, 2026"),
        page(TITLE, below=["", "Offer ends October 31st, 2026"]),
        page(
            TITLE, "", "A worker checks rods at a plant of the Example group in Dalian on May 15, 2017.", ""
        ),
        page(TITLE, below=["— Someone (@someone) May 20, 2018"]),
        f"On May 10, 2025, the two countries opened their talks in Geneva. {BODY}",
    ],
)
def test_other_dates_of_the_page_are_refused(text):
    assert stated_date(read_layout(text)).value is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2017/07/21/steel-talks", "2017-07-21"),
        ("https://news.example/world/2018-05-20/talks.html", "2018-05-20"),
        ("https://news.example/a/20190731/talks", "2019-07-31"),
        ("https://news.example/2019/jul/31/talks", "2019-07-31"),
        ("https://news.example/talks?date=2017-07-21", None),
        ("https://news.example/article/12345678", None),
        ("https://news.example/2017/13/45/talks", None),
        (None, None),
    ],
)
def test_the_address_may_hold_the_day(url, day):
    assert url_date(url).value == day


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a", True),
        ("HTTP://news.example/a", True),
        ("javascript:alert(1)//http://news.example/", False),
        ("data:text/html,x", False),
        ("//news.example/a", False),
        ("http:///a", False),
        ("https://news.example/a b", False),
        ("http://[broken/", False),
    ],
)
def test_only_web_addresses_are_kept(url, kept):
    assert usable_url(url) == (url if kept else None)


def read(text, **given):
    return read_page(Document("a", text, **given))


def test_the_order_of_sources_is_given_stated_address():
    text, url = page(TITLE, "", "May 10, 2025"), "https://news.example/2025/05/11/talks"
    assert read(text, url=url, published=date(2025, 5, 12)).stated.basis is Basis.GIVEN
    assert read(text, url=url).stated.value == "2025-05-10"
    assert read(page(TITLE), url=url).stated.basis is Basis.URL
    assert read(page(TITLE)).stated.basis is Basis.UNKNOWN


def test_a_clean_body_is_kept_character_for_character():
    text = f"Home\n{TITLE}\r\n\n May 10, 2025\n\n{BODY}  \n\nMost Popular\n"
    found = read(text, format=SourceFormat.CLEAN)
    assert found.text == text
    assert found.title is None


def test_what_the_caller_gave_goes_before_what_the_page_says():
    found = read(page(TITLE, "By Ann Example"), title="Given", publisher="Example Times")
    assert (found.title, found.publisher, found.byline, found.language) == (
        "Given",
        "Example Times",
        "Ann Example",
        "en",
    )


def test_a_title_cannot_turn_the_direction_of_what_follows():
    assert read(page(TITLE), title="Talks \u202eetacsbo\u202c \u2066x\u2069").title == "Talks etacsbo x"


@pytest.mark.parametrize(
    "line", ["Last updated: May 11, 2025, 08.47 AM IST", "Live | Last update: Sun 11 May 2025 19.48 CEST"]
)
def test_a_last_update_with_its_time_of_day_is_the_article_s(line):
    dated = stated_date(read_layout(page(TITLE, "", line)))
    assert dated.earliest == date(2025, 5, 11)
