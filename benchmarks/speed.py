"""How many words a second one process reads and links, and how many articles a second are stored; start-up apart."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from .gold import GOLD
from .site import ROOT, ThrowAwaySite

REPEATS = 8

_CHILD = """
import json, sys, time
import django
django.setup()
from articles.extraction.annotations import Document
from articles.ingest.reading import read_article
from articles.linking.snapshot import read_knowledge
knowledge = read_knowledge()
texts = json.load(open(sys.argv[1]))
for text in texts[:10]:
    read_article(Document("warm", text), knowledge)
words = sum(len(text.split()) for text in texts) * int(sys.argv[2])
start = time.process_time()
for _ in range(int(sys.argv[2])):
    for text in texts:
        read_article(Document("timed", text), knowledge)
print(words / (time.process_time() - start))
"""

_STORING = """
import json, sys, time
import django
django.setup()
from articles.extraction.annotations import Document
from articles.ingest.run import TOGETHER, Run, ingest
from articles.linking.snapshot import read_knowledge
knowledge = read_knowledge()
texts = json.load(open(sys.argv[1]))
documents = [Document(f"{number}", text) for number, text in enumerate(texts)]
list(ingest(documents[:10], knowledge, Run()))
start = time.perf_counter()
stored = sum(1 for _ in ingest(documents[10:], knowledge, Run(), together=TOGETHER))
print(stored / (time.perf_counter() - start))
"""
"""Reading in the child process included, as ``ingest`` runs it."""


def figures(site: ThrowAwaySite) -> dict[str, float]:
    """Words a second of CPU time over the gold texts repeated, articles a second, and the largest memory of a process in MB."""
    texts = site.folder / "texts.json"
    golds = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    texts.write_text(
        json.dumps([(GOLD.parent / Path(gold["file"])).read_text(encoding="utf-8") for gold in golds])
    )
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{site.folder / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tradetalks.settings",
        "PYTHONPATH": str(ROOT),
    }
    words = _printed_by([sys.executable, "-c", _CHILD, str(texts), str(REPEATS)], environment)
    articles = _printed_by([sys.executable, "-c", _STORING, str(texts)], environment)
    return {
        "speed: words a second, one core": round(words),
        "speed: articles stored a second": round(articles),
        "speed: megabytes": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    }


def _printed_by(command: list[str], environment: dict[str, str]) -> float:
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return float(done.stdout)
