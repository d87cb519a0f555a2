import RobotModel

/// Reads a condition from its text by recursive descent.
struct ConditionParser {
  /// A condition and how deep its tree is; a comparison alone is 1.
  private typealias Node = (condition: Condition, depth: Int)

  private enum Joiner: String {
    case and = "AND"
    case or = "OR"
  }

  private var cursor: TextCursor
  private var nodeCount = 0
  private var places: [ComparisonPlace] = []

  init(_ text: String) {
    cursor = TextCursor(text)
  }

  /// Reads the whole text.
  mutating func parse() throws(PlacedError) -> ParsedCondition {
    let count = cursor.bytes.count
    guard count <= Limits.conditionTextByteCount else {
      throw cursor.error(
        "the condition has \(count) bytes; expected at most \(Limits.conditionTextByteCount)",
        at: Limits.conditionTextByteCount
      )
    }
    let condition = try expression(nesting: 0).condition
    cursor.skipSpace()
    guard cursor.next == nil else {
      throw cursor.error("expected AND, OR or the end, found \(cursor.found)")
    }
    return ParsedCondition(condition: condition, places: places)
  }

  // MARK: - Groups

  /// Reads factors joined by one and the same word.
  private mutating func expression(nesting: Int) throws(PlacedError) -> Node {
    let start = cursor.position
    var members = [try factor(nesting: nesting)]
    var joiner: Joiner?
    while let (next, place) = takeJoiner() {
      if let joiner, joiner != next {
        throw cursor.error(
          "\(joiner.rawValue) and \(next.rawValue) at one level are ambiguous; expected"
            + " parentheses around one of them",
          at: place
        )
      }
      joiner = next
      members.append(try factor(nesting: nesting))
    }
    guard let joiner else { return members[0] }
    return try group(members, isAll: joiner == .and, from: start)
  }

  private mutating func group(
    _ members: [Node],
    isAll: Bool,
    from start: Int
  ) throws(PlacedError) -> Node {
    let conditions = members.map(\.condition)
    let depth = (members.map(\.depth).max() ?? 0) + 1
    return try node(isAll ? .all(conditions) : .any(conditions), depth: depth, from: start)
  }

  /// Counts a node in, which must keep within the limits.
  private mutating func node(
    _ condition: Condition,
    depth: Int,
    from start: Int
  ) throws(PlacedError) -> Node {
    nodeCount += 1
    guard nodeCount <= Limits.conditionNodes else {
      throw cursor.error(
        "the condition has too many parts; expected at most \(Limits.conditionNodes) groups,"
          + " negations and comparisons",
        at: start
      )
    }
    guard depth <= Limits.conditionDepth else { throw tooDeep(at: start) }
    return (condition, depth)
  }

  private func tooDeep(at place: Int) -> PlacedError {
    cursor.error(
      "the condition is nested too deeply; expected at most \(Limits.conditionDepth) levels",
      at: place
    )
  }

  private mutating func takeJoiner() -> (Joiner, place: Int)? {
    cursor.skipSpace()
    let place = cursor.position
    if takeKeyword("AND") { return (.and, place) }
    if takeKeyword("OR") { return (.or, place) }
    return nil
  }

  private mutating func factor(nesting: Int) throws(PlacedError) -> Node {
    cursor.skipSpace()
    let start = cursor.position
    guard nesting <= Limits.conditionDepth else { throw tooDeep(at: start) }
    if takeKeyword("NOT") || cursor.take("-") {
      let member = try factor(nesting: nesting + 1)
      return try node(.not(member.condition), depth: member.depth + 1, from: start)
    }
    if cursor.take("(") {
      let inner = try expression(nesting: nesting + 1)
      try require(")", "AND, OR or a closing parenthesis")
      return inner
    }
    let word = try path()
    if isAtParenthesis { return try function(word, from: start, nesting: nesting) }
    let comparison = try comparison(path: word, from: start)
    return try node(.comparison(comparison), depth: 1, from: start)
  }

  // MARK: - Functions

  private static let functions = [
    "empty", "notEmpty", "changed", "startsWith", "contains", "notContains", "all", "any",
  ]

  private mutating func function(
    _ word: String,
    from start: Int,
    nesting: Int
  ) throws(PlacedError) -> Node {
    let oneArgument: [String: ConditionOperator] = [
      "empty": .isEmpty, "notEmpty": .isNotEmpty, "changed": .changed,
    ]
    let twoArguments: [String: ConditionOperator] = [
      "startsWith": .startsWith, "contains": .contains, "notContains": .notContains,
    ]
    let name = Self.spelling(of: word, among: Self.functions)
    try require("(", "a parenthesis")
    if name == "all" || name == "any" {
      let members = try members(nesting: nesting + 1)
      return try group(members, isAll: name == "all", from: start)
    }
    guard let asked = oneArgument[name] ?? twoArguments[name] else {
      throw cursor.error(
        "there is no function \(quoted(name))"
          + Suggestion.phrase(for: name, among: Self.functions),
        at: start
      )
    }
    cursor.skipSpace()
    var place = ComparisonPlace(path: cursor.position, comparisonOperator: start)
    let path = try path()
    var operands: [FieldValue] = []
    if twoArguments[name] != nil {
      try require(",", "a comma and a value")
      operands.append(try value(noting: &place))
    }
    try require(")", "a closing parenthesis")
    places.append(place)
    return try node(
      .comparison(Comparison(path: path, comparisonOperator: asked, operands: operands)),
      depth: 1,
      from: start
    )
  }

  /// Reads the conditions between the parentheses of `all` and `any`.
  private mutating func members(nesting: Int) throws(PlacedError) -> [Node] {
    cursor.skipSpace()
    if cursor.take(")") { return [] }
    var members: [Node] = []
    repeat {
      members.append(try expression(nesting: nesting))
      cursor.skipSpace()
    } while cursor.take(",")
    try require(")", "a comma or a closing parenthesis")
    return members
  }

  // MARK: - Comparisons

  private mutating func comparison(
    path: String,
    from start: Int
  ) throws(PlacedError) -> Comparison {
    cursor.skipSpace()
    var place = ComparisonPlace(path: start, comparisonOperator: cursor.position)
    var operands: [FieldValue] = []
    var asked = try comparisonOperator()
    switch asked {
    case .isIn, .isNotIn:
      try require("(", "a list of values in parentheses")
      repeat {
        operands.append(try value(noting: &place))
        cursor.skipSpace()
      } while cursor.take(",")
      try require(")", "a comma or a closing parenthesis")
    case .between:
      operands.append(try value(noting: &place))
      cursor.skipSpace()
      guard takeKeyword("AND") else {
        throw cursor.error("expected AND and the upper end, found \(cursor.found)")
      }
      operands.append(try value(noting: &place))
    case .contains:
      cursor.skipSpace()
      if cursor.take("*") {
        asked = .isNotEmpty
      } else {
        operands.append(try value(noting: &place))
      }
    default: operands.append(try value(noting: &place))
    }
    places.append(place)
    return Comparison(path: path, comparisonOperator: asked, operands: operands)
  }

  private mutating func comparisonOperator() throws(PlacedError) -> ConditionOperator {
    let start = cursor.position
    if cursor.take("!=") { return .notEqual }
    if cursor.take("<=") { return .lessOrEqual }
    if cursor.take(">=") { return .greaterOrEqual }
    if cursor.take("=") { return .equal }
    if cursor.take("<") { return .less }
    if cursor.take(">") { return .greater }
    if cursor.take(":") { return .contains }
    if takeKeyword("IN") { return .isIn }
    if takeKeyword("BETWEEN") { return .between }
    if takeKeyword("NOT") {
      cursor.skipSpace()
      if takeKeyword("IN") { return .isNotIn }
      throw cursor.error("expected IN after NOT, found \(cursor.found)")
    }
    throw cursor.error(
      "expected one of = != < <= > >= : IN, NOT IN, BETWEEN, found \(cursor.found)",
      at: start
    )
  }

  private mutating func value(
    noting place: inout ComparisonPlace
  ) throws(PlacedError) -> FieldValue {
    cursor.skipSpace()
    place.operands.append(cursor.position)
    return try ConditionLiteral.read(&cursor)
  }

  // MARK: - Words

  private var isAtParenthesis: Bool {
    var ahead = cursor
    ahead.skipSpace()
    return ahead.next == UInt8(ascii: "(")
  }

  /// Reads a path, or the name of a function.
  private mutating func path() throws(PlacedError) -> String {
    cursor.skipSpace()
    let start = cursor.position
    let word = cursor.word
    guard let first = word.first, !TextCursor.isDigit(first), first != UInt8(ascii: "."),
      !Self.isKeyword(word)
    else {
      throw cursor.error("expected a field such as amount, found \(cursor.found)", at: start)
    }
    cursor.position += word.count
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func takeKeyword(_ keyword: String) -> Bool {
    let word = cursor.word
    guard word.count == keyword.utf8.count, Self.isAlike(word, keyword) else { return false }
    cursor.position += word.count
    return true
  }

  /// The words that no field can be named.
  static let keywords = ["AND", "OR", "NOT", "IN", "BETWEEN", "TRUE", "FALSE"]

  static func isKeyword(_ word: ArraySlice<UInt8>) -> Bool {
    keywords.contains { isAlike(word, $0) }
  }

  /// Whether a word is a keyword in capital or small letters.
  private static func isAlike(_ word: ArraySlice<UInt8>, _ keyword: String) -> Bool {
    word.elementsEqual(keyword.utf8) || word.elementsEqual(keyword.lowercased().utf8)
  }

  /// A function's name as it is spelled, for one in any capital and small letters; a name that is
  /// none of them stays as it is.
  static func spelling(of word: String, among names: [String]) -> String {
    names.first { $0.lowercased() == word.lowercased() } ?? word
  }

  private mutating func require(
    _ sign: StaticString,
    _ expected: String
  ) throws(PlacedError) {
    cursor.skipSpace()
    guard cursor.take(sign) else {
      throw cursor.error("expected \(expected), found \(cursor.found)")
    }
  }
}

extension TextCursor {
  /// The word that stands here: letters, digits, underscores and dots.
  var word: ArraySlice<UInt8> {
    bytes[position...].prefix { Self.isWordByte($0) || $0 == UInt8(ascii: ".") }
  }
}
