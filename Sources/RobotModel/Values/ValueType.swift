/// What a field or a parameter holds.
package enum ValueType: UInt8, Hashable, Sendable, CaseIterable {
  case text = 1
  case boolean = 2
  case integer = 3
  case decimal = 4
  case money = 5
  case date = 6
  case timestamp = 7
  case reference = 8
  /// A text that is one of the listed options.
  case enumeration = 9

  /// The word for people: "text", "timestamp".
  package var word: String {
    switch self {
    case .text: "text"
    case .boolean: "boolean"
    case .integer: "integer"
    case .decimal: "decimal"
    case .money: "money"
    case .date: "date"
    case .timestamp: "timestamp"
    case .reference: "reference"
    case .enumeration: "enumeration"
    }
  }
}
