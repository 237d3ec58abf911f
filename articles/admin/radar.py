"""The radar: what needs work, each count with the list that mends it."""

from django.contrib.admin import SimpleListFilter
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles.curation.radar import GAPS, count_gaps, gaps_of


class GapFilter(SimpleListFilter):
    """Rows that lack something, as the radar counts them."""

    title = _("gap")
    parameter_name = "gap"

    def lookups(self, request, model_admin):
        return [(gap.name, gap.label) for gap in gaps_of(model_admin.model).values()]

    def queryset(self, request, queryset):
        gap = gaps_of(queryset.model).get(self.value())
        return queryset.filter(gap.condition) if gap else queryset


def radar_urls(site):
    """The address of the radar on this admin site."""
    return [path("radar/", site.admin_view(radar), {"site": site}, name="radar")]


def radar(request, site):
    """What needs work, of all that the user may see."""
    seen = {gap.model for gap in GAPS if request.user.has_perm(f"articles.view_{gap.model._meta.model_name}")}
    gaps = [
        {
            "gap": gap,
            "count": count,
            "url": f"{_list_of(gap)}?gap={gap.name}{'&' if gap.query else ''}{gap.query}",
        }
        for gap, count in count_gaps(seen)
    ]
    context = {
        **site.each_context(request),
        "title": _("Radar: what needs work"),
        "gaps": [one for one in gaps if one["count"]],
        "done": [one for one in gaps if not one["count"]],
    }
    return TemplateResponse(request, "admin/radar.html", context)


def _list_of(gap):
    return reverse(f"admin:articles_{gap.model._meta.model_name}_changelist")
