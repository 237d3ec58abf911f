"""The rows entries refer to, by the keys the files use."""

from dataclasses import dataclass, field

from articles.models import Article, Event, Official, Publisher, Series, Topic


@dataclass(frozen=True)
class Rows:
    """Rows by key. A row that an editor merged away is there under its old key, and named in ``gone_…``."""

    publishers: dict[str, Publisher] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    sources: dict[str, Article] = field(default_factory=dict)
    officials: dict[str, Official] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    gone_events: set[str] = field(default_factory=set)
    gone_officials: set[str] = field(default_factory=set)
