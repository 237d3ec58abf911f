"""What all our admin pages have in common: the log, the locks, and filters that cannot be abused."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.filters import SimpleListFilter
from django.contrib.admin.helpers import ActionForm
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.curation.changes import in_one_go, record_changes, snapshot, stored_snapshot, version_of
from articles.curation.locks import LOCKABLE, lock_fields, unlock, with_their_fact
from articles.curation.naming import events_touched_by, object_key, object_type
from articles.curation.refusals import keep_refusals
from articles.models import Change, Citation
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .asking import is_comparable, possible_start

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


OURS = {"change_reason", "unlock", "row_version"}
"""Fields of our forms that are no columns."""

ADDRESSES = {models.URLField: {"assume_scheme": "https"}}


LONGEST_SEARCH = 200
MOST_WORDS = 20


class DeclaredFiltersOnly:
    """Takes only those filters from an address that the list declares, and no search longer than readers may ask for.

    Django takes any lookup on the model's own columns, ``?title__regex=((a`` included, and fails in the database. For a
    search it asks once a word and column: a text pasted by mistake is more than the database takes.
    """

    link_filters = ()  # columns by which our own links filter, though the list offers no choice of them

    def lookup_allowed(self, lookup, value, request=None):
        return (
            self._is_declared(lookup, request)
            and _is_possible_date(lookup, value)
            and is_comparable(lookup, value)
            and super().lookup_allowed(lookup, value, request)
        )

    def get_changeform_initial_data(self, request):
        return possible_start(self.model, request.GET)

    def get_search_results(self, request, queryset, search_term):
        words = search_term.replace("\0", " ")[:LONGEST_SEARCH].split()
        return super().get_search_results(request, queryset, " ".join(words[:MOST_WORDS]))

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
    """A form with a line for the log, that shows what is locked and notices what others changed meanwhile."""

    may_unlock = False

    change_reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Goes into the log, with your name."),
    )
    unlock = forms.MultipleChoiceField(
        label=_("Unlock"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The machine may write these again when it next reads or loads something."),
    )
    row_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        locked = getattr(self.instance, "locked_fields", []) if self.instance.pk else []
        for name in set(locked) & self.fields.keys():
            field = self.fields[name]
            field.help_text = format_html('{} <span class="lock">{}</span>', field.help_text, _("locked"))
        if locked and self.may_unlock:
            self.fields["unlock"].choices = [(name, name.replace("_", " ")) for name in locked]
        else:
            del self.fields["unlock"]
        if self.instance.pk:
            self.fields["row_version"].initial = version_of(stored_snapshot(self.instance))

    def clean(self):
        cleaned = super().clean()
        seen = self.data.get(self.add_prefix("row_version"))
        if self.instance.pk and seen:
            self._check_version(seen)
        return cleaned

    def _check_version(self, seen):
        """Tell of what others saved since the form was opened; saving once more is then meant."""
        now = version_of(stored_snapshot(self.instance, lock=True))
        if now == seen:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("row_version")] = now
        last = (
            Change.objects.filter(
                object_type=object_type(self.instance), object_key=object_key(self.instance)
            )
            .select_related("who")
            .first()
        )
        words = {
            "who": last.who.get_username() if last and last.who else _("The machine"),
            "what": f"{last.field}: {last.new[:80]}" if last else "",
        }
        self.add_error(
            None,
            _(
                "%(who)s changed this after you opened it (%(what)s). Nothing of yours is saved yet. Saving once more "
                "puts your values in place of those."
            )
            % words,
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
            for row, _fields in formset.changed_objects:
                log(row, rows[row.pk], snapshot(row))
            for row in formset.new_objects:
                log(row, None, snapshot(row))
        _lock_lists(form.instance, formsets)
        if freed := form.cleaned_data.get("unlock"):
            unlock([form.instance], request.user, form.cleaned_data["change_reason"], with_their_fact(freed))
        touched = events_touched_by(form.instance)
        refresh_events(touched)
        keep_revisions(touched)

    def changeform_view(self, request, *args, **kwargs):
        with in_one_go():
            return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        with in_one_go():
            return super().changelist_view(request, *args, **kwargs)

    def delete_model(self, request, obj):
        touched = events_touched_by(obj)
        record_changes(obj, snapshot(obj), None, request.user)
        keep_refusals(obj)
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

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.may_unlock = self.has_unlock_permission(request)
        return form

    def has_unlock_permission(self, request):
        """Unlocking is for whoever may delete: chief editors."""
        return request.user.has_perm(f"articles.delete_{self.opts.model_name}")

    def get_fieldsets(self, request, obj=None):
        fieldsets = [
            (name, {**options, "fields": [one for one in options["fields"] if one not in OURS]})
            for name, options in super().get_fieldsets(request, obj)
        ]
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if not may_write:
            return fieldsets
        is_locked = getattr(obj, "locked_fields", None) and self.has_unlock_permission(request)
        unlocking = [(_("Locked against the machine"), {"fields": ["unlock"]})] if is_locked else []
        return [*fieldsets, *unlocking, (_("For the log"), {"fields": ["change_reason", "row_version"]})]


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


@admin.action(description=_("Unlock: let the machine fill them in again"), permissions=["unlock"])
def unlock_rows(modeladmin, request, queryset):
    count = unlock(queryset, request.user, reason_of(request))
    modeladmin.message_user(request, f"Unlocked: {count}.")


def reason_of(request) -> str:
    """The reason an editor gave above the list."""
    return request.POST.get("reason", "").strip()[:300]
