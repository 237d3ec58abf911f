"""The admin site: its name, and a first page that says what waits for an editor."""

from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.urls import reverse

from articles.curation.worklist import count_work


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: what the count counts, and the list that holds it."""

    count: str
    label: str
    model: str
    query: str


WORK = [
    Work("proposed_citations", "proposed sources", "citation", "state=proposed"),
    Work("proposed_events", "proposed events", "event", "state__exact=proposed"),
    Work("proposed_officials", "proposed officials", "official", "state__exact=proposed"),
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
        return super().index(request, {"work": self._work(request)} | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        # ours before the accounts
        return sorted(
            super().get_app_list(request, app_label), key=lambda app: app["app_label"] != "articles"
        )

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
