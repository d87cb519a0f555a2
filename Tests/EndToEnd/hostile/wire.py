"""HTTP/2 by hand: frames as bytes, right or wrong, and a socket that sends them."""

import socket
import struct
import time

import hpack

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, \
    CONTINUATION = range(10)
END_STREAM, ACK, END_HEADERS, PADDED = 1, 1, 4, 8

PROTOCOL_ERROR, REFUSED_STREAM, ENHANCE_YOUR_CALM = 1, 7, 11

CHECK = "/grpc.health.v1.Health/Check"


def frame(type, flags=0, stream=0, payload=b"", length=None):
    """One frame; `length` lies about the payload's."""
    length = len(payload) if length is None else length
    return struct.pack(">I", length)[1:] + struct.pack(">BBI", type, flags, stream) + payload


def block(fields):
    """A header block of literal fields, neither indexed nor Huffman-coded: the same for all."""
    return b"".join(
        b"\0" + string(name.encode()) + string(value.encode()) for name, value in fields)


def string(data):
    """A string literal of HPACK; a short one is one of protobuf, too."""
    if len(data) < 127:
        return bytes([len(data)]) + data
    return b"\x7f" + varint(len(data) - 127) + data


def varint(number):
    """Seven bits a byte, the lowest first."""
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes([number])


def request(path=CHECK, *more, without=(), **changed):
    """The fields of a good gRPC request, less some, with some changed, and more behind them."""
    fields = {":method": "POST", ":scheme": "http", ":path": path, ":authority": "localhost",
              "te": "trailers", "content-type": "application/grpc"}
    fields.update({name.replace("__", ":").replace("_", "-"): value
                   for name, value in changed.items()})
    return [pair for pair in fields.items() if pair[0] not in without] + list(more)


def headers(stream, fields=None, end=False):
    return frame(HEADERS, END_HEADERS | (END_STREAM if end else 0), stream,
                 block(request() if fields is None else fields))


def message(data=b"", flag=0, length=None):
    """A message as gRPC frames it; `length` lies about its size."""
    return struct.pack(">BI", flag, len(data) if length is None else length) + data


def settings(**values):
    names = {"header_table_size": 1, "enable_push": 2, "max_concurrent_streams": 3,
             "initial_window_size": 4, "max_frame_size": 5, "max_header_list_size": 6}
    return frame(SETTINGS, payload=b"".join(
        struct.pack(">HI", names[name], value) for name, value in values.items()))


def window_update(stream, increment):
    return frame(WINDOW_UPDATE, stream=stream, payload=struct.pack(">I", increment))


HANDSHAKE = PREFACE + frame(SETTINGS) + frame(SETTINGS, ACK)


class Wire:
    """A connection to the daemon on which anything can be said."""

    def __init__(self, path, handshake=True):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(10)
        self.socket.connect(str(path))
        self.opened = time.monotonic()
        self.unread = b""
        self.decoder = hpack.Decoder()
        if handshake:
            self.send(HANDSHAKE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, *pieces):
        self.socket.sendall(b"".join(pieces))

    def frames(self, seconds=10):
        """Yields (type, flags, stream, payload) until the peer closes or nothing comes."""
        self.socket.settimeout(seconds)
        while True:
            while len(self.unread) >= 9:
                length = int.from_bytes(self.unread[:3], "big")
                if len(self.unread) < 9 + length:
                    break
                type, flags, stream = struct.unpack(">BBI", self.unread[3:9])
                payload = self.unread[9:9 + length]
                self.unread = self.unread[9 + length:]
                yield type, flags, stream, payload
            try:
                data = self.socket.recv(1 << 16)
            except (TimeoutError, ConnectionError):
                return
            if not data:
                return
            self.unread += data

    def answer(self, stream, seconds=10):
        """What came back on a stream: fields, body, and the code of a reset if there was one."""
        answer = Answer()
        for type, flags, id, payload in self.frames(seconds):
            if type == HEADERS:
                fields = self.decoder.decode(payload)
                if id == stream:
                    answer.fields.update(fields)
            elif type == DATA and id == stream:
                answer.body += payload
            elif type == RST_STREAM and id == stream:
                answer.reset = int.from_bytes(payload[:4], "big")
                return answer
            elif type == GOAWAY:
                answer.farewell = int.from_bytes(payload[4:8], "big")
            if id == stream and type in (HEADERS, DATA) and flags & END_STREAM:
                return answer
        return answer

    def call(self, fields=None, body=message()):
        """A whole unary call on stream 1."""
        self.send(headers(1, fields), frame(DATA, END_STREAM, 1, body))
        return self.answer(1)


class Answer:
    """What a server made of a request."""

    def __init__(self):
        self.fields, self.body, self.reset, self.farewell = {}, b"", None, None

    @property
    def http_status(self):
        return self.fields.get(":status")

    @property
    def status(self):
        """grpc-status as a number; None if there is none."""
        status = self.fields.get("grpc-status")
        return None if status is None else int(status)

    @property
    def text(self):
        return self.fields.get("grpc-message", "")

    def __repr__(self):
        return f"{self.fields} {self.body!r} reset={self.reset} farewell={self.farewell}"
