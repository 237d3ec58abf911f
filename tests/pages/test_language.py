"""The reader's language: how it is chosen, remembered, shared and told."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from articles.models.dates import in_words
from articles.templatetags.pages import dates
from articles.views.glossary import round_label
from tests.factories import make_event, make_official, make_participation

pytestmark = pytest.mark.django_db


def page_of(response):
    return BeautifulSoup(response.content, "lxml")


def heading_of(response):
    return page_of(response).h1.get_text()


@pytest.mark.parametrize(
    ("accepted", "written"),
    [
        ("", "en"),
        ("de-DE,de;q=0.9", "en"),
        ("en-GB,zh;q=0.5", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("nonsense;;q=x,,", "en"),
    ],
)
def test_the_browser_decides_where_the_reader_has_not(client, accepted, written):
    response = client.get("/", headers={"accept-language": accepted})

    assert page_of(response).html["lang"] == written


def test_an_address_with_a_language_decides_and_is_remembered(client):
    chosen = client.get("/about/?lang=zh-hans", headers={"accept-language": "en"})
    later = client.get("/about/", headers={"accept-language": "en"})

    assert page_of(chosen).html["lang"] == "zh-Hans"
    assert page_of(later).html["lang"] == "zh-Hans"
    cookie = chosen.cookies["language"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("zh-hans", "Lax", True)


def test_the_way_back_is_a_link(client):
    client.get("/about/?lang=zh-hans")
    link = page_of(client.get("/about/")).select_one("#languages a")

    back = client.get("/about/" + link["href"].removeprefix("/about/"))

    assert (link.get_text(), link["lang"], link["hreflang"]) == ("English", "en", "en")
    assert page_of(back).html["lang"] == "en"


@pytest.mark.parametrize("given", ["de", "zh-hant", "zh%00hans", "x" * 7000, "", "EN%27"])
def test_a_language_that_is_not_ours_changes_nothing(client, given):
    response = client.get(f"/?lang={given}")

    assert response.status_code == 200
    assert page_of(response).html["lang"] == "en"
    assert "language" not in response.cookies


def test_a_shared_link_keeps_filters_and_language(client):
    make_event(kind="call")
    make_event("Round in Busan", kind="round")
    link = page_of(client.get("/?kind=round&kind=summit&q=busan")).select_one("#languages a")["href"]

    shared = Client().get(link)

    assert link == "/?kind=round&kind=summit&q=busan&lang=zh-hans"
    assert page_of(shared).select_one("#results-heading").get_text() == "2项事件中的1项"


def test_every_language_of_a_page_is_told_to_robots(client):
    links = page_of(client.get("/about/?lang=zh-hans")).select("link[rel=alternate][hreflang]")

    assert {link["hreflang"]: link["href"] for link in links} == {
        "en": "http://testserver/about/?lang=en",
        "zh-Hans": "http://testserver/about/?lang=zh-hans",
        "x-default": "http://testserver/about/",
    }


def test_caches_keep_languages_apart(client):
    response = client.get("/about/")

    assert response["Content-Language"] == "en"
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}


def test_a_fragment_brings_the_language_links_of_its_address(client):
    make_event()
    fragment = client.get("/?order=oldest", headers={"hx-request": "true", "hx-target": "timeline"})

    links = page_of(fragment).select_one("#languages")

    assert links["hx-swap-oob"] == "true"
    assert links.a["href"] == "/?order=oldest&lang=zh-hans"


def test_permanent_addresses_have_no_language_in_them(client):
    event = make_event(slug="round-in-busan")
    page = page_of(client.get("/events/round-in-busan/?lang=zh-hans"))

    assert event.get_absolute_url() == "/events/round-in-busan/"
    assert not [a["href"] for a in page.select("main a[href]") if "lang=" in a["href"]]


@pytest.mark.parametrize(
    ("first", "last", "english", "chinese"),
    [
        ("2018-05-17", "2018-05-18", "17–18 May 2018", "2018年5月17日至18日"),
        ("2019-04-30", "2019-05-01", "30 April – 1 May 2019", "2019年4月30日至5月1日"),
        ("2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020", "2019年12月30日至2020年1月2日"),
        ("2018-05-17", "2018-05-17", "17 May 2018", "2018年5月17日"),
        ("2018-05-01", "2018-05-31", "May 2018", "2018年5月"),
        ("2018-01-01", "2018-12-31", "2018", "2018年"),
    ],
)
def test_dates_in_words(first, last, english, chinese):
    days = date.fromisoformat(first), date.fromisoformat(last)

    assert in_words(*days) == english
    with override("zh-hans"):
        assert in_words(*days) == chinese
        assert BeautifulSoup(dates(*days), "lxml").get_text() == chinese
        assert BeautifulSoup(dates(*days, about=True), "lxml").get_text() == f"约{chinese}"


def test_a_day_on_the_timeline_leaves_out_the_year():
    with override("zh-hans"):
        shown = dates(date(2018, 5, 30), date(2018, 6, 2), year=False)

    assert BeautifulSoup(shown, "lxml").get_text() == "5月30日至6月2日"


def test_names_come_in_the_page_s_script_first(client):
    make_official("Lin Bo", side="china", chinese_name="林波", slug="lin-bo")

    assert heading_of(client.get("/officials/lin-bo/")) == "Lin Bo 林波"
    assert heading_of(client.get("/officials/lin-bo/?lang=zh-hans")) == "林波 Lin Bo"


def test_people_and_places_of_a_line_are_named_in_chinese(client):
    event = make_event(city="Geneva")
    make_participation(event, make_official("Lin Bo", side="china", chinese_name="林波"))
    make_participation(event, make_official("Avery Stone"))

    line = page_of(client.get("/?lang=zh-hans")).select_one(".event")

    assert line.select_one(".when").get_text(" ", strip=True) == "5月17日 日内瓦"
    assert [bench.get_text() for bench in line.select(".bench")] == ["美 Avery Stone", "中 林波"]
    english = line.select_one(".bench[lang=en]")
    assert english.get_text() == "美 Avery Stone"
    assert english.select_one(".side")["lang"] == "zh-Hans"


def test_names_of_two_scripts_in_a_line_are_told_apart(client):
    event = make_event()
    for name, chinese in (("Lin Bo", "林波"), ("Wen Hao", "文昊"), ("Xu Tao", "")):
        make_participation(event, make_official(name, side="china", chinese_name=chinese))

    bench = page_of(client.get("/?lang=zh-hans")).select_one(".event .bench")

    assert not bench.has_attr("lang")
    assert [name.get_text() for name in bench.select("span[lang=en]")] == ["Xu Tao"]


def test_words_of_the_chronology_are_marked_as_english(client):
    make_event("Talks in Geneva", summary="They met.")

    line = page_of(client.get("/?lang=zh-hans")).select_one(".event")

    assert line.h3.a["lang"] == "en"
    assert line.find("p", string="They met.")["lang"] == "en"
    assert page_of(client.get("/?lang=en")).select_one(".event").h3.a.get("lang") is None


def test_round_labels_are_words_of_the_interface():
    assert round_label("4th round") == "4th round"
    with override("zh-hans"):
        assert round_label("4th round") == "第4轮"
        assert round_label("final push") == "final push"


def test_notes_on_what_was_ignored_are_in_the_reader_s_language(client):
    make_event()
    notes = page_of(client.get("/?year=abc&topic=nothing&lang=zh-hans")).select("ul.notice li")

    assert [note.get_text() for note in notes] == [
        "已忽略 year “abc”：年份应写作 2018。",
        "已忽略 topic “nothing”：没有涉及该议题的事件。",
    ]


def test_error_pages_are_in_the_reader_s_language(client):
    missing = client.get("/nothing/?lang=zh-hans")
    refused = client.get("/", headers={"host": "elsewhere.example", "accept-language": "zh-CN"})

    assert heading_of(missing) == "此网址没有内容"
    assert (refused.status_code, heading_of(refused)) == (400, "无法理解这一请求")


def test_a_fault_is_told_in_the_reader_s_language(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("articles.views.about.render", lambda *given: 1 / 0)

    response = client.get("/about/", headers={"accept-language": "zh-CN"})

    assert (response.status_code, page_of(response).html["lang"]) == (500, "zh-Hans")
    assert heading_of(response) == "本站出现故障"


def test_languages_cost_no_query(client, django_assert_max_num_queries):
    make_event()
    client.get("/?lang=zh-hans")

    with django_assert_max_num_queries(10):
        client.get("/")


@pytest.mark.parametrize(
    ("given", "is_noted"), [("tlh", True), ("", False), ("zh-hans", False), ("EN", False)]
)
def test_a_language_that_is_not_ours_is_said_to_be_ignored(client, given, is_noted):
    page = BeautifulSoup(client.get("/about/", {"lang": given}).content, "html.parser")
    notes = [note.get_text() for note in page.select("main > .notice")]
    assert notes == (
        ["lang “tlh” was ignored: the pages speak English (en), 中文 (zh-hans)."] if is_noted else []
    )
