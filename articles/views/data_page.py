"""What can be taken from here, and how: the formats, the API, embedding and citing, with examples that work."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.formats.kinds import FORMATS, OFFERED
from articles.models import Event

from .embed import EVENT_HEIGHT, WIDTH, frame


@require_safe
def data(request):
    """The page for those who take the chronology elsewhere."""
    example = Event.objects.shown().exclude(kind=Event.Kind.MEASURE).newest_first().first()
    base = f"{request.scheme}://{request.get_host()}"
    address = f"{base}/embed/events/{example.slug}/" if example else f"{base}/embed/timeline/"
    context = {
        "example": example,
        "lists": [FORMATS[suffix] for suffix in OFFERED["timeline"]],
        "references": [FORMATS[suffix] for suffix in OFFERED["event"] if suffix not in OFFERED["timeline"]],
        "frame": frame(address, str(example or ""), WIDTH, EVENT_HEIGHT),
    }
    return render(request, "articles/data.html", context)
