import RobotModel

extension FieldWriter {
  /// A repeated `robots.storage.v1.FieldValue`, or an entry each of a map of `robots.v1`, whose
  /// form is the same.
  mutating func namedValues(_ field: UInt8, _ values: [NamedValue]) {
    for named in values {
      message(field) { writer in
        writer.text(1, named.name)
        writer.message(2) { $0.value(named.value) }
      }
    }
  }

  /// A `robots.v1.Value`, or nothing.
  mutating func value(_ field: UInt8, _ value: FieldValue?) {
    if let value { message(field) { $0.value(value) } }
  }

  /// A field of type `google.protobuf.Timestamp`; nothing for nil.
  mutating func timestamp(_ field: UInt8, _ instant: Instant?) {
    if let instant { message(field) { $0.timestamp(instant) } }
  }

  /// A field of type `google.protobuf.Duration`; a negative one has both parts negative.
  mutating func duration(_ field: UInt8, milliseconds: Int64) {
    message(field) { writer in
      writer.number(1, milliseconds / 1000)
      writer.number(2, milliseconds % 1000 * 1_000_000)
    }
  }

  /// What a `robots.v1.Value` holds.
  private mutating func value(_ value: FieldValue) {
    switch value {
    case .text(let content): anyText(1, content)
    case .boolean(let content): anyNumber(2, content ? 1 : 0)
    case .integer(let content): anyNumber(3, UInt64(bitPattern: content))
    case .decimal(let content): message(4) { $0.text(1, content.description) }
    case .money(let content): message(5) { $0.money(content) }
    case .date(let content): message(6) { $0.date(content) }
    case .timestamp(let content): message(7) { $0.timestamp(content) }
    case .reference(let content):
      message(8) { writer in
        writer.text(1, content.entityType)
        writer.text(2, content.id)
      }
    case .list(let members):
      message(9) { writer in
        for member in members { writer.message(1) { $0.value(member) } }
      }
    }
  }

  private mutating func money(_ money: Money) {
    let (units, nanos) = money.unitsAndNanos
    text(1, money.currency.description)
    number(2, units)
    number(3, Int64(nanos))
  }

  private mutating func date(_ date: CivilDate) {
    number(1, UInt64(date.year))
    number(2, UInt64(date.month))
    number(3, UInt64(date.day))
  }

  private mutating func timestamp(_ instant: Instant) {
    number(1, instant.secondsSinceEpoch)
    number(2, instant.millisecondsWithinSecond * 1_000_000)
  }
}
