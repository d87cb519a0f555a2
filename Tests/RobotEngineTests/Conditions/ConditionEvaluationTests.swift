import RobotModel
import Testing

@testable import RobotEngine

/// C1 to C5 and S-6: what conditions answer.
@Suite struct ConditionEvaluationTests {
  /// A deal with something in most fields, and empty ones: `company`, `area`, `company.city`.
  static let reader = SampleReader(
    [
      "name": .text("Szafa dębowa"),
      "amount": Sample.money("100000"),
      "source": .text("web"),
      "tags": Sample.texts("vip", "oak"),
      "urgent": .boolean(true),
      "rooms": .integer(3),
      "probability": .integer(50),
      "close_date": Sample.date("2026-06-03"),
      "called": Sample.timestamp("2026-06-03T15:30:00Z"),
      "wood": .text("oak"),
      "visits": .list([Sample.date("2026-05-01"), Sample.date("2026-05-02")]),
      "responsible": Sample.reference("user", "U-1"),
      "stage": .text("offer"),
      "pipeline": .text("sales"),
      "id": .text("D-1"),
      "contact.city": .text("Kraków"),
      "contact.last_name": .text("STRAẞE"),
      "responsible.email": .text("anna@example.org"),
      "creator.name": .text("Jan"),
    ],
    atEntry: ["source": .text("web"), "rooms": .integer(2), "area": Sample.decimal("1")]
  )

  static func compile(_ text: String) throws -> CompiledCondition {
    var violations = Violations()
    let checker = ConditionChecker(schema: SampleSchema.table, entityType: "deal")
    let checked = checker.check(text: text, at: "robot.condition_text", &violations)
    try violations.throwIfAny()
    return try CompiledCondition(try #require(checked), paths: SampleSchema.paths)
  }

  static let answers: [(String, Bool)] = [
    // C4: amounts are exact, and a bare number takes the field's currency.
    ("amount > 100000", false), ("amount >= 100000", true), ("amount = 100000.00", true),
    ("amount > 99999.999999999", true), ("amount < money(\"PLN\", 100000.01)", true),
    ("amount between 100000 and 100000", true), ("amount in (1, 100000)", true),
    ("amount != 100000", false), ("amount not in (1, 2)", true),
    // Text: equality to the byte, parts and starts without case, order by bytes.
    ("source = web", true), ("source = Web", false), ("source > weaver", true),
    ("source < \"web site\"", true), ("source between a and x", true), ("name:DĘBOWA", true),
    ("startsWith(name, sZAFA)", true), ("startsWith(name, \"d\")", false),
    ("notContains(name, \"dąb\")", true), ("contact.last_name:strasse", true),
    ("source in (mail, web)", true), ("source not in (mail, web)", false),
    // Text is compared in normalisation form C, however it was typed.
    ("contact.city = \"Krako\\u{301}w\"", true), ("contact.city:\"AKO\\u{301}\"", true),
    // Numbers, truth, days, moments, options.
    ("rooms = 3", true), ("rooms > 2.5", true), ("rooms <= 3.0", true), ("rooms > 3", false),
    ("urgent = true", true), ("urgent != true", false), ("urgent in (false, true)", true),
    ("close_date = \"2026-06-03\"", true), ("close_date < date(\"2026-06-04\")", true),
    ("called > \"2026-06-03T17:29:59+02:00\"", true), ("called < \"2026-06-03T15:30:00Z\"", false),
    ("wood = oak", true), ("wood in (ash)", false), ("wood != ash", true),
    // Users and other records.
    ("responsible = \"U-1\"", true), ("responsible in (\"user/U-1\", \"U-2\")", true),
    ("responsible != reference(\"user\", \"U-1\")", false), ("responsible.email:ANNA", true),
    ("creator.name = Jan", true), ("contact.city = \"Kraków\"", true),
    // Lists: members, sets, whole lists.
    ("tags:vip", true), ("tags:vi", false), ("notContains(tags, vip)", false),
    ("tags in (x, oak)", true), ("tags not in (x, y)", true), ("tags = [vip, oak]", true),
    ("tags = [oak, vip]", false), ("tags != [vip]", true), ("visits:\"2026-05-02\"", true),
    // What the item stands in.
    ("stage = offer", true), ("pipeline in (sales)", true), ("stage != won", true),
    ("id = \"D-1\"", true), ("item.rooms = 3", true),
    // Empty fields: ordering and equality are false, negations true.
    ("empty(area)", true), ("notEmpty(area)", false), ("area = 1", false), ("area != 1", true),
    ("area < 1", false), ("area >= 1", false), ("NOT area < 1", true),
    ("area between 0 and 9", false),
    ("area in (1)", false), ("area not in (1)", true), ("company.city:x", false),
    ("startsWith(company.city, x)", false), ("notContains(company.city, x)", true),
    ("company:*", false), ("empty(company)", true),
    // Changes since entry.
    ("changed(source)", false), ("changed(rooms)", true), ("changed(area)", true),
    ("changed(company)", false), ("NOT changed(source)", true), ("changed(urgent)", true),
    // Groups.
    ("all()", true), ("any()", true), ("NOT all()", false), ("all(rooms = 3)", true),
    ("rooms = 3 and source = web", true), ("rooms = 3 and source = mail", false),
    ("rooms = 4 or source = web", true), ("rooms = 4 or source = mail", false),
    ("(rooms = 4 or urgent = true) and not (tags:x or tags:y)", true),
    ("not (rooms = 3 and (tags:x or empty(name)))", true),
  ]

  @Test("Every operator answers as the rules say", arguments: answers)
  func answer(text: String, expected: Bool) throws {
    #expect(try Self.compile(text).isSatisfied(by: Self.reader) == expected)
    #expect(try Self.compile("NOT (\(text))").isSatisfied(by: Self.reader) == !expected)
  }

  @Test("Amounts of different currencies fail the run, but only where they meet (S-6)")
  func currencies() throws {
    let meet = try Self.compile("urgent = true AND amount > money(\"EUR\", 5)")
    let failure = #expect(throws: RunFailure.self) { try meet.isSatisfied(by: Self.reader) }
    #expect(failure?.reason == .currencyMismatch)
    #expect(failure?.message.contains("100000 PLN and 5 EUR") == true)
    let decided = try Self.compile("urgent = false AND amount > money(\"EUR\", 5)")
    #expect(try !decided.isSatisfied(by: Self.reader))
    #expect(try !Self.compile("amount != money(\"PLN\", 100000)").isSatisfied(by: Self.reader))
    #expect(throws: RunFailure.self) {
      try Self.compile("amount = money(\"EUR\", 5)").isSatisfied(by: Self.reader)
    }
    #expect(
      try !Self.compile("amount = money(\"EUR\", 5)").isSatisfied(by: SampleReader()),
      "an empty amount meets no currency"
    )
  }

  @Test("Amounts of different currencies compare by what their units are worth (S-6)")
  func rates() throws {
    var reader = Self.reader
    reader.rates = try [
      CurrencyCode("PLN"): DecimalNumber("1"), CurrencyCode("EUR"): DecimalNumber("4.25"),
    ]
    // 100,000 PLN are 23,529.41 EUR and something.
    for (text, expected) in [
      (#"amount > money("EUR", 23529.41)"#, true), (#"amount > money("EUR", 23529.42)"#, false),
      (#"amount = money("EUR", 23529.41)"#, false),
      (#"amount BETWEEN money("EUR", 1) AND money("EUR", 23530)"#, true),
      (#"amount IN (money("EUR", 8), money("PLN", 100000))"#, true),
    ] {
      #expect(try Self.compile(text).isSatisfied(by: reader) == expected, "\(text)")
    }
    let unknown = try Self.compile(#"amount > money("USD", 5)"#)
    let failure = #expect(throws: RunFailure.self) { try unknown.isSatisfied(by: reader) }
    #expect(failure?.message.contains("exchange_rates") == true)
  }

  @Test("A decision tells the comparisons that were made, in order, with what was there")
  func decision() throws {
    let condition = try Self.compile("(source = mail OR rooms > 2) AND empty(area) AND tags:x")
    let decision = condition.decide(by: Self.reader)
    #expect(try decision.result.get() == false)
    #expect(decision.operands.map(\.index) == [0, 1, 2, 3])
    #expect(decision.operands.map(\.isSatisfied) == [false, true, true, false])
    #expect(decision.operands[1].actual == .integer(3))
    #expect(decision.operands[2].actual == nil)
    let early = try Self.compile("rooms = 4 AND tags:x").decide(by: Self.reader)
    #expect(early.operands.map(\.index) == [0])
  }

  @Test("The fields that changes are asked of are known, each once")
  func comparedWithEntry() throws {
    let condition = try Self.compile("changed(source) OR changed(name) OR NOT changed(source)")
    #expect(
      condition.fieldsComparedWithEntry
        == [SampleSchema.number("name"), SampleSchema.number("source")]
    )
  }

  @Test("A bare number against money compares with the amount in any currency")
  func bareNumber() throws {
    let reader = SampleReader(["amount": Sample.money("7", "EUR")])
    #expect(try Self.compile("amount > 6.5").isSatisfied(by: reader))
  }

  /// Answers a tree the slow and obvious way.
  private static func naive(_ tree: Condition, _ reader: SampleReader) -> Bool {
    switch tree {
    case .all(let members): return members.allSatisfy { naive($0, reader) }
    case .any(let members):
      return members.isEmpty || members.contains { naive($0, reader) }
    case .not(let member): return !naive(member, reader)
    case .comparison(let comparison):
      guard let resolved = try? SampleSchema.paths.resolve(comparison.path),
        case .integer(let value)? = reader.value(at: resolved.path),
        case .integer(let operand)? = comparison.operands.first
      else { return false }
      return comparison.comparisonOperator == .equal ? value == operand : value > operand
    }
  }

  @Test("Jumping code answers as the tree does", arguments: 0..<10)
  func jumps(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    func tree(_ depth: Int) -> Condition {
      switch depth == 1 ? 3 : numbers.below(4) {
      case 0: return .all((0..<numbers.below(4)).map { _ in tree(depth - 1) })
      case 1: return .any((0..<numbers.below(4)).map { _ in tree(depth - 1) })
      case 2: return .not(tree(depth - 1))
      default:
        return .comparison(
          Comparison(
            path: numbers.pick(["rooms", "probability"]),
            comparisonOperator: numbers.pick([.equal, .greater]),
            operands: [.integer(Int64(numbers.below(4)))]
          )
        )
      }
    }
    for _ in 0..<400 {
      let condition = tree(6)
      let reader = SampleReader([
        "rooms": .integer(Int64(numbers.below(4))), "probability": .integer(2),
      ])
      let compiled = try CompiledCondition(condition, paths: SampleSchema.paths)
      #expect(try compiled.isSatisfied(by: reader) == Self.naive(condition, reader))
    }
  }
}
