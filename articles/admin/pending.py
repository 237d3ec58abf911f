"""Adding by hand: an address, a text or files. They wait for ``ingest --pending``; the list says what became of them."""

from datetime import date

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import URLValidator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.curation import pending
from articles.models import PendingDocument

from .base import DeclaredFiltersOnly, ReasonedActionForm, RecordsChanges, reason_of
from .radar import GapFilter
from .rendering import NOTHING, change_link, outward_link

State = PendingDocument.State


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """No file, one or several."""

    widget = SeveralFilesInput(attrs={"accept": ",".join(pending.SUFFIXES)})

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in files if one]


class AddByHandForm(forms.Form):
    """What is added, and what is said of it."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=_("The article as it stands on the page, or the page's HTML."),
    )
    files = SeveralFilesField(
        label=_("Files"),
        required=False,
        help_text=_("Up to 50 files of up to 10 MB: .txt, .html, .jsonl (a document a line)."),
    )
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=1000,
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.TextInput(attrs={"class": "vTextField wide", "inputmode": "url"}),
        help_text=_(
            "Of the text or the one file. An address alone waits for “fetch --pending”, where fetching is switched on."
        ),
    )
    title = forms.CharField(
        label=_("Headline"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    publisher = forms.CharField(
        label=_("Publisher"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    published = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only if the page says so. What the text itself states is read from it."),
    )

    def clean_published(self):
        day = self.cleaned_data["published"]
        if day and not date(1990, 1, 1) <= day <= date(2100, 1, 1):
            raise forms.ValidationError(_("This is no date an article about the talks can have."))
        return day

    def clean(self):
        given = self.cleaned_data
        text, files, url = given.get("text"), given.get("files") or [], given.get("url")
        if text and files:
            raise forms.ValidationError(_("Give a text or files, not both."))
        if not (text or files or url) and not self.errors:
            raise forms.ValidationError(_("Give a text, files or an address."))
        if len(files) > pending.MOST_FILES:
            raise forms.ValidationError(_("At most 50 files are taken at once."))
        if sum(one.size for one in files) > pending.MOST_BYTES:
            raise forms.ValidationError(_("These files are over 50 MB together: add them in several goes."))
        if len(files) > 1 and url:
            raise forms.ValidationError(_("One address cannot be that of several files."))
        return given

    def add(self, by):
        """Keep what was given; returns the rows. Raises ``NotTaken`` for a file that cannot be meant."""
        given = self.cleaned_data
        said = pending.Given(given["url"], given["title"], given["publisher"], given["published"])
        if given["text"]:
            return [pending.add_text(given["text"], said, by)]
        if given["files"]:
            return pending.add_files(((one.name, one.read()) for one in given["files"]), by, said)
        return [pending.add_address(given["url"], by)]


@admin.register(PendingDocument)
class PendingAdmin(DeclaredFiltersOnly, RecordsChanges, admin.ModelAdmin):
    list_display = ["name_shown", "form", "state_shown", "result", "added_by", "added_at"]
    list_filter = ["state", "form", GapFilter]
    link_filters = ("added_by",)
    list_select_related = ["article", "added_by"]
    search_fields = ["name", "url", "title"]
    ordering = ["-pk"]
    list_per_page = 50
    show_full_result_count = False
    action_form = ReasonedActionForm
    actions = ["retry"]
    fields = [
        "name",
        "form",
        "state_shown",
        "result",
        "address",
        "title",
        "publisher",
        "published",
        "size",
        ("added_by", "added_at"),
        ("tries", "taken_at", "finished_at"),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.resolver_match.url_name.endswith("_change") else rows.defer("content")

    def get_readonly_fields(self, request, obj=None):
        return [name for field in self.fields for name in ([field] if isinstance(field, str) else field)]

    def has_change_permission(self, request, obj=None):
        # what was added stays as it came: it may be tried again, or taken away
        return super().has_change_permission(request, obj) and obj is None

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = AddByHandForm(request.POST if is_sent else None, request.FILES if is_sent else None)
        if is_sent and form.is_valid():
            try:
                rows = form.add(request.user)
            except pending.NotTaken as reason:
                form.add_error("files", str(reason))
            else:
                messages.success(request, self._thanks(rows))
                return HttpResponseRedirect(reverse("admin:articles_pendingdocument_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add by hand"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/add_by_hand.html", context)

    def _thanks(self, rows):
        if rows[0].state == State.UNFETCHED:
            return _(
                "The address is kept. The next run of “fetch --pending” asks for its page: paste the text to have it read"
                " without that."
            )
        return _("Kept: %(count)s. The next run of “ingest --pending” reads them.") % {"count": len(rows)}

    @admin.display(description=_("document"), ordering="name")
    def name_shown(self, row):
        return format_html("<bdi>{}</bdi>", row.name)

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, row):
        if row.state == State.UNFETCHED and row.error:
            return _("waiting to be fetched again; last time: %(reason)s") % {"reason": row.error}
        return row.get_state_display()

    @admin.display(description=_("result"))
    def result(self, row):
        if row.state == State.FAILED:
            return format_html('{} <span class="quiet">[{}]</span>', row.error, row.error_code)
        if row.article:
            return format_html('{} <span class="quiet">{}</span>', change_link(row.article), row.outcome)
        return NOTHING

    @admin.display(description=_("address"))
    def address(self, row):
        return outward_link(row.url)

    @admin.display(description=_("bytes"))
    def size(self, row):
        return f"{len(row.content):,}"

    @admin.action(description=_("Try again"), permissions=["change"])
    def retry(self, request, queryset):
        count = pending.retry(queryset, request.user, reason_of(request))
        self.message_user(request, _("Will be read again: %(count)s.") % {"count": count})
