import RobotModel
import Testing

@testable import RobotEngine

/// S-13: the finder of circles against a walk over every way there is, on random small rule sets.
@Suite struct CircleTests {
  /// In the order of the pipeline.
  fileprivate static let stages = ["new", "offer", "work", "won"]

  /// A way from one stage to another that the rules have, by the stages' places.
  private struct Way {
    let from: Int
    let to: Int
    let isImmediate: Bool
  }

  private struct RuleSet {
    let book: RuleBook
    var ways: [Way] = []
    /// Stages where a robot writes the field that triggers watch.
    var writers: [Int] = []

    /// Makes up to nine rules.
    init(seed: UInt64) throws {
      book = try RuleBook()
      var numbers = SeededNumbers(seed: seed)
      for index in 0..<(1 + numbers.below(9)) {
        switch numbers.below(4) {
        case 0: try addWriter("r\(index)", &numbers)
        case 1: try addTrigger("t\(index)", &numbers)
        default: try addMover("r\(index)", &numbers)
        }
      }
      // What a trigger hears of is known once all the writers are.
      addTriggerWays()
    }

    private mutating func addMover(_ id: String, _ numbers: inout SeededNumbers) throws {
      let from = numbers.below(4)
      let to = (from + 1 + numbers.below(3)) % 4
      var robot = RuleBook.move(id, in: CircleTests.stages[from], to: CircleTests.stages[to])
      let isDelayed = numbers.oneIn(4)
      let isConditional = numbers.oneIn(4)
      robot.isEnabled = !numbers.oneIn(6)
      if isDelayed { robot.timing.start = .after(DueTable.span("1 day")) }
      try book.create(robot, condition: isConditional ? "amount > 5" : "", isForced: true)
      if robot.isEnabled {
        ways.append(Way(from: from, to: to, isImmediate: !isDelayed && !isConditional))
      }
    }

    private mutating func addWriter(_ id: String, _ numbers: inout SeededNumbers) throws {
      let stage = numbers.below(4)
      var robot = RuleBook.log(id, in: CircleTests.stages[stage])
      robot.type = "modify_item"
      robot.parameters = [NamedValue(name: "set.source", value: .text("web"))]
      try book.create(robot)
      writers.append(stage)
    }

    private var triggers: [Trigger] = []

    private mutating func addTrigger(_ id: String, _ numbers: inout SeededNumbers) throws {
      var trigger = Trigger(
        id: id,
        place: StageKey(
          entityType: "deal",
          pipeline: "sales",
          stage: CircleTests.stages[numbers.below(4)]
        ),
        type: "field_changed"
      )
      trigger.parameters = [
        NamedValue(name: "field", value: .text(numbers.oneIn(4) ? "tags" : "source")),
        NamedValue(name: "include_automation", value: .boolean(!numbers.oneIn(4))),
      ]
      trigger.allowsBackwards = numbers.oneIn(2)
      trigger.allowsFromFinal = numbers.oneIn(2)
      trigger.isEnabled = !numbers.oneIn(6)
      _ = try book.engine.perform(
        CreateTrigger(draft: TriggerDraft(trigger: trigger)),
        by: book.caller,
        at: book.now
      )
      triggers.append(trigger)
    }

    private mutating func addTriggerWays() {
      for trigger in triggers where trigger.isEnabled {
        guard let to = CircleTests.stages.firstIndex(of: trigger.place.stage),
          trigger.parameters.value("field") == .text("source"),
          trigger.parameters.value("include_automation") == .boolean(true)
        else { continue }
        for from in writers where from != to {
          if from > to, !trigger.allowsBackwards { continue }
          if CircleTests.stages[from] == "won", !trigger.allowsFromFinal { continue }
          ways.append(Way(from: from, to: to, isImmediate: false))
        }
      }
    }

    /// Every circle whose first stage this is, by walking every way that meets no stage twice;
    /// true for those that are gone at once and always.
    func circles(from first: Int) -> [Bool] {
      var found: [Bool] = []
      func walk(_ stage: Int, _ seen: [Int], _ isImmediate: Bool) {
        for way in ways where way.from == stage {
          let isEndless = isImmediate && way.isImmediate
          if way.to == first { found.append(isEndless) }
          if way.to > first, !seen.contains(way.to) { walk(way.to, seen + [way.to], isEndless) }
        }
      }
      walk(first, [first], true)
      return found
    }
  }

  @Test("Every stage that begins a circle is told, as an error if one is endless", arguments: 0..<4)
  func everyCircle(part: UInt64) throws {
    var told = 0
    for seed in part * 100..<part * 100 + 100 {
      let rules = try RuleSet(seed: seed)
      let book = rules.book
      let findings = try book.engine.lint(RuleScope(), at: book.now).filter { $0.kind == .cycle }
      for (index, stage) in Self.stages.enumerated() {
        let circles = rules.circles(from: index)
        let finding = findings.first { $0.place.stage == stage }
        #expect((finding != nil) == !circles.isEmpty, "seed \(seed), stage \(stage)")
        if let finding {
          told += 1
          #expect(finding.isError == circles.contains(true), "seed \(seed), stage \(stage)")
        }
      }
      #expect(findings.count == Set(findings.map(\.place.stage)).count)
    }
    #expect(told > 20)
  }
}
