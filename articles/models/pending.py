"""Documents that editors add by hand: kept as they came until ``ingest --pending`` takes them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PendingQuerySet(models.QuerySet):
    def waiting(self):
        """Documents that the next ``ingest --pending`` takes, in the order they came."""
        return self.filter(state=PendingDocument.State.WAITING).order_by("pk")


class PendingDocument(models.Model):
    """A pasted text, a file, a line of a file, or an address. The web process only keeps it; a command reads it."""

    class Form(models.TextChoices):
        ADDRESS = "address", _("address alone")
        TEXT = "text", _("pasted text")
        FILE = "file", _("file")
        LINE = "line", _("line of a .jsonl file")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the next reading")
        UNFETCHED = "unfetched", _("waiting to be fetched")
        TAKEN = "taken", _("being read")
        STORED = "stored", _("stored")
        FAILED = "failed", _("failed")

    form = models.CharField(max_length=8, choices=Form)
    name = models.CharField(max_length=200, help_text=_("The file's name, or how the text begins."))
    content = models.BinaryField(default=bytes, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    title = models.CharField(_("headline"), max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    claim = models.CharField(max_length=32, blank=True, help_text=_("Which run took it."))
    taken_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    error = models.TextField(_("why it failed"), blank=True)
    article = models.ForeignKey(
        "articles.Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_by = models.ForeignKey(
        "auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("document added by hand")
        verbose_name_plural = _("documents added by hand")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "id"], name="pending_state")]
        constraints = [
            models.CheckConstraint(
                name="pending_taken_has_claim", condition=~Q(state="taken") | ~Q(claim="")
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def can_be_retried(self):
        """True where trying again may end otherwise: it failed, and its content is here."""
        return self.state == self.State.FAILED
