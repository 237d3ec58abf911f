"""A chronology of one event with one of everything, and a hand to change it."""

import json

from articles.models import Article, Event, Official

SMALL = {
    "publishers": [{"name": "The Daily Anchor", "domain": "anchor.example"}],
    "topics": [{"slug": "steel", "name": "Steel"}],
    "series": [{"slug": "harbour-rounds", "name": "Harbour rounds"}],
    "sources": [
        {
            "url": "https://anchor.example/talks",
            "publisher": "The Daily Anchor",
            "title": "Delegations meet at the harbour",
            "published": "2018-05-19",
        },
        {
            "url": "https://anchor.example/undated",
            "publisher": "The Daily Anchor",
            "title": "Looking back",
            "published": None,
        },
    ],
    "officials": [
        {
            "slug": "ann-example",
            "name": "Ann Example",
            "family_name": "Example",
            "given_name": "Ann",
            "side": "us",
            "chinese_name": "安例",
            "aliases": ["Secretary Example", {"name": "Ann Exampel", "is_misspelling": True}],
            "posts": [
                {
                    "title": "Envoy",
                    "start": "2018-04",
                    "end": "2019-06",
                    "is_start_verified": True,
                    "is_end_verified": False,
                },
                {"title": "Envoy", "start": "2021", "end": "2022"},
            ],
        }
    ],
    "events": [
        {
            "slug": "2018-05-harbour-round",
            "title": "Harbour round",
            "kind": "round",
            "earliest": "2018-05-17",
            "latest": "2018-05-18",
            "city": "Boston",
            "series": "harbour-rounds",
            "summary": "Two days of talks.",
            "confidence": "high",
            "is_published": True,
            "topics": ["steel"],
            "aliases": ["the quay talks"],
            "round_labels": [{"label": "2nd round", "counted_by": "US press"}],
            "participants": [{"official": "ann-example", "role": "lead"}],
            "accounts": [
                {"side": "us", "text": "Progress was made.", "sources": ["https://anchor.example/talks"]}
            ],
            "sources": ["https://anchor.example/talks", "https://anchor.example/undated"],
        }
    ],
    "disputes": [
        {
            "slug": "2018-05-was-there-a-text",
            "event": "2018-05-harbour-round",
            "question": "Was there a text?",
            "state": "open",
            "answers": [
                {"side": "china", "modality": "denies", "text": "No text was agreed.", "sources": []}
            ],
        }
    ],
    "commitments": [
        {
            "slug": "2018-05-buy-steel",
            "event": "2018-05-harbour-round",
            "side": "china",
            "what": "Buy more steel",
            "steps": [
                {
                    "state": "announced",
                    "on": "2018-05-18",
                    "due_on": "2018-09-01",
                    "text": "Purchases were announced.",
                    "source": "https://anchor.example/talks",
                },
                {
                    "state": "lapsed",
                    "text": "Nothing came of it.",
                    "source": "https://anchor.example/undated",
                },
            ],
        }
    ],
}


def write_files(folder, **changes):
    for name, rows in {**SMALL, **changes}.items():
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def changed(name, **values):
    """The small chronology's file ``name`` with values of its first entry changed."""
    first, *rest = SMALL[name]
    return {name: [{**first, **values}, *rest]}


def stamps():
    return {
        model: list(model.objects.order_by("pk").values_list("pk", "updated_at"))
        for model in (Article, Event, Official)
    }
