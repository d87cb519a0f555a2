import Testing

@testable import RobotEngine

/// C2: contains and starts-with ignore case.
@Suite struct FoldedTextTests {
  @Test(
    "Every place of a pattern is found, from left to right",
    arguments: [
      ("ana", "banana ANA", ["ana", "ANA"]),
      ("ss", "Straße, STRASSE", ["ß", "SS"]),
      ("łódź", "Łódź–ŁÓDŹ", ["Łódź", "ŁÓDŹ"]),
      ("aab", "aaab", ["aab"]),
      ("x", "", []),
      ("", "x", []),
    ]
  )
  func ranges(_ pattern: String, _ text: String, _ expected: [String]) {
    #expect(FoldedText(pattern).ranges(in: text).map { String(text[$0]) } == expected)
  }

  @Test(
    "Letters of every script are alike in both cases",
    arguments: [
      ("łódź", "w ŁODZI, ŁÓDŹ!"), ("STRASSE", "Hauptstraße"), ("σ", "ΛΟΓΟΣ"), ("ς", "λόγοσ"),
      ("é", "CAFÉ"), ("дом", "ДОМОВОЙ"), ("", "anything"), ("aab", "aaab"), ("abab", "abacabab"),
    ]
  )
  func alike(pattern: String, text: String) {
    #expect(FoldedText(pattern).isPart(of: text))
  }

  @Test("What is not there is not found")
  func absent() {
    #expect(!FoldedText("abc").isPart(of: "ab"))
    #expect(!FoldedText("e").isPart(of: "É"))
    #expect(!FoldedText("a").isPart(of: ""))
    #expect(!FoldedText("ab").isPrefix(of: "xab"))
    #expect(!FoldedText("ab").isPrefix(of: "a"))
    #expect(FoldedText("ab").isPrefix(of: "ABC"))
    #expect(FoldedText("").isPrefix(of: ""))
  }

  @Test("The search finds what a naive one finds", arguments: 0..<5)
  func naive(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<2_000 {
      let pattern = String((0..<1 + numbers.below(5)).map { _ in numbers.pick(["a", "B"]) })
      let text = String((0..<numbers.below(20)).map { _ in numbers.pick(["A", "b"]) })
      let folded = Array(text.lowercased())
      let sought = Array(pattern.lowercased())
      let starts = folded.indices.filter { folded[$0...].starts(with: sought) }
      #expect(FoldedText(pattern).isPart(of: text) == !starts.isEmpty)
      #expect(FoldedText(pattern).isPrefix(of: text) == starts.contains(0))
    }
  }

  @Test("A text that almost matches everywhere is still read once")
  func worstCase() {
    let text = String(repeating: "a", count: 65_536)
    let pattern = String(repeating: "a", count: 16_000) + "b"
    #expect(!FoldedText(pattern).isPart(of: text))
  }
}
