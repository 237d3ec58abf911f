"""Editors of each role, and a chronology with something of everything in it."""

import pytest
from django.contrib.auth.models import User

from articles.curation.roles import ensure_roles
from articles.models import Event, EventAlias, PendingDocument, RoundLabel
from tests import factories as make

TEXT = (
    "Nobody expected it. The envoys met in Geneva on Thursday, officials said. They will meet again in May."
)


@pytest.fixture
def roles(db):
    return ensure_roles()


@pytest.fixture
def staff(roles):
    """Makes a staff account in a role and returns it."""

    def make_account(role):
        user = User.objects.create_user(
            role.replace(" ", "-"), password="an editor's long password", is_staff=True
        )
        user.groups.add(roles[role])
        return user

    return make_account


@pytest.fixture
def as_role(client, staff):
    """Logs the client in as the role."""

    def log_in(role):
        client.force_login(staff(role))
        return client

    return log_in


def make_chronology(rounds):
    """``rounds`` of everything an admin list shows."""
    for number in range(rounds):
        event = make.make_event(
            f"Talks in Geneva {number}", city="Geneva", state=Event._meta.get_field("state").default
        )
        publisher = make.make_publisher()
        article = make.make_article(
            f"Envoys meet {number}", publisher=publisher, story=make.make_story(), text=TEXT, language="en"
        )
        official = make.make_official(f"Avery Stone {number}", state="proposed")
        make.make_post(official)
        make.make_participation(event, official, source=article)
        make.make_citation(
            event,
            article,
            evidence="met in Geneva on Thursday",
            state="proposed",
            score=0.8,
            reasons=["The day fits."],
        )
        dispute = make.make_dispute(event)
        make.make_account(event, dispute=dispute, speaker=official)
        make.make_step(make.make_commitment(event), source=article)
        EventAlias.objects.create(event=event, name="Geneva talks")
        PendingDocument.objects.create(form="file", name=f"talks-{number}.txt", article=article)
        RoundLabel.objects.create(event=event, label="second round", counted_by="the press")


@pytest.fixture
def chronology(db):
    make_chronology(2)
