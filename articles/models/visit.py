"""Addresses that were fetched: what their servers said to recognise the page by, and when they were asked."""

from django.db import models


class Visit(models.Model):
    """An address that was asked for and dealt with. It may be deleted at any time: then it is fetched in full again."""

    url = models.URLField(max_length=1000, unique=True)
    host = models.CharField(max_length=255)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["host", "-asked_at"], name="visit_host")]

    def __str__(self):
        return self.url
