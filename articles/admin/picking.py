"""Pages on which an editor picks a sentence: for an account, for an answer to a dispute, for a source of an event.

Two steps, both plain links and forms: which article, then which sentence with what is said of it.
"""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.curation.picking import (
    MOST_SHOWN,
    NoSentence,
    cite_sentence,
    pin_evidence,
    sentence_at,
    sentences_of,
    tell_account,
)
from articles.models import Account, AccountSide, Article, ArticleText, Citation, Event, Official

MOST_ARTICLES = 30
MOST_EVENTS = 25
LONGEST_SEARCH = 200


class ReasonForm(forms.Form):
    """A line for the log."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class AnswerForm(ReasonForm):
    """A new account: what it says, who said it."""

    side = forms.ChoiceField(label=_("Side"), choices=AccountSide.choices)
    text = forms.CharField(
        label=_("In our words"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Left empty, the sentence itself is quoted."),
    )
    speaker = forms.ModelChoiceField(
        label=_("Speaker"), required=False, queryset=Official.objects.none(), empty_label=_("nobody of these")
    )
    speaker_name = forms.CharField(label=_("Another speaker"), required=False, max_length=120)
    said_on = forms.DateField(
        label=_("Said on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ["side", "modality", "text", "speaker", "speaker_name", "said_on", "reason"]

    def __init__(self, event, *args, is_answer, **kwargs):
        super().__init__(*args, **kwargs)
        taking_part = Official.objects.accepted().filter(participations__event=event)
        self.fields["speaker"].queryset = taking_part.distinct().order_by("family_name", "given_name")
        if is_answer:
            self.fields["modality"] = forms.ChoiceField(
                label=_("The account"), choices=Account.Modality.choices
            )
            self.order_fields(self.field_order)

    def values(self):
        """What the account says, by the names of its fields."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return {**given, "is_quotation": not given["text"]}


class CiteForm(ReasonForm):
    """Which event the sentence tells of, and how."""

    event = forms.ModelChoiceField(label=_("Event"), queryset=Event.objects.none(), empty_label=None)
    relation = forms.ChoiceField(
        label=_("The article is"),
        choices=Citation.EventRelation.choices,
        initial=Citation.EventRelation.REPORT,
    )
    field_order = ["event", "relation", "reason"]

    def __init__(self, events, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = events


class PicksSentences:
    """Mixin for an admin whose rows get evidence by hand: one page more for each row."""

    picking_path = ""
    picking_title = ""
    asks_event = False  # the article is known, the event is asked for

    def get_urls(self):
        name = f"articles_{self.opts.model_name}_{self.picking_path}"
        view = self.admin_site.admin_view(self.picking_view)
        return [path(f"<int:object_id>/{self.picking_path}/", view, name=name), *super().get_urls()]

    def picking_link(self, row, words):
        """A link to the page on which a sentence is picked for the row."""
        name = f"admin:articles_{self.opts.model_name}_{self.picking_path}"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), words)

    def picking_view(self, request, object_id):
        row = self.model._default_manager.filter(pk=object_id).first()
        if row is None:
            raise Http404
        if not self.may_pick(request, row):
            raise PermissionDenied
        text = self.text_picked_from(request, row)
        form = self.picking_form(request, row) if text else None
        fault = ""
        if text and request.method == "POST" and form.is_valid():
            fault = self._pick(request, row, text, form)
            if not fault:
                return HttpResponseRedirect(
                    reverse(f"admin:articles_{self.opts.model_name}_change", args=[row.pk])
                )
        return self._picking_page(request, row, text, form, fault)

    def _pick(self, request, row, text, form):
        try:
            sentence = sentence_at(text, request.POST.get("sentence", ""))
        except NoSentence:
            return _("Choose a sentence.")
        try:
            done = self.pick(request, row, text, sentence, form)
        except ValidationError as error:
            return " ".join(error.messages)
        self.message_user(request, done)
        return ""

    def _picking_page(self, request, row, text, form, fault):
        query = _searched(request, "q")
        context = {
            **self.admin_site.each_context(request),
            "title": self.picking_title,
            "subtitle": str(row),
            "opts": self.opts,
            "row": row,
            "text": text,
            "form": form,
            "fault": fault,
            "query": query,
            "chosen": request.POST.get("sentence", ""),
            "asks_event": self.asks_event,
            "event_query": _searched(request, "event_q"),
        }
        if text:
            found = sentences_of(text, query)
            context |= {"sentences": found[:MOST_SHOWN], "left_out": max(0, len(found) - MOST_SHOWN)}
        elif not self.asks_event:
            context["articles"] = articles_to_pick_from(row.event, query)
        return TemplateResponse(request, "admin/pick_sentence.html", context)

    def may_pick(self, request, row):
        return self.has_change_permission(request, row)

    def text_picked_from(self, request, row):
        return _text_named(request)


class PicksEvidence(PicksSentences):
    """For an account: the sentence it rests on."""

    picking_path = "evidence"
    picking_title = _("Choose the sentence it rests on")

    def picking_form(self, request, row):
        return ReasonForm(request.POST or None)

    def pick(self, request, row, text, sentence, form):
        pin_evidence(row, text, sentence, request.user, form.cleaned_data["reason"])
        return _("The account rests on that sentence now.")


class PicksAnswer(PicksSentences):
    """For a dispute: an answer with the sentence it rests on."""

    picking_path = "answer"
    picking_title = _("An answer from an article")

    def may_pick(self, request, row):
        return super().may_pick(request, row) and request.user.has_perm("articles.add_account")

    def picking_form(self, request, row):
        return AnswerForm(row.event, request.POST or None, is_answer=True)

    def pick(self, request, row, text, sentence, form):
        values = {**form.values(), "dispute": row}
        tell_account(row.event, text, sentence, values, request.user, form.cleaned_data["reason"])
        return _("The answer is written, and rests on that sentence.")


class PicksCitation(PicksSentences):
    """For an article: an event that one of its sentences tells of."""

    picking_path = "cite"
    asks_event = True
    picking_title = _("Make it a source of an event")

    def may_pick(self, request, row):
        return request.user.has_perm("articles.change_citation") and request.user.has_perm(
            "articles.add_citation"
        )

    def text_picked_from(self, request, row):
        return ArticleText.objects.current().filter(article=row).defer("source", "fingerprint").first()

    def picking_form(self, request, row):
        return CiteForm(events_to_cite(row, _searched(request, "event_q")), request.POST or None)

    def pick(self, request, row, text, sentence, form):
        given = form.cleaned_data
        cite_sentence(given["event"], text, sentence, given["relation"], request.user, given["reason"])
        return _("The article is a source of “%(event)s” now.") % {"event": given["event"]}


def _searched(request, name):
    values = request.POST if request.method == "POST" and name in request.POST else request.GET
    return values.get(name, "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def _text_named(request):
    """The version that the address names; it may be an old one, for evidence does not move."""
    number = request.GET.get("text", "")
    if not number:
        return None
    if not (number.isdecimal() and len(number) < 18):
        raise Http404
    text = ArticleText.objects.select_related("article__publisher").defer("source", "fingerprint")
    found = text.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def articles_to_pick_from(event, query):
    """Current texts to choose from: those of the event's own articles first; with ``query`` those it finds."""
    texts = ArticleText.objects.current().select_related("article__publisher")
    texts = texts.defer("text", "source", "fingerprint")
    own = Q(article__in=Citation.objects.shown(unreviewed=True).filter(event=event).values("article"))
    first = Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField())
    for word in query.split():
        texts = texts.filter(
            Q(article__title__icontains=word)
            | Q(article__publisher__name__icontains=word)
            | Q(article__url__icontains=word)
        )
    found = texts.filter(own) if not query else texts
    rows = list(
        found.annotate(first=first).order_by("first", "-article__published_latest", "-pk")[:MOST_ARTICLES]
    )
    Article.objects.name_untitled([text.article for text in rows])
    return rows


def events_to_cite(article, query):
    """Events an article may tell of: those linked to it and those of its days, or those that ``query`` finds."""
    events = Event.objects.exclude(state="refused").defer("search_text")
    if query:
        for word in query.split():
            events = events.filter(
                Q(title__icontains=word) | Q(slug__icontains=word) | Q(city__icontains=word)
            )
        near = events.newest_first()
    else:
        linked = Q(pk__in=Citation.objects.filter(article=article).values("event"))
        day = article.published_latest
        before = events.filter(linked | Q(earliest__lte=day)) if day else events
        first = Case(When(linked, then=Value(0)), default=Value(1), output_field=IntegerField())
        near = before.annotate(first=first).order_by("first", "-earliest", "-pk")
    chosen = list(near.values_list("pk", flat=True)[:MOST_EVENTS])
    return Event.objects.filter(pk__in=chosen).newest_first()
