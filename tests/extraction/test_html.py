"""Web pages: text, metadata, and markup made to hurt."""

import contextlib
import time

import pytest

from articles.extraction.annotations import Basis, Document, SourceFormat
from articles.extraction.html import read_html
from articles.extraction.page import read_page
from articles.extraction.reading import Unreadable

TITLE = "Geneva talks open with a handshake"
FIRST = "Negotiators of the two countries sat down in Geneva on Saturday to look for a way out of the quarrel over tariffs."
SECOND = (
    "“It was a useful day,” said the head of one delegation as he left the villa by the lake in the evening."
)
PROSE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>"


def make_page(body=PROSE, head="", title=TITLE):
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><aside>Related: Old story, January 3, 2026</aside><footer>Copyright 2026</footer></body></html>"
    )


def test_a_page_gives_title_text_and_language():
    page = read_html(make_page())
    assert page.title == TITLE
    assert FIRST in page.text
    assert SECOND in page.text
    assert page.language == "en"
    assert not any(word in page.text for word in ("Home", "Related", "Copyright"))


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        ("<meta property='article:published_time' content='2025-05-10T08:00:00Z'>", "2025-05-10T08:00:00Z"),
        ("<meta name=date content='2025-05-10'>", "2025-05-10"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-05-10"}</script>',
            "2025-05-10",
        ),
        (
            '<script type="application/ld+json">{"headline":"x \\ud800 y","datePublished":"2025-05-10"}</script>',
            "2025-05-10",
        ),
    ],
)
def test_metadata_date_the_page_and_say_so(head, evidence):
    published = read_html(make_page(head=head)).published
    assert (published.value, published.basis, published.evidence) == ("2025-05-10", Basis.METADATA, evidence)


def test_the_visible_line_goes_before_agreeing_metadata():
    page = make_page(f"<p>May 10, 2025</p>{PROSE}", "<meta name=date content='2025-05-11'>")
    assert read_html(page).published.basis is Basis.STATED


def test_a_visible_day_of_viewing_yields_to_metadata():
    page = make_page(f"<p>November 21, 2026</p>{PROSE}", "<meta name=date content='2025-05-10'>")
    assert read_html(page).published.value == "2025-05-10"


def test_dates_of_related_stories_do_not_date_the_page():
    assert read_html(make_page()).published.value is None


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://news.example/geneva", "https://news.example/geneva"),
        ("javascript:alert(1)//http://news.example/", None),
    ],
)
def test_only_a_web_address_is_canonical(link, url):
    assert read_html(make_page(head=f'<link rel=canonical href="{link}">')).url == url


def test_entities_are_decoded_once():
    page = read_html(
        make_page(f"<p>{FIRST} Ann&nbsp;Example &amp; Bob&#160;Sample &lt;b&gt;not bold&lt;/b&gt;</p>{PROSE}")
    )
    assert "& Bob" in page.text
    assert "<b>not bold</b>" in page.text


def test_an_xml_declaration_does_no_harm():
    assert FIRST in read_html('<?xml version="1.0" encoding="utf-8"?>\n' + make_page()).text


def test_a_fragment_is_read():
    assert FIRST in read_html(f"<h1>{TITLE}</h1>{PROSE}").text


@pytest.mark.parametrize(
    "page",
    [
        "<html><script>var a=1;</script><style>b{}</style></html>",
        "<html><body></body></html>",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_text_is_refused(page):
    with pytest.raises(Unreadable) as caught:
        read_page(Document("a", page, SourceFormat.HTML))
    assert caught.value.code == "no_text"


def test_text_in_300_nested_elements_is_kept_and_reported():
    page = read_html(make_page("<div>" * 300 + PROSE + "</div>" * 300))
    assert FIRST in page.text
    assert any("nested" in warning for warning in page.warnings)


@pytest.mark.parametrize(
    "body",
    [
        "<div " + " ".join(f"a{number}=1" for number in range(100_000)) + ">" + PROSE + "</div>",
        "<div>" * 100_000 + PROSE,
        "<b><p>talks " * 20_000,
        "<a href=/a>x</a> " * 60_000 + PROSE,
        "<script type=application/ld+json>" + '{"a":' * 100_000 + "1" + "}" * 100_000 + "</script>" + PROSE,
        "<!--" * 100_000 + PROSE,
        "<script" * 50_000 + PROSE,
        "<" * 500_000,
        "<a<" * 200_000 + PROSE,
    ],
    ids=[
        "attributes",
        "depth",
        "misnested",
        "links",
        "linked-data",
        "comments",
        "scripts",
        "brackets",
        "unfinished",
    ],
)
def test_hostile_markup_costs_little(body):
    start = time.process_time()
    with contextlib.suppress(Unreadable):  # refusing it is as good
        read_html(make_page(body))
    assert time.process_time() - start < 8


@pytest.mark.parametrize("blanks", ["\n" * 1_000_000, " \n" * 300_000])
def test_a_page_with_long_blank_stretches_is_read_and_costs_little(blanks):
    begun = time.process_time()
    page = read_html(make_page(PROSE + blanks + PROSE))
    assert time.process_time() - begun < 5
    assert FIRST in page.text


def test_an_xml_declaration_is_taken_off_the_start_only():
    assert FIRST in read_html(f"\n<?xml version='1.0'?>\n{make_page()}").text
