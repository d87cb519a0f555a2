// The text form of conditions
//
// The words and signs are those of AIP-160, with a few functions more:
//
//     condition  = factor { AND factor } | factor { OR factor }
//     factor     = NOT factor | "-" factor | "(" condition ")" | comparison | function
//     comparison = path ( "=" | "!=" | "<" | "<=" | ">" | ">=" | ":" ) value
//                | path ":" "*"
//                | path [ NOT ] IN "(" value { "," value } ")"
//                | path BETWEEN value AND value
//     function   = ( empty | notEmpty | changed ) "(" path ")"
//                | ( startsWith | contains | notContains ) "(" path "," value ")"
//                | ( all | any ) "(" [ condition { "," condition } ] ")"
//     value      = string | number | word | true | false
//                | money "(" string "," number ")" | date "(" string ")" | timestamp "(" string ")"
//                | reference "(" string "," string ")" | "[" [ value { "," value } ] "]"
//
// AND and OR at one level need parentheses: people disagree about which binds tighter. The words
// AND, OR, NOT, IN and BETWEEN may be written in small letters, and the names of functions in any.
// A colon asks whether a text has a part or a list has a member; with a star, whether there is
// anything. A word without quotes stands for itself; against a field of money, a date, a moment or
// a record, a text is what people write for one: "100 EUR", "2026-06-03", "user/U-1".
//
// Every tree has one text, and reading that text gives the same tree. That is what all( ) and
// any( ) are for: a group with one member or none has no AND or OR in it. A number with a point is
// a decimal, one without an integer if 64 bits can hold it; so the decimal 5 is written 5.0.

package import RobotModel

/// Reads and writes the text form of conditions.
package enum ConditionText {
  /// The tree that a text stands for; paths and types are not checked here.
  ///
  /// - Throws: `PlacedError` with the place of what is wrong and what was expected there.
  /// - Complexity: O(length); the recursion is no deeper than the condition may be.
  package static func parse(_ text: String) throws(PlacedError) -> Condition {
    try parseWithPlaces(text).condition
  }

  /// The one text that stands for a tree.
  package static func text(of condition: Condition) -> String {
    var printer = ConditionPrinter()
    printer.write(condition)
    return printer.text
  }

  static func parseWithPlaces(_ text: String) throws(PlacedError) -> ParsedCondition {
    var parser = ConditionParser(text)
    return try parser.parse()
  }
}

/// A condition with the places in its text at which its comparisons stand.
struct ParsedCondition {
  let condition: Condition
  /// In depth-first order.
  let places: [ComparisonPlace]
}

/// Where the parts of a comparison begin, in bytes.
struct ComparisonPlace {
  let path: Int
  var comparisonOperator: Int
  var operands: [Int] = []
}
