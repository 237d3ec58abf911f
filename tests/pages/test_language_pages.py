"""Every kind of page in Chinese: no English word of the interface is left, and English data is marked as such."""

import re

import pytest
from bs4 import BeautifulSoup, Comment

from articles.models.revision import keep_revisions
from tests.browser.chronology import make_chronology

pytestmark = pytest.mark.django_db

PATHS = [
    "/",
    "/?kind=summit&year=2017&unreviewed=1&page=x",
    "/?q=quinoa&side=both",
    "/?q=tariffs+candid&from=2017-05&to=2019&present=both&place=geneva&asof=2019-05-17&order=oldest",
    "/?kind=round&unreviewed=only&outcome=truce",
    "/events/geneva-round/",
    "/events/geneva-round/?unreviewed=1",
    "/events/geneva-round/?asof=2019-05-17",
    "/events/meeting-3/",
    "/officials/",
    "/officials/avery-stone/",
    "/officials/attendance/?year=1890",
    "/compare/?a=geneva-round&b=nothing",
    "/compare/?a=geneva-round&b=meeting-3",
    "/disputes/",
    "/about/",
    "/data/",
    "/events/geneva-round/cite/",
    "/events/geneva-round/revisions/",
    "/events/geneva-round/revisions/1/",
    "/embed/timeline/",
    "/embed/events/geneva-round/",
    "{article}",
    "{article}?unreviewed=1",
    "/nothing/",
]
SPOKEN = ("aria-label", "placeholder", "alt")
WORD = re.compile(r"[A-Za-z][A-Za-z’]{2,}")
NAMES = re.compile(
    r"\b(APA|Chicago|Bluebook|GB/T 7714|BibTeX|RIS|CSL|CSV|JSON(-LD|L)?|TimelineJS|API|Atom|iCalendar|iCal|oEmbed|CC0|HTML|URL"
    r"|Wikidata|OpenAPI|GET|ETag|Last-Modified|asof|kind|year|page|place|topic|Tab|SHA-256|MEANTIME|quinoa|tariffs|candid|nothing)\b"
    r"|https?://\S+|[\w-]+(\.[\w-]+)+|\.\w+|/\S*",
    re.ASCII,
)
"""Names of things, addresses, parameters and words the reader searched for, which are the same in every language."""


@pytest.fixture
def paths():
    article = make_chronology()["article"].get_absolute_url()
    keep_revisions()
    return [path.format(article=article) for path in PATHS]


def test_no_word_of_the_interface_is_left_in_english(client, paths):
    left = {words for path in paths for words in english_words(chinese(client, path))}

    assert sorted(left) == []


def test_every_page_says_that_it_is_in_chinese(client, paths):
    written = {path: chinese(client, path).html["lang"] for path in paths}

    assert set(written.values()) == {"zh-Hans"}, written


def test_english_pages_have_no_chinese_but_names_and_the_way_to_the_other_language(client, paths):
    for path in paths:
        page = BeautifulSoup(client.get(path).content, "lxml")
        for marked in page.select("[lang|=zh]"):
            marked.decompose()
        assert not re.search("[\u3400-\u9fff]", page.body.get_text()), path


def chinese(client, path):
    response = client.get(path, headers={"accept-language": "zh-CN"})
    assert response.status_code == (404 if path == "/nothing/" else 200), path
    return BeautifulSoup(response.content, "lxml")


def english_words(page):
    """What is said in Latin letters outside elements marked as being in another language."""
    for element in page.select(
        "script, style, svg title, pre, code, bdi[lang], [lang=en], [lang=''], title, select"
    ):
        element.decompose()
    said = [text for text in page.body.find_all(string=True) if not isinstance(text, Comment)]
    # an aria-label cannot say that the headline in it is English
    own = page.body.select(":not(a[rel~=external])")
    said += [tag[name] for tag in own for name in SPOKEN if tag.get(name)]
    return [text.strip() for text in said if WORD.search(NAMES.sub("", text))]
