"""Files of the pages through gunicorn, as a public site serves them: compressed before, kept by browsers for good."""

import contextlib
import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("articles", "templates", "static", "locale", "benchmarks")


def ask(port, address, **headers):
    """Headers and body of an answer that must be 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        assert answer.status == 200, address
        return answer.headers, answer.read()


@pytest.fixture(scope="module")
def port(set_up_file, tmp_path_factory):
    """Where gunicorn serves the site from a folder of its own, with its files collected."""
    folder = tmp_path_factory.mktemp("served")
    for name in CODE:
        (folder / name).symlink_to(ROOT / name)
    # the folder that these two lie in is the site's
    shutil.copy(ROOT / "manage.py", folder)
    shutil.copytree(ROOT / "tradetalks", folder / "tradetalks", ignore=shutil.ignore_patterns("__pycache__"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        chosen = free.getsockname()[1]
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{set_up_file}", "COLLECTED_STATIC": "1", "WEB_WORKERS": "1",
        "BIND": f"127.0.0.1:{chosen}",
    }  # fmt: skip
    # those of the admin are many, and the same
    collect = [
        sys.executable,
        "manage.py",
        "collectstatic",
        "--no-input",
        "-v0",
        "-i",
        "admin",
        "-i",
        "import_export",
    ]
    subprocess.run(collect, cwd=folder, env=environment, check=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "tradetalks/gunicorn_conf.py"], cwd=folder, env=environment,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                ask(chosen, "/healthz")
                break
            time.sleep(0.1)
        yield chosen
    finally:
        process.terminate()
        process.wait(timeout=40)


@pytest.fixture(scope="module")
def style(port):
    """The address of the style sheet that the first page names."""
    _, page = ask(port, "/about/")
    return re.search(r'href="(/static/[^"]+\.css)"', page.decode())[1]


def test_a_file_has_a_name_with_a_hash_and_is_kept_for_good(port, style):
    assert re.search(r"\.[0-9a-f]{12}\.css$", style)
    headers, _ = ask(port, style)
    assert "immutable" in headers["Cache-Control"]
    assert int(re.search(r"max-age=(\d+)", headers["Cache-Control"])[1]) >= 365 * 24 * 60 * 60


@pytest.mark.parametrize(
    ("taken", "given", "unpack"),
    [("gzip", "gzip", gzip.decompress), ("gzip, deflate, br", "br", brotli.decompress)],
    ids=["gzip", "br"],
)
def test_a_file_comes_compressed_to_whom_takes_it_and_plain_to_others(port, style, taken, given, unpack):
    plain_headers, plain = ask(port, style)
    headers, compressed = ask(port, style, **{"Accept-Encoding": taken})
    assert "Content-Encoding" not in plain_headers
    assert headers["Content-Encoding"] == given
    assert "Accept-Encoding" in headers["Vary"]
    assert len(compressed) < len(plain) / 2
    assert unpack(compressed) == plain
