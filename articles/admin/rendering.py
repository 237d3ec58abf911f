"""What lists and forms show besides plain values. Everything that comes from an article is escaped."""

from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.curation.evidence import context_of

NOTHING = "–"


def is_web_address(url: str) -> bool:
    """True for an address that is safe to link to: ``https://…``; false for ``javascript:…``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def outward_link(url: str, words: str = ""):
    """A link to another site, or only the words where the address is not one of the web."""
    if not is_web_address(url):
        return words or url or NOTHING
    return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', url, words or url)


def change_link(row, words: str = ""):
    """A link to the row's own form in the admin."""
    if row is None:
        return NOTHING
    address = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, words or str(row))


def evidence_in_context(row):
    """The sentence a row rests on, its evidence marked."""
    context = context_of(row)
    if context is None:
        return NOTHING
    return format_html(
        '<q class="evidence" dir="auto">{}<mark>{}</mark>{}</q>', context.before, context.words, context.after
    )


def reasons_list(reasons):
    """The machine's reasons, one a line."""
    if not reasons:
        return NOTHING
    return format_html(
        '<ul class="reasons">{}</ul>', format_html_join("", "<li>{}</li>", ((reason,) for reason in reasons))
    )
