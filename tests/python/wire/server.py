"""A provider on the loopback interface: it keeps what a client sent, and answers what it was told to."""

import binascii
import json
import struct
import threading
import urllib.parse
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    body: bytes
    status: int = 200
    headers: dict = field(default_factory=dict)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer, self.calls = None, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.calls.append({
            "method": self.command,
            "path": urllib.parse.unquote(path),
            "query": dict(urllib.parse.parse_qsl(query)),
            "headers": {key.lower(): value for key, value in self.headers.items()},
            "body": json.loads(body or b"{}"),
        })
        answer = self.server.answer
        self.send_response(answer.status)
        for key, value in {"content-type": "application/json", **answer.headers}.items():
            self.send_header(key, value)
        self.send_header("content-length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_):
        pass


def whole(value, **beside):
    return Answer(json.dumps(value, ensure_ascii=False).encode(), **beside)


def sent_events(text):
    return Answer(text.encode(), headers={"content-type": "text/event-stream; charset=utf-8"})


def event_stream(events):
    """Events of `application/vnd.amazon.eventstream`: each a prelude with its checksum, headers, a payload, a checksum over all."""
    frames = b"".join(frame(kind, payload) for event in events for kind, payload in event.items())
    return Answer(frames, headers={"content-type": "application/vnd.amazon.eventstream"})


def frame(kind, payload):
    is_error = kind.endswith("Exception")
    named = {
        ":exception-type" if is_error else ":event-type": kind,
        ":content-type": "application/json",
        ":message-type": "exception" if is_error else "event",
    }
    headers = b"".join(header(name, value) for name, value in named.items())
    data = json.dumps(payload, ensure_ascii=False).encode()
    prelude = struct.pack("!II", 12 + len(headers) + len(data) + 4, len(headers))
    checked = prelude + struct.pack("!I", binascii.crc32(prelude))
    checked += headers + data
    return checked + struct.pack("!I", binascii.crc32(checked))


def header(name, value):
    """A header whose value is a text, which is kind 7."""
    name, value = name.encode(), value.encode()
    return bytes([len(name)]) + name + b"\x07" + struct.pack("!H", len(value)) + value
