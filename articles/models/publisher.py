"""Publishers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.extraction.annotations import Side


class PublisherManager(models.Manager):
    def get_by_natural_key(self, name):
        return self.get(name=name)


class Publisher(models.Model):
    """Who printed an article. ``side`` marks a state organ of either side."""

    class OrganOf(models.TextChoices):
        US = Side.US.value, _("United States")
        CHINA = Side.CHINA.value, _("China")

    name = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=200, blank=True)
    side = models.CharField(_("state organ of"), max_length=8, choices=OrganOf, blank=True)

    objects = PublisherManager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.name,)
