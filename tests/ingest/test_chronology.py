"""The curated chronology loads, and loads again without a change."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.curation.changes import record
from articles.extraction.search_words import terms_of
from articles.ingest.chronology import ChronologyError, load_chronology, read_chronology
from articles.ingest.chronology.articles import relation_of
from articles.ingest.chronology.reading import day_of, granularity_of
from articles.models import (
    Account,
    Article,
    Citation,
    Commitment,
    Dispute,
    Event,
    Official,
    OfficialAlias,
    Post,
    ReviewState,
    Story,
)
from articles.models.counts import refresh_events

from .small_chronology import SMALL, changed, stamps, write_files

CHRONOLOGY = Path(__file__).parents[2] / "fixtures" / "chronology"


@pytest.fixture(scope="module")
def entries():
    return read_chronology(CHRONOLOGY)


@pytest.mark.django_db
def test_whole_chronology_loads_on_an_empty_database_and_a_second_time_without_a_change():
    first = load_chronology(CHRONOLOGY)
    before = stamps()
    second = load_chronology(CHRONOLOGY)
    assert (first.updated, first.unchanged, first.kept) == (0, 0, 0)
    assert (second.created, second.updated, second.kept) == (0, 0, 0)
    assert second.unchanged == first.created
    assert stamps() == before
    assert Event.objects.count() == 126
    assert Event.objects.published().count() == 125
    assert Official.objects.count() == 91
    assert Dispute.objects.count() == 4
    assert Citation.objects.exclude(state=ReviewState.ACCEPTED).count() == 0
    assert not Event.objects.filter(article_count=0).exists()


def test_every_kind_of_event_is_in_the_chronology(entries):
    kinds = dict.fromkeys(Event.Kind.values, 0)
    for event in entries.events.values():
        kinds[event["kind"]] += 1
    assert kinds == {
        "dialogue": 14,
        "round": 20,
        "summit": 11,
        "phone-call": 36,
        "working-level": 15,
        "signing": 1,
        "announcement": 4,
        "measure": 25,
    }


def test_doubtful_events_are_not_published(entries):
    hidden = {slug for slug, event in entries.events.items() if not event["is_published"]}
    assert hidden == {slug for slug, event in entries.events.items() if event["confidence"] == "low"}


def test_measures_have_no_participants(entries):
    assert not [e for e in entries.events.values() if e["kind"] == "measure" and e["participants"]]


def test_no_day_of_other_capital_without_a_reason(entries):
    dated = [event for event in entries.events.values() if event.get("china_date")]
    assert dated
    assert all(event["date_reason"] for event in dated)


@pytest.mark.django_db
def test_small_chronology_makes_every_kind_of_row(small):
    load_chronology(small)
    event = Event.objects.get()
    assert (event.earliest, event.latest, event.granularity) == (
        date(2018, 5, 17),
        date(2018, 5, 18),
        "range",
    )
    assert event.is_published
    assert (event.series.name, event.topics.get().name) == ("Harbour rounds", "Steel")
    assert str(event.round_labels.get()) == "2nd round (US press)"
    participation = event.participations.get()
    assert (participation.role, participation.certainty) == ("lead", "reported")
    account = Account.objects.get(dispute=None)
    assert (account.side, account.sources.get().title) == ("us", "Delegations meet at the harbour")
    assert Account.objects.get(dispute__isnull=False).modality == "denies"
    assert OfficialAlias.objects.get(is_misspelling=True).name == "Ann Exampel"


@pytest.mark.django_db
def test_post_known_to_a_month_runs_from_its_first_day_to_its_last(small):
    load_chronology(small)
    post = Post.objects.get(start__year=2018)
    assert (post.start, post.end) == (date(2018, 4, 1), date(2019, 6, 30))
    assert (post.start_granularity, post.is_start_verified, post.is_end_verified) == ("month", True, False)


@pytest.mark.django_db
def test_office_held_twice_is_two_posts(small):
    load_chronology(small)
    load_chronology(small)
    assert Post.objects.filter(title="Envoy").count() == 2


@pytest.mark.django_db
def test_source_without_a_date_stays_undated(small):
    load_chronology(small)
    undated = Article.objects.get(url="https://anchor.example/undated")
    assert (undated.published_earliest, undated.published_basis, undated.published_reason) == (
        None,
        "unknown",
        "",
    )


@pytest.mark.parametrize(
    ("published", "relation"),
    [
        (date(2018, 5, 16), "preview"),
        (date(2018, 5, 17), "report"),
        (date(2018, 5, 19), "report"),
        (date(2018, 5, 20), "aftermath"),
        (None, "report"),
    ],
)
def test_relation_follows_from_the_dates(published, relation):
    assert relation_of(published, date(2018, 5, 17), date(2018, 5, 18)) == relation


@pytest.mark.parametrize(
    ("value", "first", "last", "granularity"),
    [
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "year"),
        ("2019-07-30", date(2019, 7, 30), date(2019, 7, 30), "day"),
        (None, None, None, "day"),
    ],
)
def test_dates_are_as_fine_as_they_are_known(value, first, last, granularity):
    assert (day_of(value), day_of(value, is_end=True), granularity_of(value)) == (first, last, granularity)


@pytest.mark.django_db
def test_corrected_file_corrects_the_row(small):
    load_chronology(small)
    report = load_chronology(write_files(small, **changed("events", city="Baltimore")))
    assert Event.objects.get().city == "Baltimore"
    assert (report.created, report.updated) == (0, 1)


@pytest.mark.django_db
def test_event_knows_its_counts_and_what_to_be_found_by(small):
    load_chronology(small)
    event = Event.objects.get()
    assert (event.article_count, event.story_count) == (2, 2)
    for word in (
        "harbour round",
        "boston",
        "the quay talks",
        "steel",
        "安例",
        "secretary example",
        "looking back",
    ):
        assert terms_of([word]) <= set(event.search_text.split())


@pytest.mark.django_db
def test_copies_of_one_story_count_once(small):
    load_chronology(small)
    Article.objects.update(story=Story.objects.create(key="one"))
    event = Event.objects.get()
    refresh_events([event.pk])
    event.refresh_from_db()
    assert (event.article_count, event.story_count) == (2, 1)


@pytest.mark.django_db
def test_counts_take_few_queries(small, django_assert_max_num_queries):
    load_chronology(small)
    with django_assert_max_num_queries(10):
        refresh_events()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (changed("events", topics=["tin"]), "events.json, 2018-05-harbour-round: unknown topic 'tin'"),
        (changed("events", series="no"), "events.json, 2018-05-harbour-round: unknown series 'no'"),
        (
            changed("sources", publisher="?"),
            "sources.json, https://anchor.example/talks: unknown publisher '?'",
        ),
        (changed("disputes", event="gone"), "disputes.json, 2018-05-was-there-a-text: unknown event 'gone'"),
        (changed("events", kind="picnic"), "events.json, 2018-05-harbour-round: kind: "),
        (
            changed("events", earliest="2018-13-01"),
            "events.json, 2018-05-harbour-round: month must be in 1..12",
        ),
        (changed("events", earliest="2018-05-20"), "events.json, 2018-05-harbour-round: "),
        ({"topics": [{"name": "Steel"}]}, "topics.json, entry 1: no slug"),
        ({"topics": SMALL["topics"] * 2}, "topics.json, steel: there twice"),
        ({"topics": {}}, "topics.json: a list of entries is expected"),
    ],
)
@pytest.mark.django_db
def test_error_names_file_and_entry_in_one_line(tmp_path, changes, message):
    write_files(tmp_path, **changes)
    with pytest.raises(ChronologyError) as caught:
        load_chronology(tmp_path)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert not Event.objects.exists()


def test_broken_json_is_named(small):
    (small / "events.json").write_text("[{", encoding="utf-8")
    with pytest.raises(ChronologyError, match=r"^events\.json: not valid JSON"):
        read_chronology(small)


@pytest.mark.django_db
def test_command_prints_one_line(small, capsys):
    call_command("load_chronology", str(small))
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.django_db
def test_command_fails_with_one_line(tmp_path):
    shutil.copy(CHRONOLOGY / "topics.json", tmp_path)
    with pytest.raises(CommandError, match=r"publishers\.json: cannot be read"):
        call_command("load_chronology", str(tmp_path))


@pytest.mark.django_db
def test_a_commitment_is_loaded_with_its_steps_in_order(tmp_path):
    load_chronology(write_files(tmp_path))
    commitment = Commitment.objects.get(slug="2018-05-buy-steel")
    states = [(step.state, str(step.due_on or ""), step.source.title) for step in commitment.steps.all()]
    assert states == [
        ("announced", "2018-09-01", "Delegations meet at the harbour"),
        ("lapsed", "", "Looking back"),
    ]


@pytest.mark.django_db
def test_a_step_without_a_source_is_no_step(tmp_path):
    steps = [{"state": "announced", "text": "Somebody said so."}]
    with pytest.raises(ChronologyError, match="unknown source None"):
        load_chronology(write_files(tmp_path, **changed("commitments", steps=steps)))


@pytest.mark.django_db
def test_what_an_editor_made_of_a_step_stays(tmp_path):
    load_chronology(write_files(tmp_path))
    step = Commitment.objects.get().steps.first()
    step.text = "An editor knows better."
    step.save()
    record(step, "text", "", step.text, User.objects.create_user("chief"))
    load_chronology(write_files(tmp_path))
    step.refresh_from_db()
    assert step.text == "An editor knows better."


@pytest.mark.parametrize(
    ("own", "told_in", "day"),
    [
        (["https://anchor.example/talks"], [], "2018-05-19"),
        (["https://anchor.example/talks", "https://anchor.example/undated"], [], "2018-05-19"),
        (["https://anchor.example/undated"], ["https://anchor.example/talks"], ""),
        ([], ["https://anchor.example/talks"], "2018-05-19"),
        ([], ["https://anchor.example/talks", "https://anchor.example/undated"], ""),
        ([], [], ""),
    ],
    ids=["own", "own, one undated", "own undated", "the event's", "one of them undated", "none"],
)
@pytest.mark.django_db
def test_the_sources_of_an_account_tell_by_when_it_was_known(tmp_path, own, told_in, day):
    accounts = [{"side": "us", "text": "Progress was made.", "sources": own}]
    load_chronology(write_files(tmp_path, **changed("events", accounts=accounts, sources=told_in)))
    assert str(Account.objects.get(dispute=None).known_by or "") == day
