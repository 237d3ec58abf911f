"""The annotated articles: what is right of all that is read and linked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from .site import SHARED, ThrowAwaySite

GOLD = SHARED / "gold" / "gold.jsonl"
SCORER = SHARED / "score" / "score_extraction.py"


def figures(site: ThrowAwaySite, *, show: str | None = None) -> dict[str, float]:
    """Name → figure, each the higher the better, at most 1."""
    undated = _scores(site, is_dated=False, show=show)
    dated = _scores(site, is_dated=True)
    published = undated["published"]
    return {
        "gold: dates, value F1, --published given": dated["dates"]["F1"],
        "gold: dates, value F1": undated["dates"]["F1"],
        "gold: document date stated": _share(published, "explicit"),
        "gold: document date inferable": _share(published, "inferable"),
        "gold: document dates not invented": 1 - published.get("invented", 0) / undated["documents"],
        "gold: officials, set F1": undated["officials"]["F1"],
        "gold: officials, every mention F1": undated["mentions"]["F1"],
        "gold: strangers not taken for officials": 1 - undated["strangers"] / undated["documents"],
        "gold: quotations F1": undated["quotes"]["F1"],
        "gold: quotations with the right speaker F1": undated["speakers"]["F1"],
        "gold: stories, pairs F1": undated["duplicates"]["F1"],
        "gold: events F1": undated["events"]["F1"],
        "gold: relation right": undated["relation"],
        "gold: relevance right": undated["relevant"],
    }


def _share(published: dict[str, float], kind: str) -> float:
    right, wrong = published.get(f"{kind}_right", 0), published.get(f"{kind}_not", 0)
    return round(right / (right + wrong), 4) if right + wrong else 1.0


def predictions(site: ThrowAwaySite, *, is_dated: bool) -> list[dict]:
    """What ``extract`` prints for the gold texts, with or without their document dates given."""
    documents = site.folder / "gold.jsonl"
    with documents.open("w", encoding="utf-8") as file:
        for line in GOLD.read_text(encoding="utf-8").splitlines():
            file.write(json.dumps(_document(json.loads(line), is_dated=is_dated)) + "\n")
    return [json.loads(line) for line in site.manage("extract", str(documents)).splitlines()]


def _scores(site: ThrowAwaySite, *, is_dated: bool, show: str | None = None) -> dict:
    predicted = site.folder / "predicted.jsonl"
    records = predictions(site, is_dated=is_dated)
    predicted.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    command = [sys.executable, str(SCORER), "--gold", str(GOLD), "--pred", str(predicted), "--json"]
    if show:
        command += ["--show", show]
    scored = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(scored)


def _document(gold: dict, *, is_dated: bool) -> dict[str, str]:
    text = (GOLD.parent / Path(gold["file"])).read_text(encoding="utf-8")
    document = {"id": gold["id"], "text": text}
    if is_dated and gold["published"]["value"]:
        document["published"] = gold["published"]["value"]
    return document
