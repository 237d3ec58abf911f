"""Logins that failed too often: what is said to whoever tries, and the list of them."""

from axes.models import AccessAttempt
from django.contrib import admin
from django.shortcuts import render

from .base import ReadOnlyAdmin


def locked_out(request, response=None, credentials=None, *args, **kwargs):
    """The answer to a login that has to wait. It is the same whether there is such an account or not."""
    context = {**admin.site.each_context(request), "title": "Too many attempts"}
    return render(request, "admin/locked_out.html", context, status=429)


@admin.register(AccessAttempt)
class AttemptAdmin(ReadOnlyAdmin):
    """Failed logins, for superusers. Deleting a row lets that account log in from that address again."""

    list_display = ["attempt_time", "username", "ip_address", "failures_since_start"]
    search_fields = ["username", "ip_address"]
    date_hierarchy = "attempt_time"
    ordering = ["-attempt_time"]
    fields = ["attempt_time", "username", "ip_address", "failures_since_start", "path_info", "user_agent"]

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_module_permission(self, request):
        return request.user.is_superuser
