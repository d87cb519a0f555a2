import CProtobufC
import Protobuf
import TestSupport
import Testing

/// Random damage: what the validator accepts, protobuf-c must unpack within the promised memory.
@Suite struct ValidatorFuzzTests {
  /// Validates and, if accepted, unpacks; returns whether it was accepted.
  private func check(
    _ bytes: [UInt8],
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    _ arena: Arena
  ) -> Bool {
    defer { arena.reset() }
    return bytes.withUnsafeBytes { bytes in
      guard let bound = try? Validator.validate(bytes, as: descriptor) else { return false }
      let message = arena.unpack(bytes, as: descriptor)
      #expect(message != nil, "accepted but not unpacked: \(Array(bytes))")
      #expect(arena.usedBytes <= bound, "took \(arena.usedBytes) of \(bound): \(Array(bytes))")
      return true
    }
  }

  @Test("K11: every truncation of a record is judged as protobuf-c judges it")
  func truncations() {
    let arena = Arena()
    let descriptor = Samples.descriptor("robots.v1.Record")
    var accepted = 0
    for length in 0...Samples.record.count
    where check(Array(Samples.record[..<length]), descriptor, arena) {
      accepted += 1
    }
    #expect(accepted > 5 && accepted < Samples.record.count / 2)
  }

  @Test("K11: damaged records never crash and never exceed the promised memory")
  func damage() {
    var numbers = SeededRandom(seed: 1)
    let arena = Arena()
    let descriptor = Samples.descriptor("robots.v1.Record")
    var accepted = 0
    for _ in 0..<5_000 {
      var bytes = Samples.record
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &numbers)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
        case 2: bytes.remove(at: place)
        default:
          let end = min(bytes.count, place + Int.random(in: 1...40, using: &numbers))
          bytes.insert(contentsOf: bytes[place..<end], at: place)
        }
      }
      if check(bytes, descriptor, arena) { accepted += 1 }
    }
    #expect(accepted > 200)
  }

  @Test("K11: random fields of every message type are judged safely")
  func everyType() {
    var numbers = SeededRandom(seed: 2)
    let arena = Arena()
    var accepted = 0
    for descriptor in Samples.descriptors {
      for _ in 0..<50 {
        var writer = WireWriter()
        for _ in 0..<Int.random(in: 0...40, using: &numbers) {
          let number = Int.random(in: 1...Int(descriptor.pointee.n_fields + 2), using: &numbers)
          switch Int.random(in: 0..<4, using: &numbers) {
          case 0:
            writer.varint(number, numbers.next() >> UInt64.random(in: 0...63, using: &numbers))
          case 1: writer.fixed64(number, numbers.next())
          case 2: writer.fixed32(number, UInt32.random(in: .min ... .max, using: &numbers))
          default:
            let count = Int.random(in: 0...12, using: &numbers)
            writer.bytes(
              number,
              (0..<count).map { _ in UInt8.random(in: 1..<0x60, using: &numbers) }
            )
          }
        }
        if check(writer.bytes, descriptor, arena) { accepted += 1 }
      }
    }
    #expect(accepted > 200)
  }

  @Test("The promised memory holds for lists of every length around protobuf-c's block sizes")
  func bookkeeping() {
    let arena = Arena()
    let descriptor = Samples.descriptor("robots.v1.ValueList")
    for count in 0...300 {
      let bytes = Array(repeatElement([0x0a, 0x00] as [UInt8], count: count).joined())
      #expect(check(bytes, descriptor, arena))
    }
  }
}
