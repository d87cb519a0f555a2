import Protobuf
import Testing

@Suite struct Base64Tests {
  @Test("every length comes back, with padding and without")
  func lengths() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ 3) }
      let bare = Base64.encode(bytes, isPadded: false)
      let padded = Base64.encode(bytes, isPadded: true)
      #expect(!bare.contains(UInt8(ascii: "=")))
      #expect(padded.count == (count + 2) / 3 * 4)
      #expect(decode(bare) == bytes)
      #expect(decode(padded) == bytes)
    }
  }

  @Test("the letters are those of RFC 4648; those of its URL alphabet are read too")
  func letters() {
    #expect(Base64.encode([255, 239, 190], isPadded: true) == Array("/+++".utf8))
    #expect(Base64.encode(Array("Man".utf8), isPadded: true) == Array("TWFu".utf8))
    #expect(Base64.encode(Array("M".utf8), isPadded: true) == Array("TQ==".utf8))
    #expect(decode(Array("_---".utf8)) == [255, 239, 190])
  }

  @Test("what is no base64 is refused", arguments: ["A", "AAAAA", "AA=", "A===", "=", "AA A", "ą"])
  func refused(_ text: String) {
    #expect(decode(Array(text.utf8)) == nil)
  }

  private func decode(_ text: [UInt8]) -> [UInt8]? {
    text.withUnsafeBytes { Base64.decode($0) }
  }
}
