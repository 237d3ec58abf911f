"""Who may do what: three groups.

* *viewer* sees everything in the admin and changes nothing;
* *editor* decides proposals and writes the chronology, but takes no row away that others wrote (only its parts: an alias,
  a participant, an account);
* *chief editor* may also delete and merge, and undo merges.

Accounts and groups themselves are the superuser's.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model

from articles import models

VIEWER = "viewer"
EDITOR = "editor"
CHIEF_EDITOR = "chief editor"

# Rows an editor writes. Texts, mentions and the log are not among them: the machine and the log write those.
WRITTEN = [
    models.Account,
    models.Article,
    models.Citation,
    models.Commitment,
    models.Dispute,
    models.Event,
    models.Official,
    models.PendingDocument,
    models.Publisher,
    models.Series,
    models.Story,
    models.Topic,
]

# Parts of such rows: whoever may change the whole may take a part away.
PARTS = [
    models.Account,
    models.CommitmentStep,
    models.EventAlias,
    models.FormerSlug,
    models.OfficialAlias,
    models.Participation,
    models.PendingDocument,
    models.Post,
    models.RoundLabel,
]

# What an article takes with it when it is deleted.
TAKEN_ALONG = [
    models.ArticleText,
    models.DateMention,
    models.FingerprintBand,
    models.OfficialMention,
    models.Quotation,
]

# What the program keeps by itself.
KEPT = [models.Change, models.Edition, models.Merge, models.Proposal, models.Refusal, models.Revision]

SEEN = [*WRITTEN, *PARTS, *TAKEN_ALONG, *KEPT]


def permissions_of(role: str) -> set[str]:
    """Code names: ``permissions_of("viewer")`` holds ``view_event`` and not ``change_event``."""
    seen = _codes(["view"], SEEN)
    if role == VIEWER:
        return seen
    edited = seen | _codes(["add", "change"], WRITTEN) | _codes(["add", "change", "delete"], PARTS)
    if role == EDITOR:
        return edited
    return edited | _codes(["delete"], [*WRITTEN, *TAKEN_ALONG])


def _codes(actions: Iterable[str], kinds: Iterable[type[Model]]) -> set[str]:
    kinds = list(kinds)
    return {f"{action}_{kind._meta.model_name}" for action in actions for kind in kinds}


@transaction.atomic
def ensure_roles() -> dict[str, Group]:
    """Make the three groups, or bring their permissions up to date. Returns them by name."""
    groups = {}
    for role in (VIEWER, EDITOR, CHIEF_EDITOR):
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(
            Permission.objects.filter(content_type__app_label="articles", codename__in=permissions_of(role))
        )
        groups[role] = group
    return groups
