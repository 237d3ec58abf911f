"""Old addresses of events go on working."""

from articles.models import Event, FormerSlug, Revision


def keep_address(event: Event, old_slug: str) -> FormerSlug | None:
    """Redirect ``old_slug`` to the event after its slug was changed, revisions included.

    An address it takes back redirects no more.
    """
    FormerSlug.objects.filter(slug=event.slug).delete()
    if old_slug == event.slug or Event.objects.filter(slug=old_slug).exists():
        return None
    if not Revision.objects.filter(event_key=event.slug).exists():
        Revision.objects.filter(event_key=old_slug).update(event_key=event.slug)
    former, _ = FormerSlug.objects.update_or_create(slug=old_slug, defaults={"event": event})
    return former
