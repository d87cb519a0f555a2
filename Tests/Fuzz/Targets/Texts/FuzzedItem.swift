import RobotModel

@testable import RobotEngine

/// A deal of the predefined type whose texts are as hostile as a client may make them.
struct FuzzedItem: TemplateReader {
  /// Never changed, so that tests may read it on several threads.
  nonisolated(unsafe) static let schema: SchemaTable = {
    var table = SchemaTable()
    for type in PredefinedTypes.all { table.put(type) }
    return table
  }()

  nonisolated(unsafe) static let paths = PathResolver(schema: schema, entityType: "deal")

  /// What no channel may let through as it is.
  static let hostileText = "<i>\u{301}&\"'\\\r\nBcc: x\u{2028}{{name}} Ł"

  let now = Instant(millisecondsSinceEpoch: 1_772_438_400_000)
  let zone = ZoneTable(fixedOffsetSeconds: 5_400, name: "East")

  var schema: SchemaTable { Self.schema }

  func value(at path: FieldPath) -> FieldValue? {
    guard case .field(let number) = path.source else { return .text(Self.hostileText) }
    guard path.start == .item, let slot = schema.slot(ofEntityType: "deal") else {
      return .text(Self.hostileText)
    }
    return schema.field(number, of: slot).flatMap(Self.value(of:))
  }

  func entryValue(of field: FieldNumber) -> FieldValue? { nil }

  func worth(of currency: CurrencyCode) -> DecimalNumber? { nil }

  func output(_ output: String, ofRobot robot: String) -> FieldValue? { .text(Self.hostileText) }

  func value(of property: RunProperty) -> FieldValue? {
    switch property {
    case .id, .visit, .robot: .text("0run")
    case .dueTime, .enterTime: .timestamp(now)
    }
  }

  func user(_ expression: UserExpression) throws(RunFailure) -> String { "U-1" }

  private static func value(of field: Field) -> FieldValue? {
    guard let single = single(field.type) else { return nil }
    return field.isMultiple ? .list([single, single]) : single
  }

  private static func single(_ type: ValueType) -> FieldValue? {
    switch type {
    case .text, .enumeration: .text(hostileText)
    case .boolean: .boolean(true)
    case .integer: .integer(.min)
    case .decimal: (try? DecimalNumber("-12345.678")).map { .decimal($0) }
    case .money: money
    case .date: CivilDate(year: 2028, month: 2, day: 29).map { .date($0) }
    case .timestamp: .timestamp(.latest)
    case .reference: .reference(RecordKey(entityType: "user", id: "U-1"))
    }
  }

  private static var money: FieldValue? {
    guard let currency = try? CurrencyCode("PLN"), let amount = try? DecimalNumber("99.90"),
      let money = try? Money(currency: currency, amount: amount)
    else { return nil }
    return .money(money)
  }
}
