"""Days that are passed over unread: never one that would have come out best."""

import pytest

from articles.extraction.body import Body
from articles.extraction.people import find_people
from articles.extraction.timexes import candidate_timexes
from articles.linking.dating_case import Case
from articles.linking.dating_events import likely_events
from articles.linking.dating_points import Trial, weigh
from articles.linking.dating_search import DaysTried, best_days
from articles.linking.dating_signs import read_signs
from articles.linking.event_index import build_index
from tests.linking.test_dating import BACKGROUND, KNOWN, NAMES

INDEX = build_index(KNOWN)
TEXTS = [
    "Steven Mnuchin and Wilbur Ross opened trade talks with Wang Yang in Washington on Wednesday." + BACKGROUND,
    "BEIJING, May 4 (Xinhua) -- Liu He and Steven Mnuchin ended two days of talks here on Friday." + BACKGROUND,
    "Last week Mnuchin met Liu He in Beijing. Yesterday the ministry said a delegation will go to Washington on May 15." + BACKGROUND,
    "Robert Lighthizer spoke by phone with Liu He on Tuesday, the first call since the leaders met in Osaka last month." + BACKGROUND,
    "Talks in Geneva ended without a word. Bessent and He Lifeng meet again by August 12, 2025, officials said." + BACKGROUND,
    "Happy Monday. Liu He met Steven Mnuchin in Beijing on Friday. Over the weekend a text was read, and on Monday it was signed, the deal of the 3rd." + BACKGROUND,
    "Trump met Xi in Osaka on Saturday (June 29). From Monday to Wednesday envoys meet in Shanghai, July 30-31." + BACKGROUND,
]  # fmt: skip


@pytest.fixture(params=TEXTS, ids=range(len(TEXTS)))
def tried(request):
    body = Body(request.param)
    people = tuple(find_people(body, NAMES, None))
    signs = read_signs(body, candidate_timexes(body), people, INDEX)
    officials = [official for official in KNOWN.officials if official.slug in signs.officials]
    return DaysTried(body, Case(signs, INDEX, officials)), likely_events(signs, INDEX)


def every_day(days, events):
    """All trials, as ``best_days`` would weigh them without passing any over."""
    return best_days(days, events, -1000.0, 1000.0)


def test_no_day_gets_more_than_its_bound(tried):
    days, events = tried
    for trial in every_day(days, events):
        if trial.event is None:
            continue
        points = next(likely for event, likely in events if event is trial.event) * 0.6
        of_day = days.bounds.of_days([trial.day], trial.event)[0]
        most = points + of_day + days.bounds.by_calendar(trial.day)
        assert trial.points <= most + 1e-9, trial


def test_an_event_gets_no_more_than_its_bound(tried):
    days, events = tried
    for event, likely in events:
        found = [trial for trial in every_day(days, events) if trial.event is event]
        most = likely * 0.6 + days.bounds.of_event(event)
        calendar = days.bounds.most_by_calendar(sorted(trial.day for trial in found))
        assert max(trial.points for trial in found) <= most + calendar + 1e-9


def test_an_event_is_bound_above_each_of_its_days(tried):
    days, events = tried
    for event, _ in events:
        near = [trial.day for trial in every_day(days, events) if trial.event is event]
        assert max(days.bounds.of_days(near, event)) <= days.bounds.of_event(event) + 1e-9


def test_the_best_days_are_those_of_all_days(tried):
    days, events = tried
    best = best_days(days, events, 3.0, 0.4)
    everything = every_day(days, events)
    near = [trial for trial in everything if trial.points >= max(3.0, everything[0].points - 0.4)]
    assert [trial for trial in best if trial.points >= max(3.0, best[0].points - 0.4)] == near


def test_days_are_passed_over(tried):
    days, events = tried
    assert len(best_days(days, events, 3.0, 0.4)) < len(every_day(days, events))


def test_a_day_is_read_once_for_all_events(tried):
    days, _ = tried
    day = INDEX.events[0].record.earliest
    assert days.read(day) is days.read(day)


def test_weighing_without_an_event_counts_the_calendar_alone(tried):
    days, _ = tried
    trial = Trial(INDEX.events[0].record.earliest, None)
    weigh(trial, days.case, days.read(trial.day))
    assert trial.points <= days.bounds.by_calendar(trial.day)
