"""The ledger of bulk ingestion: which stretches of documents are stored, so that a run goes on where one died."""

from django.db import models


class Chunk(models.Model):
    """A stretch of documents, one after the other in what was ingested, all of which were dealt with.

    Its row is written in the transaction that stores the last of them. It may be deleted at any time: then its
    documents are looked up one by one.
    """

    digest = models.CharField(
        max_length=64,
        primary_key=True,
        help_text="Hash of the documents, of what was said of them, and of the version that read them.",
    )
    keys = models.JSONField(
        default=list, help_text="For each document the key of its article, or why it was rejected."
    )
    rejected = models.PositiveIntegerField(default=0, help_text="How many of its documents were rejected.")
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["rejected"], name="chunk_rejected", condition=models.Q(rejected__gt=0)),
        ]

    def __str__(self):
        return self.digest[:12]
