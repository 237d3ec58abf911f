"""Which suffixes there are, what each is called, and which pages have which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """``Format("csv", "text/csv; charset=utf-8", "CSV")``."""

    suffix: str
    media_type: str
    name: str

    @property
    def plain_type(self) -> str:
        """The media type without its parameters, for ``<link type=…>``."""
        return self.media_type.partition(";")[0]


FORMATS = {
    one.suffix: one
    for one in [
        Format("json", "application/json", "JSON"),
        Format("csv", "text/csv; charset=utf-8; header=present", "CSV"),
        Format("ics", "text/calendar; charset=utf-8", "Calendar"),
        Format("atom", "application/atom+xml; charset=utf-8", "Atom feed"),
        Format("jsonld", "application/ld+json", "JSON-LD"),
        Format("timelinejs.json", "application/json", "TimelineJS"),
        Format("bib", "application/x-bibtex; charset=utf-8", "BibTeX"),
        Format("ris", "application/x-research-info-systems; charset=utf-8", "RIS"),
        Format("csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
    ]
}
LISTS = ["json", "csv", "ics", "atom", "jsonld", "timelinejs.json"]
REFERENCES = ["bib", "ris", "csl.json"]
OFFERED = {
    "timeline": LISTS,
    "official": LISTS,
    "event": [*LISTS, *REFERENCES],
    "article": ["json", "jsonld", *REFERENCES],
    "revision": ["json"],
}
"""Page → the suffixes it has."""


class SuffixConverter:
    """A suffix in an address: ``csv``, ``timelinejs.json``. Also those nobody knows, so that the answer can say so."""

    regex = r"[A-Za-z0-9]{1,20}(?:\.[A-Za-z0-9]{1,20})?"

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value
