"""What all our admin pages have in common: the log, the locks, and filters that cannot be abused."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.filters import SimpleListFilter
from django.contrib.admin.helpers import ActionForm
from django.db import models

from articles.curation.changes import record_changes, snapshot, stored_snapshot
from articles.curation.locks import LOCKABLE, lock_fields, unlock
from articles.curation.naming import events_touched_by
from articles.models import Citation
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

YEARS = range(1900, 2101)
"""Years that a date filter takes: the database and Python fail at those far outside."""

PARTS_OF_A_LOOKUP = {
    "exact",
    "in",
    "isnull",
    "isempty",
    "gt",
    "gte",
    "lt",
    "lte",
    "id",
    "pk",
    "year",
    "month",
    "day",
}


ADDRESSES = {models.URLField: {"assume_scheme": "https"}}


class DeclaredFiltersOnly:
    """Takes only those filters from an address that the list declares.

    Django takes any lookup on the model's own columns, ``?title__regex=((a`` included, and fails in the database.
    """

    link_filters = ()  # columns by which our own links filter, though the list offers no choice of them

    def lookup_allowed(self, lookup, value, request=None):
        return (
            self._is_declared(lookup, request)
            and _is_possible_date(lookup, value)
            and super().lookup_allowed(lookup, value, request)
        )

    def _is_declared(self, lookup, request):
        filters = self.get_list_filter(request) if request else self.list_filter
        declared = {_parameter_of(one) for one in filters} | {self.date_hierarchy, *self.link_filters}
        return any(
            lookup == name
            or (
                lookup.startswith(f"{name}__")
                and set(lookup[len(name) + 2 :].split("__")) <= PARTS_OF_A_LOOKUP
            )
            for name in declared
            if name
        )


def _parameter_of(list_filter) -> str:
    if isinstance(list_filter, type) and issubclass(list_filter, SimpleListFilter):
        return list_filter.parameter_name
    return list_filter[0] if isinstance(list_filter, tuple) else list_filter


def _is_possible_date(lookup, value) -> bool:
    part = lookup.rsplit("__", 1)[-1]
    if part not in {"year", "month", "day"}:
        return True
    return str(value).isdecimal() and len(str(value)) <= 4 and (part != "year" or int(value) in YEARS)


class ReasonedForm(forms.ModelForm):
    """A form with a line for the log."""

    change_reason = forms.CharField(
        label="Reason for the change",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Goes into the log, with your name.",
    )


class ReasonedActionForm(ActionForm):
    """The line above a list: what to do with the chosen rows, and why."""

    reason = forms.CharField(label="Reason", required=False, max_length=300)


class RecordsChanges:
    """Logs every edit of a form and its inlines, and locks what the editor set against the machine."""

    def save_model(self, request, obj, form, change):
        form.before = stored_snapshot(obj) if change else None
        lock_fields(obj, form.changed_data)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        log = partial(record_changes, by=request.user, reason=form.cleaned_data.get("change_reason", ""))
        before = [_stored_rows(formset) for formset in formsets]
        for formset, rows in zip(formsets, before, strict=True):
            _log_removals(formset, rows, log)
        super().save_related(request, form, formsets, change)
        log(form.instance, form.before, snapshot(form.instance))
        for formset, rows in zip(formsets, before, strict=True):
            for row, _ in formset.changed_objects:
                log(row, rows[row.pk], snapshot(row))
            for row in formset.new_objects:
                log(row, None, snapshot(row))
        _lock_lists(form.instance, formsets)
        touched = events_touched_by(form.instance)
        refresh_events(touched)
        keep_revisions(touched)

    def delete_model(self, request, obj):
        touched = events_touched_by(obj)
        record_changes(obj, snapshot(obj), None, request.user)
        super().delete_model(request, obj)
        refresh_events(touched)
        keep_revisions(touched)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)


def _stored_rows(formset):
    """The rows of an inline that are about to change, as they stand in the database."""
    ids = [form.instance.pk for form in formset.initial_forms if form.has_changed()]
    return {row.pk: snapshot(row) for row in formset.model._base_manager.filter(pk__in=ids)}


def _log_removals(formset, rows, log):
    for form in getattr(formset, "deleted_forms", []):
        if form.instance.pk in rows:
            log(form.instance, rows[form.instance.pk], None)


def _lock_lists(row, formsets):
    """A list an editor tended is locked by its name, so that loading does not bring back what was taken out."""
    if not isinstance(row, LOCKABLE):
        return
    tended = [
        formset.fk.remote_field.get_accessor_name()
        for formset in formsets
        # links carry their decision themselves
        if formset.has_changed() and formset.model is not Citation
    ]
    if tended:
        lock_fields(row, tended)
        row.save(update_fields=["locked_fields"])


class TradetalksAdmin(DeclaredFiltersOnly, RecordsChanges, admin.ModelAdmin):
    """The ground of all our lists and forms."""

    form = ReasonedForm
    formfield_overrides = ADDRESSES
    action_form = ReasonedActionForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    class Media:
        js = ["admin-theme/labels.js"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = [
            (name, {**options, "fields": [one for one in options["fields"] if one != "change_reason"]})
            for name, options in super().get_fieldsets(request, obj)
        ]
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return [*fieldsets, ("For the log", {"fields": ["change_reason"]})] if may_write else fieldsets


class ReadOnlyAdmin(DeclaredFiltersOnly, admin.ModelAdmin):
    """Rows that only the program writes."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LabelledFormSet(forms.BaseInlineFormSet):
    """Rows of a table whose fields say their names: the column heads alone name them for nobody who cannot see them."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if not field.widget.is_hidden:
                label = field.label or name.replace("_", " ").capitalize()
                field.widget.attrs.setdefault("aria-label", str(label))


class TableInline(admin.TabularInline):
    """Parts of a row, one a line."""

    formset = LabelledFormSet
    formfield_overrides = ADDRESSES
    extra = 0


class ReadOnlyInline(admin.TabularInline):
    """Rows shown beside others, not to be changed there."""

    extra = 0
    max_num = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.action(description="Unlock: let the machine fill them in again", permissions=["change"])
def unlock_rows(modeladmin, request, queryset):
    count = unlock(queryset, request.user, reason_of(request))
    modeladmin.message_user(request, f"Unlocked: {count}.")


def reason_of(request) -> str:
    """The reason an editor gave above the list."""
    return request.POST.get("reason", "").strip()[:300]
