"""What other date finders make of the same texts, in the same run.

They are installed into a throw-away environment that is gone afterwards; the project does not depend on them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from . import gold, timex
from .site import ThrowAwaySite

PACKAGES = ("dateparser==1.5.0", "recognizers-text-date-time==1.0.2a2", "emoji==1.7.0", "timexy==0.1.3")
"""recognizers-text imports a name that emoji 2 no longer has."""

SYSTEMS = ("dateparser.search", "recognizers-text", "timexy")


def table(site: ThrowAwaySite) -> dict[str, dict[str, float]]:
    """System → figure → value: dates on the gold set (document date given) and on MEANTIME."""
    python = _environment(site)
    golds = [json.loads(line) for line in gold.GOLD.read_text(encoding="utf-8").splitlines()]
    texts = {one["id"]: (gold.GOLD.parent / one["file"]).read_text(encoding="utf-8") for one in golds}
    news = [
        {"id": one["id"], "text": texts[one["id"]], "day": one["anchor"]} for one in golds if one["anchor"]
    ]
    wiki = [
        {"id": one["id"], "text": one["text"], "day": one["dct"][:10]}
        for one in json.loads(timex.CORPUS.read_text(encoding="utf-8"))
    ]
    return {
        system: {
            **_on_gold(site, _found(site, python, system, news), texts),
            **_on_meantime(site, _found(site, python, system, wiki)),
        }
        for system in SYSTEMS
    }


def _environment(site: ThrowAwaySite) -> Path:
    folder = site.folder / "rivals"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
    subprocess.run(command, check=True, capture_output=True)
    return python


def _found(site: ThrowAwaySite, python: Path, system: str, documents: list[dict]) -> dict[str, list[dict]]:
    """Document → what the system finds: ``{"start", "end", "value"}``."""
    task = site.folder / "task.json"
    task.write_text(json.dumps({"system": system, "documents": documents}), encoding="utf-8")
    child = Path(__file__).with_name("rival_child.py")
    printed = subprocess.run(
        [str(python), str(child), str(task)], check=True, capture_output=True, text=True
    ).stdout
    return json.loads(printed)


def _on_gold(site: ThrowAwaySite, found: dict[str, list[dict]], texts: dict[str, str]) -> dict[str, float]:
    predicted = site.folder / "rival.jsonl"
    with predicted.open("w", encoding="utf-8") as file:
        for name, text in texts.items():
            file.write(json.dumps({"id": name, "text": text, "dates": found.get(name, [])}) + "\n")
    command = [sys.executable, str(gold.SCORER), "--gold", str(gold.GOLD), "--pred", str(predicted), "--json"]
    scored = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {"gold: dates, value F1, --published given": scored["dates"]["F1"]}


def _on_meantime(site: ThrowAwaySite, found: dict[str, list[dict]]) -> dict[str, float]:
    predicted = site.folder / "rival-meantime.json"
    predictions = {name: [{**one, "type": "DATE"} for one in dates] for name, dates in found.items()}
    predicted.write_text(json.dumps(predictions), encoding="utf-8")
    command = [
        sys.executable,
        str(timex.SCORER),
        str(timex.CORPUS),
        str(predicted),
        "--view",
        "DAY,CAL",
        "--json",
    ]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {f"MEANTIME: {one['view']} value F1": round(one["value_f1"], 4) for one in map(json.loads, lines)}
