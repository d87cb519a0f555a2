import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A value, or an unset field for nothing.
  func value(_ value: FieldValue?) -> UnsafeMutablePointer<Robots__V1__Value>? {
    value.map { self.value($0) as UnsafeMutablePointer<Robots__V1__Value> }
  }

  /// A value.
  func value(_ value: FieldValue) -> UnsafeMutablePointer<Robots__V1__Value> {
    let message = message(robots__v1__value__init)
    switch value {
    case .text(let content):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_TEXT
      message.pointee.text = text(content)
    case .boolean(let content):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_BOOLEAN
      message.pointee.boolean = content ? 1 : 0
    case .integer(let content):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_INTEGER
      message.pointee.integer = content
    case .decimal(let content):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_DECIMAL
      message.pointee.decimal = decimal(content)
    case .money(let content):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_MONEY
      message.pointee.money = money(content)
    case .date(let content):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_DATE
      message.pointee.date = date(content)
    case .timestamp(let content):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_TIMESTAMP
      message.pointee.timestamp = timestamp(content)
    case .reference(let content):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_REFERENCE
      message.pointee.reference = reference(content)
    case .list(let members):
      message.pointee.kind_case = ROBOTS__V1__VALUE__KIND_LIST
      message.pointee.list = self.message(robots__v1__value_list__init)
      (message.pointee.list.pointee.n_values, message.pointee.list.pointee.values) =
        list(members) { self.value($0) }
    }
    return message
  }

  private func decimal(_ number: DecimalNumber) -> UnsafeMutablePointer<Google__Type__Decimal> {
    let message = message(google__type__decimal__init)
    message.pointee.value = text(number.description)
    return message
  }

  private func money(_ money: Money) -> UnsafeMutablePointer<Google__Type__Money> {
    let message = message(google__type__money__init)
    message.pointee.currency_code = text(money.currency.description)
    (message.pointee.units, message.pointee.nanos) = money.unitsAndNanos
    return message
  }

  private func date(_ date: CivilDate) -> UnsafeMutablePointer<Google__Type__Date> {
    let message = message(google__type__date__init)
    message.pointee.year = Int32(date.year)
    message.pointee.month = Int32(date.month)
    message.pointee.day = Int32(date.day)
    return message
  }

  private func reference(_ key: RecordKey) -> UnsafeMutablePointer<Robots__V1__Reference> {
    let message = message(robots__v1__reference__init)
    message.pointee.entity_type = text(key.entityType)
    message.pointee.id = text(key.id)
    return message
  }
}
