#!/usr/bin/env python3
"""Asks Python's protobuf what the JSON of messages is, and writes it down for the tests.

Writes beside itself:
  descriptors.hex  the FileDescriptorSet of oracle.proto with its imports
  messages.txt     per line: wire bytes in hex, a tab, the canonical JSON; a seeded random choice
  texts.txt        per line: what the JSON text means, as wire bytes in hex or "refused", a tab,
                   the text

Needs the packages grpcio-tools and protobuf. Run it after a change of oracle.proto.
"""

import json
import pathlib
import random

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from google.protobuf import struct_pb2
from grpc_tools import protoc

here = pathlib.Path(__file__).resolve().parent
third_party = here.parents[2] / "proto" / "third_party"

TEXTS = [
    '{}', '{"unknown": 1}', '[]', '1', 'null', '', '{', '{"aBool": true,}',
    '{"aBool": true}', '{"a_bool": true}', '{"aBool": 1}', '{"aBool": "true"}',
    '{"aBool": true, "a_bool": true}', '{"aBool": null}',
    '{"anInt32": 1}', '{"anInt32": "1"}', '{"anInt32": 1.0}', '{"anInt32": 1e3}',
    '{"anInt32": 1.5}', '{"anInt32": 2147483647}', '{"anInt32": 2147483648}',
    '{"anInt32": -2147483648}', '{"anInt32": -2147483649}', '{"anInt32": ""}',
    '{"anInt32": " 1"}', '{"anInt32": "0x10"}', '{"anInt32": true}', '{"anInt32": []}',
    '{"aUint32": -1}', '{"aUint32": 4294967295}', '{"aUint32": 4294967296}',
    '{"anInt64": "9223372036854775807"}', '{"anInt64": 9223372036854775807}',
    '{"anInt64": "9223372036854775808"}', '{"anInt64": "-9223372036854775808"}',
    '{"aUint64": "18446744073709551615"}', '{"aUint64": 18446744073709551616}',
    '{"aSint32": -5, "aSint64": "-6", "aFixed32": 7, "aFixed64": 8}',
    '{"aDouble": 1.5}', '{"aDouble": "1.5"}', '{"aDouble": "NaN"}', '{"aDouble": "Infinity"}',
    '{"aDouble": "-Infinity"}', '{"aDouble": NaN}', '{"aDouble": "nan"}', '{"aDouble": -0.0}',
    '{"aDouble": 1e400}', '{"aFloat": 1e39}', '{"aFloat": 0.1}', '{"aFloat": 3.4028235e38}',
    '{"aString": "z\\u0105b \\ud83e\\udd16 \\n"}', '{"aString": "\\ud83e"}', '{"aString": 1}',
    '{"aString": "a', '{"aString": "\\x"}', '{"aString": ""}',
    '{"someBytes": "AQID"}', '{"someBytes": "AQI="}', '{"someBytes": "AQI"}',
    '{"someBytes": "_-8="}', '{"someBytes": "/+8="}', '{"someBytes": "A"}',
    '{"someBytes": "A*=="}',
    '{"colour": "COLOUR_RED"}', '{"colour": 1}', '{"colour": -3}', '{"colour": "RED"}',
    '{"colour": 99}', '{"colour": true}', '{"colour": null}',
    '{"child": {"anInt32": 1}}', '{"child": {}}', '{"child": null}', '{"child": []}',
    '{"numbers": [1, 2, "3"]}', '{"numbers": []}', '{"numbers": null}', '{"numbers": 1}',
    '{"numbers": [null]}', '{"texts": ["", "a"]}', '{"colours": ["COLOUR_RED", 5]}',
    '{"spread": [1, 2]}', '{"fixed": [1, 2]}', '{"children": [{}, {"aBool": true}]}',
    '{"children": [null]}',
    '{"maybeNumber": 0}', '{"maybeText": ""}', '{"maybeColour": "COLOUR_UNSPECIFIED"}',
    '{"maybeNumber": null}',
    '{"choiceText": ""}', '{"choiceText": "a", "choiceNumber": 1}',
    '{"choiceNull": null}', '{"choiceMessage": {}}', '{"choiceText": null, "choiceNumber": "4"}',
    '{"textByText": {"a": "b"}}', '{"textByText": {}}', '{"textByText": {"a": null}}',
    '{"textByText": [1]}', '{"messageByNumber": {"1": {}}}', '{"messageByNumber": {"x": {}}}',
    '{"colourByBool": {"true": "COLOUR_RED"}}', '{"colourByBool": {"yes": 1}}',
    '{"doubleByText": {"a": "NaN", "b": 0}}',
    '{"time": "2026-03-29T01:00:00Z"}', '{"time": "2026-03-29T01:00:00.5Z"}',
    '{"time": "2026-03-29T01:00:00.123456789+02:00"}', '{"time": "1969-12-31T23:59:59.9Z"}',
    '{"time": "0001-01-01T00:00:00Z"}', '{"time": "9999-12-31T23:59:59.999999999Z"}',
    '{"time": "2024-02-29T12:00:00-11:30"}', '{"time": "2025-02-29T12:00:00Z"}',
    '{"time": "2026-03-29"}', '{"time": "2026-13-01T00:00:00Z"}', '{"time": 5}',
    '{"time": "2026-03-29T25:00:00Z"}', '{"time": "1970-01-01T00:00:00Z"}',
    '{"span": "1s"}', '{"span": "-1.5s"}', '{"span": "0.000000001s"}', '{"span": "-0.5s"}',
    '{"span": "315576000001s"}', '{"span": "1"}', '{"span": "1m"}', '{"span": 1}',
    '{"mask": "a,fooBar.bazQux"}', '{"mask": ""}', '{"mask": 1}',
    '{"any": {"@type": "type.googleapis.com/oracle.Everything", "anInt32": 7}}',
    '{"any": {"@type": "type.googleapis.com/google.protobuf.Duration", "value": "2s"}}',
    '{"any": {"@type": "type.googleapis.com/nobody.Knows"}}', '{"any": {"anInt32": 7}}',
    '{"any": {}}',
    '{"structure": {"a": [1, "b", null, true, {"c": {}}]}}', '{"structure": []}',
    '{"value": null}', '{"value": 1}', '{"value": {"a": []}}', '{"value": [[], {}]}',
    '{"values": [null, 1, "x"]}', '{"list": [1, [2]]}', '{"list": {}}', '{"empty": {}}',
    '{"empty": {"a": 1}}',
    '{"doubleValue": 0}', '{"int64Value": "5"}', '{"boolValue": false}', '{"stringValue": "x"}',
    '{"bytesValue": "AQ=="}', '{"stringValue": null}', '{"int32Value": {"value": 1}}',
    '{"otherName": "x"}', '{"renamed": "x"}',
]


def load():
    path = here / "set.tmp"
    arguments = ["protoc", f"-I{here}", f"-I{third_party}", "--include_imports",
                 f"--descriptor_set_out={path}", "oracle.proto"]
    if protoc.main(arguments) != 0:
        raise SystemExit("protoc failed")
    serialized = path.read_bytes()
    path.unlink()
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(serialized).file:
        pool.Add(file)
    everything = message_factory.GetMessageClass(pool.FindMessageTypeByName("oracle.Everything"))
    return serialized, pool, everything


class Maker:
    """Fills messages at random; a seed repeats them."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self):
        letters = "abc \"\\/\n\t\x01\x7f\u2028zażółć🤖"
        return "".join(self.random.choice(letters) for _ in range(self.random.randrange(6)))

    def integer(self, bits, signed):
        value = self.random.getrandbits(self.random.choice([1, 7, 8, bits - 1]))
        return -value - 1 if signed and self.random.random() < 0.3 else value

    def double(self):
        return self.random.choice([0.0, -0.0, 1.0, 0.1, 1e300, 5e-324, float("inf"), 1e16, 1e22,
                                   float("-inf"), float("nan"), self.random.uniform(-1e6, 1e6)])

    def float(self):
        return self.random.choice([0.0, 1.0, 0.1, 3.4028234663852886e38, 16777216.0, 1e-20, 1e10])

    def scalar(self, field):
        kind = field.type
        if kind in (field.TYPE_DOUBLE,):
            return self.double()
        if kind == field.TYPE_FLOAT:
            return self.float()
        if kind == field.TYPE_BOOL:
            return self.random.random() < 0.5
        if kind == field.TYPE_STRING:
            return self.text()
        if kind == field.TYPE_BYTES:
            return self.random.randbytes(self.random.randrange(6))
        if kind == field.TYPE_ENUM:
            numbers = [value.number for value in field.enum_type.values]
            open_numbers = [] if "NullValue" in field.enum_type.full_name else [77]
            return self.random.choice(numbers + open_numbers)
        bits = 32 if "32" in {1: "d", 2: "f", 3: "64", 4: "64", 5: "32", 6: "64", 7: "32", 13: "32",
                              15: "32", 16: "64", 17: "32", 18: "64"}[kind] else 64
        signed = kind not in (field.TYPE_UINT32, field.TYPE_UINT64, field.TYPE_FIXED32,
                              field.TYPE_FIXED64)
        return self.integer(bits, signed)

    def plain(self, depth):
        choices = [None, True, 1.5, self.text()]
        if depth > 0:
            choices += [[self.plain(depth - 1) for _ in range(2)],
                        {self.text(): self.plain(depth - 1)}]
        return self.random.choice(choices)

    def known(self, message, depth):
        name = message.DESCRIPTOR.full_name
        if name == "google.protobuf.Timestamp":
            message.seconds = self.random.randrange(-62135596800, 253402300800)
            message.nanos = self.random.choice([0, 5, 500000000, 123456000, 999999999])
        elif name == "google.protobuf.Duration":
            sign = self.random.choice([1, -1])
            message.seconds = sign * self.random.randrange(0, 1000)
            message.nanos = sign * self.random.choice([0, 1, 500000000, 20000])
        elif name == "google.protobuf.FieldMask":
            message.paths.extend(self.random.sample(["a", "foo_bar.baz", "x_y_z", "n1"], 2))
        elif name == "google.protobuf.Any":
            child = type(self.everything)()
            self.fill(child, depth - 1)
            message.type_url = "type.googleapis.com/oracle.Everything"
            message.value = child.SerializeToString(deterministic=True)
        elif name == "google.protobuf.Value":
            json_format.ParseDict(self.plain(depth), message)
        elif name == "google.protobuf.Struct":
            json_format.ParseDict({self.text(): self.plain(depth)}, message)
        elif name == "google.protobuf.ListValue":
            json_format.ParseDict([self.plain(depth)], message)
        else:
            return False
        return True

    def fill(self, message, depth):
        if self.known(message, depth):
            return
        fields = list(message.DESCRIPTOR.fields)
        count = min(len(fields), self.random.randrange(1, 8))
        for field in self.random.sample(fields, count):
            if field.message_type and depth <= 0:
                continue
            if field.message_type and field.message_type.GetOptions().map_entry:
                self.fill_map(message, field, depth)
            elif field.is_repeated:
                for _ in range(self.random.randrange(4)):
                    if field.message_type:
                        self.fill(getattr(message, field.name).add(), depth - 1)
                    else:
                        getattr(message, field.name).append(self.scalar(field))
            elif field.message_type:
                getattr(message, field.name).SetInParent()
                self.fill(getattr(message, field.name), depth - 1)
            else:
                setattr(message, field.name, self.scalar(field))

    def fill_map(self, message, field, depth):
        entry = field.message_type.fields_by_name
        target = getattr(message, field.name)
        for _ in range(self.random.randrange(3)):
            key = self.scalar(entry["key"])
            if entry["value"].message_type:
                self.fill(target[key], depth - 1)
            else:
                target[key] = self.scalar(entry["value"])


def write_messages(pool, everything):
    maker = Maker(7)
    maker.everything = everything()
    lines = []
    while len(lines) < 250:
        message = everything()
        maker.fill(message, 3)
        wire = message.SerializeToString(deterministic=True)
        tree = json_format.MessageToDict(message, descriptor_pool=pool)
        text = json.dumps(tree, sort_keys=True, ensure_ascii=False)
        lines.append(f"{wire.hex()}\t{text}")
    (here / "messages.txt").write_text("\n".join(lines) + "\n")


def write_texts(pool, everything):
    lines = []
    for text in TEXTS:
        message = everything()
        try:
            json_format.Parse(text, message, descriptor_pool=pool)
            meaning = message.SerializeToString(deterministic=True).hex() or "empty"
        except json_format.ParseError:
            meaning = "refused"
        lines.append(f"{meaning}\t{text}")
    (here / "texts.txt").write_text("\n".join(lines) + "\n")


serialized, pool, everything = load()
(here / "descriptors.hex").write_text(serialized.hex() + "\n")
write_messages(pool, everything)
write_texts(pool, everything)
