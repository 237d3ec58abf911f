"""What editors decide is kept, logged, and never decided again by the machine."""

import pytest
from django.contrib.auth.models import User

from articles.curation import decisions
from articles.extraction.search_words import terms_of
from articles.models import Change, Citation, Event, Official
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def proposal():
    return make.make_citation(make.make_event(), state="proposed", score=0.8)


def test_accepting_says_who_and_when(proposal, editor):
    assert decisions.accept_citations([proposal], editor, "the day fits") == 1
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", editor)
    assert proposal.decided_at is not None
    assert proposal.is_decided


def test_accepting_is_logged_on_the_event(proposal, editor):
    decisions.accept_citations([proposal], editor, "the day fits")
    change = Change.objects.get()
    assert (change.object_type, change.field, change.old, change.new) == (
        "citation",
        "state",
        "proposed",
        "accepted",
    )
    assert change.object_key == f"{proposal.event.slug}/{proposal.article.key}"
    assert (change.event, change.who, change.reason) == (proposal.event, editor, "the day fits")


def test_accepting_counts_the_article(proposal, editor):
    decisions.accept_citations([proposal], editor)
    event = Event.objects.get()
    assert (event.article_count, event.story_count) == (1, 1)
    assert terms_of([proposal.article.title]) <= set(event.search_text.split())


def test_a_refused_source_counts_no_more(proposal, editor):
    decisions.accept_citations([proposal], editor)
    decisions.refuse_citations([proposal], editor)
    assert Event.objects.get().article_count == 0


def test_it_keeps_a_refused_citation_refused(proposal, editor):
    decisions.refuse_citations([proposal], editor)
    proposal.refresh_from_db()
    assert proposal.state == "refused"
    assert proposal.is_decided


def test_deciding_twice_changes_and_logs_nothing(proposal, editor):
    decisions.refuse_citations([proposal], editor)
    assert decisions.refuse_citations([proposal], editor) == 0
    assert Change.objects.count() == 1


def test_accepting_as_another_relation(proposal, editor):
    decisions.accept_citations([proposal], editor, relation="preview")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.relation) == ("accepted", "preview")
    assert set(Change.objects.values_list("field", flat=True)) == {"state", "relation"}


def test_a_decision_can_be_taken_back(proposal, editor):
    decisions.refuse_citations([proposal], editor)
    assert decisions.reopen_citations([proposal], editor) == 1
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.is_decided) == ("proposed", None, False)


def test_many_decisions_cost_few_queries(editor, django_assert_max_num_queries):
    event = make.make_event()
    proposals = [make.make_citation(event, state="proposed") for _ in range(40)]
    with django_assert_max_num_queries(34):
        assert decisions.accept_citations(proposals, editor) == 40


def test_correcting_the_event_refuses_the_wrong_link_for_good(proposal, editor):
    right_event = make.make_event("Another round")
    right = decisions.correct_citation(proposal, editor, event=right_event)
    proposal.refresh_from_db()
    assert proposal.state == "refused"
    assert (right.event, right.article, right.state) == (right_event, proposal.article, "accepted")
    assert right.is_decided


def test_correcting_to_an_event_already_proposed_accepts_that_link(proposal, editor):
    right_event = make.make_event("Another round")
    other = make.make_citation(right_event, proposal.article, state="proposed", relation="mention")
    right = decisions.correct_citation(proposal, editor, event=right_event, relation="aftermath")
    assert right.pk == other.pk
    assert (right.state, right.relation) == ("accepted", "aftermath")


def test_correcting_the_relation_accepts(proposal, editor):
    decisions.correct_citation(proposal, editor, relation="aftermath")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.relation) == ("accepted", "aftermath")


def test_an_accepted_event_is_published_and_its_state_locked(editor):
    event = make.make_event(state="proposed", is_published=False)
    decisions.accept_events([event], editor)
    event.refresh_from_db()
    assert (event.state, event.is_published) == ("accepted", True)
    assert {"state", "is_published"} <= set(event.locked_fields)


def test_refusing_an_event_refuses_the_sources_proposed_to_it(editor):
    event = make.make_event(state="proposed", is_published=False)
    make.make_citation(event, state="proposed")
    decisions.refuse_events([event], editor)
    event.refresh_from_db()
    assert (event.state, event.is_published) == ("refused", False)
    assert Citation.objects.get().state == "refused"


@pytest.mark.parametrize(
    ("decide", "state"), [(decisions.accept_officials, "accepted"), (decisions.refuse_officials, "refused")]
)
def test_officials_are_decided_and_logged(editor, decide, state):
    official = make.make_official(state="proposed")
    assert decide([official], editor, "seen before") == 1
    assert Official.objects.get().state == state
    assert Change.objects.get().new == state
