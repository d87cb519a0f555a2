import CRobotsProto
import RobotModel

extension MessageReader {
  /// An entity type; its revision is not in the message.
  mutating func entityType(
    _ message: UnsafeMutablePointer<Robots__V1__EntityType>
  ) -> EntityType {
    EntityType(
      id: text(message.pointee.id),
      displayName: text(message.pointee.display_name),
      fields: list(
        message.pointee.n_fields,
        message.pointee.fields,
        "fields",
        atMost: Limits.fieldsPerEntityType
      ) { $0.field($1) },
      hasStages: message.pointee.has_stages != 0,
      isPredefined: message.pointee.predefined != 0,
      createTime: instant(message.pointee.create_time, "create_time") ?? .epoch,
      updateTime: instant(message.pointee.update_time, "update_time") ?? .epoch
    )
  }

  private mutating func field(_ message: UnsafeMutablePointer<Robots__V1__Field>) -> Field {
    let hasOptions =
      isCount(message.pointee.n_options, atMost: Limits.optionsPerField, "options")
    return Field(
      id: text(message.pointee.id),
      displayName: text(message.pointee.display_name),
      type: choice(
        message.pointee.type.rawValue,
        standIn: ValueType.text,
        "type",
        of: message.pointee.base
      ),
      isMultiple: message.pointee.multiple != 0,
      options: hasOptions ? texts(message.pointee.n_options, message.pointee.options) : [],
      referenceType: text(message.pointee.reference_type),
      isPredefined: message.pointee.predefined != 0
    )
  }
}
