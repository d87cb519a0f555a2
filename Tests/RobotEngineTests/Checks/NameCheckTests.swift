import RobotModel
import Testing

@testable import RobotEngine

/// S-32 and the names of the schema.
@Suite struct NameCheckTests {
  @Test("A schema name is a lower-case word of at most 63 bytes")
  func schemaNames() {
    for good in ["a", "order_2", String(repeating: "x", count: 63)] {
      #expect(NameCheck.schemaProblem(of: good) == nil)
    }
    for bad in ["", "1a", "_a", "A", "a-b", "a.b", "ł", "a b", String(repeating: "x", count: 64)] {
      #expect(NameCheck.schemaProblem(of: bad) != nil, "\(bad)")
    }
  }

  @Test("A display name is one line of at most 256 bytes, or nothing")
  func displayNames() {
    #expect(NameCheck.displayNameProblem(of: "") == nil)
    #expect(NameCheck.displayNameProblem(of: "Zażółć 😀") == nil)
    #expect(
      NameCheck.displayNameProblem(of: "a\nb") == "contains the control character U+A at byte 1"
    )
    #expect(NameCheck.displayNameProblem(of: String(repeating: "x", count: 257)) != nil)
  }

  @Test("A user is responsible, creator or a user's id")
  func users() {
    #expect(UserExpression("responsible") == .responsible)
    #expect(UserExpression("creator") == .creator)
    #expect(UserExpression("user:U 1") == .user("U 1"))
    for bad in ["", "Responsible", "user:", "user:a/b", "U-1", "user:a\nb"] {
      #expect(UserExpression(bad) == nil, "\(bad)")
    }
    for expression in [UserExpression.responsible, .creator, .user("x:y")] {
      #expect(UserExpression(expression.text) == expression)
    }
  }

  @Test("A near name is suggested, a far one lists what there is")
  func suggestions() {
    let names = ["amount", "name", "source"]
    #expect(Suggestion.nearest(to: "amuont", among: names) == "amount")
    #expect(Suggestion.nearest(to: "nam", among: names) == "name")
    #expect(Suggestion.nearest(to: "x", among: names) == nil)
    #expect(Suggestion.phrase(for: "x", among: names) == "; expected one of amount, name, source")
    #expect(Suggestion.phrase(for: "x", among: []) == "")
    let many = (0..<20).map { "field_\($0)_of_twenty" }
    #expect(Suggestion.phrase(for: "x", among: many).hasSuffix("… (20 in all)"))
  }

  @Test("A hundred mistakes are described, and no more are worked on")
  func manyMistakes() {
    var violations = Violations()
    var described = 0
    func describe() -> String {
      described += 1
      return "x"
    }
    for index in 0..<100_000 { violations.add("field\(index)", describe()) }
    #expect(violations.list.count == 100)
    #expect(described == 100)
  }

  @Test("Texts are normalised, and those that need nothing stay as they are")
  func normalization() {
    #expect(Array(TextCheck.normalized("A\u{30A}").utf8) == Array("Å".utf8))
    #expect(Array(TextCheck.normalized("\u{212B}").utf8) == Array("Å".utf8))
    #expect(Array(TextCheck.normalized("\u{1112}\u{1161}").utf8) == Array("하".utf8))
    #expect(Array(TextCheck.normalized("\u{F900}").utf8) == Array("\u{8C48}".utf8))
    #expect(TextCheck.normalized("zażółć") == "zażółć")
    #expect(TextCheck.normalized("") == "")
  }
}
