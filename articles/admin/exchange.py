"""Import and export on a list of the admin: a file of what the list shows, and a file back with a preview."""

import contextlib
import tempfile
import time
from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles.curation.exchange import RESOURCES, BadFile, export_rows, import_rows, read_table, write_table
from articles.curation.textfile import MOST_BYTES

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
MOST_SHOWN = 200
"""Rows of a preview."""

PREFIX = "tradetalks-import-"
"""How the files that wait for a yes are called."""

LONGEST = 24 * 3600
"""Seconds that a file waits for a yes."""

KEPT = "import"
"""Where the session says which file waits for a yes."""


class ImportForm(forms.Form):
    """The file, why it is imported, and what to do with rows that are wrong."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.json"}),
        help_text=_(
            "A .csv or .json file as the export writes it. Columns that are missing stay as they are."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Goes into the log of every row that changes."),
    )  # fmt: skip
    skip_faulty = forms.BooleanField(
        label=_("Leave faulty rows out"),
        required=False,
        help_text=_("Otherwise one fault stops the whole file."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in (".csv", ".json"):
            raise forms.ValidationError(_("Only .csv and .json files are taken."))
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too big: split it."))
        return file


class Exchanges:
    """Mixin for lists whose rows go out as files and come in again."""

    change_list_template = "admin/exchange_change_list.html"

    def get_urls(self):
        name, wrap = f"articles_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("export.<str:form>", wrap(self.export_view), name=f"{name}_export"),
            path("import/", wrap(self.import_view), name=f"{name}_import"),
            *super().get_urls(),
        ]

    def may_import(self, request):
        """Whoever may both add and change rows may import them."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"may_import": self.may_import(request)} | (extra_context or {})
        )

    def export_view(self, request, form):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in TYPES:
            return HttpResponse(status=404)
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as wrong:
            raise BadRequest("The list has no such rows.") from wrong
        response = HttpResponse(write_table(export_rows(self.model, rows), form), content_type=TYPES[form])
        response["Content-Disposition"] = f'attachment; filename="{self.opts.model_name}s.{form}"'
        return response

    def import_view(self, request):
        if not self.may_import(request):
            raise PermissionDenied
        if request.method == "POST" and "confirm" in request.POST:
            return self._confirmed(request)
        form = ImportForm(request.POST or None, request.FILES or None)
        result = None
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            kind, content = Path(file.name).suffix.lower()[1:], file.read()
            try:
                result = self._try(content, kind)
            except BadFile as fault:
                form.add_error("file", str(fault))
            else:
                self._keep(request, content, kind, form.cleaned_data)
        return self._import_page(request, form, result)

    def _try(self, content, kind):
        return import_rows(self.model, read_table(content, kind), dry_run=True)

    def _import_page(self, request, form, result):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import %(rows)s") % {"rows": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": form,
            "result": result,
            "columns": RESOURCES[self.model]().columns(),
            "keys": RESOURCES[self.model]().key_columns(),
        }
        if result:
            skip = form.cleaned_data["skip_faulty"]
            context |= {
                "altered": result.altered[:MOST_SHOWN],
                "faults": result.faults[:MOST_SHOWN],
                "may_confirm": bool(result.altered) and (skip or not result.faults),
            }
        return TemplateResponse(request, "admin/import.html", context)

    def _keep(self, request, content, kind, given):
        """Put the file by until the editor says yes. The session knows its name; nobody else's session does."""
        _forget(request)
        _forget_abandoned()
        with tempfile.NamedTemporaryFile(prefix=PREFIX, delete=False) as file:
            file.write(content)
        request.session[KEPT] = {
            "path": file.name,
            "kind": kind,
            "model": self.opts.model_name,
            "reason": given["reason"],
            "skip_faulty": given["skip_faulty"],
        }

    def _confirmed(self, request):
        again = HttpResponseRedirect(reverse(f"admin:articles_{self.opts.model_name}_import"))
        kept = request.session.get(KEPT) or {}
        try:
            content = Path(kept["path"]).read_bytes() if kept.get("model") == self.opts.model_name else None
        except OSError:
            content = None
        if content is None:
            messages.error(request, _("The file is not here any more: choose it again."))
            return again
        result = import_rows(
            self.model,
            read_table(content, kept["kind"]),
            request.user,
            kept["reason"],
            skip_faulty=kept["skip_faulty"],
        )
        _forget(request)
        if not result.is_stored:
            messages.error(
                request, _("Nothing was stored: the rows have changed since the preview. Try again.")
            )
            return again
        counts = {
            "new": result.new,
            "changed": result.changed,
            "same": result.unchanged,
            "out": result.faulty_rows,
        }
        messages.success(
            request,
            _("New: %(new)s. Changed: %(changed)s. As they were: %(same)s. Left out: %(out)s.") % counts,
        )
        return HttpResponseRedirect(reverse(f"admin:articles_{self.opts.model_name}_changelist"))


def _forget(request):
    kept = request.session.pop(KEPT, None)
    if kept:
        with contextlib.suppress(OSError):
            Path(kept["path"]).unlink()


def _forget_abandoned():
    """Remove the files of previews that nobody said yes or no to."""
    now = time.time()
    for file in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # another process may have removed it, or own it
            if now - file.stat().st_mtime > LONGEST:
                file.unlink()
