import RobotModel
import Testing

@testable import RobotEngine

@Suite("O8: lint")
struct LintTests {
  /// What is found about robots, as "kind robot robot".
  private func findings(_ robots: String, executors: [String: String] = [:]) throws -> [String] {
    var house = try TestHouse(executors: executors)
    for line in robots.split(separator: "\n") {
      var words = ScenarioWords(String(line))
      try house.putRobot(&words)
    }
    return try house.engine.lint(RuleScope(), at: house.engine.time).map { finding in
      let mark = finding.isError ? "!" : ""
      return "\(finding.kind)\(mark) \(finding.robots.joined(separator: " "))"
    }
  }

  @Test("S-8: finds robots whose own moment has passed, where that skips whatever enters")
  func momentPassed() throws {
    let cases: [(pastDue: PastDue, maxLateness: Int64?, found: Bool)] = [
      (.runNowUntilDate, nil, true), (.skip, nil, true), (.runNow, nil, false),
      (.runNow, 30_000, true), (.runNow, 60_000, false),
    ]
    for (pastDue, maxLateness, found) in cases {
      for isAfterPrevious in [false, true] {
        let book = try RuleBook()
        try book.create(RuleBook.log("first"))
        var robot = RuleBook.log("spring")
        robot.timing.start = .instant(book.now.adding(milliseconds: 1_000))
        robot.timing.pastDue = pastDue
        robot.timing.maxLatenessMilliseconds = maxLateness
        robot.timing.isAfterPrevious = isAfterPrevious
        try book.create(robot)
        #expect(try book.engine.lint(RuleScope(), at: book.now).isEmpty)
        // The clock goes on while the engine has nothing to do.
        let later = book.now.adding(milliseconds: 61_000)
        let kinds = try book.engine.lint(RuleScope(), at: later).map(\.kind)
        let isJudgedByDate = pastDue != .runNow
        #expect(kinds == (found && (isJudgedByDate || !isAfterPrevious) ? [.momentPassed] : []))
      }
    }
  }

  @Test("says nothing of robots that do what is meant")
  func nothing() throws {
    #expect(
      try findings(
        """
        a in new: write_log text=a
        b in new: modify_item set.source=web after previous
        c in new: modify_item set.source=shop after previous
        go in new: change_stage stage=offer after 3 day
        d in new: write_log text=d after 2 day
        e in new: write_log text=e after 5 day survives
        """
      ) == []
    )
  }

  @Test("S-13: names circles once, as errors where nothing ends them")
  func cycles() throws {
    #expect(
      try findings(
        """
        go in new: change_stage stage=offer
        back in offer: change_stage stage=new
        """
      ) == ["cycle! go back"]
    )
    #expect(
      try findings(
        """
        go in new: change_stage stage=offer
        on in offer: change_stage stage=work after 1 day
        back in work: change_stage stage=new if amount > 5
        """
      ) == ["cycle go on back"]
    )
  }

  @Test("S-13: a robot that names its own stage does nothing, and ends no visit")
  func ownStage() throws {
    #expect(
      try findings(
        """
        stay in new: change_stage stage=new after 1 hour
        a in new: write_log text=a after 1 day
        b in new: write_log text=b after previous
        own in offer: change_stage stage=offer if amount > 5
        c in offer: write_log text=c after previous
        """
      ) == ["cycle stay", "cycle own"]
    )
  }

  @Test("S-16: names delayed and chained robots that a visit-ending one cuts off")
  func cutOff() throws {
    #expect(
      try findings(
        """
        a in new: write_log text=a after 2 day
        b in new: write_log text=b after previous
        c in new: write_log text=c after 1 hour
        go in new: change_stage stage=offer after 1 day
        """
      ) == ["cutOff a b go"]
    )
    #expect(
      try findings(
        """
        ask in new: notify recipients=responsible text=a
        b in new: write_log text=b after previous
        go in new: change_stage stage=offer
        """,
        executors: ["notify": "q"]
      ) == ["cutOff b go", "noWorker ask"]
    )
  }

  @Test("a month is at least 28 days and at most 31")
  func months() throws {
    #expect(
      try findings(
        """
        a in new: write_log text=a after 1 month
        go in new: change_stage stage=offer after 29 day
        """
      ) == []
    )
    #expect(
      try findings(
        """
        a in new: write_log text=a after 32 day
        go in new: change_stage stage=offer after 1 month
        """
      ) == ["cutOff a go"]
    )
  }

  @Test("names what follows a robot that ends the visit")
  func neverRuns() throws {
    #expect(
      try findings(
        """
        go in new: change_stage stage=offer if amount > 5
        a in new: write_log text=a after previous
        """
      ) == ["neverRuns! go a"]
    )
    #expect(
      try findings(
        """
        go in new: change_stage stage=offer if amount > 5
        a in new: write_log text=a after previous on_finish
        """
      ) == ["neverRuns go a"]
    )
  }

  @Test(
    "names conditions that contradict themselves",
    arguments: [
      "probability > 5 AND probability < 5",
      "probability > 5 AND probability <= 5",
      "probability = 3 AND probability > 5",
      #"source in ("a", "b") AND source = "c""#,
      "empty(source) AND source = \"a\"",
      "(probability < 2 OR probability > 8) AND probability between 3 and 7",
      "NOT source = \"a\" AND source = \"a\"",
      "amount > 100 AND amount < 50",
      #"close_date < "2026-01-01" AND close_date > "2026-02-01""#,
    ]
  )
  func neverTrue(_ condition: String) throws {
    #expect(
      try findings("a in new: write_log text=a if \(condition)") == ["conditionNeverTrue! a"]
    )
  }

  @Test(
    "keeps quiet about conditions that can hold",
    arguments: [
      "probability >= 5 AND probability <= 5",
      "probability > 5 OR probability < 5",
      #"source in ("a", "b") AND NOT source = "a""#,
      "NOT probability > 5 AND NOT probability < 5",
      "empty(source) AND probability = 1",
      "(probability < 2 OR probability > 8) AND probability between 3 and 9",
      "contains(source, \"a\") AND NOT contains(source, \"b\")",
    ]
  )
  func canHold(_ condition: String) throws {
    #expect(try findings("a in new: write_log text=a if \(condition)") == [])
  }

  @Test(
    "S-6: a bare number beside amounts is one of the amount's currency",
    arguments: [
      (#"amount = 5 AND amount = "5 PLN""#, true),
      (#"amount = 5 AND amount >= "5 PLN" AND amount <= "5 PLN""#, true),
      (#"NOT amount != 5 AND amount in ("5 PLN", "6 PLN")"#, true),
      (#"amount = "5 PLN" AND amount > 5"#, false),
      (#"amount in ("5 PLN", "6 PLN") AND amount = 7"#, false),
    ]
  )
  func bareAmounts(_ text: String, _ isPossible: Bool) throws {
    let book = try RuleBook()
    let condition = try #require(
      try book.create(RuleBook.log("a"), condition: text).condition
    )
    #expect(ConditionSatisfiability.canHold(condition) == isPossible)
  }

  @Test("names two robots that write one field in no order")
  func twoWriters() throws {
    #expect(
      try findings(
        """
        a in new: modify_item set.source=web
        b in new: modify_item set.source=shop
        c in new: modify_item append.tags=x
        d in new: modify_item append.tags=y
        """
      ) == ["twoWriters a b"]
    )
    #expect(
      try findings(
        """
        a in new: modify_item set.source=web set.description=x if probability > 5
        b in new: modify_item set.description=y set.source=shop
        c in new: modify_item set.source=fair
        d in new: modify_item set.source=mail after previous
        e in new: modify_item set.source=call if probability < 2
        """
      ) == [
        "twoWriters a b", "twoWriters a c", "twoWriters b c e", "twoWriters a d",
        "twoWriters b d e",
      ]
    )
    #expect(
      try findings(
        """
        a in new: modify_item set.source=web if probability > 5
        b in new: modify_item set.source=shop if probability <= 5
        """
      ) == []
    )
  }

  @Test("names users who do not exist")
  func users() throws {
    #expect(
      try findings("a in new: notify recipients=user:nobody text=a as user:none")
        == ["unknownUser a"]
    )
  }

  @Test("S-3: names a first robot that is to run after the previous one")
  func first() throws {
    #expect(
      try findings("a in new: write_log text=a after previous") == ["firstAfterPrevious a"]
    )
  }

  @Test(
    "what it calls impossible is true for no values",
    arguments: 1...30 as ClosedRange<UInt64>
  )
  func againstBruteForce(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<40 {
      let condition = Self.condition(&numbers, depth: 3)
      let isPossible = ConditionSatisfiability.canHold(condition)
      let holdsSomewhere = (-1...7).contains { first in
        (-1...7).contains { second in
          Self.holds(condition, for: [first, second])
        }
      }
      if holdsSomewhere {
        #expect(isPossible, "\(ConditionText.text(of: condition))")
      }
    }
  }

  private static let operators: [ConditionOperator] = [
    .equal, .notEqual, .greater, .greaterOrEqual, .less, .lessOrEqual, .isIn, .isNotIn, .isEmpty,
    .isNotEmpty,
  ]

  private static func condition(_ numbers: inout SeededNumbers, depth: Int) -> Condition {
    switch depth == 0 ? 3 : numbers.below(5) {
    case 0: return .all((0..<2).map { _ in condition(&numbers, depth: depth - 1) })
    case 1: return .any((0..<2).map { _ in condition(&numbers, depth: depth - 1) })
    case 2: return .not(condition(&numbers, depth: depth - 1))
    default:
      let operation = numbers.pick(operators)
      let count = operation == .isEmpty || operation == .isNotEmpty ? 0 : 1
      return .comparison(
        Comparison(
          path: numbers.pick(["x", "y"]),
          comparisonOperator: operation,
          operands: (0..<count).map { _ in .integer(Int64(numbers.below(6))) }
        )
      )
    }
  }

  /// The condition for two whole numbers, of which -1 stands for an empty field.
  private static func holds(_ condition: Condition, for values: [Int64]) -> Bool {
    switch condition {
    case .all(let members): return members.allSatisfy { holds($0, for: values) }
    case .any(let members): return members.contains { holds($0, for: values) }
    case .not(let member): return !holds(member, for: values)
    case .comparison(let comparison):
      let value = values[comparison.path == "x" ? 0 : 1]
      var operand: Int64 = 0
      if case .integer(let number)? = comparison.operands.first { operand = number }
      let isThere = value >= 0
      switch comparison.comparisonOperator {
      case .equal, .isIn: return isThere && value == operand
      case .notEqual, .isNotIn: return !(isThere && value == operand)
      case .greater: return isThere && value > operand
      case .greaterOrEqual: return isThere && value >= operand
      case .less: return isThere && value < operand
      case .lessOrEqual: return isThere && value <= operand
      case .isEmpty: return !isThere
      default: return isThere
      }
    }
  }
}
