"""Title, byline, publisher and dateline."""

import pytest

from articles.extraction.boilerplate import read_layout
from articles.extraction.headline import find_dateline, read_headline

BODY = "Negotiators of the two countries sat down in Geneva on Saturday to look for a way out of the quarrel over tariffs."


@pytest.mark.parametrize(
    ("lines", "title", "byline"),
    [
        (["Geneva talks open with a handshake", "", "By Ann Example", "", BODY], "Geneva talks open with a handshake", "Ann Example"),
        (["Asia", "", "Welcome Pause", "", "By Ann Example Updated Jun.5", "", BODY], "Welcome Pause", "Ann Example"),
        (["Joint statement issued by China, U.S.", "", "2018-05-20 Example", "", BODY], "Joint statement issued by China, U.S.", None),
        (["Geneva talks open with a handshake", "", "ANN EXAMPLE, Daily staff writer", "", BODY], "Geneva talks open with a handshake", "ANN EXAMPLE"),
        (["Geneva talks open with a handshake", "Ann Example and Bob Sample", "", BODY], "Geneva talks open with a handshake", "Ann Example and Bob Sample"),
        (["Geneva talks open with a handshake", "By", "Example News", "Example News", BODY], "Geneva talks open with a handshake", "Example News"),
        (["Published by Ann Example 15 de septiembre, 2025", "", BODY], None, "Ann Example"),
        (["Both sides pause their duties", "Envoys settle on ninety days after a weekend by the lake", "By Ann Example", "", BODY], "Both sides pause their duties", "Ann Example"),
        (["Subject: Geneva talks", "", BODY], "Geneva talks", None),
        (["FOR IMMEDIATE RELEASE", "", "Monday, August 28, 2023", "", BODY], None, None),
        (["Reuters, GENEVA", "", BODY], None, "Reuters, GENEVA"),
        ([BODY, BODY], None, None),
        (["首页 新闻", "两国代表在湖边会谈", "2025年5月12日", "两国代表周六在湖边坐下来，谈了一整天关税，仍未说明结果。", "他们说，下周再谈，还会请更多的人来"], "两国代表在湖边会谈", None),
        (["Home News World Business Opinion", "", "Geneva talks open with a handshake", "", BODY], "Geneva talks open with a handshake", None),
        (["US-China trade war", "Both sides settle on a pause of ninety days", "", BODY], "Both sides settle on a pause of ninety days", None),
        (["Ministry of Finance of the People's Republic of China", "Geneva talks open with a handshake", BODY], "Geneva talks open with a handshake", None),
        (["Envoys of both countries meet by the lake of Geneva", "Ann Example · Daily News · Posted: Dec 11, 2018 9:55 PM PT", BODY], "Envoys of both countries meet by the lake of Geneva", None),
    ],
)  # fmt: skip
def test_title_and_byline_are_told(lines, title, byline):
    headline = read_headline(read_layout("\n".join(lines)))
    assert (headline.title, headline.byline) == (title, byline)


def test_the_copyright_line_names_the_publisher():
    text = f"{BODY}\n{BODY}\n\n© 2019 Example Media Ltd. All rights reserved"
    assert read_headline(read_layout(text)).publisher == "Example Media"


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("GENEVA, May 11 (Example News) -- The two", "GENEVA", (5, 11, None)),
        ("May 10 (EXN) -- Negotiators", "", (5, 10, None)),
        ("NEW DELHI, 18 Jan (Example) - The", "NEW DELHI", (1, 18, None)),
        ("Tokyo, June 15 (Example Press)--The minister", "Tokyo", (6, 15, None)),
        ("WASHINGTON, May 19, 2018 (Example) -- China", "WASHINGTON", (5, 19, 2018)),
        ("[LONDON] The two envoys", "LONDON", (None, None, None)),
        ("WASHINGTON (Example) - The", "WASHINGTON", (None, None, None)),
        ("BEIJING • The two", "BEIJING", (None, None, None)),
    ],
)
def test_a_dateline_gives_place_and_day(line, place, day):
    dateline = find_dateline(f"Talks open\n\n{line} sides met.")
    assert dateline is not None
    assert (dateline.place, (dateline.month, dateline.day, dateline.year)) == (place, day)


@pytest.mark.parametrize(
    "line",
    [
        "May 17 was a good day for both sides.",
        "The talks, May 11 and 12, were long.",
        "Trump said in May 2018 that",
    ],
)
def test_running_text_is_no_dateline(line):
    assert find_dateline(line) is None
