"""A handful of officials for the tests of names and quotations, with their real posts."""

from datetime import date

from articles.extraction.annotations import Mention, Quotation, Side
from articles.extraction.body import Body
from articles.extraction.knowledge import OfficialRecord, PostRecord
from articles.extraction.people import build_gazetteer, find_people
from articles.extraction.quotations import find_quotations

MAY_2018 = date(2018, 5, 17)
JULY_2017 = date(2017, 7, 19)
AUGUST_2023 = date(2023, 8, 28)
MAY_2025 = date(2025, 5, 11)


def make_official(slug, name, side, *posts, aliases=()):
    """An official whose posts are (title, short title, first day, last day)."""
    family, given = (
        (name.split()[-1], name.split()[0]) if side == "us" else (name.split()[0], name.split()[1])
    )
    records = tuple(PostRecord(title, (short,), "", start, end) for title, short, start, end in posts)
    return OfficialRecord(slug, name, family, given, Side(side), tuple(aliases), "", records)


OFFICIALS = (
    make_official("donald-trump", "Donald Trump", "us", ("President of the United States", "President", date(2017, 1, 20), date(2021, 1, 20)), ("President of the United States", "President", date(2025, 1, 20), None), aliases=("President Trump", "Mr. Trump")),
    make_official("joe-biden", "Joe Biden", "us", ("President of the United States", "President", date(2021, 1, 20), date(2025, 1, 20))),
    make_official("steven-mnuchin", "Steven Mnuchin", "us", ("Secretary of the Treasury", "Treasury Secretary", date(2017, 2, 13), date(2021, 1, 20))),
    make_official("wilbur-ross", "Wilbur Ross", "us", ("Secretary of Commerce", "Commerce Secretary", date(2017, 2, 28), date(2021, 1, 20))),
    make_official("robert-lighthizer", "Robert Lighthizer", "us", ("United States Trade Representative", "Trade Representative", date(2017, 5, 15), date(2021, 1, 20)), aliases=("Ambassador Lighthizer",)),
    make_official("sonny-perdue", "Sonny Perdue", "us", ("Secretary of Agriculture", "Agriculture Secretary", date(2017, 4, 25), date(2021, 1, 20))),
    make_official("david-perdue", "David Perdue", "us", ("United States Ambassador to China", "US Ambassador to China", date(2025, 5, 1), None)),
    make_official("gina-raimondo", "Gina Raimondo", "us", ("Secretary of Commerce", "Commerce Secretary", date(2021, 3, 3), date(2025, 1, 20)), aliases=("Raymondo",)),
    make_official("janet-yellen", "Janet Yellen", "us", ("Secretary of the Treasury", "Treasury Secretary", date(2021, 1, 26), date(2025, 1, 20))),
    make_official("scott-bessent", "Scott Bessent", "us", ("Secretary of the Treasury", "Treasury Secretary", date(2025, 1, 28), None)),
    make_official("jamieson-greer", "Jamieson Greer", "us", ("United States Trade Representative", "Trade Representative", date(2025, 2, 27), None)),
    make_official("xi-jinping", "Xi Jinping", "china", ("President of the People's Republic of China", "President", date(2013, 3, 14), None)),
    make_official("wang-yang", "Wang Yang", "china", ("Vice Premier of the State Council", "Vice Premier", date(2013, 3, 16), date(2018, 3, 19))),
    make_official("liu-he", "Liu He", "china", ("Vice Premier of the State Council", "Vice Premier", date(2018, 3, 19), date(2023, 3, 12))),
    make_official("he-lifeng", "He Lifeng", "china", ("Vice Premier of the State Council", "Vice Premier", date(2023, 3, 12), None)),
    make_official("zhong-shan", "Zhong Shan", "china", ("Minister of Commerce", "Commerce Minister", date(2017, 2, 24), date(2020, 12, 26))),
    make_official("wang-wentao", "Wang Wentao", "china", ("Minister of Commerce", "Commerce Minister", date(2020, 12, 26), None)),
    make_official("wang-shouwen", "Wang Shouwen", "china", ("Vice Minister of Commerce", "Vice Commerce Minister", None, date(2025, 4, 16))),
    make_official("li-chenggang", "Li Chenggang", "china", ("China International Trade Representative", "trade envoy", date(2025, 4, 16), None)),
    make_official("lan-foan", "Lan Fo'an", "china", ("Minister of Finance", "Finance Minister", date(2023, 10, 24), None)),
    make_official("gao-feng", "Gao Feng", "china", ("Spokesperson of the Ministry of Commerce", "Commerce Ministry spokesman", date(2017, 1, 1), date(2022, 12, 31))),
)  # fmt: skip

GAZETTEER = build_gazetteer(OFFICIALS)


def people(text: str, day: date | None = MAY_2018) -> tuple[Mention, ...]:
    """The mentions in ``text``."""
    return find_people(Body(text), GAZETTEER, day)


def officials(text: str, day: date | None = MAY_2018) -> list[tuple[str, str | None]]:
    """Each name as printed with the official it was given."""
    return [(mention.text, mention.official) for mention in people(text, day)]


def quotations(text: str, day: date | None = MAY_2018) -> tuple[Quotation, ...]:
    """The quotations in ``text``."""
    body = Body(text)
    return find_quotations(body, find_people(body, GAZETTEER, day), GAZETTEER, day)
