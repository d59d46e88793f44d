"""The stand-in as a server on this machine's loopback, which no other machine can reach."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Protocol

from copub.standin.answers import Reply

LOOPBACK = "127.0.0.1"


class Replies(Protocol):
    """A stand-in, with faults or without."""

    def reply(self, target: str) -> Reply | str:
        """The reply, or the kind of fault that has none."""


def server(stand_in: Replies, port: int = 0) -> ThreadingHTTPServer:
    """A server that is not running yet; port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Reply; a fault without a reply cuts the connection, in the middle of one where it is `cut`."""
            reply = stand_in.reply(self.path)
            if isinstance(reply, str):
                self.close_connection = True
                if reply == "cut":
                    self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"meta": ')
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a request's line holds the key."""

    return ThreadingHTTPServer((LOOPBACK, port), Handler)


@contextmanager
def serving(stand_in: Replies) -> Iterator[str]:
    """The address of a server that runs while the block does."""
    running = server(stand_in)
    thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{running.server_port}"
    finally:
        running.shutdown()
        running.server_close()
