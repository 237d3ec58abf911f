"""Expected, announced, delivered: the table on the page of an event."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from articles.models import Change
from tests.factories import (
    make_article,
    make_commitment,
    make_event,
    make_publisher,
    make_step,
    make_text,
    span_of,
)

pytestmark = pytest.mark.django_db
MAY, JULY = date(2018, 5, 17), date(2018, 7, 6)


@pytest.fixture
def told():
    """A commitment of May that lapsed at a later event in July, each step with a source of its day."""
    made, broken = make_event("Geneva round"), make_event("Tariffs", kind="measure", earliest=JULY)
    commitment = make_commitment(made, "Buy more steel", slug="buy-steel")
    for state, day, place in (("announced", MAY, None), ("lapsed", JULY, broken)):
        source = make_article(published=day, publisher=make_publisher(f"The {state} paper"))
        due = date(2018, 9, 1) if state == "announced" else None
        make_step(commitment, state, f"It was {state}.", on=day, source=source, happened_at=place, due_on=due)
    return made, broken, commitment


def rows(client, event, **parameters):
    response = client.get(event.get_absolute_url(), parameters)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select("table.ledger tbody tr")
    ]


def test_each_step_stands_in_its_column_with_day_source_and_event(client, told):
    made, _, _ = told
    [[what, expected, announced, outcome]] = rows(client, made)
    assert "Buy more steel due by 1 September 2018" in what
    assert expected == ""
    assert "17 May 2018 It was announced. The announced paper, 17 May 2018" in announced
    assert outcome.startswith("Lapsed 6 July 2018 It was lapsed. The lapsed paper, 6 July 2018")
    assert outcome.endswith("Tariffs")


def test_the_event_where_it_lapsed_tells_of_it_too(client, told):
    [[what, *_]] = rows(client, told[1])
    assert what.endswith("from Geneva round")


def test_what_came_later_is_hidden_as_of_a_day(client, told):
    [[_, _, announced, outcome]] = rows(client, told[0], asof="2018-06-01")
    assert "It was announced." in announced
    assert outcome == "Nothing on record by that day."


def test_a_step_of_unknown_day_is_known_once_its_source_was_out(client):
    event = make_event()
    make_step(make_commitment(event), source=make_article(published=JULY))
    assert rows(client, event, asof="2018-07-05") == []
    assert len(rows(client, event, asof="2018-07-06")) == 1


def test_a_source_of_a_later_day_is_not_named(client):
    event = make_event()
    make_step(make_commitment(event), on=MAY, source=make_article("A look back", published=JULY))
    [[_, _, announced, _]] = rows(client, event, asof="2018-06-01")
    assert "A look back" not in announced


def test_the_last_deadline_known_counts(client):
    event = make_event()
    commitment = make_commitment(event)
    make_step(commitment, on=MAY, due_on=date(2018, 9, 1))
    make_step(commitment, "put-off", on=JULY, due_on=date(2018, 12, 1))
    assert "1 December 2018" in rows(client, event)[0][0]
    assert "1 September 2018" in rows(client, event, asof="2018-06-01")[0][0]


def test_a_step_shows_the_words_it_rests_on(client):
    event, article = make_event(), make_article("Steel", text="It rained. Steel will be bought.")
    make_step(make_commitment(event), **span_of(article.texts.get(), "Steel will be bought."))
    [[_, _, announced, _]] = rows(client, event)
    assert "Steel will be bought." in announced


def test_a_commitment_without_a_step_is_not_shown(client):
    event = make_event()
    make_commitment(event)
    assert rows(client, event) == []


def test_commitments_of_events_nobody_may_see_stay_hidden(client):
    hidden, event = make_event(is_published=False), make_event()
    make_step(make_commitment(hidden), happened_at=event)
    make_step(make_commitment(event), happened_at=hidden, on=MAY)
    [[_, _, announced, _]] = rows(client, event)
    assert "Round of talks in Geneva" not in announced


@pytest.mark.parametrize("count", [1, 9])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_max_num_queries):
    event = make_event()
    for _ in range(count):
        commitment = make_commitment(event)
        for state in ("expected", "announced", "delivered"):
            article = make_article(publisher=make_publisher())
            evidence = span_of(make_text(article), "met")
            make_step(commitment, state, happened_at=make_event(), source=article, **evidence)
    with django_assert_max_num_queries(12):
        rows(client, event)


def test_a_change_of_a_step_is_told_on_the_page(admin_client, client, told):
    made, _, commitment = told
    step = commitment.steps.first()
    prefix = "steps-"
    form = {"what": commitment.what, "event": made.pk, "side": "china", "order": 0, "slug": commitment.slug}
    form |= {f"{prefix}TOTAL_FORMS": 1, f"{prefix}INITIAL_FORMS": 1, "change_reason": "Misread."}
    form |= {f"{prefix}0-id": step.pk, f"{prefix}0-commitment": commitment.pk, f"{prefix}0-order": 0}
    form |= {f"{prefix}0-state": "expected", f"{prefix}0-text": step.text, f"{prefix}0-on": "2018-05-17"}
    address = f"/admin/articles/commitment/{commitment.pk}/change/"
    assert admin_client.post(address, form).status_code == 302
    assert Change.objects.filter(object_type="commitmentstep", field="state", new="expected", event=made)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Step, state" in page
    assert "Misread." in page


def deadlines(client, **parameters):
    page = BeautifulSoup(client.get("/", parameters).content, "html.parser")
    return [" ".join(line.get_text(" ").split()) for line in page.select(".deadlines")]


@pytest.fixture
def due_in_july():
    """Steel of a round in May, due on 20 July; in July there is another event."""
    event = make_event("Geneva round", city="Geneva")
    commitment = make_commitment(event, "Buy more steel")
    make_step(commitment, on=MAY, due_on=date(2018, 7, 20))
    make_step(commitment, "lapsed", on=date(2018, 7, 21))
    make_event("Tariffs", kind="measure", earliest=JULY)


def test_the_month_in_which_it_falls_due_says_so(client, due_in_july):
    assert deadlines(client) == ["Due this month 20 July : Buy more steel"]


@pytest.mark.parametrize("parameters", [{"kind": "measure"}, {"asof": "2018-05-16"}, {"year": "2017"}])
def test_a_deadline_goes_with_the_event_that_set_it(client, due_in_july, parameters):
    assert deadlines(client, **parameters) == []
