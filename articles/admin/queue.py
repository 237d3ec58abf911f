"""The review queue: one page for all proposals. Every door works without scripts; htmx only spares loading the page."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.curation import queue
from articles.curation.merging import CannotUndo
from articles.curation.undoing import undo_batch
from articles.models import Change

from .queue_cards import FORMS, card_of, events_for
from .undoing import may_undo

SURENESS = {
    "": gettext_lazy("any"),
    "90": gettext_lazy("90 and more"),
    "70": gettext_lazy("70 and more"),
    "50": gettext_lazy("50 and more"),
}

LAST = "queue_last"
"""Where the session keeps the last decision, so that it can be taken back without scripts too."""


def queue_urls(site):
    """The queue's addresses, all behind the login."""
    views = [
        ("queue/", queue_page, "queue"),
        ("queue/decide/", decide, "queue_decide"),
        ("queue/undo/", undo, "queue_undo"),
        ("queue/<slug:token>/", edit, "queue_edit"),
    ]
    return [path(route, site.admin_view(_with_site(site, view)), name=name) for route, view, name in views]


def _with_site(site, view):
    def called(request, **arguments):
        return view(request, site, **arguments)

    return called


def seen_kinds(user) -> frozenset[str]:
    """The kinds of proposals the user may see."""
    return frozenset(kind.name for kind in queue.KINDS.values() if user.has_perm(f"articles.{kind.view}"))


@require_safe
def queue_page(request, site):
    """The queue, or one page of it."""
    if not seen_kinds(request.user):
        raise PermissionDenied
    return render(request, "admin/queue.html", _context(request, site, request.GET))


def _context(request, site, chosen):
    wanted = _wanted(request, chosen)
    page = queue.waiting(wanted, queue.Place.read(chosen.get("after", "")))
    counts = queue.count_waiting(_everything(request, wanted))
    shown = sum(counts[name] for name in wanted.kinds)
    return {
        **site.each_context(request),
        "title": _("Review queue"),
        "cards": [card_of(row, request.user) for row in page.rows],
        "total": shown,
        "tabs": _tabs(request, chosen, counts),
        "sureness": [(value, label, value == chosen.get("least", "")) for value, label in SURENESS.items()],
        "chosen": {name: chosen[name] for name in ("kind", "event", "article") if chosen.get(name)},
        "least": chosen.get("least", ""),
        "here": _address(chosen),
        "next_page": _address(chosen, after=str(page.next)) if page.next else "",
        "is_first": not chosen.get("after"),
        "last": request.session.get(LAST),
        "most": min(shown, queue.MOST_AT_ONCE),
    }


def _wanted(request, chosen) -> queue.Wanted:
    kinds = seen_kinds(request.user)
    if chosen.get("kind") in queue.KINDS:
        kinds &= {chosen["kind"]}
    least = chosen.get("least", "")
    return queue.Wanted(
        kinds=kinds,
        least=int(least) / 100 if least and least in SURENESS else 0.0,
        event=_number(chosen.get("event")),
        article=_number(chosen.get("article")),
    )


def _everything(request, wanted: queue.Wanted) -> queue.Wanted:
    """The same without the choice of a kind: what the tabs count."""
    return queue.Wanted(seen_kinds(request.user), wanted.least, wanted.event, wanted.article)


def _number(text) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= 18 else None


def _tabs(request, chosen, counts):
    kinds = [kind for kind in queue.KINDS.values() if kind.name in seen_kinds(request.user)]
    everything = sum(counts[kind.name] for kind in kinds)
    tabs = [("", _("all"), everything), *((kind.name, kind.label, counts[kind.name]) for kind in kinds)]
    return [
        {
            "label": label,
            "count": count,
            "url": _address(chosen, kind=name, after=""),
            "is_here": chosen.get("kind", "") == name,
        }
        for name, label, count in tabs
    ]


def _address(chosen, **other) -> str:
    names = ("kind", "least", "event", "article", "after")
    values = {name: chosen.get(name, "") for name in names} | other
    query = urlencode({name: value for name, value in values.items() if value})
    return reverse("admin:queue") + (f"?{query}" if query else "")


@require_POST
def decide(request, site):
    """Accept or refuse one proposal, the ticked ones, or all that match."""
    verb = {"accept": queue.accept, "refuse": queue.refuse}.get(request.POST.get("verb"))
    if verb is None:
        raise Http404
    tokens = request.POST.getlist("proposal")[: queue.MOST_AT_ONCE]
    is_bulk = "bulk" in request.POST
    if is_bulk and "all" in request.POST:
        tokens = queue.tokens_waiting(_wanted(request, request.POST))
    _check_rights(request.user, tokens)
    row = queue.find(tokens[0]) if len(tokens) == 1 else None
    name = card_of(row, request.user).name if row else ""
    verdict = verb(tokens, request.user, request.POST.get("reason", "").strip()[:300])
    return _answer(
        request, site, verdict, queue.said(verdict, request.POST["verb"], name), tokens, is_bulk=is_bulk
    )


def _check_rights(user, tokens):
    kinds = {token.partition("-")[0] for token in tokens} & queue.KINDS.keys()
    if not all(user.has_perm(f"articles.{queue.KINDS[kind].decide}") for kind in kinds):
        raise PermissionDenied


def _answer(request, site, verdict, said, tokens, *, is_bulk=False):
    """The decided row, or the list anew; without htmx the way back to the queue, with a message."""
    if verdict.is_undoable:
        request.session[LAST] = {"batch": verdict.batch, "said": said}
    if request.htmx and not is_bulk:
        return _row(request, "admin/_queue_decided.html", said, token=tokens[0], verdict=verdict)
    if request.htmx:
        context = _context(request, site, request.POST) | {"said": said, "is_partial": True}
        return render(request, "admin/_queue_list.html", context)
    level = messages.SUCCESS if verdict.done and not verdict.late else messages.WARNING
    messages.add_message(request, level, said)
    return HttpResponseRedirect(_way_back(request))


def _row(request, template, said, **context):
    """One row, with what was done for those who hear the page, and how many still wait."""
    total = sum(queue.count_waiting(_wanted(request, request.POST)).values())
    words = {"said": said, "total": total, "here": _way_back(request), **context}
    return HttpResponse(
        render_to_string(template, words, request)
        + render_to_string("admin/_queue_said.html", words, request)
    )


def _way_back(request) -> str:
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("admin:queue")


@require_POST
def undo(request, site):
    """Take the last decision, or the one named, back."""
    batch, token = request.POST.get("batch", "")[:16], request.POST.get("token", "")
    _check_undo(request.user, batch)
    try:
        undo_batch(batch, request.user)
    except CannotUndo as obstacle:
        said, level = str(obstacle), messages.ERROR
    else:
        said, level = _("Undone: it waits again."), messages.SUCCESS
        if request.session.get(LAST, {}).get("batch") == batch:
            del request.session[LAST]
    row = queue.find(token) if request.htmx else None
    if row is not None and level == messages.SUCCESS:
        return _row(request, "admin/_queue_card.html", said, card=card_of(row, request.user))
    if request.htmx and token:
        return _row(request, "admin/_queue_decided.html", said, token=token, verdict=queue.Verdict())
    messages.add_message(request, level, said)
    return HttpResponseRedirect(_way_back(request))


def _check_undo(user, batch):
    made = Change.objects.filter(batch=batch).values_list("object_type", "field").distinct() if batch else []
    if not may_undo(user, made):
        raise PermissionDenied


def edit(request, site, token):
    """The form that corrects a proposal and accepts it: in its row, or as a page of its own."""
    row = queue.find(token)
    if row is None or queue.kind_of(row) not in FORMS:
        raise Http404
    _check_rights(request.user, [token])
    card = card_of(row, request.user)
    words = request.GET.get("q", "").replace("\0", " ")[:100]
    events = events_for(row, words)
    if request.method == "POST" and request.POST.get("event", "").isdecimal():
        events = events.model.objects.exclude(state="refused")
    form = FORMS[card.kind](row, events, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if (
            card.kind == "event"
            and form.cleaned_data["event"]
            and not request.user.has_perm("articles.delete_event")
        ):
            raise PermissionDenied
        verdict = queue.correct(token, request.user, lambda waiting: form.apply(waiting, request.user))
        return _answer(request, site, verdict, queue.said(verdict, "correct", card.name), [token])
    context = {
        "card": card,
        "form": form,
        "words": words,
        "here": request.GET.get("next", _way_back(request)),
    }
    if request.htmx:
        return render(request, "admin/_queue_edit.html", context)
    page = {**site.each_context(request), "title": _("Edit and accept"), "cards": [card], **context}
    return render(request, "admin/queue_edit.html", page)
