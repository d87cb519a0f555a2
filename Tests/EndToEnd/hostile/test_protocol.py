"""What no stock client would send: the answers that the protocols name for it."""

import grpc
import pytest

from wire import (
    CHECK, CONTINUATION, DATA, END_HEADERS, END_STREAM, HEADERS, PROTOCOL_ERROR, RST_STREAM, Wire,
    block, frame, headers, message, request,
)

OK = grpc.StatusCode.OK.value[0]
INTERNAL = grpc.StatusCode.INTERNAL.value[0]
INVALID_ARGUMENT = grpc.StatusCode.INVALID_ARGUMENT.value[0]
RESOURCE_EXHAUSTED = grpc.StatusCode.RESOURCE_EXHAUSTED.value[0]
UNIMPLEMENTED = grpc.StatusCode.UNIMPLEMENTED.value[0]

SERVING = message(b"\x08\x01")
STATUS = "/robots.v1.ExecutionService/GetStatus"


@pytest.fixture
def wire(lasting_daemon):
    with Wire(lasting_daemon.socket) as wire:
        yield wire


def test_a_good_call(wire):
    answer = wire.call()
    assert (answer.http_status, answer.status, answer.body) == ("200", OK, SERVING), answer


@pytest.mark.parametrize("authority", [
    "/run/robotd/robotd.sock", "unix:/run/robotd/robotd.sock", "%2Frun%2Frobotd%2Frobotd.sock",
    "unix:%2Frun%2Frobotd.sock", "", "localhost", "localhost:1234", "a b", "[::1]:80",
])
def test_authority_may_be_anything(wire, authority):
    answer = wire.call(request(__authority=authority))
    assert (answer.http_status, answer.status) == ("200", OK), answer


def test_authority_may_be_missing(wire):
    answer = wire.call(request(without=[":authority"]))
    assert (answer.http_status, answer.status) == ("200", OK), answer


def test_host_may_stand_for_authority(wire):
    answer = wire.call(request(CHECK, ("host", "x"),
                               without=[":authority"]))
    assert answer.status == OK, answer


@pytest.mark.parametrize("content_type", [
    "application/grpc", "application/grpc+proto", "application/grpc;charset=utf-8",
    "application/grpc+proto; x=y",
])
def test_content_types_of_grpc(wire, content_type):
    assert wire.call(request(content_type=content_type)).status == OK


@pytest.mark.parametrize("content_type", [
    "application/json", "text/plain", "application/grpcish", "application/grpc+json",
    "application/grpc-web", "", "APPLICATION",
])
def test_other_content_types_are_415(wire, content_type):
    answer = wire.call(request(content_type=content_type))
    assert answer.http_status == "415", answer


def test_a_missing_content_type_is_415(wire):
    assert wire.call(request(without=["content-type"])).http_status == "415"


@pytest.mark.parametrize("method", ["GET", "PUT", "HEAD", "OPTIONS", "post"])
def test_methods_other_than_post_are_405(wire, method):
    answer = wire.call(request(__method=method))
    assert answer.http_status == "405", answer


def test_te_may_be_missing(wire):
    """Proxies drop it; without it there is nothing a Unix socket could break."""
    answer = wire.call(request(without=["te"]))
    assert (answer.http_status, answer.status) == ("200", OK), answer


@pytest.mark.parametrize("path", [
    "/grpc.health.v1.Health/Nothing", "/nothing.v1.Nothing/Check", "/", "/grpc.health.v1.Health",
    "/grpc.health.v1.Health/Check/", "//Check", "/grpc.health.v1.Health/check",
])
def test_unknown_methods_are_unimplemented(wire, path):
    answer = wire.call(request(path))
    assert (answer.http_status, answer.status) == ("200", UNIMPLEMENTED), answer


@pytest.mark.parametrize("body, status", [
    (b"", UNIMPLEMENTED), (b"\0", INTERNAL), (b"\0\0\0\0", INTERNAL),
    (message(b"\x0a", length=100), INTERNAL), (message() + b"\0", UNIMPLEMENTED),
    (message() + message(), UNIMPLEMENTED), (message(flag=1), INTERNAL),
    (message(flag=2), INTERNAL), (message(flag=255), INTERNAL),
    (message(length=0xFFFFFFFF), RESOURCE_EXHAUSTED), (message(length=(4 << 20) + 1), 8),
    (message(b"\xff\xff\xff"), INVALID_ARGUMENT), (message(b"\x0a\x05ab"), INVALID_ARGUMENT),
    (message(b"\x0a\x01\xff"), INVALID_ARGUMENT), (message(b"\x0a\x01\0"), INVALID_ARGUMENT),
])
def test_wrong_bodies(wire, body, status):
    answer = wire.call(body=body)
    assert (answer.http_status, answer.status) == ("200", status), answer
    assert answer.text


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "snappy", "x" * 300])
def test_unknown_compression_is_unimplemented_and_says_what_is_accepted(wire, encoding):
    answer = wire.call(request(CHECK, ("grpc-encoding", encoding)),
                       body=message(b"abc", flag=1))
    assert answer.status == UNIMPLEMENTED, answer
    assert "identity" in answer.fields["grpc-accept-encoding"].split(",")


def test_a_named_encoding_without_compressed_messages_is_harmless(wire):
    answer = wire.call(request(CHECK, ("grpc-encoding", "gzip")))
    assert answer.status == OK, answer


@pytest.mark.parametrize("timeout", ["", "5", "S", "-1S", "123456789S", "1s", "1.5S", "١S"])
def test_wrong_timeouts(wire, timeout):
    answer = wire.call(request(CHECK, ("grpc-timeout", timeout)))
    assert answer.status == INTERNAL, answer


@pytest.mark.parametrize("timeout", ["99999999H", "5S", "00000100m", "1M"])
def test_right_timeouts(wire, timeout):
    answer = wire.call(request(CHECK, ("grpc-timeout", timeout)))
    assert answer.status == OK, answer


def test_metadata_beyond_the_limit_is_resource_exhausted(wire):
    many = [("y", str(number)) for number in range(100)]
    answer = wire.call(request(CHECK, ("x", "a" * 13_000), *many))
    assert answer.status == RESOURCE_EXHAUSTED, answer


MALFORMED = {
    "no :path": request(without=[":path"]),
    "no :method": request(without=[":method"]),
    "no :scheme": request(without=[":scheme"]),
    "an empty :path": request(""),
    "a :path that is none": request("grpc.health.v1.Health/Check"),
    "a second :path": request("/a/b", (":path", "/a/b")),
    "a pseudo-field behind a field": request("/a/b", (":scheme", "http")),
    "an unknown pseudo-field": [(":nothing", "x")] + request(),
    "a response's :status": [(":status", "200")] + request(),
    "an upper-case name": request("/a/b", ("Upper", "x")),
    "an empty name": request("/a/b", ("", "x")),
    "a name with a space": request("/a/b", ("a b", "x")),
    "a line end in a value": request("/a/b", ("x", "a\r\nb: c")),
    "a zero in a value": request("/a/b", ("x", "a\0b")),
    "connection": request("/a/b", ("connection", "close")),
    "transfer-encoding": request("/a/b", ("transfer-encoding", "chunked")),
    "te that is not trailers": request("/a/b", te="gzip"),
}


@pytest.mark.parametrize("fields", MALFORMED.values(), ids=MALFORMED)
def test_malformed_requests_are_reset(wire, fields):
    """RFC 9113, 8.1.1: a malformed request is a stream error; the connection goes on."""
    wire.send(headers(1, fields, end=True))
    assert wire.answer(1).reset == PROTOCOL_ERROR
    wire.send(headers(3), frame(DATA, END_STREAM, 3, message()))
    assert wire.answer(3).status == OK


def test_a_wrong_content_length_is_reset(wire):
    answer = wire.call(request(CHECK, ("content-length", "100")))
    assert answer.reset == PROTOCOL_ERROR, answer


def test_a_call_of_one_byte_frames(wire):
    """Slow in every way but allowed: the header block and the message a byte a frame."""
    fields = block(request())
    wire.send(frame(HEADERS, 0, 1, fields[:1]), frame(CONTINUATION, 0, 1, fields[1:2]),
              frame(CONTINUATION, END_HEADERS, 1, fields[2:]))
    for byte in message(b"\x0a\x00"):
        wire.send(frame(DATA, 0, 1, bytes([byte])))
    wire.send(frame(DATA, END_STREAM, 1))
    assert wire.answer(1).status == OK


def test_a_reset_stream_leaves_the_others_alone(wire):
    wire.send(headers(1, request(STATUS)), headers(3), frame(RST_STREAM, 0, 1, b"\0\0\0\x08"),
              frame(DATA, END_STREAM, 3, message()))
    assert wire.answer(3).status == OK
