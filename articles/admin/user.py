"""Accounts and groups, as Django has them, with the same care for filters."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from .base import DeclaredFiltersOnly

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class EditorAdmin(DeclaredFiltersOnly, UserAdmin):
    list_display = ["username", "email", "is_staff", "is_superuser", "is_active", "last_login"]


@admin.register(Group)
class RoleAdmin(DeclaredFiltersOnly, GroupAdmin):
    pass
