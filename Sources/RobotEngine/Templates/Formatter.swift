import RobotModel

/// What a placeholder does with its value before it is written.
///
/// Several work one after the other: `{{amount | number: 2 | default: "none"}}`. Except for
/// `first` and `join`, which take a list as a whole, each works on a list's members one by one.
enum Formatter: Hashable {
  /// `date: "dd.MM.yyyy"`: a date or moment by a ``DatePattern``, moments in the robot's zone.
  case date(DatePattern)
  /// `number: 2, ",", " "`: a number or an amount without its currency.
  case number(NumberFormat)
  /// `money: 2, ",", " "`: an amount with its currency's code behind it.
  case money(NumberFormat)
  /// `currency`: the code of an amount's currency.
  case currency
  /// `upper`: in capital letters.
  case upper
  /// `lower`: in small letters.
  case lower
  /// `capitalize`: the first letter as a capital.
  case capitalize
  /// `first`: a list's first member.
  case first
  /// `join: "; "`: a list's members with this between them.
  case join(String)
  /// `default: "none"`: this text where there is no value.
  case defaultText(String)
  /// `required`: no value fails the run.
  case required

  /// The values after this formatter.
  /// - Throws: `EMPTY_VALUE` by `required`.
  func apply(
    to values: [FieldValue],
    of source: TemplateSource,
    in zone: ZoneTable
  ) throws(RunFailure) -> [FieldValue] {
    switch self {
    case .date(let pattern): return values.map { .text(Self.text(of: $0, by: pattern, in: zone)) }
    case .number(let format): return values.map { .text(Self.number(of: $0, by: format)) }
    case .money(let format): return values.map { .text(Self.money(of: $0, by: format)) }
    case .currency: return values.map { .text(Self.currency(of: $0)) }
    case .upper: return values.map { .text($0.text.uppercased()) }
    case .lower: return values.map { .text($0.text.lowercased()) }
    case .capitalize: return values.map { .text(Self.capitalized($0.text)) }
    case .first: return Array(values.prefix(1))
    case .join(let separator):
      if values.isEmpty { return [] }
      return [.text(values.map(\.text).joined(separator: separator))]
    case .defaultText(let text):
      return values.isEmpty ? [.text(text)] : values
    case .required:
      if !values.isEmpty { return values }
      throw RunFailure(reason: .emptyValue, message: "\(source.text) is required and has no value")
    }
  }

  private static func text(
    of value: FieldValue,
    by pattern: DatePattern,
    in zone: ZoneTable
  ) -> String {
    switch value {
    case .date(let date): pattern.text(of: CivilDateTime(date: date, time: .midnight))
    case .timestamp(let instant):
      pattern.text(of: zone.civil(at: instant), offsetSeconds: zone.offsetSeconds(at: instant))
    default: value.text
    }
  }

  private static func number(of value: FieldValue, by format: NumberFormat) -> String {
    switch value {
    case .integer(let integer): format.text(of: DecimalNumber(integer))
    case .decimal(let decimal): format.text(of: decimal)
    case .money(let money): format.text(of: money.amount)
    default: value.text
    }
  }

  private static func money(of value: FieldValue, by format: NumberFormat) -> String {
    guard case .money(let money) = value else { return value.text }
    return "\(format.text(of: money.amount)) \(money.currency)"
  }

  private static func currency(of value: FieldValue) -> String {
    guard case .money(let money) = value else { return value.text }
    return money.currency.description
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
