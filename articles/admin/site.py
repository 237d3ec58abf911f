"""The admin site: its name, and a first page that says what waits for an editor."""

from dataclasses import dataclass
from functools import wraps

from django.contrib.admin import AdminSite
from django.urls import reverse

from articles.curation.queue import KINDS, Wanted, count_waiting
from articles.curation.worklist import count_work

from .asking import check_asked
from .queue import queue_urls, seen_kinds
from .radar import radar_urls


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: what the count counts, and the list that holds it."""

    count: str
    label: str
    model: str
    query: str


WORK = [
    Work("undated_articles", "articles without a date", "article", "published_basis__exact=unknown"),
    Work("open_disputes", "open disputes", "dispute", "state__exact=open"),
    Work(
        "unsourced_events", "published events without a source", "event", "sources=none&is_published__exact=1"
    ),
    Work(
        "single_source_events",
        "published events with one source",
        "event",
        "sources=one&is_published__exact=1",
    ),
]


class TradetalksAdminSite(AdminSite):
    site_header = "Tradetalks"
    site_title = "Tradetalks"
    index_title = "What waits for you"
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        ours = {"queue": self._queue(request), "work": self._work(request)}
        return super().index(request, ours | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        @wraps(view)
        def checked(request, *args, **kwargs):
            check_asked(request)
            return view(request, *args, **kwargs)

        return super().admin_view(checked, cacheable)

    def get_urls(self):
        return [*queue_urls(self), *radar_urls(self), *super().get_urls()]

    def get_app_list(self, request, app_label=None):
        # ours before the accounts
        return sorted(
            super().get_app_list(request, app_label), key=lambda app: app["app_label"] != "articles"
        )

    def _queue(self, request):
        """The kinds of proposals the user may see, with how many of each wait."""
        seen = seen_kinds(request.user)
        counts = count_waiting(Wanted(seen)) if seen else {}
        return [
            {
                "label": kind.label,
                "count": counts[kind.name],
                "url": f"{reverse('admin:queue')}?kind={kind.name}",
            }
            for kind in KINDS.values()
            if kind.name in seen
        ]

    def _work(self, request):
        seen = [one for one in WORK if request.user.has_perm(f"articles.view_{one.model}")]
        counts = count_work() if seen else {}
        return [
            {
                "label": one.label,
                "count": counts[one.count],
                "url": f"{reverse(f'admin:articles_{one.model}_changelist')}?{one.query}",
            }
            for one in seen
        ]
