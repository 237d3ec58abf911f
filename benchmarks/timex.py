"""The date corpora: TIMEX3 values of clean news texts with their dates given."""

from __future__ import annotations

import json
import subprocess
import sys

from .site import SHARED, ThrowAwaySite

CORPUS = SHARED / "timex" / "meantime.json"
SCORER = SHARED / "score" / "score_timex.py"
VIEWS = ("DAY", "CAL")


def figures(site: ThrowAwaySite) -> dict[str, float]:
    """Value F1 of full days and of calendar dates on MEANTIME."""
    documents, predicted = site.folder / "meantime.jsonl", site.folder / "meantime-predicted.json"
    with documents.open("w", encoding="utf-8") as file:
        for entry in json.loads(CORPUS.read_text(encoding="utf-8")):
            file.write(
                json.dumps({"id": entry["id"], "text": entry["text"], "published": entry["dct"][:10]}) + "\n"
            )
    records = [json.loads(line) for line in site.manage("extract", "--plain", str(documents)).splitlines()]
    predicted.write_text(json.dumps({record["id"]: _timexes(record) for record in records}), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(CORPUS), str(predicted), "--view", ",".join(VIEWS), "--json"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {f"MEANTIME: {one['view']} value F1": round(one["value_f1"], 4) for one in map(json.loads, lines)}


def _timexes(record: dict) -> list[dict]:
    return [
        {"start": date["start"], "end": date["end"], "type": "DATE", "value": date["timex"]}
        for date in record["dates"]
        if date["timex"]
    ]
