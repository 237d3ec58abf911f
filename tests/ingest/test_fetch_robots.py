"""What hosts ask of programs is kept to."""

import pytest

from articles.ingest.fetching.addresses import parse
from articles.ingest.fetching.client import Answer
from articles.ingest.fetching.errors import NotFetched
from articles.ingest.fetching.pace import Pace
from articles.ingest.fetching.robots import MOST_BYTES, rules_for
from articles.ingest.fetching.visitor import Known, Unchanged, Visitor

OWN_GROUP = b"User-agent: *\nDisallow: /\n\nUser-agent: OtherBot\nUser-agent: Tradetalks/2\nDisallow: /desk\nCrawl-delay: 7\n"


@pytest.mark.parametrize(
    ("content", "target", "is_allowed"),
    [
        (b"", "/a", True),
        (b"User-agent: *\nDisallow:", "/a", True),
        (b"User-agent: *\nDisallow: /", "/a", False),
        (b"user-AGENT : *\r\nDISALLOW : /desk # ours", "/desk/1", False),
        (b"User-agent: *\rDisallow: /desk", "/deskside", False),
        (b"User-agent: *\nDisallow: /desk", "/Desk", True),
        (b"User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
        (b"User-agent: *\nAllow: /news\nDisallow: /news/old", "/news/old", False),
        (b"User-agent: *\nDisallow: /news\nAllow: /news", "/news", True),
        (b"User-agent: *\nDisallow: /*?print=", "/talks?print=1", False),
        (b"User-agent: *\nDisallow: /*?print=", "/talks?page=1", True),
        (b"User-agent: *\nDisallow: /*.pdf$", "/talks.pdf", False),
        (b"User-agent: *\nDisallow: /*.pdf$", "/talks.pdf?x", True),
        (b"User-agent: *\nDisallow: /a*b*c", "/a-b-x-c-d", False),
        (b"User-agent: *\nDisallow: /a$", "/a", False),
        (b"User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /gespräche".encode(), "/gespr%c3%a4che/1", False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/a", False),
        (b"Disallow: /\nUser-agent: *\nDisallow: /desk", "/a", True),
        (b"User-agent: nosybot\nDisallow: /", "/a", True),
        (OWN_GROUP, "/news", True),
        (OWN_GROUP, "/desk", False),
        (b"<!doctype html><p>User-agent: no such page", "/a", True),
    ],
)
def test_the_longest_rule_that_fits_counts(content, target, is_allowed):
    assert rules_for("Tradetalks", content).allow(target) is is_allowed


def test_a_host_says_how_long_to_wait():
    assert rules_for("tradetalks", OWN_GROUP).pause == 7.0
    assert rules_for("tradetalks", b"User-agent: *\nCrawl-delay: soon").pause == 0.0


def test_rules_made_to_take_long_do_not():
    star = b"User-agent: *\n" + b"Disallow: /" + b"*a" * 200_000
    assert rules_for("tradetalks", star[:MOST_BYTES]).allow("/" + "a" * 990 + "b")
    many = b"User-agent: *\n" + b"Disallow: /*a*a*a*b\n" * 20_000
    assert rules_for("tradetalks", many).allow("/c") is False  # more rules than anybody can keep to


class Asked:
    """A client that answers by path, and remembers."""

    agent = "tradetalks/1 (desk@news.test)"

    class limits:  # noqa: N801 (a record of two values)
        seconds = 5.0
        bytes = 1000

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []

    def ask(self, address, until, headers, most=None):
        self.asked.append((address.host, address.target, headers))
        answer = self.answers.get(address.target.strip("/").replace(".", "_"), 200)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, int):
            answer = Answer(answer, {"content-type": "text/html"}, b"<p>talks</p>" if answer == 200 else b"")
        return answer

    @property
    def targets(self):
        return [target for _, target, _ in self.asked]


def guest(client, **named):
    return Visitor(client, named.get("pace", Pace(0)))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(200, {}, b"User-agent: *\nDisallow: /"), "robots"),
        (Answer(200, {}, b"User-agent: *\nCrawl-delay: 600"), "robots"),
        (500, "robots"),
        (429, "robots"),
        (NotFetched("slow", "too slow", passing=True), "slow"),
    ],
)
def test_no_page_is_asked_for_where_the_host_forbids_it_or_cannot_say(answer, code):
    client = Asked(robots_txt=answer)
    visitor = guest(client)
    for target in ("/a", "/b"):
        with pytest.raises(NotFetched) as refusal:
            visitor.visit(parse(f"https://news.test{target}"))
        assert refusal.value.code == code
    assert client.targets == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_host_without_rules_may_be_asked(status):
    client = Asked(robots_txt=status)
    guest(client).visit(parse("https://news.test/a"))
    assert client.targets == ["/robots.txt", "/a"]


def test_rules_are_read_once_a_host_and_scheme():
    client = Asked(robots_txt=404)
    visitor = guest(client)
    for url in ("https://news.test/a", "https://news.test/b", "http://news.test/a"):
        visitor.visit(parse(url))
    assert client.targets.count("/robots.txt") == 2


def test_where_a_redirect_leads_the_rules_are_asked_for_too():
    forbidden = Answer(200, {}, b"User-agent: *\nDisallow: /gone")
    client = Asked(robots_txt=forbidden, a=Answer(302, {"location": "https://other.test/gone"}))
    with pytest.raises(NotFetched, match=r"other\.test asks not to"):
        guest(client).visit(parse("https://news.test/a"))
    assert client.targets == ["/robots.txt", "/a", "/robots.txt"]


def test_a_host_that_has_enough_is_left_alone():
    client = Asked(robots_txt=404, a=429)
    visitor = guest(client)
    for target in ("/a", "/b"):
        with pytest.raises(NotFetched) as refusal:
            visitor.visit(parse(f"https://news.test{target}"))
        assert refusal.value.code == "http_429"
    assert client.targets == ["/robots.txt", "/a"]


def test_what_is_known_is_told_and_an_unchanged_page_is_not_sent_again():
    client = Asked(robots_txt=404, a=304)
    known = Known('"v1"', "Fri, 18 May 2018 06:00:00 GMT")
    found = guest(client).visit(parse("https://news.test/a"), known=lambda address: known)
    assert isinstance(found, Unchanged)
    told = client.asked[-1][2]
    assert (told["If-None-Match"], told["If-Modified-Since"]) == ('"v1"', "Fri, 18 May 2018 06:00:00 GMT")


class Clock:
    """A clock that goes on when somebody sleeps."""

    def __init__(self):
        self.now = 100.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def test_a_host_is_asked_again_after_the_pause_and_others_at_once():
    clock = Clock()
    pace = Pace(5, clock=clock, sleeping=clock.sleep)
    for host in ("a.test", "b.test", "a.test"):
        pace.wait(host)
    pace.wait("a.test", 20)
    assert clock.slept == [5, 20]


def test_an_earlier_run_counts():
    clock = Clock()
    pace = Pace(5, lambda host: 2.0, clock, clock.sleep)
    pace.wait("a.test")
    assert clock.slept == [3]
