"""Documents for the tests of bulk ingestion: reports, copies of them in other papers, and matters of their own."""

from datetime import date
from random import Random

from articles.extraction.annotations import Document
from articles.models import Article, Chunk, Event, Official, Publisher, Story

MEETING = "Treasury Secretary Avery Stone met Vice Premier Lin Tao in Geneva on Thursday, May 17. “We talked,” Stone said. "


def some_documents(count=12):
    """Every third is a copy of the one before it; the others tell of goods that wait at a quay."""
    documents = []
    for number in range(count):
        told = number - 1 if number % 3 == 2 else number
        chance = Random(told)
        goods = [
            f"The {chance.randrange(999)}th barge of {chance.choice(['steel', 'grain', 'coal'])} waits at quay {chance.randrange(99)} "
            f"while clerk {chance.randrange(999)} counts {chance.randrange(9999)} sacks."
            for _ in range(12)
        ]
        text = MEETING + " ".join(goods) + (" Printed again." if told != number else "")
        documents.append(
            Document(f"n{number}", text, published=date(2018, 5, 18), publisher=f"Paper {number % 4}")
        )
    return documents


def forget_everything():
    """Take away what ingestion stored."""
    for model in (Article, Story, Chunk, Publisher):
        model.objects.all().delete()
    Event.objects.filter(state="proposed").delete()
    Official.objects.filter(state="proposed").delete()
