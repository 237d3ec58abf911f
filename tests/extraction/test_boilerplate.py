"""Which lines of a page are the article."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction.boilerplate import Kind, is_stamp_line, read_layout
from articles.extraction.furniture import is_furniture

FIRST = "Negotiators of the two countries sat down in Geneva on Saturday to look for a way out of the quarrel over tariffs."
SECOND = (
    "“It was a useful day,” said the head of one delegation as he left the villa by the lake in the evening."
)
THIRD = (
    "Neither side would say whether the duties that took effect in April might be lowered before the summer."
)


@pytest.mark.parametrize(
    "line",
    [
        "Example Wire | Hang Seng -0.8%  Shanghai +0.4%  FTSE +1.2%", "Advertisement", "Skip to main content", "Share this article", "Facebook | Twitter | LinkedIn", "Read more", "hide caption",
        "© 2019 Example Media Ltd.", "Copyright 2020 Example", "All rights reserved.", "Sign up for our daily newsletter", "Privacy Policy",
        "You have {{count}} free articles left this month", "Offer ends January 31st", "Try 3 months for $9", "Follow us on Telegram",
        "The Example Times is now on WhatsApp!", "This site uses cookies to improve your experience.", "Last updated 3 hours ago",
        "Home   World   Business   Opinion   Sport", "READ ALSO: How tariffs work", "5 min read", "12", "• • •", "Down Arrow Button Icon",
        "Home / News / Releases", "Advertisement - Scroll to Continue", "Free in your inbox every day", "(3 min)", "More from Business",
        "Your feedback is important to us", "Tags: trade, China, tariffs",
        "Home News World Business Opinion", "Menu  Sport  World  Sign In", "Local | Politics | Weather", "Share  Comments (7)", "XYZ 41,020 ▲  Markets",
        "Ministry of Commerce of the People's Republic of China", "The Office of the United States Trade Representative", "[Font size: S M L]",
        "Source: Example News | Editor: xy", "You may also like: How tariffs work", "Published 3 hours ago", "___", "[2 of 7]", "Views are personal.",
        "Our reporter Ann Example contributed to this report.", "desk@news.example", "Jump to the navigation  Help the Example", "ab/cd (AP, Reuters)",
    ],
)  # fmt: skip
def test_furniture_is_known(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        FIRST, SECOND, "Copyright law was discussed as well.", "Tougher stances", "By Ann Example", "GENEVA, May 10 (Example) -- Talks opened.",
        "Readers may subscribe to the ministry's statement of Friday, which says that both sides share the view of the other.",
        "Both sides promised to follow up on the plan, the ministry said.", "Home prices fell in May.",
        "China, US to resume trade talks", "World markets slide as US, China trade talks stall", "Commerce Ministry of China announces new measures",
        "US business in China wants answers", "China trade war", "Source: Example News 4 May 2019", "English Edition | 4 May 2019 | Today's paper",
    ],
)  # fmt: skip
def test_prose_and_headings_are_no_furniture(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "is_stamp"),
    [
        ("July 21, 2017, 6:11 AM UTC", True),
        ("Published: 2018-03-03 18:05:24", True),
        ("Fri, Jul 07, 2023", True),
        ("15 de septiembre, 2025", True),
        ("A worker checks the rods at a plant in Dalian on May 15, 2017.", False),
        ("— Someone (@someone) May 20, 2018", False),
        ("© 2019 Example, May 20, 2018", False),
        ("The talks are to go on in the capital until May 20, 2018", False),
    ],
)
def test_a_stamp_is_a_date_and_little_else(line, is_stamp):
    assert is_stamp_line(line) is is_stamp


def page(*lines):
    return "\n".join(lines)


def test_menus_above_the_headline_go_and_what_stands_below_it_stays():
    layout = read_layout(
        page(
            "Home",
            "• World",
            "• Business",
            "Asia",
            "",
            "Geneva talks open with a handshake",
            "",
            "By Ann Example",
            "May 10, 2025",
            "",
            FIRST,
            "",
            SECOND,
        )
    )
    assert layout.body == page(
        "Geneva talks open with a handshake", "", "By Ann Example", "May 10, 2025", "", FIRST, "", SECOND
    )


def test_the_kept_lines_are_unchanged():
    odd = "Negotiators said that  China’s\u00a0side had “no choice”... and that talks go on for now ."
    assert odd in read_layout(page(FIRST, "Advertisement", odd)).body


@pytest.mark.parametrize(
    "heading",
    [
        "Most Popular",
        "About the Author",
        "leave a reply:",
        "Sponsored Content",
        "Related Articles",
        "You may also like",
    ],
)
def test_nothing_below_a_closing_heading_stays(heading):
    rest = [
        "Ten ways to save money this year and what the experts think of them",
        "By Bob ExampleDecember 12, 2025",
        "1 day ago",
    ]
    assert read_layout(page(FIRST, "", SECOND, "", heading, "", *rest)).body == page(FIRST, "", SECOND)


@pytest.mark.parametrize(
    ("last", "is_kept"),
    [
        ("She flies home on Friday.", True),
        ("It opens at noon.", True),
        ("Bank cuts forecast", False),
        ("Ports and rails", False),
        ("Weather. Tides.", False),
    ],
)
def test_a_short_last_sentence_stays_above_the_lists(last, is_kept):
    menu = ["TOPICS: ships, grain", "Port fees go up", "Mayor opens bridge", "Ten walks for May"]
    body = read_layout(page(FIRST, "", SECOND, "", last, "", *menu)).body
    assert (last in body) is is_kept
    assert not any(line in body for line in menu)


def test_a_teaser_within_the_article_goes_with_its_summary():
    text = page(
        FIRST,
        "Read Also",
        "",
        "Bank cuts its forecast for the year",
        "The bank now expects growth to slow to two percent, it said in a report.",
        SECOND,
        THIRD,
    )
    assert read_layout(text).body.split("\n") == [FIRST, "", SECOND, THIRD] or read_layout(text).body.split(
        "\n"
    ) == [FIRST, SECOND, THIRD]


def test_several_teasers_go_together():
    text = page(
        FIRST,
        "",
        "More on this story",
        "Exports jump as firms hurry",
        "Who pays for the duties",
        "",
        SECOND,
        "",
        THIRD,
    )
    assert read_layout(text).body == page(FIRST, "", SECOND, "", THIRD)


def test_a_lone_headline_of_another_story_goes_and_a_subheading_stays():
    text = page(
        FIRST,
        "",
        "Carmakers warn that the new duties will cost jobs in three states",
        "",
        SECOND,
        "",
        "Hard positions",
        "",
        THIRD,
    )
    assert read_layout(text).body == page(FIRST, "", SECOND, "", "Hard positions", "", THIRD)


def test_a_list_of_headlines_at_the_foot_goes():
    text = page(
        FIRST,
        SECOND,
        "- Vaccine doses top 400 million",
        "- Leaders to watch start of project",
        "- Premier calls for help for graduates",
    )
    assert read_layout(text).body == page(FIRST, SECOND)


def test_an_agency_sign_at_the_foot_stays():
    assert read_layout(page(FIRST, SECOND, "(2025/05/10-12:01)")).body.endswith("(2025/05/10-12:01)")


def test_a_machine_stamp_before_the_first_word_is_cut():
    layout = read_layout(f" date 2017-07-12 {FIRST}")
    assert layout.body == FIRST
    assert layout.prefix.strip() == "date 2017-07-12"


def test_wrapped_mail_text_is_kept_whole():
    text = page(
        "Trade talks",
        "",
        "Ann Example and Bob",
        "Sample met on July",
        "19, 2017 and again on",
        "May 17, 2018.",
    )
    assert read_layout(text).body == text


def test_a_text_without_prose_keeps_all_but_known_furniture():
    assert read_layout(page("Advertisement", "Talks open", "Geneva")).body == page("Talks open", "Geneva")


def test_kinds_are_told():
    kinds = read_layout(
        page(
            "Geneva talks open with a handshake",
            "By Ann Example",
            "May 10, 2025",
            "An envoy arrives. Photo by Bob Sample/Example",
            FIRST,
        )
    ).kinds
    assert kinds == (Kind.HEADING, Kind.BYLINE, Kind.STAMP, Kind.CAPTION, Kind.PROSE)


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 300_000,
        "a\n" * 100_000,
        "talks " * 200_000,
        "• x\n" * 60_000,
        "Most Popular\n" * 50_000,
        "x, " * 200_000,
    ],
)
def test_layout_takes_linear_time(text):
    start = time.process_time()
    read_layout(text)
    assert time.process_time() - start < 8


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                FIRST,
                SECOND,
                "Home",
                "",
                "Most Popular",
                "By Ann Example",
                "May 10, 2025",
                "• World",
                "Hard positions",
                "Read Also",
                "x",
            ]
        ),
        max_size=20,
    )
)
def test_the_body_is_made_of_lines_of_the_page_in_their_order(lines):
    body = [line for line in read_layout("\n".join(lines)).body.split("\n") if line]
    rest = iter(lines)
    assert all(line in rest for line in body)
