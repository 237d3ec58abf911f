"""What became of an address that leads to nothing now: it moved, it was merged, it was withdrawn, or it never was."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.models import Change, Event, FormerSlug, Merge, Official, Revision

MERGED = "merged"
"""The parameter that tells the page which address its reader came from."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Either where the thing stands now, or why it is here no more."""

    now: Event | Official | None = None
    is_merged: bool = False
    reason: str = ""


def find(object_type: str, key: str) -> Whereabouts:
    """What became of ``event`` ``2018-05-second-round``. Raises ``Http404`` for what never was in public."""
    kept = Merge.objects.kept_key(object_type, key)
    now = _shown(object_type, kept)
    if now is not None:
        return Whereabouts(now, is_merged=Merge.objects.filter(gone_key=key, undone_at=None).exists())
    withdrawn = _withdrawal(object_type, key)
    if withdrawn is None:
        raise Http404("there is nothing under this address")
    return Whereabouts(reason=withdrawn)


def _shown(object_type: str, key: str) -> Event | Official | None:
    if object_type == "event":
        shown = Event.objects.shown()
        former = FormerSlug.objects.filter(slug=key, event__in=shown).select_related("event").first()
        return former.event if former else shown.filter(slug=key).first()
    if object_type == "official":
        return Official.objects.accepted().filter(slug=key).first()
    return None


WITHDRAWN = Q(field="removed") | Q(field="is_published", new="False") | Q(field="state", new="refused")


def _withdrawal(object_type: str, key: str) -> str | None:
    """The reason in the log, empty if nobody gave one; None if the thing was never in public."""
    logged = Change.objects.filter(object_type=object_type, object_key=key)
    change = logged.filter(WITHDRAWN).order_by("-id").first()
    if object_type == "event":
        was_public = Revision.objects.filter(event_key=key).exists() or (
            change is not None and change.field == "is_published" and change.old == "True"
        )
    elif object_type == "official":
        was_public = change is not None and (change.field == "removed" or change.old == "accepted")
    else:
        was_public = change is not None
    if not was_public:
        return None
    return change.reason if change else ""


def answer(request, object_type: str, key: str, *, suffix: str = ""):
    """A permanent redirect with a note, or a page that says 410 and why. Raises ``Http404`` for what never was."""
    found = find(object_type, key)
    if found.now is not None:
        kept = request.GET.copy()
        if found.is_merged and object_type == "event" and not suffix:
            kept[MERGED] = key
        path = found.now.get_absolute_url()
        path = f"{path.rstrip('/')}.{suffix}" if suffix else path
        return HttpResponsePermanentRedirect(path + (f"?{kept.urlencode()}" if kept else ""))
    return render(request, "410.html", {"reason": found.reason}, status=410)


def merge_note(request, event: Event) -> list[str]:
    """A sentence for readers who came by the address of an event that was merged into this one."""
    gone = request.GET.get(MERGED, "")
    merge = gone and Merge.objects.filter(object_type="event", gone_key=gone, undone_at=None).first()
    if not merge or Merge.objects.kept_key("event", gone) != event.slug:
        return []
    title = merge.gone_row.get("title", gone)
    if merge.reason:
        return [
            _("“%(title)s” was merged into this event: %(reason)s")
            % {"title": title, "reason": merge.reason.rstrip(".")}
        ]
    return [_("“%(title)s” was merged into this event") % {"title": title}]
