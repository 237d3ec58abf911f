"""How a proposal is shown: the same card for every kind, and the form that corrects it."""

from dataclasses import dataclass, field
from datetime import timedelta

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.curation import decisions, proposals
from articles.curation.evidence import Context, context_of
from articles.curation.merging import merge_events
from articles.curation.queue import KINDS, kind_of, score_of, token_of
from articles.models import Citation, Event, Official, OfficialSide, Participation, Proposal
from articles.models.dates import granularity_between

NEAR = timedelta(days=45)
"""How far from an article's date its event is looked for before anybody has typed a word."""

EVENTS_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Card:
    """What the queue shows of a proposal. ``says`` is the claim, ``why`` the machine's reasons, one a line."""

    token: str
    kind: str
    label: str
    percent: int
    name: str
    links: list[tuple[str, str]]
    says: str
    source: str
    source_url: str
    why: list[str]
    context: Context | None
    may_decide: bool = True
    has_form: bool = False
    has_event: bool = False
    extra: list[str] = field(default_factory=list)


def card_of(row, user) -> Card:
    """The card of a row that came from the queue; buttons only for what the user may decide."""
    kind = KINDS[kind_of(row)]
    article = _article_of(row)
    return Card(
        token=token_of(row),
        kind=kind.name,
        label=kind.one,
        percent=round(100 * score_of(row)),
        name=str(row.event) if isinstance(row, Citation) else str(getattr(row, "subject", row)),
        links=[(str(one), _form_of(one)) for one in _subjects(row) if one is not None],
        says=SAYS[kind.name](row),
        source=_source_in_words(article),
        source_url=_form_of(article) if article else "",
        why=_reasons(row),
        context=context_of(row) if hasattr(row, "context_words") and hasattr(row, "context_before") else None,
        may_decide=user.has_perm(f"articles.{kind.decide}"),
        has_form=kind.name in FORMS,
        has_event=kind.name in {"citation", "participant", "event"},
    )


def _article_of(row):
    return getattr(row, "article", None) or getattr(row, "shown_in", None)


def _subjects(row):
    """What an editor may want to open before deciding."""
    if isinstance(row, Citation):
        return [row.event]
    if isinstance(row, Proposal):
        return {"participant": [row.official, row.event], "join": [row.other]}.get(row.kind, [])
    return [row]


def _form_of(row) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def _source_in_words(article) -> str:
    if article is None:
        return ""
    publisher = article.publisher.name if article.publisher else ""
    return ", ".join(filter(None, [str(article), publisher, article.published_in_words or "undated"]))


def _reasons(row) -> list[str]:
    if isinstance(row, Citation):
        return row.reasons
    reason = row.reason if isinstance(row, Proposal) else row.proposal_reason
    return [reason] if reason else []


SAYS = {
    "citation": lambda row: (
        _("This article tells of the event: %(how)s.") % {"how": row.get_relation_display()}
    ),
    "event": lambda row: _("An event that the chronology does not have."),
    "official": lambda row: (
        _("An official of %(side)s whom we do not know yet.") % {"side": row.get_side_display()}
    ),
    "date": lambda row: (
        _("The article says nowhere when it was published. Its contents say: %(date)s.")
        % {"date": row.value.replace("/", " – ")}
    ),
    "participant": lambda row: _("The official took part in the event."),
    "join": lambda row: _("The two articles are one story."),
    "split": lambda row: _("The article is not of the story it was put into."),
}


class CorrectionForm(forms.Form):
    """What an editor may correct in a proposal before accepting it."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, help_text=_("Goes into the log, with your name.")
    )

    def __init__(self, row, events, *args, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])
        if "event" in self.fields:
            self.fields["event"].queryset = events
            self.fields["event"].label_from_instance = lambda event: f"{event.dates_in_words}: {event.title}"
        for name, one in self.fields.items():
            if name != "reason" and not self.is_bound:
                one.initial = self.start(name)

    def start(self, name):
        """What the field holds before anything is typed."""
        return getattr(self.row, name, None)

    def apply(self, row, by):
        """Decide ``row`` as the form says."""
        raise NotImplementedError

    @property
    def why(self):
        return self.cleaned_data["reason"]


def _event_field(label):
    return forms.ModelChoiceField(
        queryset=Event.objects.none(), widget=forms.RadioSelect, empty_label=None, required=False, label=label
    )


class CitationForm(CorrectionForm):
    event = _event_field(_("Event"))
    relation = forms.ChoiceField(choices=Citation.EventRelation, label=_("The article is"))

    def apply(self, row, by):
        data = self.cleaned_data
        decisions.correct_citation(row, by, relation=data["relation"], event=data["event"], reason=self.why)


class OfficialForm(CorrectionForm):
    name = forms.CharField(max_length=120, label=_("Name"))
    family_name = forms.CharField(max_length=80, required=False, label=_("Family name"))
    given_name = forms.CharField(max_length=80, required=False, label=_("Given name"))
    chinese_name = forms.CharField(max_length=40, required=False, label=_("Chinese name"))
    side = forms.ChoiceField(choices=OfficialSide, label=_("Side"))

    def apply(self, row, by):
        values = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "reason"}
        decisions.correct_row(row, values, by, self.why)
        decisions.accept_officials([row], by, self.why)


class DatesForm(CorrectionForm):
    earliest = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"placeholder": "2018-05-17"})
    )
    latest = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"placeholder": "2018-05-18"}),
        help_text=_("Empty: the same day."),
    )

    def clean(self):
        first, last = self.cleaned_data.get("earliest"), self.cleaned_data.get("latest")
        if first and last and last < first:
            self.add_error("latest", _("The last day lies before the first."))
        return self.cleaned_data

    def days(self):
        """The first and the last day."""
        first = self.cleaned_data["earliest"]
        return first, self.cleaned_data["latest"] or first


class EventForm(DatesForm):
    title = forms.CharField(max_length=200, label=_("Title"))
    kind = forms.ChoiceField(choices=Event.Kind, label=_("Kind"))
    city = forms.CharField(max_length=80, required=False, label=_("City"))
    event = _event_field(_("It is this event, which we have already (merges the two)"))
    field_order = ["title", "kind", "earliest", "latest", "city", "event"]

    def start(self, name):
        return None if name == "event" else super().start(name)

    def apply(self, row, by):
        if self.cleaned_data["event"]:
            merge_events(self.cleaned_data["event"], row, by, self.why)
            return
        first, last = self.days()
        values = {name: self.cleaned_data[name] for name in ("title", "kind", "city")}
        dates = {"earliest": first, "latest": last, "granularity": granularity_between(first, last)}
        decisions.correct_row(row, values | dates, by, self.why)
        decisions.accept_events([row], by, self.why)


class DateForm(DatesForm):
    def start(self, name):
        first, _slash, last = self.row.value.partition("/")
        return first if name == "earliest" else last or first

    def apply(self, row, by):
        first, last = self.days()
        proposals.correct_date(row, by, earliest=first, latest=last, reason=self.why)


class ParticipantForm(CorrectionForm):
    event = _event_field(_("Event"))
    role = forms.ChoiceField(choices=Participation.Role, label=_("Role"))
    certainty = forms.ChoiceField(choices=Participation.Certainty, label=_("Certainty"))

    def start(self, name):
        first = {"role": Participation.Role.DELEGATION, "certainty": Participation.Certainty.REPORTED}
        return first.get(name, self.row.event_id)

    def apply(self, row, by):
        data = self.cleaned_data
        proposals.correct_participant(
            row, by, event=data["event"], role=data["role"], certainty=data["certainty"], reason=self.why
        )


FORMS = {
    "citation": CitationForm,
    "official": OfficialForm,
    "event": EventForm,
    "date": DateForm,
    "participant": ParticipantForm,
}


def events_for(row, words: str):
    """Events to choose from: those that match the words; without words those near the article's day; the present one."""
    events = Event.objects.exclude(state="refused").defer("search_text")
    present = getattr(row, "event_id", None)
    if isinstance(row, Event):
        events = events.exclude(pk=row.pk)
    if words.strip():
        found = events
        for word in words.split()[:6]:
            found = found.filter(Q(title__icontains=word) | Q(slug__icontains=word) | Q(city__icontains=word))
    else:
        found = _events_near(row, events)
    chosen = list(found.order_by("-earliest", "-pk").values_list("pk", flat=True)[:EVENTS_OFFERED])
    return events.filter(pk__in=[*chosen, present] if present else chosen).order_by("-earliest", "-pk")


def _events_near(row, events):
    article = _article_of(row)
    day = row.earliest if isinstance(row, Event) else article.published_latest if article else None
    if day is None or isinstance(row, Official):
        return events.none()
    return events.filter(earliest__gte=day - NEAR, earliest__lte=day + NEAR)
