"""The log and the merges: to be read, and merges to be undone."""

from django.contrib import admin, messages

from articles.curation.merging import CannotUndo, undo_merge
from articles.models import Change, Merge

from .base import ReadOnlyAdmin, ReasonedActionForm, reason_of
from .rendering import NOTHING, change_link


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "who", "object_type", "object_key", "field", "old_start", "new_start", "reason"]
    list_filter = ["object_type", "field"]
    link_filters = ("event", "who", "object_key")
    list_select_related = ["who"]
    search_fields = ["object_key", "old", "new", "reason", "who__username"]
    search_help_text = "A name or address, an old or new value, a reason, an editor"
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["at", "who", "object_type", "object_key", "event_shown", "field", "old", "new", "reason"]

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
