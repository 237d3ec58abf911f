"""Settings of gunicorn: ``gunicorn -c tradetalks/gunicorn_conf.py``. All can be set from the environment."""

import os
import shutil
import socket
import tempfile
from pathlib import Path

import environ
from gunicorn.util import is_ipv6, parse_address

from tradetalks.command_line import give_up


def number(name: str, default: int) -> int:
    """The setting as a whole number; what is none ends the start with one line."""
    word = os.environ.get(name, "").strip() or str(default)
    if not word.isdigit() or int(word) < 1:
        give_up(f"{name}={word!r} is not a whole number of 1 or more.")
    return int(word)


def address(name: str, default: str) -> str:
    """The setting as addresses to listen at; what is none, or not this machine's, ends the start with one line.

    Whether a port is free is not asked: gunicorn waits for it a while, and when it is told to reload it holds it itself.
    """
    word = os.environ.get(name, "").strip() or default
    for one in word.split(","):
        try:
            _look_at(parse_address(one.strip()))
        except (OSError, OverflowError, RuntimeError, ValueError) as error:
            give_up(f"{name}={word!r} is nowhere to listen at: {getattr(error, 'strerror', None) or error}")
    return word


def _look_at(place: str | int | tuple[str, int]) -> None:
    if isinstance(place, str) and not os.access(Path(place).parent, os.W_OK):
        raise ValueError(f"{Path(place).parent} is no folder that can be written to.")
    if isinstance(place, tuple):
        if not 0 <= place[1] < 65_536:
            raise ValueError("ports end at 65535.")
        with socket.socket(socket.AF_INET6 if is_ipv6(place[0]) else socket.AF_INET) as tried:
            tried.bind((place[0], 0))


environ.Env.read_env(Path(__file__).resolve().parent.parent / ".env")

wsgi_app = "tradetalks.wsgi:application"
bind = address("BIND", "127.0.0.1:8000").split(",")

# A page is processor work of some milliseconds: a worker a core, one request at a time. Threads only make them wait for each
# other (measured: half the requests a second).
worker_class = "sync"
workers = number("WEB_WORKERS", min(len(os.sched_getaffinity(0)), 8))

# Loaded once, before the workers part: they share its memory and a broken setting stops the start, not each worker in turn.
# No connection to the database is opened before they part.
preload_app = True

timeout = number("WEB_TIMEOUT", 30)
graceful_timeout = 30
# Sync workers keep no connection open; a proxy in front does.
keepalive = 2
backlog = 512

# A leak, should there be one, ends with its worker; not all workers at once.
max_requests = 10_000
max_requests_jitter = 2_000

limit_request_line = 4_094
limit_request_fields = 60
limit_request_field_size = 8_190

# Who may say by which scheme and address a request came: the proxy in front alone.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")

# Requests are logged by the site itself (LOG_REQUESTS), without addresses of readers.
accesslog = None
errorlog = "-"
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 (gunicorn's heartbeat: memory, not a disk that may stall)

_numbers = ""
_measures = bool(os.environ.get("METRICS_TOKEN") or os.environ.get("METRICS_ALLOW"))
if _measures and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    # set before the site is imported: its counters then live in files that all workers share
    _numbers = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="tradetalks-metrics-")


def post_fork(server, worker):
    """No worker shares a connection that another may have opened."""
    from django.db import connections

    connections.close_all()


def child_exit(server, worker):
    """What a worker that is gone showed as its present state counts no more; what it counted stays."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def on_exit(server):
    """Leave no folder behind."""
    if _numbers:
        shutil.rmtree(_numbers, ignore_errors=True)
