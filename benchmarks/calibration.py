"""How often a proposed link is right, by its score: 0.9 should be right nine times in ten."""

from __future__ import annotations

import json
from itertools import pairwise

from .gold import GOLD, predictions
from .site import ThrowAwaySite

BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def table(site: ThrowAwaySite) -> list[tuple[str, int, int, float]]:
    """Rows of (score band, links, right ones, mean score) over the gold set, links to measures left out."""
    names = json.loads((GOLD.parent / "event_map.json").read_text(encoding="utf-8"))
    truth = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        truth[one["id"]] = {names.get(event["event"]) for event in one["events"]} - {None}
    links = [
        (link["score"], link["event"] in truth[record["id"]])
        for record in predictions(site, is_dated=False)
        for link in record.get("events", [])
        if truth[record["id"]] or link["relation"] != "mention"
    ]
    rows = []
    for low, high in pairwise(BANDS):
        band = [(score, right) for score, right in links if low <= score < high]
        if band:
            mean = sum(score for score, _ in band) / len(band)
            rows.append(
                (f"{low:.2f}–{min(high, 1):.2f}", len(band), sum(right for _, right in band), round(mean, 3))
            )
    return rows
