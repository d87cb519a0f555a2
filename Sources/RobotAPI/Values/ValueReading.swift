import CRobotsProto
import RobotModel

extension MessageReader {
  /// A value; nil if it has no kind set, which clears a field.
  mutating func value(_ message: UnsafeMutablePointer<Robots__V1__Value>) -> FieldValue? {
    if message.pointee.kind_case == ROBOTS__V1__VALUE__KIND_LIST {
      return list(message.pointee.list)
    }
    return single(message)
  }

  /// A value where one is needed.
  mutating func neededValue(_ message: UnsafeMutablePointer<Robots__V1__Value>?) -> FieldValue {
    guard let message, message.pointee.kind_case != ROBOTS__V1__VALUE__KIND__NOT_SET else {
      refuse("", "a value is needed: text, boolean, integer and so on")
      return .boolean(false)
    }
    return value(message) ?? .boolean(false)
  }

  private mutating func single(_ message: UnsafeMutablePointer<Robots__V1__Value>) -> FieldValue? {
    switch message.pointee.kind_case {
    case ROBOTS__V1__VALUE__KIND_TEXT: .text(text(message.pointee.text))
    case ROBOTS__V1__VALUE__KIND_BOOLEAN: .boolean(message.pointee.boolean != 0)
    case ROBOTS__V1__VALUE__KIND_INTEGER: .integer(message.pointee.integer)
    case ROBOTS__V1__VALUE__KIND_DECIMAL: decimal(message.pointee.decimal)
    case ROBOTS__V1__VALUE__KIND_MONEY: money(message.pointee.money)
    case ROBOTS__V1__VALUE__KIND_DATE: date(message.pointee.date)
    case ROBOTS__V1__VALUE__KIND_TIMESTAMP:
      instant(message.pointee.timestamp, "timestamp").map { .timestamp($0) }
    case ROBOTS__V1__VALUE__KIND_REFERENCE:
      .reference(
        RecordKey(
          entityType: text(message.pointee.reference.pointee.entity_type),
          id: text(message.pointee.reference.pointee.id)
        )
      )
    default: nil
    }
  }

  private mutating func list(_ message: UnsafeMutablePointer<Robots__V1__ValueList>) -> FieldValue {
    let members = within("list") {
      $0.list(
        message.pointee.n_values,
        message.pointee.values,
        "values",
        atMost: Limits.listCount
      ) { $0.member($1) }
    }
    return .list(members)
  }

  private mutating func member(
    _ message: UnsafeMutablePointer<Robots__V1__Value>
  ) -> FieldValue {
    if message.pointee.kind_case == ROBOTS__V1__VALUE__KIND_LIST {
      refuse("", "a list holds no lists")
      return .boolean(false)
    }
    return neededValue(message)
  }

  private mutating func decimal(
    _ message: UnsafeMutablePointer<Google__Type__Decimal>
  ) -> FieldValue? {
    let text = text(message.pointee.value)
    do {
      // The definition of google.type.Decimal takes an empty text for zero.
      return .decimal(text.isEmpty ? .zero : try DecimalNumber(text))
    } catch {
      refuse("decimal.value", error.description)
      return nil
    }
  }

  private mutating func money(_ message: UnsafeMutablePointer<Google__Type__Money>) -> FieldValue? {
    do {
      let currency = try CurrencyCode(text(message.pointee.currency_code))
      let (units, nanos) = (message.pointee.units, message.pointee.nanos)
      return .money(try Money(currency: currency, units: units, nanos: nanos))
    } catch {
      refuse(error.field, error.description)
      return nil
    }
  }

  private mutating func date(_ message: UnsafeMutablePointer<Google__Type__Date>) -> FieldValue? {
    let (year, month, day) = (message.pointee.year, message.pointee.month, message.pointee.day)
    guard
      1...9999 ~= year,
      let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    else {
      refuse(
        "date",
        "year \(year), month \(month), day \(day) is no date; all three are needed, years are 1 "
          + "to 9999"
      )
      return nil
    }
    return .date(date)
  }
}

extension MoneyError {
  /// The field of `Value.money` that is wrong.
  fileprivate var field: String {
    switch self {
    case .notACurrency: "money.currency_code"
    case .nanosOutOfRange, .signsDiffer: "money.nanos"
    case .finerThanNanos, .beyondUnits: "money"
    }
  }
}
