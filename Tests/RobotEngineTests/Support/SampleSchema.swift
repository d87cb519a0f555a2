import RobotModel

@testable import RobotEngine

/// The predefined types, a deal with a field of every kind, and a pipeline.
enum SampleSchema {
  static var table: SchemaTable {
    let table = SchemaTable()
    for type in PredefinedTypes.all { table.put(type.id == "deal" ? deal : type) }
    let stages = [("new", StageKind.inProgress), ("offer", .inProgress), ("won", .won)]
    table.put(
      Pipeline(
        entityType: "deal",
        id: "sales",
        displayName: "Sales",
        stages: stages.map { Stage(id: $0.0, displayName: $0.0, kind: $0.1) }
      )
    )
    return table
  }

  /// The predefined deal with fields that users might add.
  static let deal: EntityType = {
    var deal = PredefinedTypes.deal
    deal.fields += [
      Field(id: "urgent", displayName: "Urgent", type: .boolean),
      Field(id: "rooms", displayName: "Rooms", type: .integer),
      Field(id: "area", displayName: "Area", type: .decimal),
      Field(id: "called", displayName: "Called", type: .timestamp),
      Field(id: "wood", displayName: "Wood", type: .enumeration, options: ["oak", "ash"]),
      Field(id: "visits", displayName: "Visits", type: .date, isMultiple: true),
      Field(id: "anything", displayName: "Anything", type: .reference),
    ]
    return deal
  }()

  static var paths: PathResolver { PathResolver(schema: table, entityType: "deal") }

  /// The number of a field.
  static func number(_ field: String, of type: String = "deal") -> FieldNumber {
    let table = table
    guard let slot = table.slot(ofEntityType: type),
      let number = table.number(ofField: field, in: slot)
    else { preconditionFailure("\(type) has no field \(field)") }
    return number
  }

  /// The field.
  static func field(_ id: String, of type: String = "deal") -> Field {
    guard let field = table.entityType(type)?.fields.first(where: { $0.id == id }) else {
      preconditionFailure("\(type) has no field \(id)")
    }
    return field
  }
}

/// Says what an item and its linked records hold by paths as people write them.
struct SampleReader: TemplateReader {
  var values: [FieldPath: FieldValue] = [:]
  var entryValues: [FieldNumber: FieldValue] = [:]
  var outputs: [String: FieldValue] = [:]
  var properties: [RunProperty: FieldValue] = [:]
  var now = Instant.epoch
  var zone = ZoneTable.utc
  var rates: [CurrencyCode: DecimalNumber] = [:]

  var schema: SchemaTable { SampleSchema.table }

  init(_ values: [String: FieldValue] = [:], atEntry: [String: FieldValue] = [:]) {
    for (path, value) in values {
      guard let resolved = try? SampleSchema.paths.resolve(path) else {
        preconditionFailure("\(path) leads nowhere")
      }
      self.values[resolved.path] = value
    }
    for (field, value) in atEntry { entryValues[SampleSchema.number(field)] = value }
  }

  func value(at path: FieldPath) -> FieldValue? { values[path] }

  func entryValue(of field: FieldNumber) -> FieldValue? { entryValues[field] }

  func output(_ output: String, ofRobot robot: String) -> FieldValue? {
    outputs["\(robot).\(output)"]
  }

  func worth(of currency: CurrencyCode) -> DecimalNumber? { rates[currency] }

  func value(of property: RunProperty) -> FieldValue? { properties[property] }

  func user(_ expression: UserExpression) throws(RunFailure) -> String {
    switch expression {
    case .user(let id): return id
    case .creator: return "U-creator"
    case .supervisor: return "U-supervisor"
    case .responsible:
      if case .reference(let key)? = values[FieldPath(source: .field(responsible))] {
        return key.id
      }
      throw RunFailure(reason: .noResponsible, message: "nobody")
    }
  }

  private var responsible: FieldNumber { SampleSchema.number("responsible") }
}

/// Short ways to write values.
enum Sample {
  static func decimal(_ text: String) -> FieldValue {
    guard let number = try? DecimalNumber(text) else { preconditionFailure(text) }
    return .decimal(number)
  }

  static func money(_ amount: String, _ code: String = "PLN") -> FieldValue {
    guard let number = try? DecimalNumber(amount), let currency = try? CurrencyCode(code),
      let money = try? Money(currency: currency, amount: number)
    else { preconditionFailure(amount) }
    return .money(money)
  }

  static func date(_ text: String) -> FieldValue {
    guard let date = try? CivilDate(iso8601: text) else { preconditionFailure(text) }
    return .date(date)
  }

  static func instant(_ text: String) -> Instant {
    guard let instant = try? Instant(rfc3339: text) else { preconditionFailure(text) }
    return instant
  }

  static func timestamp(_ text: String) -> FieldValue { .timestamp(instant(text)) }

  static func reference(_ type: String, _ id: String) -> FieldValue {
    .reference(RecordKey(entityType: type, id: id))
  }

  static func texts(_ texts: String...) -> FieldValue { .list(texts.map { .text($0) }) }
}
