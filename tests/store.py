"""A small store on this machine that answers as S3 does, counts the bytes it gives, and can refuse, change or break off.

What it answers was compared with moto, a whole imitation of S3 that needs a hundred megabytes.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

PAGE = 3
"""How many keys a listing gives at a time, so that a few files already take several pages."""


class Store:
    """Buckets of objects; `asked` is told of every request for an object: method, key, first and last byte."""

    def __init__(self) -> None:
        self.buckets: dict[str, dict[str, bytes]] = {}
        self.given: dict[str, int] = {}
        self.headers: list[dict[str, str]] = []
        self.refused: tuple[int, str] | None = None
        self.breaks: Callable[[str, int], bool] = lambda key, first: False
        self.before: Callable[[str, str], None] = lambda method, key: None

    def put(self, address: str, content: bytes) -> str:
        """Keep an object; its address again."""
        bucket, _, key = address.removeprefix("s3://").partition("/")
        self.buckets.setdefault(bucket, {})[key] = content
        return address


@contextmanager
def serving(store: Store) -> Iterator[str]:
    """The address at which the store answers."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *about: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            name, _, key = unquote(address.path).lstrip("/").partition("/")
            store.headers.append({name.lower(): value for name, value in self.headers.items()})
            bucket = store.buckets.get(name)
            if store.refused:
                self._fail(*store.refused)
            elif bucket is None:
                self._fail(404, "NoSuchBucket")
            elif not key:
                self._list(name, bucket, {name: value[0] for name, value in parse_qs(address.query).items()})
            else:
                store.before(self.command, key)
                self._give(key, bucket.get(key))

        def _give(self, key: str, content: bytes | None) -> None:
            if content is None:
                self._fail(404, "NoSuchKey")
                return
            first, last = 0, len(content) - 1
            if wanted := self.headers.get("Range"):
                first, last = (int(one) for one in wanted.removeprefix("bytes=").split("-"))
                if first >= len(content):
                    self._fail(416, "InvalidRange")
                    return
            part = content[first : last + 1]
            self.send_response(206 if wanted else 200)
            self.send_header("ETag", f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"')
            self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
            self._body(part, breaks=self.command == "GET" and store.breaks(key, first))
            if self.command == "GET":
                store.given[key] = store.given.get(key, 0) + len(part)

        def _list(self, name: str, bucket: dict[str, bytes], asked: dict[str, str]) -> None:
            prefix, after = asked.get("prefix", ""), asked.get("continuation-token", "")
            keys = [key for key in sorted(bucket) if key.startswith(prefix) and key > after]
            some = keys[: min(PAGE, int(asked.get("max-keys", PAGE)))]
            more = len(keys) > len(some)
            contents = "".join(
                f"<Contents><Key>{escape(key)}</Key><Size>{len(bucket[key])}</Size>"
                "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
                for key in some
            )
            token = f"<NextContinuationToken>{escape(some[-1])}</NextContinuationToken>" if more else ""
            self.send_response(200)
            self._body(
                f"<ListBucketResult><Name>{name}</Name><KeyCount>{len(some)}</KeyCount>"
                f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}{contents}</ListBucketResult>".encode()
            )

        def _fail(self, status: int, code: str) -> None:
            self.send_response(status)
            quoted = self.headers.get("Authorization", "")
            self._body(f"<Error><Code>{code}</Code><Message>refused {escape(quoted)}</Message></Error>".encode())

        def _body(self, content: bytes, *, breaks: bool = False) -> None:
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content[: len(content) // 2] if breaks else content)
            self.close_connection = breaks

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
