"""The rows entries refer to, by the keys the files use."""

from dataclasses import dataclass, field

from articles.models import Article, Event, Official, Publisher, Series, Topic


@dataclass(frozen=True)
class Rows:
    """Rows by key; one an editor removed is missing.

    ``gone`` names rows that an editor merged away (``("event", slug)``): under their old key stands what took them.
    """

    publishers: dict[str, Publisher] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    sources: dict[str, Article] = field(default_factory=dict)
    officials: dict[str, Official] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    gone: set[tuple[str, str]] = field(default_factory=set)
