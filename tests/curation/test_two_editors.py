"""Two editors decide the same proposal at once: the second is told, and nothing is lost."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles.curation import queue
from articles.models import Change, Citation
from tests import factories as make

from .proposals import one_of_each


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(queue.KINDS))
def test_who_comes_second_is_told_who_was_first(kind):
    first, second = (User.objects.create_user(name) for name in ("lin", "stone"))
    token = queue.token_of(one_of_each()[kind])
    queue.accept([token], first)
    verdict = queue.refuse([token], second)
    assert verdict.done == []
    assert "lin decided this meanwhile" in verdict.late[0]
    assert not Change.objects.filter(who=second).exists()


@pytest.mark.django_db
def test_a_proposal_that_has_gone_is_said_to_have_gone():
    editor, token = User.objects.create_user("lin"), queue.token_of(one_of_each()["citation"])
    Citation.objects.proposed().delete()
    assert "not there any more" in queue.accept([token], editor).late[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_of_two_at_the_same_moment_one_decides():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("A database in memory has one connection: tests/postgres asks a file and a server.")
    editors = [User.objects.create_user(name) for name in ("lin", "stone")]
    event = make.make_event()
    tokens = [queue.token_of(make.make_citation(event, state="proposed")) for _ in range(20)]
    verdicts, start = {}, Barrier(2)

    def decide(editor, verb):
        start.wait()
        verdicts[editor] = verb(tokens, editor)
        connection.close()

    threads = [
        Thread(target=decide, args=pair) for pair in zip(editors, (queue.accept, queue.refuse), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(len(verdict.done) for verdict in verdicts.values()) == [0, 20]
    assert sorted(len(verdict.late) for verdict in verdicts.values()) == [0, 20]
    assert Change.objects.count() == 20
