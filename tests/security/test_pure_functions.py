"""Functions without a database, tried with whatever hypothesis thinks of."""

from datetime import date
from urllib.parse import urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction.annotations import Document
from articles.extraction.characters import storable
from articles.extraction.document_date import url_date, usable_url
from articles.extraction.folding import fold
from articles.extraction.people import build_gazetteer
from articles.extraction.reading import Unreadable, decode
from articles.extraction.records import to_record
from articles.ingest.rows import shown_url
from articles.linking.annotate import annotate
from articles.models.dates import granularity_between, in_words
from articles.models.edtf import edtf
from articles.templatetags.pages import host, safe_url
from tests.linking.make import make_knowledge

from .fuzz import ODD, misplaced

few = settings(max_examples=150, deadline=None)
fewer = settings(max_examples=25, deadline=None)
anything = st.text(st.characters(), max_size=300)
odd = st.lists(
    st.one_of(st.sampled_from([piece[:50] for piece in ODD]), st.text(max_size=8)), max_size=30
).map("".join)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@few
@given(st.one_of(anything, odd), st.data())
def test_a_folded_span_leads_back_into_the_text(text, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    if start < end:
        assert fold(text[first:last]).text.strip() == folded.text[start:end].strip() or "\u200b" in text


@few
@given(st.one_of(anything, odd))
def test_folding_maps_each_character_to_one_at_or_before_it(text):
    folded = fold(text)
    origins = [folded.origin(place) for place in range(len(folded.text))]
    assert origins == sorted(set(origins))
    assert not origins or origins[-1] < len(text)


@few
@given(
    st.one_of(
        st.binary(max_size=400),
        st.one_of(anything, odd).map(lambda text: text.encode("utf-8", "surrogatepass")),
    )
)
def test_whatever_bytes_become_a_text_that_can_be_stored_or_a_reason(content):
    try:
        decoded = decode(content)
    except Unreadable as error:
        decoded, reason = None, error
    if decoded is None:
        assert reason.code
        assert reason.message
        return
    decoded.text.encode("utf-8")
    assert not {"\x00", "\x1b", "\r"} & set(decoded.text)


@few
@given(st.text(min_size=20, max_size=300, alphabet=st.characters(categories=["L", "Nd", "Zs", "P"])))
def test_the_same_text_in_other_encodings_is_the_same_text(text):
    def read(content):
        try:
            return decode(content).text
        except Unreadable as error:
            return error.code

    assert read(text.encode("utf-16")) == read(b"\xef\xbb\xbf" + text.encode("utf-8"))


@few
@given(anything)
def test_what_is_storable_stays_storable(text):
    once = storable(text)
    once.encode("utf-8")
    assert "\x00" not in once
    assert storable(once) == once


schemes = st.sampled_from(
    ["http", "https", "HTTP", "javascript", "data", "file", "", "ht\ntp", "https:", " https"]
)
addresses = st.one_of(
    anything,
    st.builds(lambda scheme, rest: f"{scheme}://{rest}", schemes, anything),
    st.builds(lambda scheme, rest: f"{scheme}:{rest}", schemes, anything),
)


@few
@given(addresses)
def test_only_addresses_of_the_web_are_linked_to(address):
    for accepted in (usable_url(address), safe_url(address)):
        if accepted:
            parts = urlsplit(accepted)
            assert parts.scheme in ("http", "https")
            assert parts.netloc
            assert "@" not in host(accepted)
    used = usable_url(address)
    assert not used or (usable_url(used) == used and not any(char <= " " for char in used))
    shown = shown_url(address)
    assert not shown or shown.startswith(("http://", "https://"))


@few
@given(addresses)
def test_a_date_in_an_address_is_a_day_that_stands_there(address):
    found = url_date(address)
    assert (found.earliest is None) == (found.latest is None)
    if found.evidence:
        assert found.evidence in address


@few
@given(days, days)
def test_stored_dates_are_said_in_words_and_in_edtf(first, second):
    earliest, latest = sorted((first, second))
    assert granularity_between(earliest, latest)
    assert str(in_words(earliest, latest))
    assert edtf(earliest, latest).startswith(f"{earliest.year:04d}"[:2])


NAMES = make_knowledge()
GAZETTEER = build_gazetteer(NAMES.officials)
WORDS = ["Steven Mnuchin", "Liu He", "met in Washington", "on July 19, 2017", "last Wednesday", "“We agreed,” he said.", "tariffs", "China", "the United States", "\n\n", "Vice Premier", "in May", "from 3 to 4 May 2018"]  # fmt: skip


@fewer
@given(
    st.lists(
        st.one_of(
            st.sampled_from(WORDS), st.sampled_from([piece[:60] for piece in ODD]), st.text(max_size=12)
        ),
        max_size=40,
    ).map(" ".join)
)
def test_all_that_is_read_stands_in_its_text_and_can_be_written_down(text):
    try:
        decoded = decode(text.encode("utf-8", "replace"))
    except Unreadable:
        return
    try:
        extraction = annotate(Document("a", decoded.text), NAMES, GAZETTEER)
    except Unreadable:
        return
    assert misplaced(extraction) == ""
    record = to_record(extraction)
    for kind in ("dates", "people"):
        for found in record.get(kind, []):
            assert record["text"][found["start"] : found["end"]] == found["text"]
    assert record == to_record(annotate(Document("a", decoded.text), NAMES, GAZETTEER))
