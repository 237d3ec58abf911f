"""The action "Merge…": choose rows in a list, see what would move, say which one stays."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse

from articles.curation.merging import MERGERS, preview

from .base import reason_of

MOST = 10
"""Most rows merged at once: what moves has to be seen before it is agreed to."""


class MergeForm(forms.Form):
    """Which of the rows stays, and why they are one."""

    kept = forms.ModelChoiceField(queryset=None, widget=forms.RadioSelect, empty_label=None, label="Keep")
    reason = forms.CharField(
        required=False,
        max_length=300,
        label="Why they are one",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, rows, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = rows


class Merges:
    """Mixin for a list whose rows may turn out to be one thing. Whoever may delete rows may merge them."""

    @admin.action(description="Merge into one…", permissions=["delete"])
    def merge_selected(self, request, queryset):
        rows = self.model._default_manager.filter(pk__in=[row.pk for row in queryset[: MOST + 1]]).order_by(
            "pk"
        )
        if not 2 <= len(rows) <= MOST:
            self.message_user(request, f"Choose two to {MOST} rows to merge.", messages.ERROR)
            return None
        is_answered = "kept" in request.POST
        form = MergeForm(rows, request.POST if is_answered else None, initial={"kept": rows[0].pk})
        if is_answered and form.is_valid():
            return self._merge(request, form.cleaned_data["kept"], rows, form.cleaned_data["reason"])
        form.initial["reason"] = reason_of(request)
        return self._ask(request, form, rows)

    def describe(self, row) -> str:
        """More of a row than its name, for telling it from the others."""
        return ""

    def _merge(self, request, kept, rows, reason):
        merge = MERGERS[self.model]
        with transaction.atomic():
            for gone in rows:
                if gone.pk != kept.pk:
                    merge(kept, gone, request.user, reason)
                    kept.refresh_from_db()
        self.message_user(
            request, f"Merged into “{kept}”. It can be undone in the list of merges.", messages.SUCCESS
        )
        return HttpResponseRedirect(request.get_full_path())

    def _ask(self, request, form, rows):
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "rows": [{"row": row, "is": self.describe(row), "moves": preview(row)} for row in rows],
            "action": "merge_selected",
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/merge_confirmation.html", context)
