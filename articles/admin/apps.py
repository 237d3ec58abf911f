"""Makes our admin site the project's default one."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class TradetalksAdminConfig(AdminConfig):
    default_site = "articles.admin.site.TradetalksAdminSite"

    def ready(self):
        # Django's search for modules called "admin" finds this package long before there are models to register
        super().ready()
        import_module("articles.admin.registered")
