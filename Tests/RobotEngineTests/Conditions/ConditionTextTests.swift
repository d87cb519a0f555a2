import RobotEngine
import RobotModel
import Testing

/// C3 and S-6: the text form of conditions, there and back.
@Suite struct ConditionTextTests {
  private static func compare(
    _ path: String,
    _ asked: ConditionOperator,
    _ operands: FieldValue...
  ) -> Condition {
    .comparison(Comparison(path: path, comparisonOperator: asked, operands: operands))
  }

  /// A text as people write it, its tree, and the text as it is printed.
  static let readings: [(String, Condition, String)] = [
    ("amount>100000", compare("amount", .greater, .integer(100_000)), "amount > 100000"),
    ("area = 2.50", compare("area", .equal, Sample.decimal("2.5")), "area = 2.5"),
    ("area = 5.0", compare("area", .equal, Sample.decimal("5")), "area = 5.0"),
    ("rooms != -3", compare("rooms", .notEqual, .integer(-3)), "rooms != -3"),
    ("source = web", compare("source", .equal, .text("web")), "source = \"web\""),
    ("source = 'a\"b'", compare("source", .equal, .text("a\"b")), "source = \"a\\\"b\""),
    ("source = \"\\u{141}\\n\"", compare("source", .equal, .text("Ł\n")), "source = \"Ł\\n\""),
    ("urgent = true", compare("urgent", .equal, .boolean(true)), "urgent = true"),
    (
      "source in (web, \"fair\")", compare("source", .isIn, .text("web"), .text("fair")),
      "source IN (\"web\", \"fair\")"
    ),
    ("a NOT in (1)", compare("a", .isNotIn, .integer(1)), "a NOT IN (1)"),
    (
      "a between 1 and 2 and b = 3",
      .all([
        compare("a", .between, .integer(1), .integer(2)), compare("b", .equal, .integer(3)),
      ]),
      "a BETWEEN 1 AND 2 AND b = 3"
    ),
    ("NOT tags:\"vip\"", .not(compare("tags", .contains, .text("vip"))), "NOT tags:\"vip\""),
    ("-tags:vip", .not(compare("tags", .contains, .text("vip"))), "NOT tags:\"vip\""),
    ("contains(name, x)", compare("name", .contains, .text("x")), "name:\"x\""),
    (
      "notContains(name, x)", compare("name", .notContains, .text("x")),
      "notContains(name, \"x\")"
    ),
    ("company:*", compare("company", .isNotEmpty), "notEmpty(company)"),
    ("EMPTY(company)", compare("company", .isEmpty), "empty(company)"),
    ("NOTEMPTY(company)", compare("company", .isNotEmpty), "notEmpty(company)"),
    ("startswith(name, x)", compare("name", .startsWith, .text("x")), "startsWith(name, \"x\")"),
    ("ANY(Changed(a))", .any([compare("a", .changed)]), "any(changed(a))"),
    (
      "amount < MONEY(\"PLN\", 5)", compare("amount", .less, Sample.money("5")),
      "amount < money(\"PLN\", 5)"
    ),
    ("empty( company )", compare("company", .isEmpty), "empty(company)"),
    (
      "amount < money(\"PLN\", 99.90)", compare("amount", .less, Sample.money("99.9")),
      "amount < money(\"PLN\", 99.9)"
    ),
    (
      "close_date <= date(\"2026-06-03\")",
      compare("close_date", .lessOrEqual, Sample.date("2026-06-03")),
      "close_date <= date(\"2026-06-03\")"
    ),
    (
      "called > timestamp('2026-06-03T15:30:00.250+02:00')",
      compare("called", .greater, Sample.timestamp("2026-06-03T13:30:00.250Z")),
      "called > timestamp(\"2026-06-03T13:30:00.250Z\")"
    ),
    (
      "responsible = reference(\"user\", \"U-1\")",
      compare("responsible", .equal, Sample.reference("user", "U-1")),
      "responsible = reference(\"user\", \"U-1\")"
    ),
    ("tags = [a, b]", compare("tags", .equal, Sample.texts("a", "b")), "tags = [\"a\", \"b\"]"),
    ("all()", .all([]), "all()"),
    ("any(changed(a))", .any([compare("a", .changed)]), "any(changed(a))"),
    (
      "all(empty(a), empty(b))", .all([compare("a", .isEmpty), compare("b", .isEmpty)]),
      "empty(a) AND empty(b)"
    ),
    (
      "a > 1 AND (b = \"x\" OR contact.city = \"Kraków\") AND NOT tags:\"vip\"",
      .all([
        compare("a", .greater, .integer(1)),
        .any([
          compare("b", .equal, .text("x")), compare("contact.city", .equal, .text("Kraków")),
        ]),
        .not(compare("tags", .contains, .text("vip"))),
      ]),
      "a > 1 AND (b = \"x\" OR contact.city = \"Kraków\") AND NOT tags:\"vip\""
    ),
  ]

  @Test("A text reads as its tree, and the tree prints as its one text", arguments: readings)
  func reading(text: String, tree: Condition, printed: String) throws {
    #expect(try ConditionText.parse(text) == tree)
    #expect(ConditionText.text(of: tree) == printed)
    #expect(try ConditionText.parse(printed) == tree)
  }

  /// A text, where it goes wrong, and a part of what is said.
  static let mistakes: [(String, Int, String)] = [
    ("", 0, "expected a field such as amount, found the end"),
    ("a = 1 AND b = 2 OR c = 3", 16, "AND and OR at one level are ambiguous"),
    ("a = 1 or b = 2 and c = 3", 15, "OR and AND at one level are ambiguous"),
    ("amount >", 8, "expected a value, found the end"),
    ("amount 5", 7, "expected one of = != < <= > >= : IN, NOT IN, BETWEEN, found \"5\""),
    ("a == 5", 3, "expected a value, found \"=\""),
    ("a = 5 b = 6", 6, "expected AND, OR or the end, found \"b\""),
    ("(a = 5", 6, "expected AND, OR or a closing parenthesis, found the end"),
    ("a in 5", 5, "expected a list of values in parentheses, found \"5\""),
    ("a in ()", 6, "expected a value, found \")\""),
    ("a not 5", 6, "expected IN after NOT, found \"5\""),
    ("a between 1 or 2", 12, "expected AND and the upper end, found \"or\""),
    ("a = \"x", 4, "this string is not closed"),
    ("a = \"\\q\"", 5, "there is no such escape"),
    ("a = \"\\u{D800}\"", 5, "expected a character's number"),
    ("a = 2026-06-03", 4, "a number ends here; expected texts and dates in quotes"),
    ("a = money(\"pln\", 5)", 10, "not a currency code"),
    ("a = money(\"PLN\", x)", 17, "expected an amount, found \"x\""),
    ("a = date(\"2026-02-30\")", 18, "expected a day from 01 to 28"),
    ("a = dat(\"2026-02-03\")", 4, "did you mean \"date\"?"),
    ("emtpy(a)", 0, "there is no function \"emtpy\"; did you mean \"empty\"?"),
    ("and = 5", 0, "expected a field such as amount, found \"and\""),
    ("NOT", 3, "expected a field such as amount, found the end"),
    ("a = [[1]]", 5, "expected a value, found \"[\""),
    ("łódź = ", 10, "expected a value, found the end"),
    ("a = 1e40", 4, "at most 34 digits"),
  ]

  @Test("A mistake is named with its place and what was expected", arguments: mistakes)
  func mistake(text: String, position: Int, message: String) {
    let error = #expect(throws: PlacedError.self) { try ConditionText.parse(text) }
    #expect(error?.position == position)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("The description shows the place with a caret, by characters and not by bytes")
  func caret() {
    let error = #expect(throws: PlacedError.self) { try ConditionText.parse("a = \"łódź\" b") }
    #expect(
      error?.description == """
        expected AND, OR or the end, found "b" (at byte 14)
          a = "łódź" b
                     ^
        """
    )
  }

  @Test("Nesting beyond the limit is refused without deep recursion, whatever nests")
  func nesting() throws {
    let limit = Limits.conditionDepth
    let parentheses =
      String(repeating: "(", count: limit) + "a = 1"
      + String(repeating: ")", count: limit)
    #expect(throws: Never.self) { try ConditionText.parse(parentheses) }
    for opening in ["(", "NOT ", "-", "all(", "any(b = 1, "] {
      let text = String(repeating: opening, count: 16_000 / opening.utf8.count)
      let error = #expect(throws: PlacedError.self) { try ConditionText.parse(text) }
      #expect(error?.message.contains("nested too deeply") == true, "\(opening)")
    }
  }

  @Test("At most 200 nodes and 16 KiB are read")
  func size() throws {
    let comparisons = Array(repeating: "a = 1", count: Limits.conditionNodes - 1)
    #expect(throws: Never.self) {
      try ConditionText.parse(comparisons.joined(separator: " AND "))
    }
    let error = #expect(throws: PlacedError.self) {
      try ConditionText.parse((comparisons + ["a = 1"]).joined(separator: " AND "))
    }
    #expect(error?.message.contains("at most 200") == true)
    let long = "a = \"" + String(repeating: "x", count: Limits.conditionTextByteCount) + "\""
    #expect(throws: PlacedError.self) { try ConditionText.parse(long) }
  }

  @Test("Every tree prints as a text that reads as the same tree", arguments: 0..<20)
  func inverse(seed: UInt64) throws {
    var trees = RandomConditions(seed: seed)
    for _ in 0..<300 {
      let tree = trees.next()
      let text = ConditionText.text(of: tree)
      let read = try ConditionText.parse(text)
      #expect(read == tree, "\(text)")
      #expect(ConditionText.text(of: read) == text)
    }
  }

  @Test("Damaged texts are refused or read, and what is read prints stably", arguments: 0..<20)
  func damage(seed: UInt64) {
    var trees = RandomConditions(seed: seed)
    var numbers = SeededNumbers(seed: seed &+ 1_000)
    for _ in 0..<500 {
      var bytes = Array(ConditionText.text(of: trees.next()).utf8)
      for _ in 0...numbers.below(4) where !bytes.isEmpty {
        let place = numbers.below(bytes.count)
        switch numbers.below(3) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(numbers.pick(Array("()\"\\,:=<>!- {}'naAN5.".utf8)), at: place)
        default: bytes[place] = UInt8(numbers.below(256))
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let tree = try? ConditionText.parse(text) else { continue }
      let printed = ConditionText.text(of: tree)
      #expect((try? ConditionText.parse(printed)) == tree, "\(text)")
    }
  }
}
