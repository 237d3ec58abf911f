"""The review queue in the admin: what it shows, what its doors do with and without htmx, and who may open them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.curation import queue
from articles.models import Article, Citation, Event, Official, Proposal
from tests import factories as make
from tests.curation.proposals import make_proposal, one_of_each

pytestmark = pytest.mark.django_db

QUEUE = "/admin/queue/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def each():
    return one_of_each()


def decide(client, verb, *tokens, **more):
    headers = HTMX if more.pop("htmx", False) else {}
    return client.post(f"{QUEUE}decide/", {"verb": verb, "proposal": tokens, **more}, **headers)


def test_one_page_shows_every_kind_the_most_certain_first(admin_client, each):
    cards = admin_client.get(QUEUE).context["cards"]
    assert {card.kind for card in cards} == set(queue.KINDS)
    assert [card.percent for card in cards] == sorted((card.percent for card in cards), reverse=True)


def test_each_card_says_why_and_shows_the_sentence(admin_client, each):
    page = admin_client.get(QUEUE, {"kind": "citation"}).content.decode()
    assert "The day fits." in page
    assert "<mark>met in Geneva on Thursday</mark>" in page
    assert "Nobody expected it." not in page


@pytest.mark.parametrize("kind", ["official", "event", "participant", "date"])
def test_other_kinds_show_their_sentence_too(admin_client, each, kind):
    (card,) = admin_client.get(QUEUE, {"kind": kind}).context["cards"]
    assert card.context.words
    assert card.source


@pytest.mark.parametrize("kind", list(queue.KINDS))
@pytest.mark.parametrize("verb", ["accept", "refuse"])
def test_each_kind_is_decided_and_undone_without_scripts(admin_client, each, kind, verb):
    token = queue.token_of(each[kind])
    assert decide(admin_client, verb, token).url == QUEUE
    page = admin_client.get(QUEUE)
    assert token not in {card.token for card in page.context["cards"]}
    undone = admin_client.post(f"{QUEUE}undo/", {"batch": page.context["last"]["batch"]})
    assert undone.url == QUEUE
    assert queue.find(token).state == "proposed"
    assert "Undone" in admin_client.get(QUEUE).content.decode()


def test_with_htmx_the_row_is_answered_by_what_was_done(admin_client, each):
    token = queue.token_of(each["citation"])
    page = decide(admin_client, "refuse", token, htmx=True).content.decode()
    assert f'id="p-{token}"' in page
    assert "Refused: " in page
    assert 'hx-swap-oob="innerHTML:#queue-said"' in page
    assert "<html" not in page


def test_with_htmx_undoing_brings_the_card_back(admin_client, each):
    token = queue.token_of(each["event"])
    decide(admin_client, "accept", token, htmx=True)
    batch = admin_client.session["queue_last"]["batch"]
    page = admin_client.post(f"{QUEUE}undo/", {"batch": batch, "token": token}, **HTMX).content.decode()
    assert "data-open" in page
    assert Event.objects.get(pk=each["event"].pk).is_published is False


def test_the_ticked_ones_are_decided_together(admin_client, each):
    tokens = [queue.token_of(row) for row in each.values()]
    page = decide(admin_client, "refuse", *tokens, bulk="1", reason="a test", htmx=True)
    assert page.context["total"] == 0
    assert "Refused: 7 proposals." in page.content.decode()


def test_all_that_match_are_decided_together(admin_client, each):
    for _ in range(30):
        make.make_citation(each["event"], make.make_article(), state="proposed", score=0.2)
    decide(admin_client, "refuse", bulk="1", all="1", kind="citation")
    assert Citation.objects.proposed().count() == 0
    assert Official.objects.proposed().count() == 1


def test_filters_narrow_the_queue(admin_client, each):
    citation = each["citation"]
    assert len(admin_client.get(QUEUE, {"kind": "citation"}).context["cards"]) == 1
    assert len(admin_client.get(QUEUE, {"least": "90"}).context["cards"]) == 1
    shown = admin_client.get(QUEUE, {"event": citation.event_id}).context["cards"]
    assert {card.kind for card in shown} == {"citation", "participant"}
    shown = admin_client.get(QUEUE, {"article": citation.article_id}).context["cards"]
    assert "citation" in {card.kind for card in shown}


@pytest.mark.parametrize(
    "query",
    ["kind=nonsense", "least=x", "least=99", "after=x", "after=nan-0-1", "after=0.5-9-1", "event=abc",
     "event=99999999999999999999", "after=0.5-1-99999999999999999999", "article=-1", "kind=date&event=1"],
)  # fmt: skip
def test_no_query_string_breaks_the_queue(admin_client, each, query):
    assert admin_client.get(f"{QUEUE}?{query}").status_code == 200


def test_pages_follow_each_other_without_gaps(admin_client, each):
    event = make.make_event()
    for number in range(60):
        make.make_citation(event, make.make_article(), state="proposed", score=0.5 + (number % 3) / 10)
    seen, address = [], QUEUE
    while address:
        page = admin_client.get(address)
        seen += [card.token for card in page.context["cards"]]
        address = page.context["next_page"]
    assert len(seen) == len(set(seen)) == 67


def test_a_citation_goes_to_another_event(admin_client, each):
    token, other = queue.token_of(each["citation"]), make.make_event("Madrid round")
    form = admin_client.get(f"{QUEUE}{token}/", {"q": "madrid"})
    assert "Madrid round" in form.content.decode()
    admin_client.post(
        f"{QUEUE}{token}/", {"event": other.pk, "relation": "aftermath", "reason": "the other one"}
    )
    right = Citation.objects.get(event=other)
    assert (right.state, right.relation) == ("accepted", "aftermath")
    assert Citation.objects.get(pk=each["citation"].pk).state == "refused"


@pytest.mark.parametrize("kind", ["official", "event", "date", "participant", "citation"])
def test_each_correction_opens_as_a_page_and_as_a_part_of_one(admin_client, each, kind):
    address = f"{QUEUE}{queue.token_of(each[kind])}/"
    assert "<html" in admin_client.get(address).content.decode()
    assert "<html" not in admin_client.get(address, **HTMX).content.decode()


def test_a_date_is_corrected(admin_client, each):
    token = queue.token_of(each["date"])
    admin_client.post(f"{QUEUE}{token}/", {"earliest": "2018-05-20", "latest": ""})
    article = Article.objects.get(pk=each["date"].article_id)
    assert (article.published_earliest, article.published_basis) == (date(2018, 5, 20), "given")
    assert "published_earliest" in article.locked_fields


def test_a_wrong_correction_is_asked_again(admin_client, each):
    token = queue.token_of(each["date"])
    page = admin_client.post(f"{QUEUE}{token}/", {"earliest": "2018-05-20", "latest": "2018-05-19"}, **HTMX)
    assert "before the first" in page.content.decode()
    assert Proposal.objects.get(pk=each["date"].pk).state == "proposed"


def test_an_official_is_corrected_and_accepted(admin_client, each):
    token = queue.token_of(each["official"])
    admin_client.post(f"{QUEUE}{token}/", {"name": "Rowan J. Field", "side": "china"})
    official = Official.objects.get(pk=each["official"].pk)
    assert (official.name, official.side, official.state) == ("Rowan J. Field", "china", "accepted")
    assert {"name", "side"} <= set(official.locked_fields)


def test_a_proposed_event_turns_out_to_be_a_known_one(admin_client, each):
    known = make.make_event("Madrid round")
    form = {"title": "x", "kind": "round", "earliest": "2018-05-17", "event": known.pk}
    admin_client.post(f"{QUEUE}{queue.token_of(each['event'])}/", form)
    assert not Event.objects.filter(pk=each["event"].pk).exists()
    assert known.citations.exists()
    admin_client.post(f"{QUEUE}undo/", {"batch": admin_client.session["queue_last"]["batch"]})
    assert Event.objects.filter(pk=each["event"].pk).exists()


def test_a_participant_is_accepted_with_another_role(admin_client, each):
    row = each["participant"]
    form = {"event": row.event_id, "role": "lead", "certainty": "confirmed"}
    admin_client.post(f"{QUEUE}{queue.token_of(row)}/", form)
    made = row.event.participations.get(official=row.official)
    assert (made.role, made.certainty, made.evidence) == ("lead", "confirmed", "Casey Brook")


def test_the_front_page_counts_what_waits(admin_client, each):
    shown = admin_client.get("/admin/").context["queue"]
    assert [one["count"] for one in shown] == [1] * 7
    for one in shown:
        assert len(admin_client.get(one["url"]).context["cards"]) == 1


def test_a_viewer_sees_the_queue_and_decides_nothing(as_role, each):
    viewer = as_role("viewer")
    page = viewer.get(QUEUE)
    assert len(page.context["cards"]) == 7
    assert 'value="accept" class="button" aria-describedby' not in page.content.decode()
    for row in each.values():
        assert decide(viewer, "accept", queue.token_of(row)).status_code == 403
        assert queue.find(queue.token_of(row)).state == "proposed"


def test_joining_stories_is_for_a_chief_editor(as_role, each):
    token = queue.token_of(each["join"])
    assert decide(as_role("editor"), "accept", token).status_code == 403
    assert decide(as_role("chief editor"), "accept", token).status_code == 302


def test_an_editor_decides_sources_and_undoes_it(as_role, each):
    editor, token = as_role("editor"), queue.token_of(each["citation"])
    decide(editor, "accept", token)
    editor.post(f"{QUEUE}undo/", {"batch": editor.session["queue_last"]["batch"]})
    assert queue.find(token).state == "proposed"


def test_strangers_are_sent_to_the_login(client, each):
    for address in (QUEUE, f"{QUEUE}{queue.token_of(each['date'])}/"):
        assert "/login/" in client.get(address).url


@pytest.mark.parametrize("name", ["decide/", "undo/"])
def test_what_changes_something_is_asked_for_by_post(admin_client, name):
    assert admin_client.get(QUEUE + name).status_code in (404, 405)


def test_the_way_back_stays_on_this_site(admin_client, each):
    answer = decide(admin_client, "accept", queue.token_of(each["date"]), next="https://elsewhere.example/")
    assert answer.url == QUEUE


def test_the_queue_costs_no_more_with_more_rows(as_role, each):
    chief = as_role("chief editor")
    chief.get(QUEUE)
    for number in range(40):
        event = make.make_event(state="proposed", is_published=False, proposal_score=0.5)
        article = make.make_article(text="They met in Geneva.", publisher=make.make_publisher())
        make.make_citation(event, article, evidence="Geneva", state="proposed", score=0.4)
        make.make_official(f"Rowan Field {number}", state="proposed", proposal_score=0.5)
        make_proposal("date", article, value="2018-05-17", score=0.5)
    with CaptureQueriesContext(connection) as queries:
        assert len(chief.get(QUEUE).context["cards"]) == queue.PAGE
    assert len(queries) <= 15


def test_hostile_words_stay_words(admin_client):
    article = make.make_article(
        "<script>alert(1)</script>", text="He said <img src=x onerror=alert(1)> twice."
    )
    make.make_citation(
        make.make_event("<b>Round</b>"), article, evidence="<img src=x onerror=alert(1)>", state="proposed",
        reasons=["<i>because</i>"],
    )  # fmt: skip
    page = admin_client.get(reverse("admin:queue")).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<i>because" not in page
