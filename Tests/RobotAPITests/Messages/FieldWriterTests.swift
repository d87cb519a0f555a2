import Testing

@testable import RobotAPI

@Suite struct FieldWriterTests {
  /// Around every length that a number can have.
  private static let numbers: [UInt64] =
    [0, .max]
    + (0..<64).flatMap { bits -> [UInt64] in
      let power = UInt64(1) << UInt64(bits)
      return [power - 1, power, power | 1]
    }

  /// A number as the wire format defines it: seven bits to a byte, the lowest first.
  private static func bytes(of number: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  @Test("numbers of every length take the bytes that the wire format gives them")
  func numbers() {
    for number in Self.numbers {
      var writer = FieldWriter(capacity: 64)
      writer.anyNumber(1, number)
      writer.anyNumber(31, number)
      let bytes = Self.bytes(of: number)
      #expect(Array(writer.written) == [1 << 3] + bytes + [0xF8, 0x01] + bytes)
    }
  }

  @Test("texts and messages of every length are framed by it, and nothing behind is lost")
  func contents() throws {
    for count in [0, 1, 15, 16, 127, 128, 129, 16_383, 16_384, 20_000] {
      let text = String(repeating: "a", count: count)
      var writer = FieldWriter(capacity: 64)
      writer.message(2) { $0.anyText(3, text) }
      writer.anyNumber(4, 5)
      let content = [3 << 3 | 2] + Self.bytes(of: UInt64(count)) + Array(text.utf8)
      let message = [2 << 3 | 2] + Self.bytes(of: UInt64(content.count)) + content
      #expect(Array(writer.written) == message + [4 << 3, 5])
    }
  }
}
