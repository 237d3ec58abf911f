"""A small web: names that a resolver of ours knows, all of them on one server of this machine."""

from __future__ import annotations

import socket
import threading
import time
import zlib
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PUBLIC = "93.184.215.14"
PAGE = (
    "<!doctype html><html><head><title>Envoys meet in Geneva</title></head><body><article><h1>Envoys meet in Geneva</h1>"
    "<p>GENEVA, May 18, 2018 - Envoys of the United States and China met in Geneva on Thursday for a second day of trade "
    "talks, officials of both sides said.</p></article></body></html>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Web:
    """What the server answers by host and path, which requests it got, and where connections went."""

    port: int = 0
    pages: dict[tuple[str, str], tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    connections: list[tuple[str, int]] = field(default_factory=list)
    asked_names: list[str] = field(default_factory=list)
    numbers: dict[str, list[list[str]]] = field(default_factory=dict)

    def put(self, host, path, body=PAGE, status=200, **headers):
        """Let the host answer so at the path: ``put("news.test", "/a", status=302, Location="/b")``."""
        content = body if isinstance(body, bytes) else body.encode()
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[host, path] = (status, {**HTML, **told}, content)

    def resolve(self, host, port):
        """The numbers of a name: those it was given, one list after the other, else a public one."""
        self.asked_names.append(host)
        lists = self.numbers.get(host, [[PUBLIC]])
        return lists.pop(0) if len(lists) > 1 else lists[0]

    def connect(self, place, timeout):
        """A connection to this server in place of the number that was asked for, which is noted."""
        self.connections.append(place)
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def paths(self):
        """What was asked for, robots.txt not counted."""
        return [path for _, path, _ in self.requests if path != "/robots.txt"]


def serve(web, tls=None):
    """Start the server of the web, with TLS or without; returns it, to be shut down."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(web))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    server.handle_error = lambda *args: None  # who asks may go away in the middle
    web.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


def _handler(web):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            host = self.headers.get("Host", "")
            web.requests.append((host, self.path, dict(self.headers)))
            odd = _ODD.get((host, self.path))
            if odd:
                odd(self)
                return
            status, headers, body = web.pages.get((host, self.path), (404, HTML, b"nothing here"))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    return Handler


def _drip(handler):
    """A byte now and then, for as long as anybody listens; each comes in time for a limit on single reads."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    _until_gone(handler, b"x", 0.05)


def _drip_headers(handler):
    _until_gone(handler, b"H", 0.05)


def _endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    _until_gone(handler, b"x" * 65536, 0)


def _until_gone(handler, piece, pause):
    try:
        for _ in range(100_000):
            handler.wfile.write(piece)
            time.sleep(pause)
    except OSError:
        return


@cache
def bomb():
    """A hundred megabytes, packed to a thousandth; made piece by piece, so that making it takes no memory."""
    packer = zlib.compressobj(wbits=31)
    piece = b"x" * 1_000_000
    return b"".join([*(packer.compress(piece) for _ in range(100)), packer.flush()])


def _bomb(handler):
    packed = bomb()
    handler.send_response(200)
    for name, value in {**HTML, "Content-Encoding": "gzip", "Content-Length": str(len(packed))}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(packed)


def _cut_short(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<p>Envoys")


_ODD = {
    ("slow.test", "/drip"): _drip,
    ("slow.test", "/headers"): _drip_headers,
    ("big.test", "/endless"): _endless,
    ("gz.test", "/bomb"): _bomb,
    ("cut.test", "/short"): _cut_short,
}
