import Protobuf
import RobotModel
import TestSupport
import Testing

@testable import RobotAPI

/// What is read the plain way is read alike the general way, whatever the bytes are.
@Suite struct PlainRequestTests {
  private static func put(_ random: inout RandomModel) -> [UInt8] {
    var numbers = SeededRandom(seed: UInt64(random.number(0...1_000_000)))
    var writer = FieldWriter(capacity: 64)
    writer.message(1) { writer in
      writer.text(1, random.name())
      writer.text(2, random.chance(50) ? random.text() : "")
      writer.namedValues(3, random.namedValues().shuffled(using: &numbers))
      writer.text(4, random.name())
      writer.text(5, random.name())
      writer.text(6, random.chance(30) ? random.name() : "")
    }
    if random.chance(30) { writer.anyNumber(3, UInt64(random.number(0...1))) }
    if random.chance(30) { writer.text(6, random.text()) }
    if random.chance(30) { writer.flag(7, true) }
    if random.chance(30) { writer.flag(9, true) }
    return Array(writer.written)
  }

  @Test("a put", arguments: UInt64(1)...10)
  func puts(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let arena = Arena()
    var plainCount = 0
    for _ in 0..<500 {
      var bytes = Self.put(&random)
      for _ in 0..<(random.chance(50) ? random.number(1...3) : 0) {
        bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
      }
      guard let plain = bytes.withUnsafeBytes({ PutRecord(plainRequest: $0) }) else { continue }
      plainCount += 1
      // An id makes the request one that is read the general way.
      var general = WireWriter()
      general.append(bytes)
      general.bytes(8, Array("request".utf8))
      let request = try PutRecordRequest(decoding: general.bytes.span.bytes, with: arena)
      #expect(request.command == plain)
    }
    #expect(plainCount > 20)
  }

  @Test("an element of a stream of changes", arguments: UInt64(1)...10)
  func elements(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let arena = Arena()
    var plainCount = 0
    for _ in 0..<500 {
      var element = WireWriter()
      element.varint(1, UInt64(random.number(0...1_000_000)))
      element.bytes(2, Self.put(&random))
      var bytes = element.bytes
      for _ in 0..<(random.chance(50) ? random.number(1...3) : 0) {
        bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
      }
      guard let plain = PlainPut(element: bytes.span.bytes) else { continue }
      plainCount += 1
      // An unknown field makes the element one that is read the general way.
      element = WireWriter()
      element.append(bytes)
      element.varint(1_000, 1)
      let general = try IngestRequest(decoding: element.bytes.span.bytes, with: arena)
      guard case .put(let request) = general.element else {
        Issue.record("the element is a put")
        continue
      }
      #expect(general.number == plain.number)
      #expect(request.command == plain.command)
      #expect(request.identity.isEmpty)
    }
    #expect(plainCount > 20)
  }

  @Test("a worker's result", arguments: UInt64(1)...10)
  func results(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let arena = Arena()
    var plainCount = 0
    for _ in 0..<500 {
      var writer = FieldWriter(capacity: 64)
      writer.message(4) { writer in
        writer.text(1, StoreNumber(rawValue: UInt64(random.number(1...1_000_000))).text)
        writer.text(2, random.name())
        writer.message(3) { _ in }
        if random.chance(70) { writer.anyNumber(5, UInt64(random.number(0...9))) }
      }
      var bytes = Array(writer.written)
      for _ in 0..<(random.chance(50) ? random.number(1...3) : 0) {
        bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
      }
      guard let plain = bytes.withUnsafeBytes({ CompleteAction(plainRequest: $0) }) else {
        continue
      }
      plainCount += 1
      // An unknown field makes the request one that is read the general way.
      var general = WireWriter()
      general.append(bytes)
      general.varint(1_000, 1)
      let request = try WorkRequest(decoding: general.bytes.span.bytes, with: arena)
      guard case .result(let command) = request else {
        Issue.record("the request is a result")
        continue
      }
      #expect(command == plain)
    }
    #expect(plainCount > 20)
  }
}
