"""How the log names a row, and which events a row has to do with."""

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from articles.models import Article, Change, Citation, Event, FormerSlug, Official, Story

KEY_LENGTH = Change._meta.get_field("object_key").max_length


def object_type(row: Model) -> str:
    """ "event" for an Event, "officialalias" for an OfficialAlias."""
    return row._meta.model_name


def object_key(row: Model) -> str:
    """What the row is called for good, also after it has gone: "2018-05-second-round", "2018-05-second-round/3f9a…".

    A row that has no name of its own is named after the row it belongs to and its number there.
    """
    if hasattr(row, "natural_key"):
        key = "/".join(str(part) for part in row.natural_key())
    elif isinstance(row, Citation):
        key = f"{row.event.slug}/{row.article.key}"
    else:
        owner = getattr(row, "event", None) or getattr(row, "official", None)
        key = f"{object_key(owner)}#{row.pk}" if owner else str(row.pk)
    return key[:KEY_LENGTH]


def row_named(kind: str, key: str) -> Model | None:
    """The row that the log calls so: ``row_named("event", "2018-05-second-round")``; None where it is gone.

    An event is found by a former address too, and a row without a name of its own by its number: ``"avery-stone#7"``.
    """
    model = apps.get_model("articles", kind)
    if "#" in key:
        number = key.rpartition("#")[2]
        return model._base_manager.filter(pk=number).first() if number.isdecimal() else None
    if model is Citation:
        slug, _, article = key.partition("/")
        return Citation.objects.filter(event__slug=slug, article__key=article).first()
    try:
        return (
            model._default_manager.get_by_natural_key(*key.split("/"))
            if hasattr(model, "natural_key")
            else None
        )
    except ObjectDoesNotExist:
        former = FormerSlug.objects.filter(slug=key).first() if model is Event else None
        return former.event if former else None


def event_of(row: Model) -> Event | None:
    """The event whose page tells of a change to ``row``."""
    return row if isinstance(row, Event) else getattr(row, "event", None)


def events_touched_by(row: Model) -> set[int]:
    """The events whose counts or search words may differ after a change to ``row``."""
    if (event := event_of(row)) is not None:
        return {event.pk}
    if isinstance(row, Official):
        return set(row.participations.values_list("event_id", flat=True))
    if isinstance(row, Article):
        return set(row.citations.values_list("event_id", flat=True))
    if isinstance(row, Story):
        return set(Citation.objects.filter(article__story=row).values_list("event_id", flat=True))
    return set()
