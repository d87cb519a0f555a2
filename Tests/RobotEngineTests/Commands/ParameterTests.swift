import RobotModel
import Testing

@testable import RobotEngine

/// M5, R13 and S-19: parameters by what the robot type says of them.
@Suite struct ParameterTests {
  private static func robot(_ type: String, _ parameters: [(String, FieldValue)]) -> Robot {
    var robot = RuleBook.log("r")
    robot.type = type
    robot.parameters = parameters.map { NamedValue(name: $0.0, value: $0.1) }
    return robot
  }

  static let refusals: [(String, [(String, FieldValue)], String, String)] = [
    ("write_log", [], "text", "is needed"),
    ("write_log", [("text", .text(""))], "text", "is needed"),
    ("write_log", [("text", .integer(5))], "text", "is integer; expected a text"),
    ("write_log", [("text", Sample.texts("a"))], "text", "is a list; expected a text"),
    ("write_log", [("text", .text("{{amount | upper}}"))], "text", "(at byte 11)"),
    ("notify", [("text", .text("x")), ("recipients", .text("me"))], "recipients", "is no user"),
    (
      "notify", [("text", .text("x")), ("recipients", Sample.texts("creator", "user:"))],
      "recipients[1]", "expected responsible, creator, supervisor or user:ID"
    ),
    ("notify", [("text", .text("x")), ("recipients", .list([]))], "recipients", "has 0 members"),
    (
      "control", [("text", .text("x")), ("violation", .text("NO_ANSWER"))], "violation",
      "NO_ANSWER_FOR"
    ),
    (
      "control", [("text", .text("x")), ("violation", .text("NO_ANSWER_FOR"))], "for",
      "is needed; expected a count and a unit such as 2 days"
    ),
    (
      "control",
      [("text", .text("x")), ("violation", .text("NO_ACTIVITY_FOR")), ("for", .text("2d"))], "for",
      "\"2d\" is no span of time"
    ),
    (
      "control",
      [("text", .text("x")), ("violation", .text("NO_ACTIVITY_FOR")), ("for", .text("0 days"))],
      "for", "\"0 days\" is no span of time"
    ),
    (
      "control", [("text", .text("x")), ("for", .text("2 days"))], "for",
      "belongs to NO_ANSWER_FOR and NO_ACTIVITY_FOR alone"
    ),
    ("change_responsible", [("user", Sample.texts("creator"))], "user", "is a list"),
    ("change_stage", [("stage", .text("ofer"))], "stage", "did you mean \"offer\"?"),
    (
      "change_stage", [("stage", .text("offer")), ("pipeline", .text("service"))], "stage",
      "is no stage of the pipeline \"service\""
    ),
    (
      "change_stage", [("stage", .text("done")), ("pipeline", .text("srvice"))], "stage",
      "is no stage"
    ),
    ("modify_item", [], "", "expected at least one of set.FIELD"),
    ("modify_item", [("set.nmae", .text("x"))], "set.nmae", "did you mean \"name\"?"),
    ("modify_item", [("put.name", .text("x"))], "put.name", "has no such parameter"),
    ("modify_item", [("append.name", .text("x"))], "append.name", "holds a single value"),
    ("modify_item", [("clear.name", .text("x"))], "clear.name", "is text; expected true"),
    ("modify_item", [("clear.name", .boolean(false))], "clear.name", "is false; expected true"),
    ("modify_item", [("clear.tags", .boolean(true))], "clear.tags", "empties a list"),
    ("modify_item", [("set.name", Sample.texts("x"))], "set.name", "is a list"),
    ("modify_item", [("set.amount", .text("much"))], "set.amount", "is not an amount"),
    ("modify_item", [("set.amount", .boolean(true))], "set.amount", "is boolean; expected money"),
    ("modify_item", [("set.name", .text("{{nme}}"))], "set.name", "there is no field \"nme\""),
    (
      "modify_item", [("append.tags", .text("x")), ("set.tags", .text("y"))], "set.tags",
      "is the second parameter for \"tags\""
    ),
    (
      "modify_item", [("set.contacts", .list([.text("C"), .text("user/C")]))], "set.contacts[1]",
      "expected one of \"contact\""
    ),
    (
      "modify_item", [("set.close_date", .text("{{now}}"))], "set.close_date",
      "{{now}} is timestamp; expected date, as {{now | date: \"yyyy-MM-dd\"}} gives"
    ),
    (
      "modify_item", [("set.amount", .text("{{close_date}}"))], "set.amount",
      "{{close_date}} is date; expected money"
    ),
    (
      "modify_item", [("set.amount", .text("about {{probability}} PLN"))], "set.amount",
      "\"about \" can be no part of an amount and a currency such as 100.50 PLN"
    ),
    (
      "modify_item", [("set.contacts", .list([.text("C"), .text("{{company}}")]))],
      "set.contacts", "{{company}} is reference to \"company\"; expected one to \"contact\""
    ),
    (
      "modify_item", [("set.responsible", .text("{{contacts}}"))], "set.responsible",
      "{{contacts}} is a list of reference to \"contact\"; expected one to \"user\""
    ),
  ]

  @Test(
    "A template that may give a value of its field is taken",
    arguments: [
      ("close_date", "{{now | date: \"yyyy-MM-dd\"}}"), ("close_date", "2026-{{probability}}-01"),
      ("amount", "{{probability}} PLN"), ("amount", " {{probability}}.50 {{name}}"),
      ("probability", "{{amount | number: 0}}"), ("probability", "{{name}}"),
      ("name", "{{contacts}} at {{now}}"), ("name", "{{contacts}}"), ("contacts", "C-{{name}}"),
      ("responsible", "{{creator}}"), ("tags", "{{amount}}"), ("amount", "{{amount}}"),
    ]
  )
  func taken(field: String, template: String) throws {
    let book = try RuleBook()
    try book.create(Self.robot("modify_item", [("set.\(field)", .text(template))]))
  }

  @Test("A parameter that does not fit is refused by its path", arguments: refusals)
  func refusal(
    type: String,
    parameters: [(String, FieldValue)],
    name: String,
    message: String
  ) throws {
    let book = try RuleBook()
    let path = name.isEmpty ? "robot.parameters" : "robot.parameters.\(name)"
    let error = book.refuses(.invalidArgument, saying: message) { () throws(RequestError) in
      try book.create(Self.robot(type, parameters))
    }
    #expect(error?.violations.contains { $0.field == path } == true, "\(error?.message ?? "")")
  }

  @Test("Words around placeholders must be in an option of the field")
  func options() throws {
    let book = try RuleBook()
    var deal = try book.engine.entityType("deal")
    let options = ["dark oak", "light ash"]
    deal.fields.append(Field(id: "wood", displayName: "", type: .enumeration, options: options))
    try book.update(deal)
    let path = "robot.parameters.set.wood"
    var taken = Self.robot("modify_item", [("set.wood", .text("{{name}} oak"))])
    taken.id = "taken"
    try book.create(taken)
    for (template, message) in [
      ("dark {{name}} ash", "are in no option of the field"),
      ("{{amount}}", "{{amount}} is money; expected enumeration"),
    ] {
      book.refuses(.invalidArgument, fields: [path], saying: message) { () throws(RequestError) in
        try book.create(Self.robot("modify_item", [("set.wood", .text(template))]))
      }
    }
  }

  @Test("At most 100 parameters are read")
  func count() throws {
    let book = try RuleBook()
    let many = (0...Limits.parametersPerRobot).map { ("set.f\($0)", FieldValue.text("x")) }
    book.refuses(.invalidArgument, fields: ["robot.parameters"], saying: "at most 100") {
      () throws(RequestError) in try book.create(Self.robot("modify_item", many))
    }
  }

  /// What a modify_item robot resolves to for a deal with these fields.
  private static func resolved(
    _ parameters: [(String, FieldValue)],
    _ reader: SampleReader
  ) throws -> [NamedValue] {
    var violations = Violations()
    let compiler = ParameterCompiler(
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
      type: "modify_item",
      declared: try #require(Catalogue.kind("modify_item")).type.parameters,
      schema: SampleSchema.table,
      context: TemplateContext(paths: SampleSchema.paths),
      field: "robot.parameters"
    )
    let compiled = compiler.compile(
      parameters.map { NamedValue(name: $0.0, value: $0.1) },
      &violations
    )
    try violations.throwIfAny()
    return try compiled.resolve(by: reader)
  }

  @Test("Texts become values of their fields when a run starts (R13)")
  func values() throws {
    let reader = SampleReader([
      "name": .text("Szafa"), "amount": Sample.money("10"), "rooms": .integer(3),
      "tags": Sample.texts("a", "b"), "source": .text("2026-06-03"),
      "responsible": Sample.reference("user", "U-1"),
      "contacts": .list([Sample.reference("contact", "C-1")]),
    ])
    let cases: [(String, FieldValue, FieldValue?)] = [
      ("set.name", .text("{{name}} {{rooms}}"), .text("Szafa 3")),
      ("set.name", .text("{{tags}}"), .text("a, b")),
      ("set.amount", .text("{{rooms}}0.5 EUR"), Sample.money("30.5", "EUR")),
      ("set.amount", .text("{{amount}}"), Sample.money("10")),
      ("set.amount", .text("12 PLN"), Sample.money("12")),
      ("set.area", .text("{{rooms}}"), Sample.decimal("3")),
      ("set.close_date", .text("{{source}}"), Sample.date("2026-06-03")),
      ("set.tags", .text("{{tags}}"), Sample.texts("a", "b")),
      ("append.tags", .list([.text("{{name}}"), .text("x")]), Sample.texts("Szafa", "x")),
      ("set.creator", .text("{{responsible}}"), Sample.reference("user", "U-1")),
      ("set.contacts", .text("{{contacts}}"), .list([Sample.reference("contact", "C-1")])),
      ("clear.name", .boolean(true), .boolean(true)),
      // A preset that is forgotten, or that turns out empty, never blanks a field (S-19).
      ("set.name", .text("{{description}}"), nil),
      ("set.tags", .text("{{observers}}"), nil),
      ("clear.name", .boolean(false), nil),
    ]
    for (name, value, expected) in cases {
      let resolved = try Self.resolved([(name, value), ("set.urgent", .boolean(true))], reader)
      #expect(resolved.first { $0.name == name }?.value == expected, "\(name) \(value)")
    }
    for (name, value) in [
      ("set.amount", "{{name}}"), ("set.rooms", "{{amount}}"), ("set.wood", "{{name}}"),
      ("set.company", "{{responsible}}"),
    ] {
      let failure = #expect(throws: RunFailure.self) {
        try Self.resolved([(name, .text(value))], reader)
      }
      #expect(failure?.reason == .refused)
      #expect(failure?.message.contains(name) == true)
    }
  }
}
