import CProtobufC
import Protobuf
import Testing

@Suite struct ValidatorTests {
  /// The error for bytes of a type, or nil if they are accepted.
  static func refusal(
    _ bytes: [UInt8],
    as type: String,
    limits: Validator.Limits = .standard
  ) -> ValidationError? {
    bytes.withUnsafeBytes { bytes -> ValidationError? in
      do throws(ValidationError) {
        try Validator.validate(bytes, as: Samples.descriptor(type), limits: limits)
        return nil
      } catch {
        return error
      }
    }
  }

  @Test("An ordinary record and the empty message are accepted")
  func good() {
    #expect(Self.refusal(Samples.record, as: "robots.v1.Record") == nil)
    #expect(Self.refusal([], as: "robots.v1.Record") == nil)
  }

  @Test("Text must be UTF-8, and the error names the field, the index and the byte")
  func badText() {
    var entries = Samples.message(3) { $0.bytes(1, "a".utf8) }
    entries += Samples.message(3) { entry in
      entry.append(Samples.message(2) { $0.bytes(1, [0x61, 0xff]) })
    }
    let error = Self.refusal(entries, as: "robots.v1.Record")
    #expect(error?.problem == .notUTF8)
    #expect(error?.path == "fields[1].value.text")
    #expect(error?.description == "fields[1].value.text: text must be UTF-8 (byte 11)")
  }

  @Test("A NUL in text is refused, because a C string would end there")
  func embeddedNUL() {
    for length in 1...40 {
      for place in 0..<length {
        var text = [UInt8](repeating: 0x61, count: length)
        text[place] = 0
        var writer = WireWriter()
        writer.bytes(2, text)
        let error = Self.refusal(writer.bytes, as: "robots.v1.Record")
        #expect(error?.problem == .embeddedNUL(byte: place + 1))
        #expect(error?.path == "id")
      }
    }
  }

  @Test("More combining marks in a row than allowed are refused, wherever they stand")
  func marks() {
    func problem(_ text: String) -> ValidationError.Problem? {
      var writer = WireWriter()
      writer.bytes(2, text.utf8)
      let limits = Validator.Limits(nesting: 9, memoryBytes: 1 << 20, marksInARow: 3)
      return Self.refusal(writer.bytes, as: "robots.v1.Record", limits: limits)?.problem
    }
    for mark in ["\u{300}", "\u{5B0}", "\u{F73}", "\u{1D165}"] {
      let row = String(repeating: mark, count: 3)
      #expect(problem(row) == nil)
      #expect(problem("a" + row + "a" + row + "ą" + row + "字" + row) == nil)
      #expect(problem(row + mark) == .tooManyMarks(limit: 3))
      #expect(problem("abcdefgh字" + row + mark) == .tooManyMarks(limit: 3))
    }
    #expect(problem(String(repeating: "字한Й", count: 9)) == nil)
  }

  @Test(
    "UTF-8 is judged as the Unicode standard's table 3-7 does",
    arguments: [
      ([0x7f], true), ([0xc2, 0x80], true), ([0xdf, 0xbf], true), ([0xe0, 0xa0, 0x80], true),
      ([0xed, 0x9f, 0xbf], true), ([0xef, 0xbf, 0xbf], true), ([0xf0, 0x90, 0x80, 0x80], true),
      ([0xf4, 0x8f, 0xbf, 0xbf], true), ([0x80], false), ([0xc0, 0x80], false),
      ([0xc1, 0xbf], false), ([0xc2], false), ([0xc2, 0x41], false), ([0xe0, 0x9f, 0xbf], false),
      ([0xed, 0xa0, 0x80], false), ([0xe1, 0x80], false), ([0xe1, 0x80, 0x41], false),
      ([0xf0, 0x8f, 0xbf, 0xbf], false), ([0xf4, 0x90, 0x80, 0x80], false),
      ([0xf5, 0x80, 0x80, 0x80], false), ([0xf1, 0x80, 0x80], false), ([0xff], false),
    ] as [([UInt8], Bool)]
  )
  func utf8(sequence: [UInt8], isGood: Bool) {
    for padding in 0...9 {
      let text = [UInt8](repeating: 0x61, count: padding) + sequence
      var writer = WireWriter()
      writer.bytes(1, text)
      #expect((Self.refusal(writer.bytes, as: "robots.v1.Record") == nil) == isGood)
    }
  }

  @Test("K12: 32 messages within each other are accepted, 33 are refused, a million do no harm")
  func depth() {
    let type = "robots.v1.Condition"
    #expect(Self.refusal(Samples.condition(depth: 48), as: type) == nil)
    #expect(Self.refusal(Samples.condition(depth: 49), as: type)?.problem == .tooDeep(limit: 48))
    // Tags and lengths alone, each level claiming all the rest.
    var bomb = Samples.flood(of: [0x1a, 0xff, 0xff, 0x3f], byteCount: 4_000_000)
    bomb += [UInt8](repeating: 0x1a, count: 1 << 20)
    #expect(Self.refusal(bomb, as: type) != nil)
  }

  @Test("A sub-message that is given twice is refused")
  func duplicate() {
    let twice =
      Samples.message(7) { $0.varint(1, 1) } + Samples.message(7) { $0.varint(2, 2) }
    let error = Self.refusal(twice, as: "robots.v1.Record")
    #expect(error?.problem == .duplicateMessage)
    #expect(error?.path == "create_time")
    var repeatedText = WireWriter()
    repeatedText.bytes(2, "a".utf8)
    repeatedText.bytes(2, "b".utf8)
    #expect(Self.refusal(repeatedText.bytes, as: "robots.v1.Record") == nil)
  }

  @Test("Bytes that are no fields are refused")
  func malformed() {
    let type = "robots.v1.Record"
    let cases: [([UInt8], ValidationError.Problem)] = [
      ([0x0b], .unsupportedWireType(3)),  // A group begins.
      ([0x0c], .unsupportedWireType(4)),  // A group ends.
      ([0x0e], .unsupportedWireType(6)),
      ([0xfb, 0x01], .unsupportedWireType(3)),  // The same for a field nobody knows.
      ([0x00, 0x00], .fieldNumber),
      ([0x80, 0x80, 0x80, 0x80, 0x10, 0x00], .fieldNumber),  // Number 2^29.
      ([0x8a, 0x80, 0x80, 0x80, 0x80, 0x00, 0x00], .fieldNumber),  // A tag of six bytes.
      ([0x08, 0x01], .wrongWireType(found: 0)),
      ([0x0d, 1, 2, 3, 4], .wrongWireType(found: 5)),
      ([0x0a], .truncated),
      ([0x0a, 0x02, 0x61], .truncated),
      ([0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], .truncated),
      ([0xf8, 0x01] + [UInt8](repeating: 0x80, count: 10), .overlongInteger),
      ([0xfd, 0x01, 1, 2, 3], .truncated),
      ([0xf9, 0x01, 1, 2, 3, 4, 5, 6, 7], .truncated),
    ]
    for (bytes, problem) in cases {
      #expect(Self.refusal(bytes, as: type)?.problem == problem, "\(bytes)")
    }
  }

  @Test("Unknown fields of every legal wire type are accepted")
  func unknown() {
    var writer = WireWriter()
    writer.varint(900, 1)
    writer.fixed64(901, 2)
    writer.bytes(902, [0xff, 0x00])
    writer.fixed32(903, 3)
    writer.varint((1 << 29) - 1, UInt64.max)
    #expect(Self.refusal(writer.bytes, as: "robots.v1.Record") == nil)
  }

  @Test("Packed and unpacked numbers are accepted; a torn packed list is refused")
  func packed() {
    // grpc.reflection.v1.ExtensionNumberResponse: repeated int32 extension_number = 2.
    let type = "grpc.reflection.v1.ExtensionNumberResponse"
    #expect(Self.refusal([0x12, 0x03, 0x01, 0x80, 0x01], as: type) == nil)
    #expect(Self.refusal([0x10, 0x01, 0x10, 0x02], as: type) == nil)
    #expect(Self.refusal([0x12, 0x02, 0x01, 0x80], as: type)?.problem == .truncated)
  }

  @Test(
    "K12: four megabytes of tiny parts are refused before memory is taken",
    arguments: ["list values", "empty strings", "unknown fields", "packed numbers"]
  )
  func amplification(kind: String) {
    let repeated: [UInt8] =
      switch kind {
      case "list values": [0x0a, 0x00]
      case "empty strings": [0x12, 0x00]
      default: [0xf8, 0x01, 0x00]
      }
    var flood = Samples.flood(of: repeated, byteCount: 3_500_000)
    let type: String
    switch kind {
    case "list values": type = "robots.v1.ValueList"
    case "packed numbers":
      type = "grpc.reflection.v1.ExtensionNumberResponse"
      var writer = WireWriter()
      writer.bytes(2, [UInt8](repeating: 1, count: 4_000_000))
      flood = writer.bytes
    default: type = "robots.v1.Record"
    }
    #expect(Self.refusal(flood, as: type)?.problem == .tooMuchMemory)
  }

  @Test("No message type has more fields than the duplicate check can tell apart")
  func capacity() {
    #expect(Samples.descriptors.count > 50)
    for descriptor in Samples.descriptors {
      #expect(descriptor.pointee.n_fields <= 256)
    }
  }
}
