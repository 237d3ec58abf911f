"""Makes our admin site the project's default one."""

from django.contrib.admin.apps import AdminConfig


class TradetalksAdminConfig(AdminConfig):
    default_site = "django.contrib.admin.sites.AdminSite"
