import Testing

@_spi(_Unicode) import Swift
@testable import RobotEngine

@Suite struct TextCheckTests {
  /// Marks of many classes, some that decompose, and letters that combine with them.
  private static let scalars: [Unicode.Scalar] = [
    "a", "L", "\u{300}", "\u{315}", "\u{344}", "\u{345}", "\u{5B0}", "\u{F71}", "\u{F74}",
    "\u{1D165}", "\u{AC00}", "\u{11A8}", "\u{142}", "\u{20D0}",
  ]

  @Test("long rows of marks are put in the order of the Unicode standard", arguments: 0..<20)
  func order(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    for length in [3, 30, 31, 40, 200] {
      var text = String.UnicodeScalarView()
      for _ in 0..<length {
        // Letters are rare, so that rows get long.
        let isMark = Int.random(in: 0..<60, using: &random) > 0
        let range = isMark ? 2..<10 : 0..<Self.scalars.count
        text.append(Self.scalars[Int.random(in: range, using: &random)])
      }
      let expected = Array(String(text)._nfc)
      #expect(Array(TextCheck.normalized(String(text)).unicodeScalars) == expected)
    }
  }

  @Test("vowels of Tibetan that stand for two marks are put in order too")
  func pairs() {
    let cases = [
      ("\u{315}\u{F75}", "\u{F71}\u{F74}\u{315}"), ("\u{F73}\u{F71}", "\u{F71}\u{F71}\u{F72}"),
      ("a\u{F81}\u{300}", "\u{E0}\u{F71}\u{F80}"),
    ]
    for (text, expected) in cases {
      #expect(Array(TextCheck.normalized(text).unicodeScalars) == Array(expected.unicodeScalars))
    }
  }

  @Test("a text of nothing but marks, which would take the standard library hours, is normalised")
  func long() {
    let text = "a" + String(repeating: "\u{315}\u{300}", count: 200_000)
    let normalized = TextCheck.normalized(text)
    #expect(normalized.unicodeScalars.count == 400_000)
    #expect(normalized.unicodeScalars.first == "\u{E0}")
    #expect(normalized.unicodeScalars.last == "\u{315}")
  }
}
