"""How well the machine proposes: the figures the benchmarks last committed, in a reader's words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

FIGURES = Path(settings.BASE_DIR) / "benchmarks" / "figures.json"
MEASURED_ON = "measured on"

PROPOSALS = (
    (
        gettext_noop("Publication dates"),
        (
            ("gold: document date stated", gettext_noop("right, where the page states one")),
            ("gold: document date inferable", gettext_noop("right, where only the contents tell")),
            ("gold: document dates not invented", gettext_noop("left undated, where nothing tells")),
        ),
    ),
    (
        gettext_noop("Days a text speaks of"),
        (
            (
                "gold: dates, value F1, --published given",
                gettext_noop("found and right, publication date known"),
            ),
            ("gold: dates, value F1", gettext_noop("found and right, publication date not known")),
            ("MEANTIME: DAY value F1", gettext_noop("found and right, in general news")),
        ),
    ),
    (
        gettext_noop("Officials"),
        (
            ("gold: officials, set F1", gettext_noop("found, and nobody else taken for one")),
            ("gold: officials, every mention F1", gettext_noop("found, every mention counted")),
        ),
    ),
    (
        gettext_noop("Quotations"),
        (
            ("gold: quotations F1", gettext_noop("found")),
            ("gold: quotations with the right speaker F1", gettext_noop("found, with the right speaker")),
        ),
    ),
    (
        gettext_noop("Links to events"),
        (
            ("gold: events F1", gettext_noop("found and right")),
            ("gold: relation right", gettext_noop("rightly told apart as before, of or after the event")),
        ),
    ),
    (gettext_noop("Prints of one story"), (("gold: stories, pairs F1", gettext_noop("found and right")),)),
)
"""Kind of proposal → the benchmark's figures for it, each with what it says."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A kind of proposal with its figures: ``("found and right", "98.5 %")``."""

    kind: str
    figures: tuple[tuple[str, str], ...]


def measured() -> tuple[list[Measured], date | None]:
    """The figures by kind of proposal, and the day they were last measured; nothing where no figures are kept."""
    figures = _read(FIGURES)
    kinds = [
        Measured(
            _(kind), tuple((_(words), in_percent(figures[name])) for name, words in rows if name in figures)
        )
        for kind, rows in PROPOSALS
    ]
    day = figures.get(MEASURED_ON)
    return [one for one in kinds if one.figures], date.fromisoformat(day) if day else None


def in_percent(share: float) -> str:
    """``0.9853`` → ``98.5 %``; never rounded up to 100 while something was wrong."""
    tenths = int(share * 1000 + 1e-9)
    return "100 %" if tenths == 1000 else f"{tenths / 10:.1f} %"


@lru_cache(maxsize=1)
def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
