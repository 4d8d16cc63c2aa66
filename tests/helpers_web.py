"""A small web server of our own on the loopback, for what is fetched in tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Route = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Routes by path, and what was asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, Message]] = []
        self.ended = threading.Event()

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"

    def url(self, path: str) -> str:
        return self.base + path

    def give(
        self,
        path: str,
        body: bytes | str,
        headers: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> str:
        """Answer a path with a body; returns its address."""
        data = body.encode() if isinstance(body, str) else body

        def route(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)

        self.routes[path] = route
        return self.url(path)

    def give_marked(self, path: str, body: str, etag: str, headers: Mapping[str, str]) -> str:
        """Answer a path with a body, or that it has not changed."""

        def route(handler: BaseHTTPRequestHandler) -> None:
            same = handler.headers.get("If-None-Match") == etag
            handler.send_response(304 if same else 200)
            for name, value in {"ETag": etag, **headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            if not same:
                handler.wfile.write(body.encode())

        self.routes[path] = route
        return self.url(path)

    def give_raw(self, path: str, pieces: Callable[[], Iterable[bytes]]) -> str:
        """Answer a path with bytes just as they come, then close."""

        def route(handler: BaseHTTPRequestHandler) -> None:
            for piece in pieces():
                if self.ended.is_set():
                    return
                handler.wfile.write(piece)

        self.routes[path] = route
        return self.url(path)


@contextmanager
def served() -> Iterator[Server]:
    """A server that is there until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, self.headers))
            route = found.routes.get(self.path)
            self.close_connection = True
            with suppress(OSError):  # who fetches may hang up at any time
                if route is None:
                    self.send_error(404)
                else:
                    route(self)

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    httpd.block_on_close = False
    found = Server(httpd.server_port)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        found.ended.set()
        httpd.shutdown()
        thread.join(5)
        httpd.server_close()
