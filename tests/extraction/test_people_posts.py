"""Surnames, titles and the posts held on the day."""

import pytest

from .officials import AUGUST_2023, JULY_2017, MAY_2018, MAY_2025, officials, people


@pytest.mark.parametrize(
    ("text", "day", "official"),
    [
        ("Commerce Minister Wang opened the fair.", AUGUST_2023, "wang-wentao"),
        ("Commerce Minister Wang opened the fair.", MAY_2018, None),
        ("Vice Premier Wang opened the fair.", JULY_2017, "wang-yang"),
        ("Vice-Premier Liu opened the fair.", MAY_2018, "liu-he"),
        ("Deputy Prime Minister Liu opened the fair.", MAY_2018, "liu-he"),
        ("Vice Commerce Minister Wang opened the fair.", MAY_2018, "wang-shouwen"),
        ("Secretary Perdue opened the fair.", MAY_2018, "sonny-perdue"),
        ("Ambassador Perdue opened the fair.", MAY_2025, "david-perdue"),
        ("Trade Rep. Lighthizer opened the fair.", MAY_2018, "robert-lighthizer"),
        ("President Trump opened the fair.", MAY_2018, "donald-trump"),
        ("PRESIDENT TRUMP: Let us begin.", MAY_2018, "donald-trump"),
    ],
)
def test_a_title_and_a_day_tell_whose_surname_it_is(text, day, official):
    assert [found for _, found in officials(text, day)] == [official]


def test_the_reason_says_which_post_decided():
    (mention,) = people("Commerce Minister Wang opened the fair.", AUGUST_2023)
    assert mention.reason == "'Commerce Minister Wang': Wang Wentao held that post on 28 August 2023"


def test_a_surname_is_that_of_the_full_name_in_the_text():
    text = "Wang Shouwen arrived on Tuesday. Wang will stay until Friday."
    assert officials(text, JULY_2017) == [("Wang Shouwen", "wang-shouwen"), ("Wang", "wang-shouwen")]


def test_a_surname_that_two_may_bear_is_left_open():
    text = "Wang Yang and Wang Shouwen arrived. Wang was cheerful."
    assert officials(text, JULY_2017)[-1] == ("Wang", None)


def test_a_title_parts_two_bearers_of_one_surname():
    text = "Wang Yang and Wang Shouwen arrived. Vice Commerce Minister Wang was cheerful."
    assert officials(text, JULY_2017)[-1] == ("Wang", "wang-shouwen")


def test_mr_needs_a_full_name_or_a_rare_surname():
    assert officials("Mr Zhong Shan left. Mr Zhong was tired.")[-1] == ("Zhong", "zhong-shan")
    assert officials("Mr Wang was tired.") == [("Wang", None)]


def test_a_common_surname_counts_in_a_list_with_another_official():
    assert officials("Ross and Mnuchin shared a car.") == [
        ("Ross", "wilbur-ross"),
        ("Mnuchin", "steven-mnuchin"),
    ]
    assert officials("A town called Ross lies near.") == []


@pytest.mark.parametrize("named", ["Dr. Ross", "Ambassador Ross", "an envoy who met Ross"])
def test_a_common_surname_counts_among_officials_where_somebody_is_addressed_or_met(named):
    assert ("Ross", "wilbur-ross") in officials(f"Robert Lighthizer and Liu He sat down with {named}.")
    assert ("Ross", "wilbur-ross") not in officials(f"The farmers sat down with {named}.")


@pytest.mark.parametrize(
    "named",
    [
        "Ambassador Jones",
        "Korean Ambassador Ross",
        "Dr. Ross of Yale",
        "Ambassador Ross, a retired envoy",
        "former Ambassador Ross",
        "Ms Ross",
    ],
)
def test_a_courtesy_proves_no_other_man(named):
    assert ("Ross", "wilbur-ross") not in officials(f"Robert Lighthizer and Liu He sat down beside {named}.")


def test_a_plural_title_is_shared():
    text = "Senators Jane Doe and David Perdue flew home."
    assert ("David Perdue", "david-perdue") in officials(text, MAY_2018)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Former President Donald Trump played golf.", AUGUST_2023),
        ("Former Vice Premier Liu He received her.", AUGUST_2023),
        ("Robert Lighthizer wrote a book.", AUGUST_2023),
    ],
)
def test_who_has_left_office_is_no_official(text, day):
    assert [official for _, official in officials(text, day)] == [None]


def test_former_does_not_hurt_who_is_in_office():
    text = "Former hedge fund manager Scott Bessent now runs the Treasury."
    assert officials(text, MAY_2025) == [("Scott Bessent", "scott-bessent")]


def test_without_a_day_every_post_counts():
    assert officials("Treasury Secretary Mnuchin and Vice Premier Liu met.", None) == [
        ("Mnuchin", "steven-mnuchin"),
        ("Liu", "liu-he"),
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chinese Vice Premier Liu He spoke.", "Chinese Vice Premier"),
        ("Liu He, China's top negotiator, spoke.", "China's top negotiator"),
        ("The U.S. Secretary of the Treasury Steven Mnuchin spoke.", "U.S. Secretary of the Treasury"),
        ("Liu He spoke.", None),
    ],
)
def test_the_role_is_given_as_printed(text, role):
    assert people(text)[0].role == role


def test_one_man_holds_the_post_whatever_first_name_is_printed():
    assert officials("Treasury Secretary Janet Bessent arrived.", MAY_2025) == [
        ("Janet Bessent", "scott-bessent")
    ]


def test_a_given_name_left_over_by_a_translation_is_known_by_the_post():
    text = "The vice premier, his Lifeng, arrived."
    assert officials(text, MAY_2025) == [("Lifeng", "he-lifeng")]


def test_an_aside_after_a_surname_tells_the_post():
    text = "Li, China's international trade representative, arrived."
    assert officials(text, MAY_2025) == [("Li", "li-chenggang")]


def test_a_reporter_credited_in_the_sentence_makes_no_byline():
    assert officials("“It works,” said Steven Mnuchin, Reuters reported.") == [
        ("Steven Mnuchin", "steven-mnuchin")
    ]


def test_who_left_office_keeps_the_side():
    (mention,) = people("Robert Lighthizer wrote a book.", AUGUST_2023)
    assert (mention.official, mention.side, mention.reason) == (
        None,
        "us",
        "Robert Lighthizer held no post known to us on 28 August 2023",
    )


def test_a_short_chinese_name_may_be_a_letter_off_where_the_post_fits():
    assert officials("Commerce Minister Zhong Shang arrived.") == [("Zhong Shang", "zhong-shan")]
    assert officials("Zhong Shang arrived.") == [("Zhong Shang", None)]
