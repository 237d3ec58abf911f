"""Whatever address is given: only public machines are asked, on the usual ports, and only the one that was checked."""

import resource
import shutil
import ssl
import subprocess
import time

import pytest

from articles.ingest.fetching.addresses import parse
from articles.ingest.fetching.client import Client, Limits
from articles.ingest.fetching.errors import NotFetched
from articles.ingest.fetching.networks import ip_address, refuse_unless_public
from articles.ingest.fetching.pace import Pace
from articles.ingest.fetching.visitor import Visitor

from .fetched_web import PUBLIC, Web, bomb, serve


@pytest.fixture
def web():
    small = Web()
    server = serve(small)
    yield small
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(web):
    """Fetch an address of the small web, without waiting between pages."""
    limits = Limits(bytes=1_000_000, seconds=1.5, connect_seconds=1)
    client = Client("tradetalks", resolve=web.resolve, connect=web.connect, limits=limits)
    guest = Visitor(client, Pace(0))
    return lambda url: guest.visit(parse(url))


REFUSED = [
    ("file:///etc/hosts", "scheme"),
    ("ftp://news.test/talks", "scheme"),
    ("gopher://127.0.0.1:6379/_INFO", "scheme"),
    ("data:text/plain,talks", "scheme"),
    ("javascript:alert(7)", "scheme"),
    ("dict://127.0.0.1:2628/", "scheme"),
    ("jar:http://news.test!/talks", "scheme"),
    ("//news.test/talks", "scheme"),
    ("news.test/talks", "scheme"),
    ("", "scheme"),
    ("http:///talks", "no_host"),
    ("http://", "no_host"),
    ("http://127.0.0.1/", "inner_address"),
    ("https://127.9.9.9/", "inner_address"),
    ("http://127.1/", "odd_number"),
    ("http://0/", "odd_number"),
    ("http://2130706433/", "odd_number"),
    ("http://0x7f000001/", "odd_number"),
    ("http://0X7F.1/", "odd_number"),
    ("http://0177.0.0.1/", "odd_number"),
    ("http://news.test.0x7f/", "odd_number"),
    ("http://1.2.3.4.5/", "odd_number"),
    ("http://0.0.0.0/", "inner_address"),
    ("http://0.0.0.0:8000/", "port"),
    ("http://localhost/", "inner_name"),
    ("http://LOCALHOST./", "inner_name"),
    ("http://printer/", "inner_name"),
    ("http://wiki.internal/", "inner_name"),
    ("http://metadata.google.internal/", "inner_name"),
    ("http://router.home.arpa/", "inner_name"),
    ("http://[::1]/", "inner_address"),
    ("http://[::]/", "inner_address"),
    ("http://[::ffff:127.0.0.1]/", "inner_address"),
    ("http://[::ffff:7f00:1]/", "inner_address"),
    ("http://[::127.0.0.1]/", "inner_address"),
    ("http://[64:ff9b::7f00:1]/", "inner_address"),
    ("http://[64:ff9b:1::7f00:1]/", "inner_address"),
    ("http://[2002:7f00:1::]/", "inner_address"),
    ("http://[2002:a9fe:a9fe::1]/", "inner_address"),
    ("http://[2001:0:1::1]/", "inner_address"),
    ("http://[2600::5efe:7f00:1]/", "inner_address"),
    ("http://[fe80::1]/", "inner_address"),
    ("http://[fe80::1%25eth0]/", "odd_address"),
    ("http://[fd00::1]/", "inner_address"),
    ("http://[fd00:ec2::254]/", "inner_address"),
    ("http://[fec0::1]/", "inner_address"),
    ("http://[ff02::1]/", "inner_address"),
    ("http://[v1.news]/", "odd_address"),
    ("http://10.0.0.1/", "inner_address"),
    ("http://172.16.0.1/", "inner_address"),
    ("http://192.168.1.1/", "inner_address"),
    ("http://100.64.0.1/", "inner_address"),
    ("http://100.100.100.200/", "inner_address"),
    ("http://169.254.169.254/latest/meta-data/", "inner_address"),
    ("http://168.63.129.16/metadata", "inner_address"),
    ("http://224.0.0.1/", "inner_address"),
    ("http://240.0.0.1/", "inner_address"),
    ("http://255.255.255.255/", "inner_address"),
    ("http://192.0.2.1/", "inner_address"),
    ("http://198.18.0.1/", "inner_address"),
    ("http://news.test@127.0.0.1/", "userinfo"),
    ("http://editor:word@news.test/", "userinfo"),
    ("http://127.0.0.1#@news.test/", "inner_address"),
    ("http://127.0.0.1\\@news.test/", "odd_address"),
    ("http://news.test:22/", "port"),
    ("http://news.test:443/", "port"),
    ("https://news.test:8443/", "port"),
    ("http://news.test:99999/", "odd_address"),
    ("http://news.test:port/", "odd_address"),
    ("http://ne\tws.test/", "odd_address"),
    ("http://news.test/\r\nHost: other.test", "odd_address"),
    ("http://news.test/a b", "odd_address"),
    ("http://ne\u200bws.test/", "odd_address"),
    ("http://①②⑦.⓪.⓪.①/", "inner_address"),
    ("http://127。0。0。1/", "inner_address"),
    ("http://127%2e0.0.1/", "odd_address"),
    (f"http://{'n' * 64}.test/", "odd_address"),
    ("http://news..test/", "odd_address"),
    ("http://-news.test/", "odd_address"),
    (f"http://news.test/{'n' * 100_000}", "long_address"),
]


@pytest.mark.parametrize(("url", "code"), REFUSED)
def test_an_address_that_leads_inside_or_nowhere_is_refused_before_anything_is_asked(web, visit, url, code):
    with pytest.raises(NotFetched) as refusal:
        visit(url)
    assert refusal.value.code == code
    assert refusal.value.message
    assert (web.asked_names, web.connections) == ([], [])


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.gazette.test/talks/geneva", "https://www.gazette.test/talks/geneva"),
        ("http://gazette.test:80/a", "http://gazette.test/a"),
        ("https://gazette.test:443/?a=b#c", "https://gazette.test/?a=b"),
        ("https://gazette.test", "https://gazette.test/"),
        ("HTTPS://Gazette.TEST./A", "https://gazette.test/A"),
        ("https://zürich.test/gespräche?tag=ü", "https://xn--zrich-kva.test/gespr%C3%A4che?tag=%C3%BC"),
        ("https://贸易.test/", "https://xn--7hv548f.test/"),
        ("https://gazette.test/a%20b", "https://gazette.test/a%20b"),
        ("http://93.184.215.14/x", "http://93.184.215.14/x"),
        ("http://[2606:2800:21f::1]/x", "http://[2606:2800:21f::1]/x"),
        ("http://[64:ff9b::5db8:d70e]/x", "http://[64:ff9b::5db8:d70e]/x"),
    ],
)
def test_an_ordinary_address_has_one_spelling(url, asked):
    assert parse(url).url == asked


@pytest.mark.parametrize(
    "numbers",
    [
        ["127.0.0.1"],
        [PUBLIC, "10.1.2.3"],
        ["::1"],
        ["::ffff:169.254.169.254"],
        ["64:ff9b::a00:1"],
        ["fe80::1%eth0"],
        ["not a number"],
    ],
)
def test_a_name_with_one_inner_number_is_refused_and_nobody_is_asked(web, visit, numbers):
    web.numbers["news.test"] = [numbers]
    with pytest.raises(NotFetched) as refusal:
        visit("http://news.test/")
    assert refusal.value.code == "inner_address"
    assert web.connections == []


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "2a00:1450:4001:81b::200e", "2002:808:808::1", "::ffff:8.8.8.8"]
)
def test_public_numbers_are_allowed(number):
    refuse_unless_public(ip_address(number))


def test_a_resolver_that_changes_its_mind_is_not_asked_twice(web):
    web.numbers["rebind.test"] = [[PUBLIC], ["127.0.0.1"]]
    web.put("rebind.test", "/")
    client = Client("tradetalks", resolve=web.resolve, connect=web.connect)
    answer = client.ask(parse("http://rebind.test/"), time.monotonic() + 5, {})
    assert answer.status == 200
    assert web.connections == [(PUBLIC, 80)]


def test_a_name_that_turns_inside_between_two_pages_is_refused_then(web, visit):
    web.numbers["rebind.test"] = [[PUBLIC], ["127.0.0.1"]]  # robots.txt, then the page
    web.put("rebind.test", "/")
    with pytest.raises(NotFetched, match="not an address of the public internet"):
        visit("http://rebind.test/")
    assert web.paths() == []


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1/", "inner_address"),
        ("http://[::1]:80/", "inner_address"),
        ("//169.254.169.254/latest", "inner_address"),
        ("http://inner.test/", "inner_address"),
        ("file:///etc/hosts", "scheme"),
        ("http://news.test:22/", "port"),
        ("http://user@news.test/", "userinfo"),
        ("http://[", "odd_address"),
        ("", "redirects"),
        ("/again", "redirects"),
    ],
)
def test_each_redirect_is_looked_at_like_the_first_address(web, visit, location, code):
    web.numbers["inner.test"] = [["192.168.0.7"]]
    web.put("news.test", "/again", status=302, Location="/again")
    web.put("news.test", "/", status=302, Location=location)
    with pytest.raises(NotFetched) as refusal:
        visit("http://news.test/")
    assert refusal.value.code == code
    assert {number for number, _ in web.connections} == {PUBLIC}
    assert len(web.paths()) <= 6


def test_redirects_are_followed_to_the_page_and_its_address_is_the_last(web, visit):
    web.put("short.test", "/x", status=301, Location="http://news.test/a")
    web.put("news.test", "/a", status=308, Location="/geneva#top")
    web.put("news.test", "/geneva")
    page = visit("http://short.test/x")
    assert page.address.url == "http://news.test/geneva"
    assert b"Envoys" in page.body


@pytest.mark.parametrize("url", ["http://slow.test/drip", "http://slow.test/headers"])
def test_a_server_that_drips_is_left_after_the_time_for_the_whole_page(visit, url):
    began = time.monotonic()
    with pytest.raises(NotFetched) as refusal:
        visit(url)
    assert (refusal.value.code, refusal.value.passing) == ("slow", True)
    assert time.monotonic() - began < 3


def test_an_endless_page_is_left_at_the_limit(visit):
    with pytest.raises(NotFetched) as refusal:
        visit("http://big.test/endless")
    assert refusal.value.code == "too_big"


def test_a_length_over_the_limit_is_believed(web, visit):
    web.put("big.test", "/told", Content_Length="999999999")
    with pytest.raises(NotFetched) as refusal:
        visit("http://big.test/told")
    assert refusal.value.code == "too_big"


def test_a_packed_bomb_is_unpacked_no_further_than_the_limit(visit):
    bomb()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NotFetched) as refusal:
        visit("http://gz.test/bomb")
    assert refusal.value.code == "too_big"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 30_000  # kilobytes, of the hundred thousand that are in it


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Content_Type": "video/mp4"}, "content_type"),
        ({"Content_Type": "application/pdf"}, "content_type"),
        ({"Content_Type": ""}, "content_type"),
        ({"Content_Encoding": "br"}, "packing"),
        ({"Content_Encoding": "gzip"}, "broken"),
    ],
)
def test_what_is_no_page_is_refused(web, visit, headers, code):
    web.put("type.test", "/", **headers)
    with pytest.raises(NotFetched) as refusal:
        visit("http://type.test/")
    assert refusal.value.code == code


def test_a_page_that_breaks_off_is_no_page(visit):
    with pytest.raises(NotFetched) as refusal:
        visit("http://cut.test/short")
    assert (refusal.value.code, refusal.value.passing) == ("broken", True)


@pytest.mark.parametrize(
    ("status", "passing"),
    [
        (404, False),
        (304, False),
        (403, False),
        (410, False),
        (204, False),
        (429, True),
        (500, True),
        (503, True),
    ],
)
def test_a_refusal_of_the_server_says_whether_it_may_pass(web, visit, status, passing):
    web.put("news.test", "/", status=status)
    with pytest.raises(NotFetched) as refusal:
        visit("http://news.test/")
    assert (refusal.value.code, refusal.value.passing) == (f"http_{status}", passing)


def test_nothing_of_ours_is_told_to_the_server(web, visit, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    web.put("news.test", "/", Set_Cookie="seen=1")
    visit("http://news.test/")
    visit("http://news.test/")
    told = {name.lower() for _, _, headers in web.requests for name in headers}
    assert told == {"host", "user-agent", "accept-encoding", "connection", "accept"}


@pytest.fixture
def secure(web, tmp_path):
    """The small web with TLS; its certificate is for news.test alone. Returns what trusts it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.test",
         "-addext", "subjectAltName=DNS:news.test", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(certificate, key)
    server = serve(web, theirs)
    yield certificate
    server.shutdown()
    server.server_close()


def ask_securely(web, url, trusted):
    client = Client("tradetalks", resolve=web.resolve, connect=web.connect)
    if trusted:
        client._tls.load_verify_locations(trusted)
    return client.ask(parse(url), time.monotonic() + 5, {})


def test_a_page_comes_by_tls_from_the_number_that_was_checked_under_the_name_that_was_asked_for(web, secure):
    web.put("news.test", "/")
    assert ask_securely(web, "https://news.test/", secure).status == 200
    assert web.connections == [(PUBLIC, 443)]
    assert web.requests[0][0] == "news.test"


@pytest.mark.parametrize(("host", "is_trusted"), [("news.test", False), ("other.test", True)])
def test_whoever_does_not_prove_the_name_is_told_nothing(web, secure, host, is_trusted):
    with pytest.raises(NotFetched) as refusal:
        ask_securely(web, f"https://{host}/", secure if is_trusted else None)
    assert (refusal.value.code, refusal.value.passing) == ("certificate", False)
    assert web.requests == []
