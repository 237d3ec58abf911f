"""The one Django app of the project."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Trade talks"
    default_auto_field = "django.db.models.BigAutoField"
