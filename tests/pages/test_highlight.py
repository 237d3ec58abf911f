"""Cutting a text at its marks."""

from hypothesis import given
from hypothesis import strategies as st

from articles.views.highlight import Mark, cut

TEXT = "The envoys met on Thursday in Geneva."
MARKS = st.lists(
    st.builds(Mark, st.integers(-5, 45), st.integers(-5, 45), st.sampled_from(["date", "evidence", "person"]))
)


def test_marks_may_overlap():
    segments = cut(TEXT, [Mark(4, 26, "evidence"), Mark(18, 26, "date", "2018-05-17")])
    assert [(segment.text, segment.kinds, segment.is_evidence) for segment in segments] == [
        ("The ", "", False),
        ("envoys met on ", "", True),
        ("Thursday", "is-date", True),
        (" in Geneva.", "", False),
    ]
    assert segments[2].notes == ("2018-05-17",)


def test_a_stretch_under_two_marks_says_both_the_inner_first():
    [_, quotation, name, *_] = cut(TEXT, [Mark(4, 26, "quotation", "Q"), Mark(14, 26, "person", "P")])
    assert (quotation.notes, name.notes) == (("Q",), ("P", "Q"))


def test_only_the_first_stretch_of_a_mark_is_a_link():
    marks = [Mark(4, 26, "quotation", "Q", href="#q"), Mark(10, 13, "person", "P", href="#p")]
    assert [segment.href for segment in cut(TEXT, marks)] == ["", "#q", "#p", "", ""]


@given(MARKS)
def test_segments_joined_give_back_the_text(marks):
    assert "".join(segment.text for segment in cut(TEXT, marks)) == TEXT


def test_too_many_marks_keep_the_evidence():
    text = "x" * 10_000
    marks = [Mark(i, i + 1, "date") for i in range(5_000)] + [Mark(9_000, 9_010, "evidence")]
    assert any(segment.is_evidence for segment in cut(text, marks))
    assert len(cut(text, marks)) < 4_100
