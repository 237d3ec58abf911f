"""The log and the merges: to be read, and what was done to be undone."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.curation.merging import CannotUndo, undo_merge
from articles.curation.naming import row_named
from articles.curation.undoing import is_undoable, undo_changes
from articles.models import Change, Merge

from .base import ReadOnlyAdmin, ReasonedActionForm, reason_of
from .rendering import NOTHING, change_link
from .undoing import may_undo


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Who changed what, from what to what, when and why. A change is undone where the value still is what it set."""

    list_display = [
        "at",
        "who",
        "object_type",
        "key_start",
        "field",
        "old_start",
        "new_start",
        "reason",
        "standing",
    ]
    list_filter = ["object_type", "field", ("who", admin.RelatedOnlyFieldListFilter)]
    link_filters = ("event", "who", "object_key", "batch")
    list_select_related = ["who", "undone_by"]
    search_fields = ["object_key", "old", "new", "reason", "who__username"]
    search_help_text = "A name or address, an old or new value, a reason, an editor"
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    action_form = ReasonedActionForm
    actions = ["undo"]
    change_form_template = "admin/change_of_row.html"
    fields = [
        *("at", "who", "object_type", "object_shown", "event_shown", "field", "old", "new", "reason"),
        *("together", "standing"),
    ]

    def get_urls(self):
        address = path(
            "<int:pk>/undo/", self.admin_site.admin_view(self.undo_one), name="articles_change_undo"
        )
        return [address, *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.display(description="old")
    def old_start(self, change):
        return _start(change.old)

    @admin.display(description="new")
    def new_start(self, change):
        return _start(change.new)

    @admin.display(description="event")
    def event_shown(self, change):
        return change_link(change.event)

    @admin.display(description="object", ordering="object_key")
    def key_start(self, change):
        return _start(change.object_key)

    @admin.display(description="object")
    def object_shown(self, change):
        row = row_named(change.object_type, change.object_key)
        is_open = row is not None and type(row) in self.admin_site._registry
        return change_link(row, change.object_key) if is_open else change.object_key

    @admin.display(description=gettext_lazy("done in one go with"))
    def together(self, change):
        others = (
            Change.objects.filter(batch=change.batch).exclude(pk=change.pk).count() if change.batch else 0
        )
        return others or NOTHING

    @admin.display(description=gettext_lazy("stands"), boolean=True)
    def standing(self, change):
        return getattr(change, "undone_by", None) is None

    @admin.action(description=gettext_lazy("Undo"), permissions=["undo"])
    def undo(self, request, queryset):
        for change in queryset.order_by("-pk"):
            self._undo(request, change, reason_of(request))

    def undo_one(self, request, pk):
        """The button on the page of a change."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        change = get_object_or_404(Change, pk=pk)
        if not self.has_view_permission(request, change) or not self._may_undo(request, change):
            raise PermissionDenied
        self._undo(request, change, reason_of(request))
        return HttpResponseRedirect(reverse("admin:articles_change_change", args=[pk]))

    def _undo(self, request, change, reason):
        if not self._may_undo(request, change):
            self.message_user(request, _("%s: you may not undo this change.") % change, messages.ERROR)
            return
        try:
            undo_changes([change], request.user, reason)
        except CannotUndo as obstacle:
            self.message_user(request, f"{change}: {obstacle}", messages.ERROR)
        else:
            self.message_user(request, _("%s: undone.") % change, messages.SUCCESS)

    def _may_undo(self, request, change):
        return may_undo(request.user, [(change.object_type, change.field)])

    def has_undo_permission(self, request):
        return request.user.has_perm("articles.change_event")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        change = self.get_object(request, object_id)
        may = change is not None and is_undoable(change) and self._may_undo(request, change)
        return super().change_view(request, object_id, form_url, {"may_undo": may} | (extra_context or {}))


def _start(text):
    return (text if len(text) <= 80 else f"{text[:80]}…") or NOTHING


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    list_display = ["at", "who", "object_type", "gone_key", "kept_key", "reason", "undone_at"]
    list_filter = ["object_type", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["who"]
    search_fields = ["gone_key", "kept_key", "reason"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    action_form = ReasonedActionForm
    actions = ["undo"]
    fields = ["at", "who", "object_type", "gone_key", "kept_key", "reason", "what_moved", "undone_at"]

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.display(description="what moved")
    def what_moved(self, merge):
        counts = {label.rsplit(".", 1)[0]: len(pks) for label, pks in merge.moved["moved"].items()}
        return (
            ", ".join(f"{label.removeprefix('articles.')}: {count}" for label, count in counts.items())
            or NOTHING
        )

    @admin.action(description="Undo", permissions=["undo"])
    def undo(self, request, queryset):
        # the newest first: an older one may be what a newer one built on
        for merge in queryset.order_by("-at", "-pk"):
            if not request.user.has_perm(f"articles.delete_{merge.object_type}"):
                self.message_user(request, f"{merge}: you may not undo this merge.", messages.ERROR)
                continue
            try:
                undo_merge(merge, request.user, reason_of(request))
            except CannotUndo as obstacle:
                self.message_user(request, f"{merge}: {obstacle}", messages.ERROR)
            else:
                self.message_user(request, f"{merge}: undone.", messages.SUCCESS)

    def has_undo_permission(self, request):
        return any(
            request.user.has_perm(f"articles.delete_{kind}")
            for kind in ("event", "official", "publisher", "story")
        )
